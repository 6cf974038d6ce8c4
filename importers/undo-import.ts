import { existsSync } from 'node:fs';
import { migrate } from '../server/db/migrate.ts';
import { openWriter } from '../server/db/open.ts';
import { AppError } from '../server/errors.ts';
import { createImportUndo, type UndoProgress } from '../server/store/import-undo.ts';
import { fillSearchPages } from '../server/store/search-pages.ts';

export interface UndoReceipt extends UndoProgress {
  runId: number;
}

/**
 * Takes an import back in a base that exists.
 * @param run its number, as receipts show it
 * @throws AppError BAD_PARAMETER, NOT_FOUND, CANNOT_UNDO or CHANGED_SINCE
 */
export function undoImport(databasePath: string, run: string): UndoReceipt {
  if (!/^#?\d{1,15}$/.test(run)) throw new AppError('BAD_PARAMETER', `--undo ${run}: not the number of an import`);
  if (!existsSync(databasePath)) throw new AppError('NOT_FOUND', `${databasePath}: no such base`);
  const runId = Number(run.replace('#', ''));
  const db = openWriter(databasePath);
  try {
    migrate(db);
    let progress = { removed: 0, restored: 0 };
    for (const step of createImportUndo(db).undoImport(runId)) progress = step;
    fillSearchPages(db);
    return { runId, ...progress };
  } finally {
    db.close();
  }
}
