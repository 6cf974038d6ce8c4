import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { listMigrations, migrate } from '../../server/db/migrate.ts';
import { openReader, openWriter } from '../../server/db/open.ts';
import { createStore } from '../../server/store/index.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const newest = listMigrations().length;

/** A migrated database file with its version set to another number. */
function makeDatabase(name: string, version = newest): string {
  const db = openWriter(folder.at(name));
  migrate(db);
  db.pragma(`user_version = ${version}`);
  db.close();
  return folder.at(name);
}

describe('openWriter', () => {
  it('survives a power cut: write-ahead log with synchronous FULL, and checks foreign keys', () => {
    const db = openWriter(folder.at('writer.db'));
    const pragma = (name: string): unknown => db.pragma(name, { simple: true });
    expect({ mode: pragma('journal_mode'), synchronous: pragma('synchronous'), keys: pragma('foreign_keys') }).toEqual({
      mode: 'wal',
      synchronous: 2,
      keys: 1,
    });
    expect(Number(pragma('busy_timeout'))).toBeGreaterThanOrEqual(10_000);
    db.close();
  });
});

describe('openReader', () => {
  it('refuses to write', () => {
    const db = openReader(makeDatabase('reader.db'));
    expect(() => db.exec("INSERT INTO import_run (started_at, command) VALUES ('2025', 'x')")).toThrow(
      /readonly|read-only/i,
    );
    expect(() => db.exec('CREATE TABLE t (a)')).toThrow(/readonly|read-only/i);
    expect(db.prepare('SELECT COUNT(*) AS n FROM document').get()).toEqual({ n: 0 });
    db.close();
  });

  it('refuses a file that does not exist and makes none', () => {
    expect(() => openReader(folder.at('nothing.db'))).toThrow();
    expect(existsSync(folder.at('nothing.db'))).toBe(false);
  });

  it.each([
    ['STALE_SCHEMA', newest - 1, `needs ${newest}`],
    ['NEWER_SCHEMA', newest + 1, `knows ${newest}`],
  ])('refuses with %s', (code, version, words) => {
    const path = makeDatabase(`${code}.db`, version);
    expect(() => openReader(path)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) }));
  });

  it('sees what another connection commits, and that it did', () => {
    const path = makeDatabase('live.db');
    const reader = openReader(path);
    const store = createStore(reader);
    const before = store.getDataVersion();
    const writer = openWriter(path);
    writer.exec("INSERT INTO move_type VALUES ('pricing', 1, '价格', 'Pricing')");
    expect(store.getDataVersion()).not.toBe(before);
    expect(store.listMoveTypes()).toEqual([{ type: 'pricing', labelZh: '价格', labelEn: 'Pricing' }]);
    writer.close();
    reader.close();
  });
});

describe('migrate', () => {
  it('runs every step once', () => {
    const db = new Database(':memory:');
    expect(migrate(db)).toBe(newest);
    expect(migrate(db)).toBe(0);
    expect(db.pragma('user_version', { simple: true })).toBe(newest);
    expect(() => createStore(db)).not.toThrow();
    db.close();
  });

  it('refuses a database of a newer program and leaves it as it is', () => {
    const db = new Database(':memory:');
    db.pragma(`user_version = ${newest + 3}`);
    expect(() => migrate(db)).toThrow(expect.objectContaining({ code: 'NEWER_SCHEMA' }));
    expect(db.prepare('SELECT COUNT(*) AS n FROM sqlite_schema').get()).toEqual({ n: 0 });
    db.close();
  });

  it('makes strict tables with foreign keys that hold', () => {
    const db = openWriter(folder.at('strict.db'));
    migrate(db);
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0
          AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'document_fts%'`,
      )
      .all();
    expect(loose).toEqual([]);
    expect(() => db.exec("INSERT INTO vendor_mention VALUES ('none', 'none', 'main', 1, 1)")).toThrow(/FOREIGN KEY/);
    db.close();
  });

  it('numbers its steps without gaps', () => {
    expect(listMigrations().map((name) => Number(name.slice(0, 4)))).toEqual(
      Array.from({ length: newest }, (_, i) => i + 1),
    );
  });
});
