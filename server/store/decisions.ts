import type { Db } from '../db/open.ts';
import type { MoveValue, ReviewAction, ReviewDecision } from '../facts/decision.ts';
import type { Quote } from '../model.ts';

export interface FlatDecision extends Omit<ReviewDecision, 'value' | 'quote'>, Quote {
  value: string | null;
}

export const DECISION_COLUMNS = `r.decision_id AS decisionId, r.document_id AS documentId, r.action, r.exact, r.prefix, r.suffix,
  r.start, r."end" AS "end", r.vendor_id AS vendorId, r.move_type AS type, r.value, r.note, r.decided_by AS decidedBy,
  r.decided_at AS decidedAt, r.undone_at AS undoneAt`;

export function toDecision(row: FlatDecision): ReviewDecision {
  const { exact, prefix, suffix, start, end, value, ...rest } = row;
  return {
    ...rest,
    action: rest.action as ReviewAction,
    quote: { exact, prefix, suffix, start, end },
    value: value === null ? null : (JSON.parse(value) as MoveValue),
  };
}

/** Decisions as the importer and the trainer need them. Not for people, so without a viewer. */
export function createDecisionRows(db: Db) {
  // A vendor or type that reference data no longer lists cannot be shown: the decision waits until it is back.
  const live = db.prepare<unknown[], FlatDecision>(`
    SELECT ${DECISION_COLUMNS} FROM review_decision r
    WHERE r.document_id = :documentId AND r.undone_at IS NULL AND (r.value IS NULL OR (
      EXISTS (SELECT 1 FROM vendor WHERE vendor_id = json_extract(r.value, '$.vendorId'))
      AND EXISTS (SELECT 1 FROM move_type WHERE move_type = json_extract(r.value, '$.type'))))
    ORDER BY r.decided_at, r.rowid`);
  const documents = db
    .prepare<unknown[], string>(`
      SELECT DISTINCT document_id FROM review_decision r
      WHERE undone_at IS NULL AND EXISTS (SELECT 1 FROM document d WHERE d.document_id = r.document_id) ORDER BY 1`)
    .pluck();

  return {
    /** @returns what holds of a document, oldest first. */
    listLiveDecisions: (documentId: string): ReviewDecision[] => live.all({ documentId }).map(toDecision),

    /** @returns ids of stored documents on which something was decided. */
    listDecidedDocumentIds: (): string[] => documents.all() as string[],
  };
}
