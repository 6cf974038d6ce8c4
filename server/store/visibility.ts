import { DEFAULT_TLP, TLP_LABELS, type Tlp, type Viewer } from '../model.ts';

/** Labels are stored as their place in TLP_LABELS, so that "no stricter than" is a comparison. */
export function rankOfTlp(label: Tlp): number {
  return TLP_LABELS.indexOf(label);
}

/** @returns the label of a stored rank; the strict default for a rank out of range. */
export function tlpOfRank(rank: number): Tlp {
  return TLP_LABELS[rank] ?? DEFAULT_TLP;
}

/** The bound parameter that every read of documents compares with `tlp`. */
export function clearanceOf(viewer: Viewer): { clearance: number } {
  return { clearance: rankOfTlp(viewer.clearance) };
}

/** The class of the document that a statement binds: what is decided on it keeps it, in case the document goes. */
export const CLASS_OF_DOCUMENT = '(SELECT tlp FROM document WHERE document_id = :documentId)';

/**
 * A document row `d` as this viewer may see it in lists: within clearance, and not replaced by a full article that the viewer
 * may read too.
 */
export const VISIBLE = `d.tlp <= :clearance AND (d.superseded_by IS NULL
  OR (SELECT a.tlp FROM document a WHERE a.document_id = d.superseded_by) > :clearance)`;

/** Of the versions of one work that this viewer may see, the one that stands for it; every document that stands alone. */
export const LEADS = `(d.work_id IS NULL OR NOT EXISTS (SELECT 1 FROM document w
  WHERE w.work_id = d.work_id AND w.work_rank < d.work_rank AND w.tlp <= :clearance))`;

/**
 * The work of a document row `d`, told by the version that stands for it before this viewer; NULL where they see no other
 * version, so that a hidden one cannot be told from none.
 */
export const VISIBLE_WORK = `(SELECT w.document_id FROM document w WHERE w.work_id = d.work_id AND w.tlp <= :clearance
  AND EXISTS (SELECT 1 FROM document o WHERE o.work_id = w.work_id AND o.document_no <> w.document_no AND o.tlp <= :clearance)
  ORDER BY w.work_rank LIMIT 1)`;
