import type { Db } from '../db/open.ts';
import { createDocumentRows } from './document-rows.ts';

/** @returns a function that keeps a document as it is, once an import; call it before each write, with the text to come. */
export function createBeforeKeeper(db: Db): (runId: number, id: string, sha256: string) => void {
  const { packRows } = createDocumentRows(db);
  const exists = db.prepare('SELECT 1 FROM document WHERE document_id = :id');
  const kept = db.prepare('SELECT 1 FROM import_before WHERE run_id = :runId AND document_id = :id');
  const keep = db.prepare('INSERT INTO import_before (run_id, document_id, before) VALUES (:runId, :id, :before)');
  return (runId, id, sha256) => {
    if (kept.get({ runId, id })) return;
    keep.run({ runId, id, before: exists.get({ id }) ? packRows(id, sha256) : null });
  };
}
