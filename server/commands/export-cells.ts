import { describeCellReasons } from '../facts/cell-reason.ts';
import { formatPartialDate } from '../facts/partial-date.ts';
import { type CellPlan, type CellStatus, PLANNED } from '../facts/table.ts';
import type { Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';
import { foldText } from '../text/fold.ts';

/** One cell that says something, a line of the export. */
export interface CellLine {
  document: string;
  documentTitle: string;
  table: string;
  tableTitle: string;
  /** Of the grid as written, from 0, headings counted. */
  row: number;
  column: number;
  rowPath: string[];
  vendor: string | null;
  qualifier: string;
  text: string;
  low: number | null;
  high: number | null;
  unit: string;
  marker: string;
  /** What is planned: of `2->3 (25年3月)` the 3, in a column of plans the number itself; null where nothing is. */
  planned: number | null;
  plannedHigh: number | null;
  plannedPeriod: string;
  status: CellStatus;
  /** What it measures, by the names of metrics.yaml, of which part of the whole and when; empty where nothing defined is named. */
  metric: string;
  scope: string;
  place: string;
  period: string;
  /** In plain words; empty for a cell that passed. */
  reason: string;
  /** Who corrected or accepted it, and why; empty where nobody did. */
  decision: string;
  /** Offsets of the cell's words in the document's text. */
  start: number;
  end: number;
}

/** @returns every cell of every table that the viewer may see, in reading order. */
export function* exportCells(store: Store, viewer: Viewer): Generator<CellLine> {
  for (const table of store.listTables(viewer)) {
    for (const { tableId, planned, reasons, vendorId, decision, period, ...cell } of store.listCells(
      viewer,
      table.tableId,
    )) {
      yield {
        ...{ document: table.documentId, documentTitle: table.documentTitle, table: tableId, tableTitle: table.title },
        ...cell,
        vendor: vendorId,
        period: period ? formatPartialDate(period) : '',
        ...planOf(planned, cell),
        reason: describeCellReasons(reasons, 'zh'),
        decision: decision ? `${decision.decidedBy}：${decision.note}` : '',
      };
    }
  }
}

function planOf(
  planned: CellPlan | null,
  { low, high, qualifier }: Pick<CellLine, 'low' | 'high' | 'qualifier'>,
): Pick<CellLine, 'planned' | 'plannedHigh' | 'plannedPeriod'> {
  if (!planned && PLANNED.test(foldText(qualifier))) return { planned: low, plannedHigh: high, plannedPeriod: '' };
  const when = planned?.when;
  return {
    planned: planned?.low ?? null,
    plannedHigh: planned?.high ?? null,
    plannedPeriod: when ? formatPartialDate(when) : '',
  };
}
