import { createHash } from 'node:crypto';
import type { Db } from '../db/open.ts';
import type { ExtractedCell, ExtractedTable } from '../facts/table.ts';

/** @returns the id of a document's table: the same after each extraction while its place among the tables stays. */
export function tableIdOf(documentId: string, ordinal: number): string {
  return createHash('sha256').update(`${documentId}\ntable\n${ordinal}`).digest('hex').slice(0, 16);
}

/** Writes the tables of a document; the figures of their cells come after them. */
export function createTableWriter(db: Db) {
  const removeTables = db.prepare('DELETE FROM data_table WHERE document_id = :id');
  const addTable = db.prepare(`
    INSERT INTO data_table (table_id, document_id, revision_id, ordinal, title, start, "end", header, metric)
    VALUES (:tableId, :documentId, :revisionId, :ordinal, :title, :start, :end, :header, :metric)`);
  const addCell = db.prepare(`
    INSERT INTO table_cell (table_id, row, "column", row_path, vendor_id, qualifier, text, start, "end", low, high, unit, marker,
      planned_low, planned_high, planned_start, planned_end, planned_precision, planned_text, status, reasons, metric, scope, place, period)
    VALUES (:tableId, :row, :column, :rowPath, :vendorId, :qualifier, :text, :start, :end, :low, :high, :unit, :marker,
      :plannedLow, :plannedHigh, :plannedStart, :plannedEnd, :plannedPrecision, :plannedText, :status, :reasons, :metric, :scope, :place, :period)`);

  return {
    removeTables: (id: string): void => {
      removeTables.run({ id });
    },

    addTables(documentId: string, revisionId: number, tables: readonly ExtractedTable[]): void {
      for (const { cells, header, ...table } of tables) {
        const tableId = tableIdOf(documentId, table.ordinal);
        addTable.run({ tableId, documentId, revisionId, ...table, header: JSON.stringify(header) });
        for (const cell of cells) addCell.run({ tableId, ...cellRow(cell) });
      }
    },
  };
}

function cellRow({ rowPath, planned, reasons, period, ...cell }: ExtractedCell) {
  return {
    ...cell,
    rowPath: JSON.stringify(rowPath),
    period: period && JSON.stringify(period),
    plannedLow: planned?.low ?? null,
    plannedHigh: planned?.high ?? null,
    plannedStart: planned?.when?.start ?? null,
    plannedEnd: planned?.when?.end ?? null,
    plannedPrecision: planned?.when?.precision ?? null,
    plannedText: planned?.text ?? null,
    status: reasons.length > 0 ? 'unverified' : 'ok',
    reasons: JSON.stringify(reasons),
  };
}
