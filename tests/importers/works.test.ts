import { describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import { openReader } from '../../server/db/open.ts';
import type { Tlp } from '../../server/model.ts';
import { createStore, type Store } from '../../server/store/index.ts';
import { dumpTables, findDamage, query } from '../helpers/database-dump.ts';
import { makeSentences } from '../helpers/made-text.ts';
import { hasSeeds, SEEDS, seedTexts } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const viewerOf = (clearance: Tlp) => ({ clearance, role: 'analyst' }) as const;
const STAFF = viewerOf('AMBER+STRICT');

/** Imports articles one after the other. @returns their receipts' lines */
function importAll(db: string, articles: Record<string, { lines: string[]; head?: Record<string, string> }>) {
  return Object.entries(articles).flatMap(([name, { lines, head = {} }]) => {
    const fields = Object.entries({ title: name, date: '2025-01-23', ...head }).map(
      ([key, value]) => `${key}: ${value}`,
    );
    const path = folder.write(`${name}.md`, ['---', ...fields, '---', '', lines.join('\n\n'), ''].join('\n'));
    return runImport({ databasePath: db, paths: [path], base: folder.path, dryRun: false }).items;
  });
}

function read<T>(db: string, ask: (store: Store) => T): T {
  const reader = openReader(db);
  try {
    return ask(createStore(reader));
  } finally {
    reader.close();
  }
}

const text = makeSentences(30, 21);
const changed = (lines: string[], at: number): string[] =>
  lines.map((line, index) => (index === at ? `${line.slice(0, 6)}误${line.slice(7)}` : line));

describe('versions of one work', () => {
  const db = folder.at('works.db');
  const items = importAll(db, {
    part: { lines: changed(text.slice(0, 24), 3), head: { date: '2025-01-20' } },
    whole: { lines: text },
    repost: { lines: [...text, '转载请注明。'], head: { date: '2025-01-25', url: 'https://example.org/repost' } },
    other: { lines: makeSentences(30, 22) },
    nextYear: { lines: [...text.slice(6, 29), ...makeSentences(7, 23)], head: { date: '2026-01-23' } },
  });
  const idOf = (title: string): string => items.find((item) => item.title === title)?.documentId ?? '';

  it('are told on the receipt', () => {
    expect(items.map(({ title, reason }) => [title, reason])).toEqual([
      ['part', ''],
      ['whole', `version of document ${idOf('part')}`],
      ['repost', `version of document ${idOf('part')}`],
      ['other', ''],
      ['nextYear', ''],
    ]);
  });

  it('are led by the earliest of the full ones', () => {
    const versions = read(db, (store) => store.listVersions(STAFF, store.findWorkId(STAFF, idOf('part')) ?? ''));
    expect(versions.map(({ title, relation }) => [title, relation])).toEqual([
      ['whole', 'lead'],
      ['repost', 'repost'],
      ['part', 'version'],
    ]);
  });

  it('show a work once in the list of documents, and each of them to who asks for its source', () => {
    const listed = read(db, (store) => store.listDocuments(STAFF));
    expect(listed.map(({ title, versionCount }) => [title, versionCount])).toEqual([
      ['nextYear', 1],
      ['whole', 3],
      ['other', 1],
    ]);
    expect(read(db, (store) => store.countDocuments(STAFF))).toBe(3);
    expect(read(db, (store) => store.countDocuments(STAFF, { sourceId: 'unfiled' }))).toBe(5);
  });

  it('know the reading of the few', () => {
    const [minority, ...rest] = read(db, (store) =>
      store.listMinorityReadings(
        STAFF,
        Object.values(items).map((item) => item.documentId ?? ''),
      ),
    );
    expect(rest).toEqual([]);
    expect(minority).toMatchObject({ id: idOf('part'), letters: '误', votes: 2, versions: 3 });
    expect(minority?.majority.letters).toBe(text[3]?.[6]);
  });

  it('are found once more when a text is read again, and leave the work when it changes', () => {
    const before = dumpTables(db);
    expect(importAll(db, { whole: { lines: text } }).map(({ outcome }) => outcome)).toEqual(['unchanged']);
    expect(dumpTables(db)).toEqual(before);
    importAll(db, { repost: { lines: makeSentences(30, 24), head: { url: 'https://example.org/repost' } } });
    const ranks = query<{ title: string; rank: number }>(
      db,
      'SELECT title, work_rank AS rank FROM document WHERE work_id IS NOT NULL ORDER BY work_rank',
    );
    expect(ranks).toEqual([
      { title: 'whole', rank: 1 },
      { title: 'part', rank: 2 },
    ]);
    expect(findDamage(db)).toEqual([]);
  });
});

describe('records of one shape', () => {
  it('are each a work of their own, however alike they are worded', () => {
    const db = folder.at('records.db');
    const paths = ['AWS', 'Azure'].map((platform) => {
      const head = [`title: Leak in ${platform}`, `affectedPlatforms: [${platform}]`, 'publishedAt: 2023/10/19'];
      const summary = text.map((line) => `  ${line}`).join('\n');
      return folder.write(`records/${platform}.yaml`, [...head, 'summary: |', summary, ''].join('\n'));
    });
    const { totals } = runImport({ databasePath: db, paths, base: folder.path, dryRun: false });
    expect(totals).toMatchObject({ stored: 2, version: 0 });
    expect(query(db, 'SELECT COUNT(*) AS n FROM document_sketch')).toEqual([{ n: 0 }]);
  });
});

describe('a version above the clearance', () => {
  const db = folder.at('secret.db');
  importAll(db, {
    open: { lines: changed(text, 3), head: { tlp: 'CLEAR' } },
    open2: { lines: text.slice(0, 25), head: { tlp: 'CLEAR' } },
    closed: { lines: [...text, ...makeSentences(2, 25)], head: { tlp: 'RED' } },
  });

  it('is not listed, not counted, and has no vote', () => {
    const [open, closed] = (['CLEAR', 'RED'] as const).map((label) =>
      read(db, (store) => {
        const documents = store.listDocuments(viewerOf(label));
        const workId = documents[0]?.workId ?? '';
        return {
          shown: documents.map(({ title, versionCount }) => [title, versionCount]),
          versions: store.listVersions(viewerOf(label), workId).length,
          readings: store.listReadings(viewerOf(label), workId).map((place) => place.length),
          minority: store.listMinorityReadings(
            viewerOf(label),
            documents.map(({ documentId }) => documentId),
          ).length,
        };
      }),
    );
    expect(open).toEqual({ shown: [['open', 2]], versions: 2, readings: [2], minority: 0 });
    expect(closed).toMatchObject({ shown: [['closed', 3]], versions: 3, readings: [3] });
  });
});

describe.skipIf(!hasSeeds)('the versions of the internal review', () => {
  const db = folder.at('seeds.db');
  runImport({ databasePath: db, paths: seedTexts, base: SEEDS, dryRun: false });
  const workId = query<{ workId: string }>(
    db,
    'SELECT DISTINCT work_id AS workId FROM document WHERE work_id IS NOT NULL',
  );

  it('are one work, and nothing else is', () => {
    expect(workId).toHaveLength(1);
    const versions = read(db, (store) => store.listVersions(STAFF, workId[0]?.workId ?? ''));
    expect(versions.map(({ fileName }) => fileName).sort()).toEqual([
      'review-2025-a.txt',
      'review-2025-b-word-export.txt',
      'review-2025-c-scan.txt',
    ]);
  });

  it('differ in the ten places that people know of', () => {
    const texts = new Map(
      query<{ id: string; text: string }>(
        db,
        'SELECT d.document_id AS id, r.text FROM document d JOIN revision r USING (revision_id)',
      ).map(({ id, text: body }) => [id, body]),
    );
    const places = read(db, (store) => store.listReadings(STAFF, workId[0]?.workId ?? '')).map((readings) =>
      readings.map(({ id, start, end }) => (texts.get(id) ?? '').slice(Math.max(0, start - 8), end + 8).toLowerCase()),
    );
    const known = [
      ['优势', '劣势'],
      ['h20', 'h2o'],
      ['10万核', '10万亿'],
      ['丧失', '丧尸'],
      ['中小企业', '的小企业'],
      ['会对易用性', '会对比易用性'],
      ['结构化管理', '结构化治理'],
      ['改造', '改进'],
      ['第一个核', '第一亿个核'],
      ['digitocean', 'digocean'],
    ];
    const found = known.filter((words) =>
      places.some((contexts) => words.every((word) => contexts.some((context) => context.includes(word)))),
    );
    expect(found).toEqual(known);
    expect(places.length).toBeLessThan(40);
  });
});
