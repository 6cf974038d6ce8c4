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
  /** The other move of a merge or split; the listed account or person that a name is; the value given to a cell; else empty. */
  otherWords: string;
  /** null but for a decision on a name. */
  nameKind: NameKind | null;
  vendorId: string | null;
  /** null once no document holds it that this viewer may see. */
  documentId: string | null;
  documentTitle: string | null;
  tlp: Tlp;
  note: string;
  decidedBy: string;
  decidedAt: string;
  undoneAt: string | null;
  /** null while it stands, and where it was not kept. */
  undoneBy: string | null;
  /** The move on which it holds; null when undone, overruled or without its words, and for a name. */
  moveId: string | null;
  /** Of a cell: the table that holds it, null once none does; its place. */
  tableId: string | null;
  row: number | null;
  column: number | null;
  /** It does what it says. */
  isInForce: boolean;
  /** Not undone, and its words stand in the text no more: it waits for them. */
  isLost: boolean;
}

export interface LogFilter {
  documentId?: string;
  decisionId?: string;
  isLost?: boolean;
}

const MOST = 200;

/** A decision on a move `r`, its document `d` left out where it is gone. */
const OF_MOVES = `
  SELECT r.decision_id, r.action, COALESCE(json_extract(r.value, '$.gist'), r.exact) AS words, '' AS other_words, NULL AS name_kind,
    COALESCE(json_extract(r.value, '$.vendorId'), r.vendor_id) AS vendor_id, r.document_id, COALESCE(d.tlp, r.tlp) AS tlp, r.note,
    r.decided_by, r.decided_at, r.undone_at, r.undone_by, m.move_id, NULL AS table_id, NULL AS row, NULL AS "column",
    m.move_id IS NOT NULL AS is_in_force,
    m.move_id IS NULL AND (v.text IS NULL OR instr(v.text, r.exact) = 0) AS is_lost, r.rowid AS turn
  FROM review_decision r LEFT JOIN document d USING (document_id) LEFT JOIN revision v USING (revision_id)
    LEFT JOIN move m ON m.decision_id = r.decision_id`;

const OF_FOLDS = `
  SELECT f.decision_id, f.action, a.gist, b.gist, NULL, a.vendor_id, a.document_id,
    MAX(COALESCE(d.tlp, a.tlp), COALESCE(e.tlp, b.tlp)), f.note, f.decided_by, f.decided_at, f.undone_at, f.undone_by,
    CASE WHEN f.undone_at IS NULL THEN COALESCE(a.move_id, b.move_id) END, NULL, NULL, NULL,
    f.undone_at IS NULL AND a.move_id IS NOT NULL AND b.move_id IS NOT NULL, a.move_id IS NULL OR b.move_id IS NULL, f.rowid
  FROM fold_decision f JOIN fold_target a ON a.decision_id = f.decision_id AND a.side = 0
    JOIN fold_target b ON b.decision_id = f.decision_id AND b.side = 1
    LEFT JOIN document d ON d.document_id = a.document_id LEFT JOIN document e ON e.document_id = b.document_id`;

/** The name stands in the first document that this viewer may see. */
const OF_NAMES = `
  SELECT n.decision_id, n.action, n.name, COALESCE(n.entity_id, ''), n.kind, NULL, d.document_id, COALESCE(d.tlp, n.tlp), n.note,
    n.decided_by, n.decided_at, n.undone_at, n.undone_by, NULL, NULL, NULL, NULL, n.undone_at IS NULL AND d.document_id IS NOT NULL,
    d.document_id IS NULL, n.rowid
  FROM name_decision n LEFT JOIN document d ON d.document_no = (SELECT MIN(d.document_no) FROM (
      SELECT document_id FROM account_mention WHERE n.kind = 'account' AND name = n.name
      UNION ALL SELECT document_id FROM person_role WHERE n.kind = 'person' AND name = n.name) m
    JOIN document d USING (document_id) WHERE d.tlp <= :clearance)`;

const OF_CELLS = `
  SELECT x.decision_id, x.action, x.text, COALESCE(CASE WHEN x.low = x.high THEN x.low ELSE x.low || '–' || x.high END, ''), NULL,
    c.vendor_id, x.document_id, COALESCE(d.tlp, x.tlp), x.note, x.decided_by, x.decided_at, x.undone_at, x.undone_by, NULL, t.table_id, x.row,
    x."column", x.undone_at IS NULL AND c.table_id IS NOT NULL, c.table_id IS NULL, x.rowid
  FROM cell_decision x LEFT JOIN document d USING (document_id)
    LEFT JOIN data_table t ON t.document_id = x.document_id AND t.title = x.title
    LEFT JOIN table_cell c ON c.table_id = t.table_id AND c.row = x.row AND c."column" = x."column" AND c.text = x.text`;

const LOG = `(${[OF_MOVES, OF_FOLDS, OF_NAMES, OF_CELLS].join(' UNION ALL ')})`;

type Flat = Omit<LogRow, 'tlp' | 'isInForce' | 'isLost'> & { tlp: number; isInForce: number; isLost: number };

export function createDecisionLogStore(db: Db) {
  const from = `FROM ${LOG} l LEFT JOIN document d USING (document_id) WHERE l.tlp <= :clearance
    AND (:documentId IS NULL OR l.document_id = :documentId) AND (:decisionId IS NULL OR l.decision_id = :decisionId)
    AND (:isLost = 0 OR (l.is_lost AND l.undone_at IS NULL))`;
  const rows = db.prepare<unknown[], Flat>(`
    SELECT l.decision_id AS decisionId, l.action, l.words, l.other_words AS otherWords, l.name_kind AS nameKind,
      l.vendor_id AS vendorId, d.document_id AS documentId, d.title AS documentTitle, l.tlp, l.note, l.decided_by AS decidedBy,
      l.decided_at AS decidedAt, l.undone_at AS undoneAt, l.undone_by AS undoneBy, l.move_id AS moveId, l.table_id AS tableId, l.row,
      l."column" AS "column", l.is_in_force AS isInForce, l.is_lost AND l.undone_at IS NULL AS isLost
    ${from} ORDER BY l.decided_at DESC, l.turn DESC LIMIT :limit OFFSET :offset`);
  const count = db.prepare<unknown[], { count: number }>(`SELECT COUNT(*) AS count ${from}`);
  const bind = (viewer: Viewer, given: LogFilter) => ({
    ...clearanceOf(viewer),
    documentId: given.documentId ?? null,
    decisionId: given.decisionId ?? null,
    isLost: given.isLost ? 1 : 0,
  });

  return {
    /** @returns decisions of every kind, undone ones too, newest first. */
    listDecisionLog: (viewer: Viewer, filter: LogFilter & { limit?: number; offset?: number } = {}): LogRow[] =>
      rows
        .all({ ...bind(viewer, filter), limit: Math.min(filter.limit ?? MOST, MOST), offset: filter.offset ?? 0 })
        .map((row) => ({ ...row, tlp: tlpOfRank(row.tlp), isInForce: row.isInForce === 1, isLost: row.isLost === 1 })),

    countDecisionLog: (viewer: Viewer, filter: LogFilter = {}): number => count.get(bind(viewer, filter))?.count ?? 0,
  };
}
