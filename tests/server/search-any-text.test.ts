import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import { openReader } from '../../server/db/open.ts';
import type { Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import type { SearchIndex } from '../../server/search/types.ts';
import { createStore } from '../../server/store/index.ts';
import { foldText } from '../../server/text/fold.ts';
import { createRandom } from '../bench/make-articles.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const QUERIES = 20_000;
const SAMPLES = 2000;
const folder = makeTempFolder();
const viewer: Viewer = { clearance: 'AMBER+STRICT', role: 'analyst' };
let index: SearchIndex;
let texts: Map<string, string>;

beforeAll(() => {
  const databasePath = folder.at('any.db');
  runImport({ databasePath, paths: [STARTER], base: folder.path, dryRun: false });
  index = createSearchIndex(databasePath);
  const db = openReader(databasePath);
  const store = createStore(db);
  texts = new Map(
    store
      .listDocuments(viewer)
      .map(({ documentId }) => [documentId, foldText(store.getDocument(viewer, documentId).text)]),
  );
  db.close();
});
afterAll(() => index.close());

const SIGNS = [
  '"',
  "'",
  '*',
  '-',
  '(',
  ')',
  ' AND ',
  ' OR ',
  ' NOT ',
  'NEAR(',
  'title:',
  'body :',
  '^',
  '{',
  '}',
  '\u0000',
];
const MORE_SIGNS = [
  '\ud800',
  '\udc00',
  '；',
  '--',
  '/*',
  '%',
  '\\',
  'vendor:',
  'after:',
  'before:9999',
  'in:title',
  '\n',
  '：',
  '“',
];
const WORDS = [
  '云',
  'AWS',
  '腾讯云',
  '降价',
  'huoshan',
  '2024',
  '的',
  '😀',
  '𠮷',
  'ﬁ',
  'İ',
  'azrue',
  '谁接替了',
  '去年',
];
const piece = fc.constantFrom(...SIGNS, ...MORE_SIGNS, ...WORDS);
const query = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: fc.constantFrom(...'云价AWS" -*:OR') }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  { weight: 1, arbitrary: fc.tuple(piece, fc.nat(5000)).map(([text, times]) => text.repeat(times).slice(0, 10_000)) },
);

describe('any text as a query', () => {
  it(`is answered, ${QUERIES} times`, { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(query, fc.integer({ min: -2, max: 5 }), async (text, page) => {
        const answer = await index.search({ text, page, pageSize: 5, today: '2025-02-01' }, viewer);
        expect(answer.hits.length).toBeLessThanOrEqual(Math.min(5, answer.total));
        expect(answer.query).toBe(text);
        expect((await index.suggest(text, viewer)).length).toBeLessThanOrEqual(10);
      }),
      { numRuns: QUERIES },
    );
  });
});

/** A string of a text as a person could mean it: Han anywhere, Latin words and numbers whole, no signs of the query language. */
function isWhole(text: string, at: number, length: number): boolean {
  const sample = text.slice(at, at + length);
  if (!/^[\p{Script=Han}a-z0-9]+$/u.test(sample)) return false;
  const cuts = (place: number): boolean =>
    /[\p{L}\p{N}.%+#]/u.test(text[place] ?? '') && !/\p{Script=Han}/u.test(text[place] ?? '');
  const opens = !/\p{Script=Han}/u.test(sample[0] ?? '') && cuts(at - 1);
  const closes = !/\p{Script=Han}/u.test(sample.at(-1) ?? '') && cuts(at + length);
  return !opens && !closes;
}

async function listFound(text: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (let page = 1; ; page++) {
    const { hits } = await index.search({ text, page, pageSize: 100 }, viewer);
    if (hits.length === 0) return found;
    for (const { document } of hits) found.add(document.documentId);
  }
}

describe('strings of one to three characters', () => {
  it(`are found in every document that holds them, ${SAMPLES} samples`, { timeout: 600_000 }, async () => {
    const random = createRandom(41);
    const bodies = [...texts.values()];
    const samples = new Set<string>();
    while (samples.size < SAMPLES) {
      const text = bodies[Math.floor(random() * bodies.length)] ?? '';
      const [at, length] = [Math.floor(random() * text.length), 1 + Math.floor(random() * 3)];
      if (at + length <= text.length && isWhole(text, at, length)) samples.add(text.slice(at, at + length));
    }
    for (const sample of samples) {
      const found = await listFound(sample);
      const missed = [...texts].filter(([id, text]) => holds(text, sample) && !found.has(id)).map(([id]) => id);
      expect(missed, sample).toEqual([]);
    }
  });
});

function holds(text: string, sample: string): boolean {
  for (let at = text.indexOf(sample); at >= 0; at = text.indexOf(sample, at + 1)) {
    if (isWhole(text, at, sample.length)) return true;
  }
  return false;
}
