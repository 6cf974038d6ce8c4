import { setImmediate } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { importRunParams } from '../pages/import-run.ts';
import type { Site } from '../pages/site.ts';
import type { ImportRow } from '../store/imports.ts';
import { toCsvLine } from './csv.ts';
import { readParams } from './params.ts';

const BATCH = 500;
const COLUMNS = [
  'outcome',
  'path',
  'locator',
  'title',
  'published',
  'documentId',
  'reason',
  'counts',
  'warnings',
  'unread',
  'ignoredAt',
] as const;

/** The lines of a receipt with its filter, all of them, in the order of the page. @throws AppError NOT_FOUND */
export function exportItems(site: Site, format: 'csv' | 'jsonl'): RequestHandler {
  return async (request, response) => {
    const { id, outcome } = readParams(importRunParams, { ...request.query, ...request.params });
    const { runId } = site.store.getImportRun(site.viewer, id);
    response.type(format === 'csv' ? 'text/csv' : 'application/jsonl');
    response.set('Content-Disposition', `attachment; filename="zhibi-import-${runId}.${format}"`);
    // The mark makes spreadsheets read UTF-8.
    if (format === 'csv') response.write(`\ufeff${toCsvLine(COLUMNS)}`);
    for (let offset = 0; ; offset += BATCH) {
      const rows = site.store.listImportItems(site.viewer, {
        runId,
        limit: BATCH,
        offset,
        ...(outcome && { outcome }),
      });
      for (const row of rows) response.write(format === 'csv' ? toLine(row) : `${JSON.stringify(row)}\n`);
      if (rows.length < BATCH || request.destroyed) break;
      // Others are answered between two batches.
      await setImmediate();
    }
    response.end();
  };
}

function toLine(row: ImportRow): string {
  const counts = Object.entries(row.counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`)
    .join('; ');
  const unread = row.unread.map(({ text }) => text).join('\n');
  return toCsvLine(COLUMNS.map((name) => ({ ...row, counts, unread, warnings: row.warnings.join('; ') })[name]));
}
