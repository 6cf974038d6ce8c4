import { z } from 'zod';
import type { ConflictKind } from '../facts/figure-conflicts.ts';
import { METRIC_GROUPS, type MetricDefinition, type MetricGroup } from '../facts/figure-ledger.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { Age, BlankReason } from '../ledger/compare-cell.ts';
import type { LedgerRow } from '../ledger/read-ledger.ts';
import type { VendorSummary } from '../store/vendors.ts';
import { buildCharts, type CompareChart } from './compare-charts.ts';
import { buildRow } from './compare-row.ts';
import { listComparable } from './compare-values.ts';
import type { FigureItem } from './figure-item.ts';
import { labelOf, newestEvidence, type VendorLabel } from './move-item.ts';
import { type Cite, createNotes, type Note } from './notes.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

export const compareParams = z.object({
  vendor: params.listOf(params.vendorId),
  metric: params.listOf(params.vendorId),
  asof: z.iso.date().optional(),
  hide: z.literal('1').optional(),
});
export type CompareParams = z.infer<typeof compareParams>;

export interface CompareValue extends Omit<FigureItem, 'readings'> {
  /** In the unit that the metric is compared in: 25 % for 2.5折. */
  normalised: { low: number; high: number; base: string };
  /** The value in the metric's own unit where the source wrote another: 40–50 %; else empty. */
  compared: string;
  scopeZh: string;
  scopeEn: string;
  /** The day that it is of. */
  asOf: string | null;
  age: Age;
  cite: Cite;
}

export interface CompareCell {
  vendorId: string;
  values: CompareValue[];
  conflict: ConflictKind | null;
  blank: BlankReason | null;
  /** The cell in which a source says so; null where none does. */
  blankHref: string | null;
  /** Values behind the first, and of these those that found no room. */
  others: number;
  more: number;
  /** Place among the vendors of the row; null where their values cannot be ranked. */
  rank: number | null;
  /** Cells of tables that failed a check. */
  doubtful: { count: number; href: string } | null;
}

export interface CompareRow {
  metric: MetricDefinition;
  /** Why vendors are not ranked; null where they are. */
  unranked: 'scope' | 'unit' | 'state' | 'source' | 'few' | null;
  cells: CompareCell[];
}

export interface ComparePage {
  asOf: string;
  hideStale: boolean;
  vendors: VendorLabel[];
  /** All that can be chosen. */
  vendorChoices: (VendorLabel & { isChosen: boolean; href: string })[];
  metricChoices: { metric: MetricDefinition; isChosen: boolean }[];
  rows: CompareRow[];
  /** The same rows as they are shown: by group, those that most vendors have a value of first. */
  groups: { group: MetricGroup; rows: CompareRow[] }[];
  columnCount: number;
  counts: { cells: number; filled: number; blank: number; doubtful: number };
  charts: CompareChart[];
  notes: Note[];
  exports: { format: string; href: string }[];
  conflictsHref: string;
}

/** Vendors against metrics: each cell a fact with its evidence, or the reason why there is none. */
export function loadComparePage(site: Site, given: CompareParams, lang: 'zh' | 'en' = 'zh'): ComparePage {
  const all = site.vendors();
  const vendors = chooseVendors(all, given.vendor).map(labelOf);
  const asOf = given.asof ?? newestEvidence(site) ?? '1970-01-01';
  const { ledger, rows, doubts, blanks, doubted } = listComparable(
    site,
    vendors.map(({ vendorId }) => vendorId),
  );
  const notes = createNotes();
  const known = [...ledger.metrics.values()].filter(({ id }) => rows.some(({ metric }) => metric === id));
  const asked =
    given.metric.length > 0 ? [...ledger.metrics.values()].filter(({ id }) => given.metric.includes(id)) : known;
  const hideStale = given.hide === '1';
  const built = orderMetrics(asked, rows).map((metric) =>
    buildRow({ metric, vendors, rows, doubts, blanks, ledger, asOf, hideStale, notes }),
  );
  const cells = built.flatMap((row) => row.cells);
  const query = { vendor: given.vendor, metric: given.metric, asof: given.asof, hide: given.hide };
  return {
    ...{
      asOf,
      hideStale,
      vendors,
      rows: built,
      groups: groupRows(built),
      notes: notes.list,
      conflictsHref: '/conflicts',
    },
    vendorChoices: listChoices(all, vendors, query),
    metricChoices: [...ledger.metrics.values()].map((metric) => ({ metric, isChosen: asked.includes(metric) })),
    columnCount: vendors.length + 1,
    counts: {
      cells: cells.length,
      filled: cells.filter(({ blank, values }) => blank === null && values.length > 0).length,
      blank: cells.filter(({ blank }) => blank !== null).length,
      doubtful: cells.filter(({ doubtful }) => doubtful !== null).length,
    },
    charts: buildCharts({ rows, vendors, asOf, ledger, doubted, lang }),
    exports: ['csv', 'xlsx', 'md'].map((format) => ({ format, href: hrefOf(`/compare.${format}`, query) })),
  };
}

/** Groups in their order, and within one those first that most vendors have a value of: notes are numbered as they are read. */
function orderMetrics(metrics: readonly MetricDefinition[], rows: readonly LedgerRow[]): MetricDefinition[] {
  const vendorsOf = ({ id }: MetricDefinition): number =>
    new Set(rows.filter(({ metric, place }) => metric === id && place === '').map(({ vendorId }) => vendorId)).size;
  const place = ({ group }: MetricDefinition): number => METRIC_GROUPS.indexOf(group);
  return [...metrics].sort((a, b) => place(a) - place(b) || vendorsOf(b) - vendorsOf(a));
}

const groupRows = (rows: readonly CompareRow[]): ComparePage['groups'] =>
  METRIC_GROUPS.map((group) => ({ group, rows: rows.filter(({ metric }) => metric.group === group) })).filter(
    (group) => group.rows.length > 0,
  );

function chooseVendors(all: readonly VendorSummary[], ids: readonly string[]): VendorSummary[] {
  return ids.length > 0
    ? all.filter(({ vendorId }) => ids.includes(vendorId))
    : all.filter(({ isTracked }) => isTracked);
}

/** Each chip adds its vendor or takes it away. */
function listChoices(
  all: readonly VendorSummary[],
  chosen: readonly VendorLabel[],
  query: Record<string, string | string[] | undefined>,
): ComparePage['vendorChoices'] {
  const ids = chosen.map(({ vendorId }) => vendorId);
  return all
    .filter(({ isTracked, vendorId }) => isTracked || ids.includes(vendorId))
    .map((vendor) => {
      const isChosen = ids.includes(vendor.vendorId);
      const next = isChosen ? ids.filter((id) => id !== vendor.vendorId) : [...ids, vendor.vendorId];
      return { ...labelOf(vendor), isChosen, href: hrefOf('/compare', { ...query, vendor: next }) };
    });
}

export const comparePage: PageRoute<CompareParams, ComparePage> = {
  name: 'compare',
  params: compareParams,
  load: (site, given, { lang }) => loadComparePage(site, given, lang),
  titleOf: (_page, say) => say('compare.heading'),
};
