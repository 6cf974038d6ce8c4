import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import type { ImportReceipt } from '../../server/facts/import-receipt.ts';
import { dumpContent, findDamage, query, queryValue } from '../helpers/database-dump.ts';
import { finish, startCommand } from '../helpers/run-command.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const ROUNDS = 10;
const folder = makeTempFolder();
const files = readdirSync(STARTER).map((name) => join(STARTER, name));
const importStarter = (db: string): ImportReceipt =>
  runImport({ databasePath: db, paths: [STARTER], base: folder.path, dryRun: false });

/** Starts an import and kills it as soon as so many lines of its receipt are out, or so many milliseconds later. */
async function killAfter(db: string, lines: number, delay: number): Promise<NodeJS.Signals | null> {
  const child = startCommand('importers/cli.ts', [STARTER, '--db', db, '--lang', 'en']);
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let seen = 0;
  const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), delay);
  if (lines === 0) kill();
  child.stdout?.on('data', (chunk: Buffer) => {
    const before = seen;
    seen += chunk.toString().split('\n').length - 1;
    if (before < lines && seen >= lines) kill();
  });
  return (await closed)[1];
}

describe('an import that is killed', () => {
  it('leaves a whole database, and a second run completes it to the rows of an undisturbed one', {
    timeout: 180_000,
  }, async () => {
    const undisturbed = folder.at('undisturbed.db');
    importStarter(undisturbed);
    const expected = dumpContent(undisturbed);
    let killed = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const db = folder.at(`killed-${round}.db`);
      const lines = Math.floor(Math.random() * files.length);
      const delay = lines === 0 ? 300 + Math.random() * 1500 : Math.random() * 8;
      if ((await killAfter(db, lines, delay)) === 'SIGKILL') killed++;
      const moment = `killed ${delay.toFixed(1)} ms after line ${lines}`;
      if (hasTables(db)) expect(findDamage(db), moment).toEqual([]);
      expect(importStarter(db).totals.quarantined, moment).toBe(0);
      expect(findDamage(db), moment).toEqual([]);
      expect(dumpContent(db), moment).toEqual(expected);
    }
    expect(killed).toBeGreaterThanOrEqual(ROUNDS / 2);
  });
});

/** False when the kill came before the migration: there is no schema to check yet. */
const hasTables = (db: string): boolean => queryValue<number>(db, 'SELECT COUNT(*) FROM sqlite_schema') > 0;

describe('two imports at once', () => {
  it('leave each document once and never find the database busy', { timeout: 120_000 }, async () => {
    const db = folder.at('shared.db');
    const half = Math.floor(files.length / 2);
    const lists = [files.slice(0, half + 8), files.slice(half - 8)];
    const runs = lists.map((list) => finish(startCommand('importers/cli.ts', [...list, '--json', '--db', db])));
    for (const { status, stdout, stderr } of await Promise.all(runs)) {
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).not.toMatch(/SQLITE_BUSY|database is locked/);
      expect((JSON.parse(stdout) as ImportReceipt).totals.quarantined).toBe(0);
    }
    expect(queryValue(db, 'SELECT COUNT(*) FROM document')).toBe(files.length);
    expect(queryValue(db, 'SELECT COUNT(*) FROM revision')).toBe(files.length);
    expect(query(db, 'SELECT natural_key FROM document GROUP BY natural_key HAVING COUNT(*) > 1')).toEqual([]);
    expect(findDamage(db)).toEqual([]);
  });
});
