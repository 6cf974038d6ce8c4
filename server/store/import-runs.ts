import type { Db } from '../db/open.ts';
import type { ImportItem, ImportOutcome } from '../facts/import-receipt.ts';

/** The log of imports: one row a run, one row an item. */
export function createImportLog(db: Db) {
  const begin = db.prepare<unknown[], { runId: number }>(
    'INSERT INTO import_run (started_at, command, keeps_before) VALUES (:at, :command, 1) RETURNING run_id AS runId',
  );
  const addItem = db.prepare(`
    INSERT INTO import_item (run_id, ordinal, path, locator, outcome, title, document_id, reason, counts, warnings)
    VALUES (:runId, :ordinal, :path, :locator, :outcome, :title, :documentId, :reason, :counts, :warnings)`);
  const finish = db.prepare('UPDATE import_run SET finished_at = :at, totals = :totals WHERE run_id = :runId');

  return {
    /** @returns the new run's id. */
    beginRun(at: string, command: string): number {
      const row = begin.get({ at, command });
      if (!row) throw new Error('import_run returned no row');
      return row.runId;
    },

    logItem(runId: number, ordinal: number, item: ImportItem): void {
      addItem.run({
        ...item,
        runId,
        ordinal,
        counts: JSON.stringify(item.counts),
        warnings: JSON.stringify(item.warnings),
      });
    },

    finishRun(runId: number, at: string, totals: Record<ImportOutcome, number>): void {
      finish.run({ runId, at, totals: JSON.stringify(totals) });
    },
  };
}
export type ImportLog = ReturnType<typeof createImportLog>;
