import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { DEFAULT_TLP, type Viewer } from '../model.ts';
import { clearanceOf, rankOfTlp } from './visibility.ts';

/** Marks quarantined items of imports as seen and of no interest, and takes that back. */
export interface ImportWriter {
  /**
   * @param ordinal of one item; without it all quarantined items of the import that this viewer may see
   * @throws AppError NOT_FOUND where there is no such item
   */
  ignoreItems(viewer: Viewer, runId: number, ordinal?: number): void;
  /** @throws AppError NOT_FOUND */
  reopenItem(viewer: Viewer, runId: number, ordinal: number): void;
}

/** @param now RFC 3339, UTC */
export function createImportWriter(db: Db, now: () => string = () => new Date().toISOString()): ImportWriter {
  const seen = `outcome = 'quarantined' AND coalesce((SELECT tlp FROM document d WHERE d.document_id = import_item.document_id), tlp, :unlabelled) <= :clearance`;
  const ignore = db.prepare(`
    UPDATE import_item SET ignored_at = coalesce(ignored_at, :at)
    WHERE run_id = :runId AND (:ordinal IS NULL OR ordinal = :ordinal) AND ${seen}`);
  // Every mark of its kind, so that the next import does not find one of them and hide the item again.
  const reopen = db.prepare(`
    UPDATE import_item SET ignored_at = NULL WHERE ignored_at IS NOT NULL AND (path, locator, reason) =
      (SELECT path, locator, reason FROM import_item WHERE run_id = :runId AND ordinal = :ordinal) AND ${seen}`);
  const boundOf = (viewer: Viewer) => ({ ...clearanceOf(viewer), unlabelled: rankOfTlp(DEFAULT_TLP) });
  const insist = (changes: number, runId: number): void => {
    if (changes === 0) throw new AppError('NOT_FOUND', `quarantined item of import ${runId}`);
  };
  return {
    ignoreItems: (viewer, runId, ordinal) =>
      insist(ignore.run({ ...boundOf(viewer), runId, ordinal: ordinal ?? null, at: now() }).changes, runId),
    reopenItem: (viewer, runId, ordinal) => insist(reopen.run({ ...boundOf(viewer), runId, ordinal }).changes, runId),
  };
}
