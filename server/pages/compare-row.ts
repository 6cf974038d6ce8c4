import { type Ledger, type MetricDefinition, toComparable } from '../facts/figure-ledger.ts';
import { ageOf, commonScope, dayOf, pickCell, scopeKey } from '../ledger/compare-cell.ts';
import type { LedgerRow } from '../ledger/read-ledger.ts';
import type { CompareCell, CompareRow, CompareValue } from './compare.ts';
import type { DoubtfulCells, StatedBlank } from './compare-values.ts';
import { toFigureItem } from './figure-item.ts';
import type { VendorLabel } from './move-item.ts';
import { evidenceOf, type Notes } from './notes.ts';
import { printRange } from './table-grid.ts';

export interface RowContext {
  metric: MetricDefinition;
  vendors: readonly VendorLabel[];
  rows: readonly LedgerRow[];
  doubts: readonly DoubtfulCells[];
  blanks: readonly StatedBlank[];
  ledger: Ledger;
  asOf: string;
  hideStale: boolean;
  notes: Notes;
}

/** One metric: what each vendor has of it as a whole, ranked only where the values are of one kind. */
export function buildRow(context: RowContext): CompareRow {
  const { metric, vendors, asOf, hideStale, doubts, blanks } = context;
  const ofMetric = context.rows.filter((row) => row.metric === metric.id && row.place === '');
  const scope = commonScope(ofMetric);
  const picked = vendors.map(({ vendorId }) =>
    pickCell(
      ofMetric.filter((row) => row.vendorId === vendorId),
      { metric, asOf, hideStale, scope, isApplicable: !metric.notFor.includes(vendorId) },
    ),
  );
  const leading = picked.map(({ rows, blank }) => (blank === null ? rows[0] : undefined));
  const unranked = whyUnranked(
    metric,
    leading.flatMap((row) => row ?? []),
  );
  const order = unranked === null ? leading.flatMap((row) => row?.value.high ?? []).sort((a, b) => b - a) : [];
  const cells = picked.map(({ rows, conflict, blank, more }, index): CompareCell => {
    const vendorId = vendors[index]?.vendorId ?? '';
    const doubt = doubts.find((cell) => cell.vendorId === vendorId && cell.metric === metric.id);
    const first = leading[index];
    const told =
      blank === 'not-collected' || blank === 'not-disclosed' ? findStated(blanks, vendorId, metric.id) : undefined;
    return {
      ...{
        vendorId,
        conflict,
        blank: told?.blank ?? blank,
        blankHref: told?.href ?? null,
        more,
        values: rows.map((row) => toValue(row, context)),
      },
      others: Math.max(0, rows.length - 1) + more,
      rank: first && unranked === null ? order.indexOf(first.value.high) + 1 : null,
      doubtful: doubt ? { count: doubt.count, href: doubt.href } : null,
    };
  });
  return { metric, unranked, cells };
}

/** What a source itself says in place of a number. */
const findStated = (blanks: readonly StatedBlank[], vendorId: string, metric: string): StatedBlank | undefined =>
  blanks.find((cell) => cell.vendorId === vendorId && cell.metric === metric);

/** Only one source that compares them all, or tables, ranks: numbers gathered here and there may be of other things. */
function whyUnranked(metric: MetricDefinition, leading: readonly LedgerRow[]): CompareRow['unranked'] {
  if (leading.length < 2 || !metric.ranked) return 'few';
  if (new Set(leading.map(({ value }) => value.base)).size > 1) return 'unit';
  if (new Set(leading.map(scopeKey)).size > 1) return 'scope';
  if (leading.some(({ state }) => state !== 'actual')) return 'state';
  const isOneSource = new Set(leading.map(({ documentId }) => documentId)).size === 1;
  return isOneSource || leading.every(({ tableId }) => tableId !== null) ? null : 'source';
}

function toValue(row: LedgerRow, { metric, asOf, notes, ledger }: RowContext): CompareValue {
  const { readings: _, ...item } = toFigureItem(row.figure);
  const { low, high, base } = row.value;
  const name = (lang: 'zh' | 'en'): string =>
    Object.entries(row.scopes)
      .map(([dimension, value]) => ledger.nameScope(dimension, value, lang))
      .join(' · ');
  return {
    ...item,
    ...{
      normalised: { low, high, base },
      compared: showCompared(row, metric),
      scopeZh: name('zh'),
      scopeEn: name('en'),
    },
    ...{ asOf: dayOf(row, asOf), age: ageOf(row, metric, asOf), cite: notes.cite(evidenceOf(row.figure)) },
  };
}

/** The value in the metric's own unit, where the source wrote another that can be counted in it: 40–50% for 4–5折; else empty. */
function showCompared({ value, figure }: LedgerRow, { unit }: MetricDefinition): string {
  const { low: scale, base } = toComparable(1, 1, unit, '1');
  if (unit === '' || figure.unit === unit || base !== value.base) return '';
  const inUnit = (amount: number): number => Number((amount / scale).toPrecision(6));
  const shown = printRange(inUnit(value.low), inUnit(value.high));
  return shown === printRange(figure.low, figure.high) ? '' : `${shown} ${unit}`;
}
