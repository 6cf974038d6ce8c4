import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runImport } from '../../importers/run-import.ts';
import { type Db, openWriter } from '../../server/db/open.ts';
import type { Extraction } from '../../server/facts/extraction.ts';
import type { NormalisedDocument, Quote } from '../../server/model.ts';
import { createDocumentWriter } from '../../server/store/document-writer.ts';
import { fillSearchPages } from '../../server/store/search-pages.ts';
import { createRandom, makeArticles } from './make-articles.ts';

/** A made article as the store takes it. */
export interface MadeArticle {
  title: string;
  text: string;
  published: string;
}

const AT = '2026-01-01T00:00:00.000Z';
const BATCH = 200;
const SYLLABLES = '云海天星辰光远达信通智联创新博睿恒泰华瑞德安康盛嘉宏图锐捷飞腾凌峰子文思明志国建军立伟';

/** Adds dictionary words (one in about 45 characters, few often and most seldom) and names, so that vocabulary grows as in life. */
export function* makeGrowing(count: number): Generator<MadeArticle> {
  const random = createRandom(23);
  const words = listDictionary();
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(random() * list.length)] as T;
  const seldom = (): string => words[Math.floor(words.length ** random()) - 1] ?? '云';
  const person = (): string => pick('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨') + pick(SYLLABLES) + pick(SYLLABLES);
  for (const { text } of makeArticles(count)) {
    const [, title = '', published = ''] = /title: "(.*)"\ndate: (\S+)/.exec(text) ?? [];
    const body = text.replace(/^---[\s\S]*?\n---\n/, '').trim();
    const grown = body.replace(/[，。]/g, (sign) => (random() < 0.4 ? `${seldom()}${sign}` : sign));
    yield { title, published, text: `${grown}\n\n${person()}与${person()}也谈到${seldom()}。` };
  }
}

function listDictionary(): string[] {
  const path = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split(' '));
  return rows
    .sort((a, b) => Number(b[1] ?? 0) - Number(a[1] ?? 0))
    .map((row) => row[0] ?? '')
    .filter((word) => word.length > 1);
}

/**
 * Writes a base through the product's own writer: text, index entry, the vendors an article names and one move.
 * Extraction is left out, which `bench import` times.
 * @returns seconds that the writing took
 */
export function makeBase(databasePath: string, count: number): number {
  const runId = runImport({ databasePath, paths: [], base: '/', dryRun: false }).runId ?? 0;
  const db = openWriter(databasePath);
  const vendors = listVendorNames(db);
  const writer = createDocumentWriter(db);
  const started = performance.now();
  let batch: MadeArticle[] = [];
  let saved = 0;
  const flush = db.transaction((articles: MadeArticle[]) => {
    for (const article of articles) {
      const document = toDocument(article, saved++);
      writer.saveDocument(document, extractNames(document, vendors, saved), {
        ...{ fileName: 'made', format: 'made', formatVersion: 1, extractorVersion: 1, at: AT, runId },
      });
    }
  });
  for (const article of makeGrowing(count)) {
    batch.push(article);
    if (batch.length < BATCH) continue;
    flush(batch);
    batch = [];
  }
  flush(batch);
  fillSearchPages(db);
  db.exec('ANALYZE');
  db.close();
  return (performance.now() - started) / 1000;
}

function toDocument({ title, text, published }: MadeArticle, number: number): NormalisedDocument {
  return {
    id: `made${number}`,
    ...{
      sourceId: 'unfiled',
      naturalKey: `made${number}`,
      kind: 'article',
      url: null,
      title,
      author: null,
      publishedAt: null,
    },
    published: { start: published, end: published, precision: 'day', text: published, guessed: false },
    ...{ language: 'zh', citation: null, tlp: number % 50 === 0 ? 'RED' : 'CLEAR', text, removed: [], original: text },
    passages: [{ kind: 'paragraph', start: 0, end: text.length }],
    sha256: `made${number}`,
  };
}

type VendorNames = { vendorId: string; name: string }[];

function listVendorNames(db: Db): VendorNames {
  return db.prepare<unknown[], VendorNames[number]>('SELECT vendor_id AS vendorId, name_zh AS name FROM vendor').all();
}

/** The move is told of each vendor that an article names in turn, so that every vendor has its share. */
function extractNames({ text, published }: NormalisedDocument, vendors: VendorNames, turn: number): Extraction {
  const quoteOf = (at: number, length: number): Quote => ({
    ...{ exact: text.slice(at, at + length), prefix: '', suffix: '', start: at, end: at + length },
  });
  const named = vendors
    .map(({ vendorId, name }) => ({ vendorId, quote: quoteOf(text.indexOf(name), name.length) }))
    .filter(({ quote }) => quote.start >= 0);
  const first = named[turn % named.length];
  const moves = first && published ? [{ ...first, quote: quoteOf(first.quote.start, 40) }] : [];
  return {
    vendors: named.map((row) => ({ ...row, role: 'mention', count: 1 })),
    ...{ accounts: [], people: [], figures: [], tables: [], unread: [] },
    moves: moves.map(({ vendorId, quote }) => ({
      ...{ vendorId, type: 'product', happened: published as NonNullable<typeof published>, counterparty: '' },
      ...{ gist: quote.exact, importance: 1, confidence: 0.5, state: 'actual', reasons: [], quote },
    })),
  };
}
