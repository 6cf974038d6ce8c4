import type { Db } from '../db/open.ts';
import type { MoveValue } from '../facts/decision.ts';
import type { DatePrecision, ExtractedMove, Importance, MoveState, Quote, Reason } from '../model.ts';

/** What a decision may change of a row, kept beside it so that undoing restores it. */
export type Original = MoveValue & Pick<ExtractedMove, 'confidence'>;

interface Row extends Quote {
  moveId: string;
  vendorId: string;
  type: string;
  happenedStart: string;
  happenedEnd: string;
  precision: DatePrecision;
  happenedText: string;
  guessed: number;
  counterparty: string;
  gist: string;
  importance: Importance;
  confidence: number;
  state: MoveState;
  reasons: string;
  extracted: string | null;
}

export function originalOf(move: ExtractedMove): Original {
  const { vendorId, type, happened, counterparty, gist, importance, state, confidence } = move;
  return { vendorId, type, happened, counterparty, gist, importance, state, confidence };
}

/** Stored moves as the extractor had them. Not for people, so without a viewer. */
export function createExtractedMoves(db: Db) {
  const moves = db.prepare<unknown[], Row>(`
    SELECT m.move_id AS moveId, m.vendor_id AS vendorId, m.move_type AS type, m.happened_start AS happenedStart,
      m.happened_end AS happenedEnd, m.happened_precision AS precision, m.happened_text AS happenedText,
      m.happened_guessed AS guessed, m.counterparty, m.gist, m.importance, m.confidence, m.state, m.reasons, m.extracted,
      q.exact, q.prefix, q.suffix, q.start, q."end" AS "end"
    FROM move m JOIN quote q USING (quote_id)
    WHERE m.document_id = :documentId AND (m.decision_id IS NULL OR m.extracted IS NOT NULL)
    ORDER BY q.start, m.move_id`);
  const text = db.prepare<unknown[], { revisionId: number; text: string }>(`
    SELECT r.revision_id AS revisionId, r.text FROM document d JOIN revision r USING (revision_id)
    WHERE d.document_id = :documentId`);

  return {
    listExtractedMoves: (documentId: string): { moveId: string; move: ExtractedMove }[] =>
      moves.all({ documentId }).map((row) => ({ moveId: row.moveId, move: toMove(row) })),

    findText: (documentId: string) => text.get({ documentId }),
  };
}

function toMove(row: Row): ExtractedMove {
  const { exact, prefix, suffix, start, end } = row;
  return {
    ...(row.extracted === null ? shownOf(row) : (JSON.parse(row.extracted) as Original)),
    reasons: JSON.parse(row.reasons) as Reason[],
    quote: { exact, prefix, suffix, start, end },
  };
}

function shownOf(row: Row): Original {
  const { vendorId, type, counterparty, gist, importance, confidence, state } = row;
  const { happenedStart: start, happenedEnd: end, precision, happenedText: text, guessed } = row;
  const happened = { start, end, precision, text, guessed: guessed === 1 };
  return { vendorId, type, happened, counterparty, gist, importance, confidence, state };
}
