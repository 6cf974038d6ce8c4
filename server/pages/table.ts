import { z } from 'zod';
import { AppError } from '../errors.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { DocumentText } from '../store/documents.ts';
import type { TableRow } from '../store/tables.ts';
import { listLabels } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import type { Site } from './site.ts';
import { type GridCell, type GridRow, readGridRows } from './table-grid.ts';

/** Cells that a page holds: more pass the size of a page. */
const CELLS_ON_PAGE = 600;

const SHOWS = ['all', 'doubtful'] as const;
type Show = (typeof SHOWS)[number];

const tableParams = z.object({
  id: params.documentId,
  show: z.enum(SHOWS).default('all'),
  page: params.page,
  /** The cell that is decided on: row-column. */
  cell: z
    .string()
    .regex(/^\d{1,6}-\d{1,3}$/, '0-0')
    .optional(),
});
type TableParams = z.infer<typeof tableParams>;

/** Doubtful cells that share one reason. */
export interface DoubtGroup {
  reasonZh: string;
  reasonEn: string;
  cells: { href: string; text: string; name: string }[];
}

export interface TablePage {
  table: TableRow;
  document: Omit<DocumentText, 'text' | 'passages'>;
  tabs: { show: Show; count: number; href: string; isCurrent: boolean }[];
  header: GridRow[];
  rows: GridRow[];
  paging: Paging;
  doubts: DoubtGroup[];
  /** The cell that is decided on. */
  chosen: GridCell | null;
  canDecide: boolean;
  /** Of this page, with a cell added. */
  base: string;
  back: string;
}

/** @throws AppError NOT_FOUND, also above this viewer's clearance. */
export function loadTablePage(site: Site, given: TableParams): TablePage {
  const { store, viewer } = site;
  const [table] = store.listTables(viewer, { tableId: given.id });
  if (!table) throw new AppError('NOT_FOUND', `table ${given.id}`);
  const { text, passages: _, ...document } = store.getDocument(viewer, table.documentId);
  const rows = readGridRows(text, table, store.listCells(viewer, table.tableId), listLabels(site));
  const header = rows.filter(({ isHeader }) => isHeader);
  const body = rows.filter(({ isHeader }) => !isHeader);
  const isDoubtful = (row: GridRow): boolean => row.cells.some(({ reading }) => reading?.status === 'unverified');
  const listed = given.show === 'all' ? body : body.filter(isDoubtful);
  const size = Math.max(5, Math.floor(CELLS_ON_PAGE / Math.max(1, ...rows.map(({ cells }) => cells.length))));
  const link = (show: Show, page = 1): string =>
    hrefOf(`/tables/${given.id}`, { show: show === 'all' ? undefined : show, page: page > 1 ? page : undefined });
  const shown = listed.slice((given.page - 1) * size, given.page * size);
  return {
    table,
    document,
    tabs: SHOWS.map((show) => ({
      ...{ show, href: link(show), isCurrent: show === given.show },
      count: show === 'all' ? body.length : body.filter(isDoubtful).length,
    })),
    ...{ header, rows: shown, doubts: groupDoubts(shown), canDecide: site.canDecide },
    chosen:
      body.flatMap(({ cells }) => cells).find(({ id, reading }) => id === `c${given.cell}` && reading?.reasonZh) ??
      null,
    base: `${link(given.show, given.page)}${link(given.show, given.page).includes('?') ? '&' : '?'}cell=`,
    back: link(given.show, given.page),
    paging: pagingOf(listed.length, given.page, size, (page) => link(given.show, page)),
  };
}

/** Of the rows shown, in their order. */
function groupDoubts(rows: readonly GridRow[]): DoubtGroup[] {
  const groups = new Map<string, DoubtGroup>();
  for (const { id, text, reading } of rows.flatMap(({ cells }) => cells)) {
    if (reading?.status !== 'unverified') continue;
    const { reasonZh, reasonEn, rowPath, vendor } = reading;
    const group = groups.get(reasonZh) ?? { reasonZh, reasonEn, cells: [] };
    const name = [rowPath.at(-1) ?? '', vendor?.nameZh ?? reading.qualifier].filter((part) => part !== '').join(' · ');
    group.cells.push({ href: `#${id}`, text, name });
    groups.set(reasonZh, group);
  }
  return [...groups.values()];
}

export const tablePage: PageRoute<TableParams, TablePage> = {
  name: 'table',
  params: tableParams,
  load: loadTablePage,
  titleOf: ({ table }) => table.title,
};
