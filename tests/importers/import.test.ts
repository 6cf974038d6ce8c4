import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import { openReader } from '../../server/db/open.ts';
import type { ImportReceipt } from '../../server/facts/import-receipt.ts';
import type { Tlp, Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import { createStore } from '../../server/store/index.ts';
import { dumpTables, findDamage, query, queryValue } from '../helpers/database-dump.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const analyst: Viewer = { clearance: 'AMBER+STRICT', role: 'analyst' };
const LINK = 'https://www.leiphone.com/category/industrycloud/testarticle.html';

const importPaths = (db: string, paths: string[], dryRun = false): ImportReceipt =>
  runImport({ databasePath: db, paths, base: folder.path, dryRun });

const outcomesOf = (receipt: ImportReceipt): string[] => receipt.items.map((item) => item.outcome);

const article = (text: string, head: Record<string, string> = {}): string =>
  [
    '---',
    ...Object.entries({ title: '示例云下调价格', date: '2025-01-23', ...head }).map(
      ([key, value]) => `${key}: ${value}`,
    ),
    '---',
    '',
    text,
    '',
  ].join('\n');
const digest = (text: string): string => article(text, { url: LINK, source: 'zhibi-digest', kind: 'digest' });

/** Titles that a list and a search for a word show. */
async function shown(db: string, word: string): Promise<{ listed: string[]; found: string[] }> {
  const reader = openReader(db);
  const search = createSearchIndex(db);
  try {
    const listed = createStore(reader)
      .listDocuments(analyst)
      .map((document) => document.kind);
    const { hits } = await search.search({ text: word }, analyst);
    return { listed, found: hits.map(({ document }) => document.kind) };
  } finally {
    reader.close();
    await search.close();
  }
}

describe('runImport of the starter corpus', () => {
  const db = folder.at('starter.db');

  it('fills an empty database', () => {
    const receipt = importPaths(db, [STARTER]);
    expect(receipt.totals).toEqual({
      stored: readdirSync(STARTER).length,
      updated: 0,
      version: 0,
      unchanged: 0,
      duplicate: 0,
      quarantined: 0,
    });
    expect(queryValue(db, 'SELECT COUNT(*) FROM document')).toBe(receipt.items.length);
    expect(queryValue<number>(db, 'SELECT COUNT(*) FROM move')).toBeGreaterThan(50);
    expect(findDamage(db)).toEqual([]);
    expect(receipt.items.every((item) => item.documentId !== null && item.title !== '')).toBe(true);
  });

  it('changes nothing the second time', () => {
    const before = dumpTables(db);
    const receipt = importPaths(db, [STARTER]);
    expect(new Set(outcomesOf(receipt))).toEqual(new Set(['unchanged']));
    expect(dumpTables(db)).toEqual(before);
    expect(queryValue(db, 'SELECT COUNT(*) FROM import_run')).toBe(2);
  });

  it('logs each item of each run as the receipt shows it', () => {
    const rows = query(
      db,
      'SELECT path, outcome, title, document_id AS documentId FROM import_item WHERE run_id = 1 ORDER BY ordinal',
    );
    expect(rows).toHaveLength(readdirSync(STARTER).length);
    expect(rows[0]).toMatchObject({ outcome: 'stored', documentId: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
  });
});

describe('runImport of a digest and its article', () => {
  const digestFile = folder.write('digest.md', digest('据报道，示例云下调存储价格。'));
  const articleFile = folder.write('article.md', article('示例云今日下调存储价格，降幅 20%。', { url: LINK }));

  it('lets the article replace the digest in lists and search', async () => {
    const db = folder.at('digest-first.db');
    importPaths(db, [digestFile]);
    expect(await shown(db, '存储价格')).toEqual({ listed: ['digest'], found: ['digest'] });
    expect(outcomesOf(importPaths(db, [articleFile]))).toEqual(['stored']);
    expect(await shown(db, '存储价格')).toEqual({ listed: ['article'], found: ['article'] });
    expect(outcomesOf(importPaths(db, [digestFile, articleFile]))).toEqual(['unchanged', 'unchanged']);
  });

  it('makes the digest a duplicate when the article came first', async () => {
    const db = folder.at('article-first.db');
    importPaths(db, [articleFile]);
    const receipt = importPaths(db, [digestFile]);
    const id = queryValue<string>(db, 'SELECT document_id FROM document');
    expect(receipt.items[0]).toMatchObject({
      outcome: 'duplicate',
      documentId: id,
      reason: `duplicate of document ${id}`,
    });
    expect(await shown(db, '存储价格')).toEqual({ listed: ['article'], found: ['article'] });
  });

  it('keeps a digest for those who may not read its article', () => {
    const strict = folder.write('strict.md', article('示例云今日下调存储价格，降幅 20%。', { url: LINK, tlp: 'RED' }));
    for (const [name, files] of [
      ['a', [digestFile, strict]],
      ['b', [strict, digestFile]],
    ] as const) {
      const db = folder.at(`strict-${name}.db`);
      expect(outcomesOf(importPaths(db, [...files]))).toEqual(['stored', 'stored']);
      const reader = openReader(db);
      const kindsFor = (clearance: Tlp): string[] =>
        createStore(reader)
          .listDocuments({ clearance, role: 'sales' })
          .map((document) => document.kind);
      expect(kindsFor('CLEAR')).toEqual(['digest']);
      expect(kindsFor('RED')).toEqual(['article']);
      reader.close();
    }
  });
});

describe('runImport of a changed file', () => {
  it('updates the one document and keeps both revisions', () => {
    const db = folder.at('edited.db');
    const file = folder.write('edited.md', article('AWS 于 2024 年 5 月下调价格。', { url: LINK }));
    importPaths(db, [file]);
    writeFileSync(file, article('AWS 于 2024 年 6 月下调价格，此前的报道有误。', { url: LINK }));
    expect(outcomesOf(importPaths(db, [file]))).toEqual(['updated']);
    expect(queryValue(db, 'SELECT COUNT(*) FROM document')).toBe(1);
    expect(queryValue(db, 'SELECT COUNT(*) FROM revision')).toBe(2);
    expect(query(db, 'SELECT DISTINCT happened_start AS start FROM move')).toEqual([{ start: '2024-06-01' }]);
    expect(queryValue<string>(db, 'SELECT text FROM document JOIN revision USING (revision_id)')).toContain('有误');
    expect(findDamage(db)).toEqual([]);
  });

  it('stores both of two different files of one name', () => {
    const db = folder.at('alike.db');
    folder.write('2024/纪要.txt', '客户对示例云的报价不满意，要求再谈。');
    folder.write('2025/纪要.txt', '客户已签约另一家云，不再续约示例云。');
    expect(outcomesOf(importPaths(db, ['2024', '2025']))).toEqual(['stored', 'stored']);
    expect(queryValue(db, 'SELECT COUNT(*) FROM document')).toBe(2);
  });

  it('knows the same bytes under another name as a duplicate', () => {
    const db = folder.at('copies.db');
    folder.write('copies/a.md', article('同一篇文章，存了两遍。'));
    folder.write('copies/b.md', article('同一篇文章，存了两遍。'));
    expect(outcomesOf(importPaths(db, ['copies']))).toEqual(['stored', 'duplicate']);
  });
});

describe('runImport without a label', () => {
  it('stores what no registered source labels as AMBER+STRICT', () => {
    const db = folder.at('unlabelled.db');
    const file = folder.write('unlabelled.md', article('没有标签的材料。', { url: 'https://example.org/a' }));
    importPaths(db, [file, folder.write('note.txt', '没有标签的随记。')]);
    expect(query(db, 'SELECT DISTINCT tlp FROM document')).toEqual([{ tlp: 3 }]);
  });
});

describe('runImport as a dry run', () => {
  it('makes no file', () => {
    const db = folder.at('dry/none.db');
    folder.write('dry/a.md', article('试运行。'));
    const receipt = importPaths(db, [folder.at('dry/a.md')], true);
    expect(receipt).toMatchObject({ dryRun: true, runId: null, totals: { stored: 1 } });
    expect(readdirSync(folder.at('dry'))).toEqual(['a.md']);
  });

  it('changes nothing of a database that exists, and says what would become of each', () => {
    const db = folder.at('dry-existing.db');
    const file = folder.write('dry-existing.md', article('第一版。', { url: LINK }));
    importPaths(db, [file]);
    const before = dumpTables(db);
    writeFileSync(file, article('第二版。', { url: LINK }));
    const added = folder.write('dry-new.md', article('新的一篇。'));
    expect(outcomesOf(importPaths(db, [file, added], true))).toEqual(['updated', 'stored']);
    expect(dumpTables(db)).toEqual(before);
    expect(queryValue(db, 'SELECT COUNT(*) FROM import_run')).toBe(1);
    expect(existsSync(`${db}-journal`)).toBe(false);
  });
});
