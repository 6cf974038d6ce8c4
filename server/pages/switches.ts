import { z } from 'zod';
import { loadSwitchLedger } from '../briefs/switch-ledger.ts';
import * as params from '../http/params.ts';
import type { AccountRow } from '../store/accounts.ts';
import { type EventRow, toEventRow } from './account-rows.ts';
import { listLabels, newestEvidence, type VendorLabel } from './move-item.ts';
import { createNotes, type Note } from './notes.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';
import { balance, countFlows, type VendorBalance } from './switch-balance.ts';
import { buildSwitchChart, type Flow, type SwitchChart } from './switch-chart.ts';

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

export function loadSwitchesPage(site: Site, { vendor, industry, from, to }: SwitchesParams): SwitchesPage {
  const labels = listLabels(site);
  const notes = createNotes();
  const accounts = site.store.listAccounts(site.viewer);
  const { entries, vocabulary } = loadSwitchLedger(site.store, site.viewer);
  const all = entries.filter(({ account }) => !industry || account.industry === industry);
  const years = [...new Set(all.flatMap(({ event }) => event.happened?.start.slice(0, 4) ?? []))].sort();
  const rows = all
    .filter(({ event }) => {
      const year = event.happened?.start.slice(0, 4) ?? '';
      const fits = (!from || year >= from) && (!to || (year !== '' && year <= to));
      return fits && (!vendor || event.from === vendor || event.to === vendor);
    })
    .sort((a, b) => (b.event.happened?.start ?? '').localeCompare(a.event.happened?.start ?? ''))
    .map(({ account, event }): SwitchRow => ({ ...toEventRow(event, labels, vocabulary.reasons, notes), account }));
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

export const switchesPage: PageRoute<SwitchesParams, SwitchesPage> = {
  name: 'switches',
  params: switchesParams,
  isOverview: true,
  load: loadSwitchesPage,
  titleOf: (_page, say) => say('nav.switches'),
};
