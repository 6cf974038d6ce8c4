import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type RunReceipt, runImport } from '../../importers/run-import.ts';
import { PROJECT_ROOT } from '../../server/config.ts';
import { describeError } from '../../server/errors.ts';
import { makeArticles } from '../bench/make-articles.ts';
import { dumpContent, findDamage, queryValue } from '../helpers/database-dump.ts';
import { runCommand } from '../helpers/run-command.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const COUNT = 120;
/** Kilobytes: more than the first commits take, and less than all. */
const ROOM = 5000;
const corpus = folder.at('corpus');
const importCorpus = (db: string): RunReceipt =>
  runImport({ databasePath: db, paths: [corpus], base: folder.path, dryRun: false });

/** Runs an import under a limit of file sizes, past which the system refuses every write as a full disk does. */
function importWithin(db: string, kilobytes: number) {
  const command = `ulimit -f ${kilobytes} && exec "$0" --import tsx importers/cli.ts "${corpus}" --db "${db}" --json --lang en`;
  return spawnSync('bash', ['-c', command, process.execPath], { cwd: PROJECT_ROOT, encoding: 'utf8' });
}

describe('an import that finds no room', () => {
  it('says so in one line, keeps what its receipt names, and completes when there is room', {
    timeout: 120_000,
  }, () => {
    for (const { name, text } of makeArticles(COUNT)) folder.write(`corpus/${name}`, text);
    const undisturbed = folder.at('undisturbed.db');
    importCorpus(undisturbed);
    const db = folder.at('full.db');
    const { status, stdout, stderr } = importWithin(db, ROOM);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(
        /^DISK_(?:FULL|FAULT): .* — .* then do it again: whatever was reported as done is kept\.\n$/,
      ),
    });
    const receipt = JSON.parse(stdout) as RunReceipt;
    expect(receipt.fault).toBe(stderr.trim());
    expect(receipt.totals.quarantined).toBe(0);
    expect(receipt.items.length).toBeGreaterThan(0);
    expect(receipt.items.length).toBeLessThan(COUNT);
    expect(findDamage(db)).toEqual([]);
    expect(queryValue(db, 'SELECT COUNT(*) FROM document')).toBe(receipt.totals.stored);
    expect(importCorpus(db).totals.quarantined).toBe(0);
    expect(dumpContent(db)).toEqual(dumpContent(undisturbed));
  });
});

describe('a database file that cannot serve', () => {
  const lineOf = (path: string): string => {
    const { status, stderr } = runCommand('importers/cli.ts', [STARTER, '--db', path]);
    expect(status).toBe(2);
    return stderr;
  };

  it('is told to be no database, or to lie in no folder', () => {
    const text = folder.write('text.db', 'this is no database, whatever it is called'.repeat(100));
    expect(lineOf(text)).toMatch(/^BASE_DAMAGED: file is not a database \(SQLITE_NOTADB\) — Restore the backup/);
    expect(readFileSync(text, 'utf8')).toMatch(/^this is no database/);
    expect(lineOf(folder.at('no/such/folder.db'))).toMatch(/^BASE_UNWRITABLE: .*there is no such folder — Check/);
    mkdirSync(folder.at('folder.db'));
    expect(lineOf(folder.at('folder.db'))).toMatch(/^BASE_UNWRITABLE: unable to open database file/);
  });

  it('is told to be full or busy with the words of the program, not of SQLite', () => {
    const path = folder.at('small.db');
    const db = new Database(path, { timeout: 0 });
    const other = new Database(path, { timeout: 0 });
    db.exec('CREATE TABLE t (x)');
    other.exec('BEGIN IMMEDIATE');
    const lineOfFault = (work: () => void): string => {
      try {
        work();
        return 'done';
      } catch (error) {
        return describeError(error);
      }
    };
    expect(lineOfFault(() => db.exec('INSERT INTO t VALUES (1)'))).toMatch(
      /^BASE_BUSY: .* — Another program has been writing/,
    );
    other.exec('ROLLBACK');
    db.pragma('max_page_count = 3');
    expect(lineOfFault(() => db.exec('INSERT INTO t VALUES (zeroblob(100000))'))).toMatch(
      /^DISK_FULL: .* — Free room on the disk/,
    );
    db.close();
    other.close();
  });
});
