import type { Db } from '../db/open.ts';
import type { CellReason } from '../facts/cell-reason.ts';
import type { CellPlan, CellStatus, ExtractedCell } from '../facts/table.ts';
import type { DatePrecision, Tlp, Viewer } from '../model.ts';
import { DECIDED_HIGH, DECIDED_LOW, DECIDED_STATUS, JOIN_DECISION } from './cell-columns.ts';
import { clearanceOf, tlpOfRank } from './visibility.ts';

export interface TableRow {
  tableId: string;
  documentId: string;
  documentTitle: string;
  language: string;
  tlp: Tlp;
  ordinal: number;
  title: string;
  start: number;
  end: number;
  header: string[][];
  metric: string;
  cellCount: number;
  unverifiedCount: number;
}

export interface CellDecision {
  action: 'accept' | 'correct';
  note: string;
  decidedBy: string;
  decidedAt: string;
}

export interface CellRow extends Omit<ExtractedCell, 'reasons'> {
  tableId: string;
  status: CellStatus;
  reasons: CellReason[];
  /** What an analyst decided on it. */
  decision: CellDecision | null;
}

/** A cell that measures something and yet is no value of a comparison. */
export interface ValuelessCell {
  tableId: string;
  row: number;
  column: number;
  vendorId: string;
  metric: string;
  place: string;
  text: string;
  isDoubted: boolean;
}

interface FlatTable extends Omit<TableRow, 'header' | 'tlp'> {
  header: string;
  tlp: number;
}

interface FlatCell extends Omit<CellRow, 'rowPath' | 'planned' | 'reasons' | 'decision' | 'period'> {
  period: string | null;
  action: CellDecision['action'] | null;
  note: string;
  decidedBy: string;
  decidedAt: string;
  rowPath: string;
  reasons: string;
  plannedLow: number | null;
  plannedHigh: number;
  plannedStart: string | null;
  plannedEnd: string;
  plannedPrecision: DatePrecision;
  plannedText: string;
}

export function createTableStore(db: Db) {
  const select = `
    SELECT t.table_id AS tableId, t.document_id AS documentId, d.title AS documentTitle, d.language, d.tlp, t.ordinal, t.title,
      t.start, t."end" AS "end", t.header, t.metric,
      (SELECT COUNT(*) FROM table_cell c WHERE c.table_id = t.table_id) AS cellCount,
      (SELECT COUNT(*) FROM table_cell c ${JOIN_DECISION}
        WHERE c.table_id = t.table_id AND ${DECIDED_STATUS} = 'unverified') AS unverifiedCount
    FROM data_table t JOIN document d USING (document_id)`;
  const tables = db.prepare<unknown[], FlatTable>(`
    ${select} WHERE d.tlp <= :clearance AND (:documentId IS NULL OR t.document_id = :documentId)
      AND (:tableId IS NULL OR t.table_id = :tableId)
    ORDER BY d.document_no, t.ordinal`);
  const cells = db.prepare<unknown[], FlatCell>(`
    SELECT c.table_id AS tableId, c.row, c."column" AS "column", c.row_path AS rowPath, c.vendor_id AS vendorId, c.qualifier, c.text,
      c.start, c."end" AS "end", ${DECIDED_LOW} AS low, ${DECIDED_HIGH} AS high, c.unit, c.marker, c.planned_low AS plannedLow, c.planned_high AS plannedHigh,
      c.planned_start AS plannedStart, c.planned_end AS plannedEnd, c.planned_precision AS plannedPrecision,
      c.planned_text AS plannedText, ${DECIDED_STATUS} AS status, c.reasons, c.metric, c.scope, c.place, c.period, x.action, x.note, x.decided_by AS decidedBy,
      x.decided_at AS decidedAt
    FROM table_cell c JOIN data_table t USING (table_id) JOIN document d USING (document_id) ${JOIN_DECISION}
    WHERE c.table_id = :tableId AND d.tlp <= :clearance ORDER BY c.row, c."column"`);

  const valueless = db.prepare<unknown[], Omit<ValuelessCell, 'isDoubted'> & { isDoubted: number }>(`
    SELECT c.table_id AS tableId, c.row, c."column" AS "column", c.vendor_id AS vendorId, c.metric, c.place, c.text,
      ${DECIDED_STATUS} = 'unverified' AS isDoubted
    FROM table_cell c JOIN data_table t USING (table_id) JOIN document d USING (document_id) ${JOIN_DECISION}
    WHERE c.metric <> '' AND c.vendor_id IS NOT NULL AND d.tlp <= :clearance
      AND (${DECIDED_STATUS} = 'unverified' OR (c.low IS NULL AND c.text IN (SELECT value FROM json_each(:words))))
    ORDER BY d.document_no, t.ordinal, c.row, c."column"`);

  return {
    /** @returns cells of vendors' metrics that a check doubts, or that hold one of the words and no number */
    listValuelessCells: (viewer: Viewer, words: readonly string[]): ValuelessCell[] =>
      valueless
        .all({ ...clearanceOf(viewer), words: JSON.stringify(words) })
        .map((cell) => ({ ...cell, isDoubted: cell.isDoubted === 1 })),

    /** @returns tables of one document, one table, or all, in reading order; those of a document above the clearance never. */
    listTables(viewer: Viewer, given: { documentId?: string; tableId?: string } = {}): TableRow[] {
      const { documentId = null, tableId = null } = given;
      return tables.all({ ...clearanceOf(viewer), documentId, tableId }).map(toTable);
    },

    /** @returns the cells that say something, row by row; none for a table above the clearance. */
    listCells: (viewer: Viewer, tableId: string): CellRow[] =>
      cells.all({ ...clearanceOf(viewer), tableId }).map(toCell),
  };
}

const toTable = ({ header, tlp, ...row }: FlatTable): TableRow => ({
  ...row,
  header: JSON.parse(header) as string[][],
  tlp: tlpOfRank(tlp),
});

function toCell(row: FlatCell): CellRow {
  const {
    rowPath,
    reasons,
    period,
    plannedLow,
    plannedHigh,
    plannedStart,
    plannedEnd,
    plannedPrecision,
    plannedText,
    action,
    note,
    decidedBy,
    decidedAt,
    ...cell
  } = row;
  const when = plannedStart === null ? null : { start: plannedStart, end: plannedEnd, precision: plannedPrecision };
  const planned: CellPlan | null =
    plannedLow === null ? null : { low: plannedLow, high: plannedHigh, when, text: plannedText };
  return {
    ...cell,
    rowPath: JSON.parse(rowPath) as string[],
    planned,
    reasons: JSON.parse(reasons) as CellReason[],
    period: period === null ? null : (JSON.parse(period) as CellRow['period']),
    decision: action === null ? null : { action, note, decidedBy, decidedAt },
  };
}
