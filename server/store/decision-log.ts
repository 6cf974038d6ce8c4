import type { Db } from '../db/open.ts';
import type { FoldAction, NameAction, NameKind, ReviewAction } from '../facts/decision.ts';
import type { Tlp, Viewer } from '../model.ts';
import { clearanceOf, tlpOfRank } from './visibility.ts';

export type LogAction = ReviewAction | FoldAction | NameAction;

/** A decision of any kind, as a person looks back on it. */
export interface LogRow {
  decisionId: string;
  action: LogAction;
  /** What was decided on: the gist of a move, or a name. */
  words: string;
  /** The other move of a merge or split; the listed account or person that a name is; else empty. */
  otherWords: string;
  /** null for a decision on a move. */
  nameKind: NameKind | null;
  vendorId: string | null;
  documentId: string;
  documentTitle: string;
  tlp: Tlp;
  note: string;
  decidedBy: string;
  decidedAt: string;
  undoneAt: string | null;
  /** The move on which it holds; null when undone, overruled or without its words, and for a name. */
  moveId: string | null;
  /** It does what it says. */
  isInForce: boolean;
}

const MOST = 200;

const LOG = `(
  SELECT r.decision_id, r.action, COALESCE(json_extract(r.value, '$.gist'), r.exact) AS words, '' AS other_words, NULL AS name_kind,
    COALESCE(json_extract(r.value, '$.vendorId'), r.vendor_id) AS vendor_id, r.document_id, d.tlp, r.note, r.decided_by,
    r.decided_at, r.undone_at, (SELECT move_id FROM move m WHERE m.decision_id = r.decision_id) AS move_id,
    EXISTS (SELECT 1 FROM move m WHERE m.decision_id = r.decision_id) AS is_in_force, r.rowid AS turn
  FROM review_decision r JOIN document d USING (document_id) WHERE d.tlp <= :clearance
  UNION ALL
  SELECT f.decision_id, f.action, a.gist, b.gist, NULL, a.vendor_id, a.document_id, MAX(d.tlp, e.tlp), f.note, f.decided_by,
    f.decided_at, f.undone_at, CASE WHEN f.undone_at IS NULL THEN a.move_id END,
    f.undone_at IS NULL AND a.move_id IS NOT NULL AND b.move_id IS NOT NULL, f.rowid
  FROM fold_decision f JOIN fold_target a ON a.decision_id = f.decision_id AND a.side = 0
    JOIN fold_target b ON b.decision_id = f.decision_id AND b.side = 1
    JOIN document d ON d.document_id = a.document_id JOIN document e ON e.document_id = b.document_id
  WHERE d.tlp <= :clearance AND e.tlp <= :clearance
  UNION ALL
  SELECT n.decision_id, n.action, n.name, COALESCE(n.entity_id, ''), n.kind, NULL, d.document_id, d.tlp, n.note, n.decided_by,
    n.decided_at, n.undone_at, NULL, n.undone_at IS NULL, n.rowid
  FROM name_decision n JOIN document d ON d.document_no = (SELECT MIN(d.document_no) FROM (
      SELECT document_id FROM account_mention WHERE n.kind = 'account' AND name = n.name
      UNION ALL SELECT document_id FROM person_role WHERE n.kind = 'person' AND name = n.name) m
    JOIN document d USING (document_id) WHERE d.tlp <= :clearance)
)`;

type Flat = Omit<LogRow, 'tlp' | 'isInForce'> & { tlp: number; isInForce: number };

export function createDecisionLogStore(db: Db) {
  const from = `FROM ${LOG} l JOIN document d USING (document_id)
    WHERE (:documentId IS NULL OR l.document_id = :documentId) AND (:decisionId IS NULL OR l.decision_id = :decisionId)`;
  const rows = db.prepare<unknown[], Flat>(`
    SELECT l.decision_id AS decisionId, l.action, l.words, l.other_words AS otherWords, l.name_kind AS nameKind,
      l.vendor_id AS vendorId, l.document_id AS documentId, d.title AS documentTitle, l.tlp, l.note, l.decided_by AS decidedBy,
      l.decided_at AS decidedAt, l.undone_at AS undoneAt, l.move_id AS moveId, l.is_in_force AS isInForce
    ${from} ORDER BY l.decided_at DESC, l.turn DESC LIMIT :limit OFFSET :offset`);
  const count = db.prepare<unknown[], { count: number }>(`SELECT COUNT(*) AS count ${from}`);
  const bind = (viewer: Viewer, given: { documentId?: string; decisionId?: string }) => ({
    ...clearanceOf(viewer),
    documentId: given.documentId ?? null,
    decisionId: given.decisionId ?? null,
  });

  return {
    /** @returns decisions of every kind, undone ones too, newest first. */
    listDecisionLog: (
      viewer: Viewer,
      filter: { documentId?: string; decisionId?: string; limit?: number; offset?: number } = {},
    ): LogRow[] =>
      rows
        .all({ ...bind(viewer, filter), limit: Math.min(filter.limit ?? MOST, MOST), offset: filter.offset ?? 0 })
        .map((row) => ({ ...row, tlp: tlpOfRank(row.tlp), isInForce: row.isInForce === 1 })),

    countDecisionLog: (viewer: Viewer, filter: { documentId?: string } = {}): number =>
      count.get(bind(viewer, filter))?.count ?? 0,
  };
}
