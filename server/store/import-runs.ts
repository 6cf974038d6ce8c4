import type { Db } from '../db/open.ts';
import type { ImportItem, ImportOutcome, ImportWay } from '../facts/import-receipt.ts';
import { rankOfTlp } from './visibility.ts';

/** The log of imports: one row a run, one row an item. */
export function createImportLog(db: Db) {
  const begin = db.prepare<unknown[], { runId: number }>(
    'INSERT INTO import_run (started_at, command, via, keeps_before) VALUES (:at, :command, :via, 1) RETURNING run_id AS runId',
  );
  const addItem = db.prepare(`
    INSERT INTO import_item (run_id, ordinal, path, locator, outcome, title, document_id, reason, counts, warnings, unread, tlp, ignored_at)
    VALUES (:runId, :ordinal, :path, :locator, :outcome, :title, :documentId, :reason, :counts, :warnings, :unread,
      COALESCE((SELECT tlp FROM document WHERE document_id = :documentId), :tlp),
      IIF(:outcome = 'quarantined', (SELECT max(ignored_at) FROM import_item
        WHERE ignored_at IS NOT NULL AND path = :path AND locator = :locator AND reason = :reason), NULL))`);
  const finish = db.prepare('UPDATE import_run SET finished_at = :at, totals = :totals WHERE run_id = :runId');

  return {
    /** @returns the new run's id. */
    beginRun(at: string, command: string, via: ImportWay = 'command'): number {
      const row = begin.get({ at, command, via });
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
        unread: JSON.stringify(item.unread ?? []),
        tlp: item.tlp === undefined ? null : rankOfTlp(item.tlp),
      });
    },

    finishRun(runId: number, at: string, totals: Record<ImportOutcome, number>): void {
      finish.run({ runId, at, totals: JSON.stringify(totals) });
    },
  };
}
export type ImportLog = ReturnType<typeof createImportLog>;
