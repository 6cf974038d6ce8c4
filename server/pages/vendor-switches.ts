import { isLedgerSmall, loadSwitchLedger } from '../briefs/switch-ledger.ts';
import { toEventRow } from './account-rows.ts';
import { listLabels } from './move-item.ts';
import type { Notes } from './notes.ts';
import type { Site } from './site.ts';
import { balance, countFlows, type VendorBalance } from './switch-balance.ts';
import type { SwitchRow } from './switches.ts';

/** What accounts moved to and from one vendor, newest first; none in a base too large to read on this page, where /switches has them. */
export interface VendorSwitches {
  rows: SwitchRow[];
  /** Null where nothing that has happened is told. */
  balance: VendorBalance | null;
}

export function listVendorSwitches(site: Site, vendorId: string, notes: Notes): VendorSwitches {
  if (!isLedgerSmall(site.store, site.viewer)) return { rows: [], balance: null };
  const labels = listLabels(site);
  const { entries, vocabulary } = loadSwitchLedger(site.store, site.viewer);
  const rows = entries
    .filter(({ event }) => event.from === vendorId || event.to === vendorId)
    .sort((a, b) => (b.event.happened?.start ?? '').localeCompare(a.event.happened?.start ?? ''))
    .map(({ account, event }): SwitchRow => ({ ...toEventRow(event, labels, vocabulary.reasons, notes), account }));
  const own = balance(countFlows(rows)).find(({ vendor }) => vendor.vendorId === vendorId);
  return { rows, balance: own ?? null };
}
