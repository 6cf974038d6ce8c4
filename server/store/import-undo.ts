import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { createDocumentRows } from './document-rows.ts';
import { createFactWriter } from './fact-writer.ts';
import { createMoveWriter } from './move-writer.ts';
import { createQuoteWriter } from './quote-writer.ts';
import { rankOfTlp } from './visibility.ts';
import { createWorkWriter } from './work-writer.ts';

/** What an undo has done so far. */
export interface UndoProgress {
  /** Documents that the import brought, and that are gone again. */
  removed: number;
  /** Documents that the import changed, and that are as they were. */
  restored: number;
}

interface Stored {
  documentNo: number;
  documentId: string;
  kind: string;
  title: string;
  text: string;
}

/** Documents of one transaction: others who write wait no longer than for these. */
const BATCH = 16;

/**
 * Takes imports back: each document is as it was before, to the same rows. A document that a later import changed again is in
 * the way, so that nothing newer is lost.
 */
export function createImportUndo(db: Db, now: () => string = () => new Date().toISOString()) {
  const { unpackRows } = createDocumentRows(db);
  const facts = createFactWriter(db);
  const moves = createMoveWriter(db, createQuoteWriter(db));
  const works = createWorkWriter(db);
  const run = db.prepare<unknown[], { undoneAt: string | null; keepsBefore: number }>(
    'SELECT undone_at AS undoneAt, keeps_before AS keepsBefore FROM import_run WHERE run_id = :runId',
  );
  const later = db
    .prepare<unknown[], number>(`
      SELECT DISTINCT l.run_id FROM import_before b JOIN import_before l ON l.document_id = b.document_id AND l.run_id > b.run_id
      WHERE b.run_id = :runId ORDER BY 1 DESC`)
    .pluck();
  const above = db.prepare(`
    SELECT 1 FROM import_before b JOIN document d USING (document_id) WHERE b.run_id = :runId AND d.tlp > :clearance LIMIT 1`);
  const pending = db.prepare<unknown[], { documentId: string; before: Buffer | null }>(`
    SELECT b.document_id AS documentId, b.before FROM import_before b LEFT JOIN document d USING (document_id)
    WHERE b.run_id = :runId ORDER BY d.document_no DESC LIMIT ${BATCH}`);
  const settle = db.prepare('DELETE FROM import_before WHERE run_id = :runId AND document_id = :documentId');
  const stored = db.prepare<unknown[], Stored>(`
    SELECT d.document_no AS documentNo, d.document_id AS documentId, d.kind, d.title, r.text
    FROM document d JOIN revision r USING (revision_id) WHERE d.document_id = :documentId`);
  const names = (table: string) =>
    db.prepare<unknown[], { name: string }>(`SELECT name FROM ${table} WHERE document_id = :documentId`);
  const [accounts, people] = [names('account_mention'), names('person_role')];
  const setFree = db.prepare('UPDATE document SET superseded_by = NULL WHERE superseded_by = :documentId');
  const remove = db.prepare('DELETE FROM document WHERE document_id = :documentId');
  const forgetCopies = db.prepare(`
    UPDATE web_copy SET read_sha256 = NULL WHERE url IN (SELECT path FROM import_item WHERE run_id = :runId)`);
  const finish = db.prepare('UPDATE import_run SET undone_at = :at WHERE run_id = :runId');

  const removeDocument = ({ documentNo, documentId }: Stored): void => {
    works.removeDocument(documentNo);
    facts.unindexDocument(documentNo);
    setFree.run({ documentId });
    remove.run({ documentId });
  };

  const restoreDocument = (after: Stored, before: Buffer): void => {
    const { documentId, documentNo } = after;
    works.removeDocument(documentNo);
    unpackRows(documentId, before);
    const restored = stored.get({ documentId }) ?? after;
    facts.indexDocument(documentNo, restored, {
      accounts: accounts.all({ documentId }),
      people: people.all({ documentId }),
    });
    works.placeDocument(restored);
    moves.reviewMoves(documentId);
  };

  const takeBack = (runId: number, progress: UndoProgress): boolean => {
    const batch = pending.all({ runId });
    for (const { documentId, before } of batch) {
      const after = stored.get({ documentId });
      if (after && before) restoreDocument(after, before);
      else if (after) removeDocument(after);
      if (before) progress.restored++;
      else progress.removed++;
      settle.run({ runId, documentId });
    }
    if (batch.length > 0) return true;
    forgetCopies.run({ runId });
    finish.run({ runId, at: now() });
    return false;
  };

  const requireUndoable = (runId: number, viewer: Viewer | undefined): void => {
    const found = run.get({ runId });
    if (!found || (viewer && above.get({ runId, clearance: rankOfTlp(viewer.clearance) })))
      throw new AppError('NOT_FOUND', `import ${runId}`);
    if (found.undoneAt) throw new AppError('CANNOT_UNDO', `import ${runId}: undone ${found.undoneAt}`);
    if (!found.keepsBefore) throw new AppError('CANNOT_UNDO', `import ${runId}: nothing was kept to go back to`);
    const inTheWay = later.all({ runId });
    if (inTheWay.length > 0)
      throw new AppError(
        'CHANGED_SINCE',
        `import ${runId}: its documents were changed by import ${inTheWay.join(', ')}`,
      );
  };

  return {
    /**
     * Undoes an import, a few documents a step. What is killed half way goes on when it is undone again.
     * @param viewer must see all that it brought; undefined for whoever works on the file itself
     * @throws AppError NOT_FOUND, CANNOT_UNDO or CHANGED_SINCE, before anything is changed.
     */
    *undoImport(runId: number, viewer?: Viewer): Generator<UndoProgress> {
      const progress = { removed: 0, restored: 0 };
      requireUndoable(runId, viewer);
      const step = db.transaction(() => {
        requireUndoable(runId, viewer);
        return takeBack(runId, progress);
      });
      while (step.immediate()) yield { ...progress };
    },
  };
}
export type ImportUndo = ReturnType<typeof createImportUndo>;
