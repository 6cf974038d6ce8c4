import type {
  DatePrecision,
  DocumentKind,
  Importance,
  MoveState,
  PartialDate,
  Reliability,
  ReviewStatus,
  Tlp,
} from '../model.ts';
import { tlpOfRank, VISIBLE_WORK } from './visibility.ts';

/** The document behind a fact, as lists show it. */
export interface FactDocument {
  documentId: string;
  title: string;
  url: string | null;
  kind: DocumentKind;
  language: string;
  sourceName: string;
  sourceNameEn: string;
  reliability: Reliability;
  tlp: Tlp;
  /** YYYY-MM-DD, or null when unknown. */
  published: string | null;
  importedAt: string;
  /** The work that it is a version of; null when it stands alone before this viewer. */
  workId: string | null;
}

/** The sentence behind a fact; offsets are of the document's text. */
export interface FactQuote {
  exact: string;
  start: number;
  end: number;
}

/** A move with its sentence and the document that holds it. */
export interface MoveRow {
  moveId: string;
  vendorId: string;
  type: string;
  typeZh: string;
  typeEn: string;
  happened: PartialDate;
  counterparty: string;
  gist: string;
  importance: Importance;
  confidence: number;
  state: MoveState;
  status: ReviewStatus;
  quote: FactQuote;
  document: FactDocument;
}

/** Of a document `d` and its source `s`. */
export const DOCUMENT_COLUMNS = `d.document_id AS documentId, d.title, d.url, d.kind, d.language, s.name AS sourceName,
  s.name_en AS sourceNameEn, s.reliability, d.tlp, d.published_start AS published, d.imported_at AS importedAt,
  ${VISIBLE_WORK} AS workId`;

/** Of a quote `q`. */
export const QUOTE_COLUMNS = `q.exact, q.start AS quoteStart, q."end" AS quoteEnd`;

/** Of a move `m` and its type `t`, with quote and document. */
export const MOVE_COLUMNS = `m.move_id AS moveId, m.vendor_id AS vendorId, m.move_type AS type, t.label_zh AS typeZh,
  t.label_en AS typeEn, m.happened_start AS happenedStart, m.happened_end AS happenedEnd,
  m.happened_precision AS happenedPrecision, m.happened_text AS happenedText, m.happened_guessed AS happenedGuessed,
  m.counterparty, m.gist, m.importance, m.confidence, m.state, m.status, ${QUOTE_COLUMNS}, ${DOCUMENT_COLUMNS}`;

export type FlatDocument = Omit<FactDocument, 'tlp'> & { tlp: number };

export interface FlatQuote {
  exact: string;
  quoteStart: number;
  quoteEnd: number;
}

export interface FlatMove extends Omit<MoveRow, 'happened' | 'quote' | 'document'>, FlatQuote, FlatDocument {
  happenedStart: string;
  happenedEnd: string;
  happenedPrecision: DatePrecision;
  happenedText: string;
  happenedGuessed: number;
}

export function toFactDocument(row: FlatDocument): FactDocument {
  const { documentId, title, url, kind, language, sourceName, sourceNameEn, reliability } = row;
  const { published, importedAt, workId } = row;
  return {
    ...{ documentId, title, url, kind, language, sourceName, sourceNameEn, reliability },
    ...{ tlp: tlpOfRank(row.tlp), published, importedAt, workId },
  };
}

export const toFactQuote = ({ exact, quoteStart, quoteEnd }: FlatQuote): FactQuote => ({
  exact,
  start: quoteStart,
  end: quoteEnd,
});

export function toMove(row: FlatMove): MoveRow {
  const { moveId, vendorId, type, typeZh, typeEn, counterparty, gist, importance, confidence, state, status } = row;
  return {
    ...{ moveId, vendorId, type, typeZh, typeEn, counterparty, gist, importance, confidence, state, status },
    happened: {
      start: row.happenedStart,
      end: row.happenedEnd,
      precision: row.happenedPrecision,
      text: row.happenedText,
      guessed: row.happenedGuessed === 1,
    },
    quote: toFactQuote(row),
    document: toFactDocument(row),
  };
}
