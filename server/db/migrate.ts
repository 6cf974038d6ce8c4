import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { AppError } from '../errors.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

/** @returns the migration files in order; the n-th brings a file to `user_version` n. */
export function listMigrations(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

/**
 * Brings a database to the newest schema: one immediate transaction a step, so a kill leaves a whole step or none.
 * @returns how many steps ran.
 * @throws AppError NEWER_SCHEMA when a newer program made the file.
 */
export function migrate(db: Database): number {
  const names = listMigrations();
  const before = currentVersion(db);
  if (before > names.length) throw new AppError('NEWER_SCHEMA', `schema ${before}, this program knows ${names.length}`);
  names.slice(before).forEach((name, index) => {
    runStep(db, name, before + index + 1);
  });
  return names.length - before;
}

function runStep(db: Database, name: string, version: number): void {
  const sql = readFileSync(join(FOLDER, name), 'utf8');
  db.transaction(() => {
    if (currentVersion(db) >= version) return; // another process came first
    db.exec(sql);
    db.pragma(`user_version = ${version}`);
  }).immediate();
}

function currentVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
