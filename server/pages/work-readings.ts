import { findMajority } from '../facts/majority.ts';
import type { Reading } from '../facts/variant-readings.ts';
import { hrefOf } from '../http/params.ts';
import type { TextRange } from './passages.ts';

/** Characters shown on each side of a reading. */
const CONTEXT = 14;

/** `most`: as more than half of the versions read; `few`: otherwise; `open`: the versions are of two minds. */
export type ReadingKind = 'most' | 'few' | 'open';

/** How one version reads a place, with its neighbours. */
export interface ReadingCell {
  kind: ReadingKind;
  before: string;
  /** Empty where the version has nothing there. */
  words: string;
  after: string;
  href: string;
}

export interface ReadingPlace {
  number: number;
  /** One a column; null where a version lacks the passage. */
  cells: (ReadingCell | null)[];
  /** What most versions read; null when no reading has more than half of them. */
  majority: { words: string; votes: number } | null;
  versions: number;
}

/** A reading in its version's text. */
export interface MarkedReading extends TextRange {
  id: string;
  kind: ReadingKind;
}

export function kindOf(readings: readonly Reading[], { letters }: Reading): ReadingKind {
  const most = findMajority(readings);
  if (!most) return 'open';
  return most.reading.letters === letters ? 'most' : 'few';
}

/** @param texts of the versions by document id, one a column */
export function listPlaces(places: readonly Reading[][], texts: ReadonlyMap<string, string>): ReadingPlace[] {
  return places.map((readings, index) => {
    const most = findMajority(readings);
    return {
      number: index + 1,
      cells: [...texts].map(([id, text]) => {
        const reading = readings.find((one) => one.id === id);
        return reading ? cellOf(text, reading, kindOf(readings, reading)) : null;
      }),
      majority: most
        ? { words: (texts.get(most.reading.id) ?? '').slice(most.reading.start, most.reading.end), votes: most.votes }
        : null,
      versions: readings.length,
    };
  });
}

function cellOf(text: string, { id, start, end }: Reading, kind: ReadingKind): ReadingCell {
  const line = (words: string): string => words.replace(/\s+/g, ' ');
  const [from, to] = [Math.max(0, start - CONTEXT), Math.min(text.length, end + CONTEXT)];
  return {
    kind,
    before: line(text.slice(from, start)),
    words: line(text.slice(start, end)),
    after: line(text.slice(end, to)),
    href: `${hrefOf(`/documents/${id}`, { from, to })}#hit`,
  };
}
