import { type ConflictKind, classifyPair } from '../facts/figure-conflicts.ts';
import { type MetricDefinition, REPORT_DAYS } from '../facts/figure-ledger.ts';
import type { LedgerRow } from './read-ledger.ts';

export const AGES = ['fresh', 'ageing', 'stale', 'undated'] as const;
/** How much of its half-life a value has used up. */
export type Age = (typeof AGES)[number];

/** not-disclosed 未披露 · not-collected 未采集 · not-applicable 不适用 · conflict 有冲突 · hidden: only values that the filter hides */
export type BlankReason = 'not-disclosed' | 'not-collected' | 'not-applicable' | 'conflict' | 'hidden';

export interface PickedCell {
  /** Best first; the first is the cell's value unless `blank` says that none is. */
  rows: LedgerRow[];
  /** How the first and another disagree; null where they do not. */
  conflict: ConflictKind | null;
  blank: BlankReason | null;
  /** Values that the cell has no room for. */
  more: number;
}

const MOST_VALUES = 2;
/** A reading less sure is no value of a comparison. */
const SURE_ENOUGH = 0.5;
const DAY = 86_400_000;

/** The day that a value is of: the end of its period when that is past, else its publication. */
export function dayOf({ period, published }: LedgerRow, asOf: string): string | null {
  if (period && period.end <= asOf) return period.end;
  return published ?? (period && period.start <= asOf ? asOf : null);
}

export function ageOf(row: LedgerRow, metric: MetricDefinition, asOf: string): Age {
  const day = dayOf(row, asOf);
  if (day === null) return 'undated';
  const days = (Date.parse(asOf) - Date.parse(day)) / DAY;
  const life = metric.halfLife === 'report' ? REPORT_DAYS : metric.halfLife;
  return days > life ? 'stale' : days > life / 2 ? 'ageing' : 'fresh';
}

/** What a value is of, as one key: values with other keys are not ranked together. */
export const scopeKey = ({ scopes }: LedgerRow): string =>
  Object.entries(scopes)
    .map((pair) => pair.join('='))
    .sort()
    .join('&');

/** @returns the scope that most vendors have a value of; of equals the first */
export function commonScope(rows: readonly LedgerRow[]): string | undefined {
  const vendors = new Map<string, Set<string>>();
  for (const row of rows) vendors.set(scopeKey(row), (vendors.get(scopeKey(row)) ?? new Set()).add(row.vendorId));
  return [...vendors].sort((a, b) => b[1].size - a[1].size)[0]?.[0];
}

interface Asked {
  metric: MetricDefinition;
  asOf: string;
  hideStale: boolean;
  /** Preferred: see commonScope. */
  scope: string | undefined;
  isApplicable: boolean;
}

/** Chooses what a cell shows of one vendor's values of one metric, and says why when it shows none. */
export function pickCell(
  given: readonly LedgerRow[],
  { metric, asOf, hideStale, scope, isApplicable }: Asked,
): PickedCell {
  const known = given.filter(
    ({ figure, published }) => figure.confidence >= SURE_ENOUGH && (published === null || published <= asOf),
  );
  const kept = hideStale ? known.filter((row) => ageOf(row, metric, asOf) !== 'stale') : known;
  const best = dropSame([...kept].sort((a, b) => weigh(b, a, scope, asOf)));
  const [first, ...others] = best;
  if (!first) {
    const none = metric.disclosed === 'no' ? 'not-disclosed' : 'not-collected';
    const blank = !isApplicable ? 'not-applicable' : known.length > 0 ? 'hidden' : none;
    return { rows: [], conflict: null, blank, more: 0 };
  }
  const kinds = others.map((other) => classifyPair(first, other));
  const conflict = (['contradiction', 'restated', 'version', 'scope', 'approximate', 'rounding'] as const).find(
    (kind) => kinds.includes(kind),
  );
  const shown = best.slice(0, MOST_VALUES);
  const isOpen = conflict === 'contradiction';
  return {
    rows: shown,
    conflict: conflict ?? null,
    blank: isOpen ? 'conflict' : null,
    more: best.length - shown.length,
  };
}

/** The row's scope, then what is, then the newest, then the surest. */
function weigh(a: LedgerRow, b: LedgerRow, scope: string | undefined, asOf: string): number {
  const fits = (row: LedgerRow): number => Number(scopeKey(row) === scope);
  const isFact = ({ state }: LedgerRow): number => Number(state === 'actual');
  const day = (row: LedgerRow): number => Date.parse(dayOf(row, asOf) ?? '1970-01-01');
  return fits(a) - fits(b) || isFact(a) - isFact(b) || day(a) - day(b) || a.figure.confidence - b.figure.confidence;
}

/** One value told twice is one value. */
function dropSame(rows: readonly LedgerRow[]): LedgerRow[] {
  const keyOf = (row: LedgerRow): string => [row.value.low, row.value.high, row.value.base, row.state].join('/');
  return rows.filter((row, index) => rows.findIndex((other) => keyOf(other) === keyOf(row)) === index);
}
