import type { Ledger } from '../facts/figure-ledger.ts';
import { type LedgerRow, readLedger, toLedgerRow } from '../ledger/read-ledger.ts';
import { foldVersions } from './figure-versions.ts';
import type { Site } from './site.ts';

/** Cells of tables on one vendor and metric that failed a check. */
export interface DoubtfulCells {
  vendorId: string;
  metric: string;
  count: number;
  href: string;
}

/** Everything that a comparison of some vendors can show; of versions of one text one telling. */
export function listComparable(
  site: Site,
  vendorIds: readonly string[],
): { ledger: Ledger; rows: LedgerRow[]; doubts: DoubtfulCells[] } {
  const ledger = readLedger(site.store);
  const rows = vendorIds.flatMap((vendorId) => {
    const all = site.store.listFigures(site.viewer, { vendorId }).filter(({ metric }) => metric !== '');
    return foldVersions(site, all).figures.map((figure) => toLedgerRow(figure, ledger));
  });
  return { ledger, rows, doubts: listDoubts(site) };
}

function listDoubts({ store, viewer }: Site): DoubtfulCells[] {
  const found = new Map<string, DoubtfulCells>();
  const tables = store.listTables(viewer).filter(({ metric, unverifiedCount }) => metric !== '' && unverifiedCount > 0);
  for (const { tableId, metric } of tables) {
    for (const { vendorId, status } of store.listCells(viewer, tableId)) {
      if (vendorId === null || status !== 'unverified') continue;
      const known = found.get(`${vendorId}/${metric}`);
      if (known) known.count++;
      else found.set(`${vendorId}/${metric}`, { vendorId, metric, count: 1, href: `/tables/${tableId}?show=doubtful` });
    }
  }
  return [...found.values()];
}
