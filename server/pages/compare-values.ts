import type { Ledger } from '../facts/figure-ledger.ts';
import { type LedgerRow, readLedger, toLedgerRow } from '../ledger/read-ledger.ts';
import type { ValuelessCell } from '../store/tables.ts';
import { foldVersions } from './figure-versions.ts';
import type { Site } from './site.ts';

/** Cells of tables on one vendor and metric that failed a check. */
export interface DoubtfulCells {
  vendorId: string;
  metric: string;
  count: number;
  href: string;
}

/** A cell in which a source says why it tells no number. */
export interface StatedBlank {
  vendorId: string;
  metric: string;
  blank: 'not-disclosed' | 'not-applicable';
  text: string;
  href: string;
}

const NOT_DISCLOSED = ['未披露', '未公布', '未公开', '不详', '保密'];
const NOT_APPLICABLE = ['不适用', 'N/A', 'n/a', 'NA'];

/** Everything that a comparison of some vendors can show; of versions of one text one telling. */
export function listComparable(
  site: Site,
  vendorIds: readonly string[],
): { ledger: Ledger; rows: LedgerRow[]; doubts: DoubtfulCells[]; blanks: StatedBlank[]; doubted: ValuelessCell[] } {
  const ledger = readLedger(site.store);
  const rows = vendorIds.flatMap((vendorId) => {
    const all = site.store.listFigures(site.viewer, { vendorId }).filter(({ metric }) => metric !== '');
    return foldVersions(site, all).figures.map((figure) => toLedgerRow(figure, ledger));
  });
  const cells = site.store.listValuelessCells(site.viewer, [...NOT_DISCLOSED, ...NOT_APPLICABLE]);
  return {
    ledger,
    rows,
    doubts: listDoubts(cells),
    blanks: listBlanks(cells),
    doubted: cells.filter(({ isDoubted }) => isDoubted),
  };
}

function listDoubts(cells: readonly ValuelessCell[]): DoubtfulCells[] {
  const found = new Map<string, DoubtfulCells>();
  for (const { tableId, vendorId, metric, isDoubted } of cells) {
    if (!isDoubted) continue;
    const known = found.get(`${vendorId}/${metric}`);
    if (known) known.count++;
    else found.set(`${vendorId}/${metric}`, { vendorId, metric, count: 1, href: `/tables/${tableId}?show=doubtful` });
  }
  return [...found.values()];
}

const listBlanks = (cells: readonly ValuelessCell[]): StatedBlank[] =>
  cells
    .filter(({ isDoubted, place }) => !isDoubted && place === '')
    .map(({ vendorId, metric, text, tableId, row, column }) => ({
      ...{ vendorId, metric, text, href: `/tables/${tableId}#c${row}-${column}` },
      blank: NOT_DISCLOSED.includes(text) ? 'not-disclosed' : 'not-applicable',
    }));
