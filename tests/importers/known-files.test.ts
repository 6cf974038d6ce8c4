import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { loadReferenceData } from '../../importers/reference-data.ts';
import { runImport } from '../../importers/run-import.ts';
import type { ImportReceipt } from '../../server/facts/import-receipt.ts';
import { dumpTables, query } from '../helpers/database-dump.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const data = loadReferenceData();
const run = (db: string, path: string, given = data): ImportReceipt =>
  runImport({ databasePath: db, paths: [path], base: folder.path, dryRun: false, data: given });
const linesOf = ({ items }: ImportReceipt): string[] =>
  items.map(({ path, locator, outcome, title }) => [outcome, path, locator, title].join(' | '));
const note = (title: string, text: string): string => `---\ntitle: ${title}\ndate: 2025-01-23\n---\n\n${text}\n`;

function makeFolder(name: string, files: Record<string, string>): string {
  const path = folder.at(name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

/** Makes it show in the base whether a file is parsed again: a document read by an older reader would be updated. */
function ageReaders(db: string): void {
  const handle = new Database(db);
  handle.exec('UPDATE revision SET format_version = 0');
  handle.close();
}

const TEXTS = {
  'a.md': note('甲', '示例云在一月下调了价格。'),
  'b.md': note('乙', '示例云的新地域在三月开放。'),
  'c.md': note('丙', '示例云与一家银行签约。'),
};
const COPY = { ...TEXTS, 'd.md': TEXTS['a.md'] };

describe('a file that was read before', () => {
  it('is recognised by its bytes, before it is parsed, with the same lines of the receipt', () => {
    const [db, path] = [folder.at('same.db'), makeFolder('same', COPY)];
    expect(run(db, path).totals).toMatchObject({ stored: 3, duplicate: 1 });
    ageReaders(db);
    const before = dumpTables(db);
    const again = run(db, path);
    expect(linesOf(again)).toEqual([
      'unchanged | same/a.md |  | 甲',
      'unchanged | same/b.md |  | 乙',
      'unchanged | same/c.md |  | 丙',
      'duplicate | same/d.md |  | 甲',
    ]);
    const ids = query<{ id: string }>(db, 'SELECT document_id AS id FROM document ORDER BY document_no');
    expect(again.items.map(({ documentId }) => documentId)).toEqual([...ids, ids[0]].map((row) => row?.id));
    expect(dumpTables(db)).toEqual(before);
  });

  it('is read again when its bytes are others', () => {
    const [db, path] = [folder.at('edited.db'), makeFolder('edited', TEXTS)];
    run(db, path);
    writeFileSync(join(path, 'b.md'), note('乙', '示例云的新地域推迟到六月开放。'));
    expect(run(db, path).totals).toMatchObject({ unchanged: 2, updated: 1 });
    expect(run(db, path).totals).toMatchObject({ unchanged: 3 });
  });

  it('is read again when the vocabulary is another', () => {
    const [db, path] = [folder.at('words.db'), makeFolder('words', TEXTS)];
    run(db, path);
    ageReaders(db);
    expect(run(db, path, { ...data, accounts: data.accounts.slice(1) }).totals).toMatchObject({ updated: 3 });
  });

  it('is read again when its document is gone or holds the text of another file', () => {
    const url = 'url: https://www.leiphone.com/category/bench/known.html\n---\n';
    const path = makeFolder('shared', {
      'first.md': note('甲', '示例云在一月下调了价格。').replace('---\n\n', `${url}\n`),
      'other.md': note('甲', '示例云在一月下调了价格，降幅是一成。').replace('---\n\n', `${url}\n`),
    });
    const db = folder.at('shared.db');
    expect(run(db, join(path, 'first.md')).totals).toMatchObject({ stored: 1 });
    expect(run(db, join(path, 'other.md')).totals).toMatchObject({ updated: 1 });
    expect(run(db, join(path, 'first.md')).totals).toMatchObject({ updated: 1 });
    const handle = new Database(db);
    handle.pragma('foreign_keys = ON');
    handle.exec('DELETE FROM document_fts; DELETE FROM document');
    handle.close();
    expect(run(db, join(path, 'first.md')).totals).toMatchObject({ stored: 1 });
  });

  it('is read again when something in it failed', () => {
    const db = folder.at('failed.db');
    const path = makeFolder('failed', { 'bad.md': '---\ntitle: 甲\nnobody-knows: 1\n---\n\n示例云。\n' });
    expect(run(db, path).totals).toMatchObject({ quarantined: 1 });
    expect(run(db, path).totals).toMatchObject({ quarantined: 1, unchanged: 0 });
  });
});
