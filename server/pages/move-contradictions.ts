import { isRough } from '../facts/date-words.ts';
import type { FoldedMove } from '../facts/fold-moves.ts';
import { findNumberConflicts, type ToldNumber } from '../facts/number-conflicts.ts';
import type { PartialDate } from '../model.ts';
import type { FigureRow } from '../store/figures.ts';
import type { MoveRow } from '../store/moves.ts';
import type { Site } from './site.ts';

/** Who says so, with the way to the sentence. */
interface Teller {
  sourceName: string;
  sourceNameEn: string;
  published: string | null;
  href: string;
}

/** What the tellings of one event give that cannot all be right; [] where they agree. */
export interface Contradictions {
  /** Days as stated, each told once. */
  dates: (Teller & { happened: PartialDate })[];
  /** Measures with the numbers as written. */
  numbers: { metric: string; metricZh: string; metricEn: string; readings: (Teller & { written: string })[] }[];
}

/** A telling with the address of its sentence in our own copy. */
type ToldMove = MoveRow & { href: string };

/** Characters on each side of a number that say what it counts. */
const AROUND = 10;

/** @returns a function that sets the tellings of an event against each other; a document's figures are read once. */
export function createContradictions(site: Site): (event: FoldedMove<ToldMove>) => Contradictions {
  const figures = new Map<string, FigureRow[]>();
  const figuresOf = (documentId: string): FigureRow[] => {
    const known = figures.get(documentId) ?? site.store.listFigures(site.viewer, { documentId });
    figures.set(documentId, known);
    return known;
  };
  return ({ lead, others, documentCount, datesDisagree }) => {
    const moves = [lead, ...others];
    return {
      dates: datesDisagree ? listDates(moves) : [],
      numbers: documentCount > 1 ? listNumbers(moves, figuresOf) : [],
    };
  };
}

function listDates(moves: readonly ToldMove[]): Contradictions['dates'] {
  const stated = moves.filter(({ happened }) => !isRough(happened));
  const spanOf = ({ happened }: MoveRow): string => `${happened.start}/${happened.end}`;
  return stated
    .filter((move, index) => stated.findIndex((other) => spanOf(other) === spanOf(move)) === index)
    .map((move) => ({ ...tellerOf(move), happened: move.happened }));
}

function listNumbers(
  moves: readonly ToldMove[],
  figuresOf: (documentId: string) => FigureRow[],
): Contradictions['numbers'] {
  const tellings = moves.map((move) => ({
    ...{ move, document: move.document },
    numbers: figuresOf(move.document.documentId)
      .filter(({ vendorId, valueStart, valueEnd }) => {
        return vendorId === move.vendorId && valueStart >= move.quote.start && valueEnd <= move.quote.end;
      })
      .map((figure) => toldNumberOf(figure, move.quote)),
  }));
  return findNumberConflicts(tellings).map(({ readings, ...measure }) => ({
    ...measure,
    readings: readings.map(({ written, telling }) => ({ ...tellerOf(telling.move), written })),
  }));
}

function toldNumberOf(figure: FigureRow, quote: MoveRow['quote']): ToldNumber {
  const { metric, metricZh, metricEn, low, high, unit, state, approximate, written, valueStart, valueEnd } = figure;
  const [from, to] = [valueStart - quote.start, valueEnd - quote.start];
  const around = quote.exact.slice(Math.max(0, from - AROUND), from) + quote.exact.slice(to, to + AROUND);
  return { metric, metricZh, metricEn, low, high, unit, state, approximate, written, around };
}

function tellerOf({ document, href }: ToldMove): Teller {
  const { sourceName, sourceNameEn, published } = document;
  return { sourceName, sourceNameEn, published, href };
}
