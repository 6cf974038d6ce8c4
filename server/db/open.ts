import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../errors.ts';
import { listMigrations } from './migrate.ts';

export type Db = Database.Database;

/** First release with the fix of the WAL-reset corruption (sqlite.org/wal.html#walresetbug). */
const OLDEST_SQLITE = [3, 51, 3];

/**
 * Opens the file for writing, making it when it does not exist. WAL with synchronous=FULL: a commit survives a power cut.
 * @throws AppError OLD_SQLITE, BASE_UNWRITABLE
 */
export function openWriter(path: string): Db {
  if (!existsSync(dirname(path))) throw new AppError('BASE_UNWRITABLE', `${path}: there is no such folder`);
  const db = new Database(path, { timeout: 30_000 });
  assertSqliteVersion(db);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('cache_size = -65536');
  // the journal of a statement or savepoint is small and short-lived: as a file it cost a sixth of an import
  db.pragma('temp_store = MEMORY');
  return db;
}

/**
 * Opens the file for reading alone.
 * @throws AppError STALE_SCHEMA or NEWER_SCHEMA when the program and the file do not fit.
 */
export function openReader(path: string): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 10_000 });
  assertSqliteVersion(db);
  db.pragma('query_only = ON');
  db.pragma('cache_size = -65536');
  assertSchemaVersion(db, path);
  return db;
}

function assertSchemaVersion(db: Db, path: string): void {
  const wanted = listMigrations().length;
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found < wanted) throw new AppError('STALE_SCHEMA', `${path} has schema ${found}, this program needs ${wanted}`);
  if (found > wanted) throw new AppError('NEWER_SCHEMA', `${path} has schema ${found}, this program knows ${wanted}`);
}

function assertSqliteVersion(db: Db): void {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const older = OLDEST_SQLITE.map((n, i) => (parts[i] ?? 0) - n).find((difference) => difference !== 0) ?? 0;
  if (older < 0) throw new AppError('OLD_SQLITE', `SQLite ${version}`);
}
