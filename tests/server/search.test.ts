import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import { type Db, openReader } from '../../server/db/open.ts';
import type { Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import type { SearchAnswer, SearchIndex, SearchRequest } from '../../server/search/types.ts';
import { createStore, type Store } from '../../server/store/index.ts';
import { foldText } from '../../server/text/fold.ts';
import { runCommand } from '../helpers/run-command.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const db = folder.at('search.db');
const viewer: Viewer = { clearance: 'AMBER+STRICT', role: 'analyst' };
let index: SearchIndex;
let reader: Db;
let store: Store;

beforeAll(() => {
  runImport({ databasePath: db, paths: [STARTER], base: folder.path, dryRun: false });
  index = createSearchIndex(db);
  reader = openReader(db);
  store = createStore(reader);
});
afterAll(async () => {
  await index.close();
  reader.close();
});

const search = (text: string, request: Partial<SearchRequest> = {}): Promise<SearchAnswer> =>
  index.search({ text, pageSize: 50, ...request }, viewer);
const idsOf = (answer: SearchAnswer): string[] => answer.hits.map(({ document }) => document.documentId);
const textOf = (documentId: string): string => foldText(store.getDocument(viewer, documentId).text);

describe('search by name', () => {
  it('finds an account by its name', async () => {
    const { hits, names } = await search('米哈游');
    expect(hits[0]?.document.url).toContain('3h69w1hH1cjc7W9P');
    expect(names[0]).toMatchObject({ kind: 'account', name: '米哈游' });
  });

  it.each([
    ['Volcengine', '火山引擎', 'alias'],
    ['騰訊雲', '腾讯云', 'alias'],
    ['huoshan yinqing', '火山引擎', 'name'],
    ['tengxunyun', '腾讯云', 'name'],
    ['滕讯云', '腾讯云', 'name'],
    ['Volcengnie', '火山引擎', 'name'],
  ])('takes %s for %s and says so', async (typed, meant, reason) => {
    const [answer, plain] = [await search(typed), await search(meant)];
    expect(idsOf(answer)).toEqual(idsOf(plain));
    expect(answer.total).toBeGreaterThan(0);
    expect(answer.names).toEqual(plain.names);
    expect(answer.expansions[0]).toMatchObject({ reason });
    expect(answer.hits[0]!.snippet.some((fragment) => fragment.hit)).toBe(true);
  });
});

describe('search by words', () => {
  it('finds any phrase of any document where it stands', async () => {
    for (const { documentId } of store.listDocuments(viewer, { limit: 12 })) {
      const runs = textOf(documentId).match(/\p{Script=Han}{4,14}/gu) ?? [];
      const phrase = runs[Math.floor(runs.length / 2)] ?? '';
      expect(phrase).not.toBe('');
      expect(idsOf(await search(`"${phrase}"`)), phrase).toContain(documentId);
    }
  });

  it('takes a phrase as it is written', async () => {
    const { total, hits } = await search('"大幅下云"');
    expect(total).toBe(1);
    expect(hits[0]!.title.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['大幅下云']);
    expect((await search('"下云大幅"')).total).toBe(0);
  });

  it('leaves out documents with an excluded word', async () => {
    const [all, without] = [await search('腾讯云'), await search('腾讯云 -腾讯会议')];
    expect(without.total).toBeGreaterThan(0);
    expect(without.total).toBeLessThan(all.total);
    for (const id of idsOf(without)) expect(textOf(id)).not.toContain('腾讯会议');
  });

  it('finds nothing for words that no document holds', async () => {
    expect(await search('量子纠缠瑜伽馆')).toMatchObject({
      total: 0,
      hits: [],
      moves: [],
      facets: { vendors: [], years: [], types: [], sources: [] },
    });
    expect(await search('   ')).toMatchObject({ total: 0, hits: [], moves: [] });
  });

  it('shows snippets that are words of the document at the place they name', async () => {
    const { hits } = await search('价格 客户');
    expect(hits.length).toBeGreaterThan(5);
    for (const { document, snippet, start, end, title } of hits) {
      const { text } = store.getDocument(viewer, document.documentId);
      expect(snippet.map((fragment) => fragment.text).join('')).toBe(text.slice(start, end).replace(/\n/g, ' '));
      expect(title.map((fragment) => fragment.text).join('')).toBe(document.title);
    }
  });
});

describe('filters, facets and pages', () => {
  it('counts in each facet what its filter then shows', async () => {
    const { facets, total } = await search('云');
    expect(facets.vendors.length).toBeGreaterThan(3);
    expect(facets.years.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    for (const { value, count } of facets.vendors)
      expect((await search('云', { filters: { vendors: [value] } })).total, value).toBe(count);
    for (const { value, count } of facets.years) {
      const answer = await search('云', { filters: { years: [value] } });
      expect(answer.total, value).toBe(count);
      for (const { document } of answer.hits) expect(document.published?.slice(0, 4)).toBe(value);
      expect(answer.facets.years).toEqual(facets.years);
    }
  });

  it('shows only moves of the vendors that are asked for', async () => {
    const { facets } = await search('降价');
    const vendorId = facets.vendors[0]!.value;
    const { moves } = await search('降价', { filters: { vendors: [vendorId] } });
    expect(new Set(moves.map((move) => move.vendorId))).toEqual(new Set([vendorId]));
  });

  it.each(['relevance', 'date'] as const)('cuts one stable order into pages, by %s', async (order) => {
    const whole = await search('云', { order });
    const pages: string[] = [];
    for (let page = 1; pages.length < whole.total; page++)
      pages.push(...idsOf(await search('云', { order, page, pageSize: 7 })));
    expect(pages).toEqual(idsOf(whole));
    expect(new Set(pages).size).toBe(whole.total);
    expect(idsOf(await search('云', { order, page: 99 }))).toEqual([]);
    if (order === 'date') {
      const days = whole.hits.map(({ document }) => document.published ?? '');
      expect(days).toEqual([...days].sort().reverse());
    }
  });
});

describe('a running index', () => {
  it('shows what another process imports without being opened again', async () => {
    const word = '"鹤鸣山数据中心"';
    expect((await search(word)).total).toBe(0);
    const file = folder.write(
      'later.md',
      `---\ntitle: 新的一篇\ndate: 2025-02-01\n---\n\n鹤鸣山数据中心在二月投产。\n`,
    );
    expect(runCommand('importers/cli.ts', [file, '--db', db]).status).toBe(0);
    expect((await search(word)).hits.map(({ document }) => document.title)).toEqual(['新的一篇']);
  });
});

describe('any text as a query', () => {
  const signs = [
    '"',
    "'",
    '*',
    '-',
    '(',
    ')',
    'AND',
    'OR',
    'NOT',
    'NEAR(',
    'title:',
    'body :',
    '^',
    '{',
    '}',
    '\u0000',
    '\ud800',
    '\udc00',
    '；',
    '--',
    '/*',
    '%',
    '\\',
    'vendor:',
    '\n',
  ];
  const words = ['云', 'AWS', '腾讯云', '降价', 'huoshan', '2024', '的', '😀', '𠮷'];
  const hostile = fc.array(fc.constantFrom(...signs, ...words), { maxLength: 30 }).map((parts) => parts.join(''));
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    hostile,
    fc.string({ unit: fc.constantFrom(...'云价AWS" -*:') }),
  );

  it('never throws', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(wild, fc.integer({ min: -2, max: 5 }), async (text, page) => {
        const answer = await search(text, { page, pageSize: 5 });
        expect(answer.hits.length).toBeLessThanOrEqual(Math.min(5, answer.total));
        expect(answer.query).toBe(text);
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ['云'.repeat(10_000)],
    ['"'.repeat(10_000)],
    ['a b '.repeat(2500)],
    ['-'.repeat(10_000)],
    [`"${'降价 '.repeat(3000)}`],
  ])('takes 10 kB at once, case %#', async (text) => {
    expect((await search(text)).total).toBeGreaterThanOrEqual(0);
  });
});
