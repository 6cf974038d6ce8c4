import { findMajority } from '../facts/majority.ts';
import type { Reading } from '../facts/variant-readings.ts';
import type { Viewer } from '../model.ts';
import type { DocumentText } from '../store/documents.ts';
import type { Store } from '../store/index.ts';
import type { Conflict, ConflictValue } from './list-conflicts.ts';
import type { LedgerRow } from './read-ledger.ts';

/** Digits, and the Han numerals that scale. */
const NUMERAL = /[\d一二三四五六七八九十百千万亿零两%]/;
/** A reading that a numeral begins, ends or borders on the side of its measure word. */
const MEASURE = /^(?:个|家|人|名|款|台|张|颗|核|元|美元|%|倍|折|万|亿|年|月|日|天|次|项|种|座)/;
const CONTEXT = 24;
const WORD = /[a-z]$/i;

/**
 * Numbers that read otherwise in versions of one text: 第一亿个核 and 第一个核. Those that a figure holds are told as the vendor's.
 */
export function listVersionConflicts(store: Store, viewer: Viewer, rows: readonly LedgerRow[]): Conflict[] {
  return store.listWorkIds(viewer).flatMap((workId) => {
    const texts = new Map<string, DocumentText>();
    const textOf = (id: string): DocumentText => {
      const known = texts.get(id) ?? store.getDocument(viewer, id);
      texts.set(id, known);
      return known;
    };
    return store
      .listReadings(viewer, workId)
      .filter((readings) => isOfNumber(readings, (id) => textOf(id).text))
      .map((readings) => toConflict(readings, textOf, rows));
  });
}

/** A letter that is part of a name, such as the 0 of H20, is no number. */
function isOfNumber(readings: readonly Reading[], textOf: (id: string) => string): boolean {
  return readings.some(({ id, start, end, letters }) => {
    if (!NUMERAL.test(letters)) return false;
    const text = textOf(id);
    const before = text.slice(Math.max(0, start - 1), start);
    return (
      !WORD.test(before) &&
      !WORD.test(text.slice(Math.max(0, start - 2), start).replace(/\d$/, '')) &&
      (MEASURE.test(text.slice(end, end + 2)) || NUMERAL.test(before))
    );
  });
}

function toConflict(
  readings: readonly Reading[],
  textOf: (id: string) => DocumentText,
  rows: readonly LedgerRow[],
): Conflict {
  const held = rows.find(({ documentId, figure }) =>
    readings.some(({ id, start, end }) => id === documentId && start <= figure.valueEnd && end >= figure.valueStart),
  );
  const most = findMajority(readings);
  return {
    ...{ kind: 'version', vendor: held?.vendorId ?? null, metric: held?.metric ?? '', place: '' },
    ...{ metricZh: held?.figure.metricZh ?? '', metricEn: held?.figure.metricEn ?? '' },
    values: readings.map((reading) => toValue(reading, textOf(reading.id))),
    preferred: most ? readings.indexOf(most.reading) : null,
    reason: most ? 'majority' : 'none',
  };
}

/** The number as this version reads it, with its measure word. */
function toValue({ start, end }: Reading, document: DocumentText): ConflictValue {
  const { text } = document;
  const from =
    start -
    (/[\d一二三四五六七八九十百千万亿零两.,第]{0,12}$/.exec(text.slice(Math.max(0, start - 12), start))?.[0].length ??
      0);
  const to = end + (/^[\d十百千万亿.,%]{0,8}[^\s，。；,;.的]{0,2}/.exec(text.slice(end, end + 10))?.[0].length ?? 0);
  const [first, last] = [Math.max(0, from - CONTEXT), Math.min(text.length, to + CONTEXT)];
  return {
    ...{ text: text.slice(from, to), low: null, high: null, unit: '', qualifier: '', state: 'actual' },
    ...{ scope: { zh: [], en: [] }, period: '', document: document.documentId, documentTitle: document.title },
    ...{ source: document.sourceName, sourceEn: document.sourceNameEn, grade: document.reliability },
    ...{ published: document.published, tlp: document.tlp, quote: text.slice(first, last), start: first, end: last },
  };
}
