import { z } from 'zod';
import { loadAccountFacts } from '../briefs/account-facts.ts';
import * as params from '../http/params.ts';
import type { AccountRow } from '../store/accounts.ts';
import { type EndLabel, type EventRow, toEventRow } from './account-rows.ts';
import { listLabels, newestEvidence, type VendorLabel } from './move-item.ts';
import { createNotes, type Note } from './notes.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';
import { buildSwitchChart, type Flow, type SwitchChart } from './switch-chart.ts';

/** Of accounts named most often. */
const MOST_READ = 300;

const switchesParams = z.object({
  vendor: params.vendorId.optional(),
  industry: z.string().max(40).optional(),
  from: params.year.optional(),
  to: params.year.optional(),
});
type SwitchesParams = z.infer<typeof switchesParams>;

export interface SwitchRow extends EventRow {
  account: AccountRow;
}

/** What one vendor won from and lost to whom. */
export interface VendorBalance {
  vendor: VendorLabel;
  won: number;
  lost: number;
  wonFrom: { end: EndLabel; count: number }[];
  lostTo: { end: EndLabel; count: number }[];
}

export interface SwitchesPage {
  given: { vendor: string | null; industry: string | null; from: string | null; to: string | null };
  asOf: string | null;
  years: string[];
  industries: string[];
  vendors: VendorLabel[];
  rows: SwitchRow[];
  chart: SwitchChart | null;
  flows: Flow[];
  balances: VendorBalance[];
  notes: Note[];
}

/** A history without a direction, or without both ends unknown, is no flow. */
const isFlow = (row: EventRow): boolean =>
  row.kind !== 'between' && row.kind !== 'reduce' && (row.from.kind === 'vendor' || row.to.kind === 'vendor');

export function loadSwitchesPage(site: Site, { vendor, industry, from, to }: SwitchesParams): SwitchesPage {
  const labels = listLabels(site);
  const notes = createNotes();
  const accounts = site.store.listAccounts(site.viewer);
  const inScope = accounts.filter((account) => !industry || account.industry === industry).slice(0, MOST_READ);
  const all = inScope.flatMap((account) => {
    const { events, vocabulary } = loadAccountFacts(site.store, site.viewer, account.accountId);
    return events.map((event) => ({ account, event, reasons: vocabulary.reasons }));
  });
  const years = [...new Set(all.flatMap(({ event }) => event.happened?.start.slice(0, 4) ?? []))].sort();
  const rows = all
    .filter(({ event }) => {
      const year = event.happened?.start.slice(0, 4) ?? '';
      const fits = (!from || year >= from) && (!to || (year !== '' && year <= to));
      return fits && (!vendor || event.from === vendor || event.to === vendor);
    })
    .sort((a, b) => (b.event.happened?.start ?? '').localeCompare(a.event.happened?.start ?? ''))
    .map(({ account, event, reasons }): SwitchRow => ({ ...toEventRow(event, labels, reasons, notes), account }));
  const flows = countFlows(rows);
  return {
    given: { vendor: vendor ?? null, industry: industry ?? null, from: from ?? null, to: to ?? null },
    asOf: newestEvidence(site),
    ...{ years, rows, flows, balances: balance(flows), chart: buildSwitchChart(flows) },
    industries: [...new Set(accounts.map((account) => account.industry).filter((name) => name !== ''))].sort(),
    vendors: site.vendors().filter(({ isTracked }) => isTracked),
    notes: notes.list,
  };
}

const keyOf = ({ kind, vendor }: EndLabel): string => vendor?.vendorId ?? kind;

function countFlows(rows: readonly SwitchRow[]): Flow[] {
  const flows = new Map<string, Flow>();
  for (const row of rows.filter(isFlow)) {
    const key = `${keyOf(row.from)}>${keyOf(row.to)}`;
    const flow = flows.get(key) ?? { from: row.from, to: row.to, count: 0, planned: 0 };
    const isDone = row.state === 'actual' && row.kind !== 'leaving';
    flows.set(key, { ...flow, count: flow.count + Number(isDone), planned: flow.planned + Number(!isDone) });
  }
  return [...flows.values()].sort((a, b) => b.count - a.count || b.planned - a.planned);
}

/** What has happened alone; plans and hearsay win nothing yet. */
function balance(flows: readonly Flow[]): VendorBalance[] {
  const done = flows.filter(({ count }) => count > 0);
  const vendors = new Map(
    done
      .flatMap(({ from, to }) => [from.vendor, to.vendor])
      .flatMap((vendor) => (vendor ? [[vendor.vendorId, vendor] as const] : [])),
  );
  return [...vendors.values()]
    .map((vendor) => {
      const wonFrom = done
        .filter(({ to }) => to.vendor?.vendorId === vendor.vendorId)
        .map(({ from: end, count }) => ({ end, count }));
      const lostTo = done
        .filter(({ from }) => from.vendor?.vendorId === vendor.vendorId)
        .map(({ to: end, count }) => ({ end, count }));
      const sum = (list: { count: number }[]): number => list.reduce((total, { count }) => total + count, 0);
      return { vendor, won: sum(wonFrom), lost: sum(lostTo), wonFrom, lostTo };
    })
    .sort((a, b) => b.won + b.lost - (a.won + a.lost));
}

export const switchesPage: PageRoute<SwitchesParams, SwitchesPage> = {
  name: 'switches',
  params: switchesParams,
  isOverview: true,
  load: loadSwitchesPage,
  titleOf: (_page, say) => say('nav.switches'),
};
