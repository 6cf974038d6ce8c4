import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { ReviewAction, ReviewDecision } from '../facts/decision.ts';
import type { Reason, Tlp, UnreadClue, UnreadSentence, Viewer } from '../model.ts';
import { DECISION_COLUMNS, type FlatDecision, toDecision } from './decisions.ts';
import { type FlatMove, MOVE_COLUMNS, type MoveRow, toMove } from './fact-columns.ts';
import { clearanceOf, tlpOfRank, VISIBLE } from './visibility.ts';

/** A move with what a person needs to judge it. */
export interface ReviewRow extends MoveRow {
  /** What weighed most in the model's score, strongest first. */
  reasons: Reason[];
  /** The decision that holds; null while the move is only proposed. */
  decisionId: string | null;
  action: ReviewAction | null;
}

export interface ReviewFilter {
  vendorId?: string;
  type?: string;
  documentId?: string;
  limit?: number;
  offset?: number;
}

export interface DecisionRow extends ReviewDecision {
  documentTitle: string;
  tlp: Tlp;
  /** The move that it holds; null when undone, overruled or without its words. */
  moveId: string | null;
}

export interface QueueShare {
  vendorId: string;
  type: string;
  count: number;
}

const MOST_ROWS = 200;

const COLUMNS = `${MOVE_COLUMNS}, m.reasons, m.decision_id AS decisionId,
  (SELECT action FROM review_decision WHERE decision_id = m.decision_id) AS action`;
/** Moves first, so that the queue is read in the order of its index and never sorted. */
const FROM = `FROM move m CROSS JOIN document d USING (document_id) JOIN source s USING (source_id) JOIN move_type t USING (move_type)
  JOIN quote q USING (quote_id)`;
const QUEUE = `${FROM} WHERE m.status = 'proposed' AND ${VISIBLE} AND (:vendorId IS NULL OR m.vendor_id = :vendorId)
  AND (:type IS NULL OR m.move_type = :type) AND (:documentId IS NULL OR m.document_id = :documentId)`;
/** A filed move is at least as likely as the threshold, so the least likely are the least certain; by tenths, so that importance counts. */
const ORDER = 'ORDER BY ROUND(m.confidence, 1), m.importance DESC, m.happened_start DESC, m.move_id';
const DECISIONS = `FROM review_decision r JOIN document d USING (document_id)
  WHERE d.tlp <= :clearance AND (:documentId IS NULL OR r.document_id = :documentId)
    AND (:decisionId IS NULL OR r.decision_id = :decisionId)`;

type Flat = FlatMove & Pick<ReviewRow, 'decisionId' | 'action'> & { reasons: string };

export function createReviewStore(db: Db) {
  const queue = db.prepare<unknown[], Flat>(`SELECT ${COLUMNS} ${QUEUE} ${ORDER} LIMIT :limit OFFSET :offset`);
  const count = db.prepare<unknown[], { count: number }>(`SELECT COUNT(*) AS count ${QUEUE}`);
  const shares = db.prepare<unknown[], QueueShare>(
    `SELECT m.vendor_id AS vendorId, m.move_type AS type, COUNT(*) AS count ${QUEUE} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
  );
  const one = db.prepare<unknown[], Flat>(
    `SELECT ${COLUMNS} ${FROM} WHERE m.move_id = :moveId AND d.tlp <= :clearance`,
  );
  const decisions = db.prepare<
    unknown[],
    FlatDecision & { documentTitle: string; tlp: number; moveId: string | null }
  >(`
    SELECT ${DECISION_COLUMNS}, d.title AS documentTitle, d.tlp,
      (SELECT move_id FROM move m WHERE m.decision_id = r.decision_id) AS moveId
    ${DECISIONS} ORDER BY r.decided_at DESC, r.rowid DESC LIMIT :limit OFFSET :offset`);
  const countAll = db.prepare<unknown[], { count: number }>(`SELECT COUNT(*) AS count ${DECISIONS}`);
  const unread = db.prepare<unknown[], Omit<UnreadSentence, 'why'> & { why: string }>(`
    SELECT n.start, n."end" AS "end", n.why FROM unread_sentence n JOIN document d USING (document_id)
    WHERE n.document_id = :documentId AND d.tlp <= :clearance ORDER BY n.start`);

  /** @returns a move whatever its status. */
  const findReviewMove = (viewer: Viewer, moveId: string): ReviewRow | undefined => {
    const row = one.get({ ...clearanceOf(viewer), moveId });
    return row && toRow(row);
  };

  return {
    /** @returns moves that nobody has decided on: the least certain first, then the most important, then the newest. */
    listReviewQueue: (viewer: Viewer, filter: ReviewFilter = {}): ReviewRow[] =>
      queue.all({ ...bind(viewer, filter), ...window(filter) }).map(toRow),

    countReviewQueue: (viewer: Viewer, filter: ReviewFilter = {}): number =>
      count.get(bind(viewer, filter))?.count ?? 0,

    /** @returns how many wait, by vendor and type. */
    listQueueShares: (viewer: Viewer): QueueShare[] => shares.all(bind(viewer, {})),

    findReviewMove,

    /** @throws AppError NOT_FOUND */
    getReviewMove(viewer: Viewer, moveId: string): ReviewRow {
      const row = findReviewMove(viewer, moveId);
      if (!row) throw new AppError('NOT_FOUND', `move ${moveId}`);
      return row;
    },

    /** @returns decisions, undone ones too, newest first. */
    listDecisions: (
      viewer: Viewer,
      filter: { documentId?: string; decisionId?: string; limit?: number; offset?: number } = {},
    ): DecisionRow[] =>
      decisions
        .all({ ...bindDecision(viewer, filter), ...window(filter) })
        .map(({ documentTitle, tlp, moveId, ...row }) => ({
          ...toDecision(row),
          ...{ documentTitle, moveId, tlp: tlpOfRank(tlp) },
        })),

    countDecisions: (viewer: Viewer, filter: { documentId?: string } = {}): number =>
      countAll.get(bindDecision(viewer, filter))?.count ?? 0,

    /** @returns sentences of a document that look like news and yielded nothing, in reading order. */
    listUnread: (viewer: Viewer, documentId: string): UnreadSentence[] =>
      unread
        .all({ ...clearanceOf(viewer), documentId })
        .map(({ why, ...span }) => ({ ...span, why: why.split(',') as UnreadClue[] })),
  };
}

const window = ({ limit = MOST_ROWS, offset = 0 }: { limit?: number; offset?: number }) => ({
  limit: Math.min(limit, MOST_ROWS),
  offset,
});

function bind(viewer: Viewer, { vendorId, type, documentId }: ReviewFilter) {
  return { ...clearanceOf(viewer), vendorId: vendorId ?? null, type: type ?? null, documentId: documentId ?? null };
}

function bindDecision(viewer: Viewer, given: { documentId?: string; decisionId?: string }) {
  return {
    ...clearanceOf(viewer),
    documentId: given.documentId ?? null,
    decisionId: given.decisionId ?? null,
  };
}

function toRow(row: Flat): ReviewRow {
  const { reasons, decisionId, action } = row;
  return { ...toMove(row), reasons: JSON.parse(reasons) as Reason[], decisionId, action };
}
