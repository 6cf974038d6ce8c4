import { type ConflictKind, findConflicts } from '../facts/figure-conflicts.ts';
import type { Ledger } from '../facts/figure-ledger.ts';
import { gradeOf } from '../facts/grade.ts';
import type { Tlp, Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';
import { choosePreferred, type PreferReason } from './choose-preferred.ts';
import { type LedgerRow, listLedgerRows } from './read-ledger.ts';
import { listVersionConflicts } from './version-conflicts.ts';

/** One of the values that stand against each other. */
export interface ConflictValue {
  /** As the source wrote it. */
  text: string;
  low: number | null;
  high: number | null;
  unit: string;
  qualifier: string;
  state: string;
  /** 口径 in words: counted → 可用区. */
  scope: { zh: string[]; en: string[] };
  period: string;
  document: string;
  documentTitle: string;
  source: string;
  sourceEn: string;
  grade: string;
  published: string | null;
  tlp: Tlp;
  quote: string;
  /** Offsets of the quote in our own copy. */
  start: number;
  end: number;
}

/** Values of one measure that disagree, and in which way. */
export interface Conflict {
  kind: ConflictKind;
  /** Null where versions of a text differ in a number that is nobody's. */
  vendor: string | null;
  metric: string;
  metricZh: string;
  metricEn: string;
  /** Part of the whole; empty for the whole. */
  place: string;
  values: ConflictValue[];
  /** Index of the value to take; null where none is better than another. */
  preferred: number | null;
  reason: PreferReason;
}

/** @returns all that disagrees before this viewer: figures of these vendors, then numbers in versions of one text. */
export function listConflicts(store: Store, viewer: Viewer, ledger: Ledger, vendorIds: readonly string[]): Conflict[] {
  const rows = listLedgerRows(store, viewer, ledger, vendorIds);
  const ofFigures = findConflicts(rows).map(({ kind, figures }): Conflict => {
    const [first] = figures as [LedgerRow, ...LedgerRow[]];
    return {
      ...{ kind, vendor: first.vendorId, metric: first.metric, place: first.place },
      ...{ metricZh: first.figure.metricZh, metricEn: first.figure.metricEn },
      values: figures.map((row) => toValue(row, ledger)),
      ...choosePreferred(kind, figures),
    };
  });
  return [...ofFigures, ...listVersionConflicts(store, viewer, rows)];
}

export function toValue({ figure, scopes }: LedgerRow, ledger: Ledger): ConflictValue {
  const { low, high, unit, qualifier, state, written, period, document, quote } = figure;
  const { letter, digit } = gradeOf(figure);
  const name = (lang: 'zh' | 'en'): string[] =>
    Object.entries(scopes).map(([dimension, value]) => ledger.nameScope(dimension, value, lang));
  return {
    ...{ text: written, low, high, unit, qualifier, state, scope: { zh: name('zh'), en: name('en') } },
    ...{ period: period?.text ?? '', document: document.documentId, documentTitle: document.title },
    ...{ source: document.sourceName, sourceEn: document.sourceNameEn, grade: `${letter}${digit}` },
    ...{ published: document.published, tlp: document.tlp, quote: quote.exact, start: quote.start, end: quote.end },
  };
}
