import type { Db } from '../db/open.ts';
import type { DatePrecision, FigureState, PartialDate, ReviewStatus, Viewer } from '../model.ts';
import { DECIDED_HIGH, DECIDED_LOW } from './cell-columns.ts';
import {
  DOCUMENT_COLUMNS,
  type FactDocument,
  type FactQuote,
  type FlatDocument,
  type FlatQuote,
  QUOTE_COLUMNS,
  toFactDocument,
  toFactQuote,
} from './fact-columns.ts';
import { clearanceOf, VISIBLE } from './visibility.ts';

/** A number about a vendor with its sentence and document. */
export interface FigureRow {
  figureId: string;
  vendorId: string;
  /** Empty, like its labels, when no defined metric is named. */
  metric: string;
  metricZh: string;
  metricEn: string;
  low: number;
  high: number;
  unit: string;
  /** The number as the source wrote it, with its unit. */
  written: string;
  state: FigureState;
  approximate: boolean;
  qualifier: string;
  period: PartialDate | null;
  confidence: number;
  status: ReviewStatus;
  quote: FactQuote;
  /** Offsets of the number in the document's text. */
  valueStart: number;
  valueEnd: number;
  document: FactDocument;
  /** 口径 as a table's headings or a cell's clause say it; empty for prose. */
  scope: string;
  /** Part of the whole: 东南亚 › 新加坡; empty for the whole. */
  place: string;
  /** The cell that holds it; null for prose. */
  cell: { tableId: string; row: number; column: number } | null;
}

export interface FigureFilter {
  vendorId?: string;
  documentId?: string;
  limit?: number;
}

const MOST_FIGURES = 500;

/** A row as SQLite gives it: period, quote and document flat, flags and class as numbers. */
interface FlatFigure
  extends Omit<FigureRow, 'written' | 'approximate' | 'period' | 'quote' | 'document' | 'cell'>,
    FlatQuote,
    FlatDocument {
  approximate: number;
  start: string | null;
  end: string | null;
  precision: DatePrecision | null;
  text: string | null;
  tableId: string | null;
  cellRow: number;
  cellColumn: number;
}

export function createFigureStore(db: Db) {
  const select = `
    SELECT f.figure_id AS figureId, f.vendor_id AS vendorId, f.metric, COALESCE(m.label_zh, '') AS metricZh,
      COALESCE(m.label_en, '') AS metricEn, f.low, f.high, f.unit, f.state, f.approximate, f.qualifier,
      f.period_start AS start, f.period_end AS "end", f.period_precision AS precision, f.period_text AS text, f.confidence,
      f.status, f.value_start AS valueStart, f.value_end AS valueEnd, f.scope, f.place, f.table_id AS tableId, f.cell_row AS cellRow,
      f.cell_column AS cellColumn, ${QUOTE_COLUMNS}, ${DOCUMENT_COLUMNS}
    FROM figure f JOIN document d USING (document_id) JOIN source s USING (source_id) JOIN quote q USING (quote_id)
      LEFT JOIN metric m USING (metric)`;
  const ofDocument = db.prepare<unknown[], FlatFigure>(
    `${select} WHERE f.document_id = :documentId AND d.tlp <= :clearance AND f.status <> 'rejected' ORDER BY f.value_start`,
  );
  const ofVendor = db.prepare<unknown[], FlatFigure>(`
    ${select} WHERE f.vendor_id = :vendorId AND ${VISIBLE} AND f.status <> 'rejected'
    ORDER BY COALESCE(f.period_start, d.published_start) DESC, f.confidence DESC, f.figure_id LIMIT :limit`);

  // Cells that failed a check and that an analyst accepted or corrected, where they measure something defined.
  const decided = db.prepare<unknown[], FlatFigure>(`
    SELECT x.decision_id AS figureId, c.vendor_id AS vendorId, c.metric, m.label_zh AS metricZh, m.label_en AS metricEn,
      ${DECIDED_LOW} AS low, ${DECIDED_HIGH} AS high, COALESCE(NULLIF(c.unit, ''), (
        SELECT json_extract(one.value, '$.unit') FROM vocabulary v, json_each(v.body, '$.metrics') one
        WHERE v.name = 'ledger' AND json_extract(one.value, '$.id') = c.metric), '') AS unit,
      CASE WHEN c.qualifier LIKE '%规划%' OR c.qualifier LIKE '%计划%' OR c.qualifier LIKE '%planned%' THEN 'planned' ELSE 'actual' END AS state,
      0 AS approximate, '' AS qualifier, json_extract(c.period, '$.start') AS start, json_extract(c.period, '$.end') AS "end",
      json_extract(c.period, '$.precision') AS precision, json_extract(c.period, '$.text') AS text, 1.0 AS confidence,
      'confirmed' AS status, c.start AS valueStart, c."end" AS valueEnd, c.scope, c.place,
      t.table_id AS tableId, c.row AS cellRow, c."column" AS cellColumn, c.text AS exact, c.start AS quoteStart,
      c."end" AS quoteEnd, ${DOCUMENT_COLUMNS}
    FROM cell_decision x JOIN data_table t ON t.document_id = x.document_id AND t.title = x.title
      JOIN table_cell c ON c.table_id = t.table_id AND c.row = x.row AND c."column" = x."column" AND c.text = x.text
      JOIN metric m ON m.metric = c.metric JOIN document d ON d.document_id = t.document_id JOIN source s USING (source_id)
    WHERE x.undone_at IS NULL AND ${DECIDED_LOW} IS NOT NULL AND c.vendor_id IS NOT NULL AND ${VISIBLE}
      AND (:vendorId IS NULL OR c.vendor_id = :vendorId) AND (:documentId IS NULL OR t.document_id = :documentId)
    ORDER BY c.start`);

  return {
    /** @returns figures of one document as they stand in it, or of one vendor, newest period first; rejected ones never. */
    listFigures(viewer: Viewer, { documentId, vendorId, limit = MOST_FIGURES }: FigureFilter): FigureRow[] {
      const clearance = clearanceOf(viewer);
      const rows =
        documentId !== undefined
          ? ofDocument.all({ ...clearance, documentId })
          : ofVendor.all({ ...clearance, vendorId, limit: Math.min(limit, MOST_FIGURES) });
      const given = { ...clearance, vendorId: vendorId ?? null, documentId: documentId ?? null };
      return [...rows, ...decided.all(given)].map(toFigure);
    },
  };
}

function toFigure(row: FlatFigure): FigureRow {
  const { figureId, vendorId, metric, metricZh, metricEn, low, high, unit, state, qualifier, confidence, status } = row;
  const { valueStart, valueEnd, quoteStart, start, end, precision, text, scope, place, tableId, cellRow, cellColumn } =
    row;
  return {
    ...{ figureId, vendorId, metric, metricZh, metricEn, low, high, unit, state, qualifier, confidence, status },
    ...{ valueStart, valueEnd, approximate: row.approximate === 1 },
    written: row.exact.slice(Math.max(0, valueStart - quoteStart), Math.max(0, valueEnd - quoteStart)),
    period: start && end && precision ? { start, end, precision, text: text ?? '', guessed: false } : null,
    quote: toFactQuote(row),
    document: toFactDocument(row),
    ...{ scope, place, cell: tableId === null ? null : { tableId, row: cellRow, column: cellColumn } },
  };
}
