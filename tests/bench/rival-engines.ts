import { statSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { makeGrowing } from './make-base.ts';
import type { Engine, EngineSetting } from './search-engines.ts';

const SHOWN = 10;
const AROUND = 60;

let jieba: Jieba | undefined;
const cutWords = (text: string): string[] => {
  jieba ??= Jieba.withDict(dict);
  return jieba.cutForSearch(text.toLowerCase(), true).filter((word) => /[\p{L}\p{N}]/u.test(word));
};

interface Row {
  id: number;
  title: string;
  text: string;
  published: string;
}

function* listRows(count: number): Generator<Row> {
  let id = 0;
  for (const article of makeGrowing(count)) yield { id: ++id, ...article };
}

function snippetOf(text: string, words: readonly string[]): string {
  const at = Math.max(0, text.indexOf(words.find((word) => text.includes(word)) ?? ''));
  return text.slice(Math.max(0, at - AROUND), at + AROUND);
}

const countYears = (days: readonly string[]): number => new Set(days.map((day) => day.slice(0, 4))).size;

export function openMiniSearch({ count }: EngineSetting): Engine {
  const index = new MiniSearch<Row>({ fields: ['title', 'text'], storeFields: ['published'], tokenize: cutWords });
  const texts = new Map<number, string>();
  for (const row of listRows(count)) {
    index.add(row);
    texts.set(row.id, row.text);
  }
  return {
    size: () => 0,
    answer(text) {
      const found = index.search(text, { combineWith: 'AND' });
      countYears(found.map(({ published }) => String(published)));
      for (const { id } of found.slice(0, SHOWN)) snippetOf(texts.get(Number(id)) ?? '', cutWords(text));
      return found.length;
    },
    close: () => undefined,
  };
}

/** FTS5 over a table of its own. @param indexed what of a text is indexed. @param ask its words as a MATCH expression */
function openFts(
  { ownPath, count }: EngineSetting,
  tokenizer: string,
  indexed: (text: string) => string,
  ask: (text: string) => string,
): Engine {
  const db = new Database(ownPath);
  db.pragma('journal_mode = WAL');
  db.exec(`CREATE TABLE doc (id INTEGER PRIMARY KEY, title TEXT, text TEXT, published TEXT);
    CREATE VIRTUAL TABLE doc_fts USING fts5(body, content='', tokenize='${tokenizer}')`);
  const add = db.prepare('INSERT INTO doc VALUES (:id, :title, :text, :published)');
  const addIndex = db.prepare('INSERT INTO doc_fts (rowid, body) VALUES (:id, :body)');
  db.transaction(() => {
    for (const row of listRows(count)) {
      add.run(row);
      addIndex.run({ id: row.id, body: indexed(`${row.title}\n${row.text}`) });
    }
  })();
  const match = db.prepare<unknown[], { id: number }>(
    'SELECT rowid AS id FROM doc_fts WHERE doc_fts MATCH ? ORDER BY bm25(doc_fts)',
  );
  const day = db.prepare<unknown[], string>('SELECT published FROM doc WHERE id = ?').pluck();
  const body = db.prepare<unknown[], string>('SELECT text FROM doc WHERE id = ?').pluck();
  return {
    size: () => statSync(ownPath).size,
    answer(text) {
      const found = match.all(ask(text));
      countYears(found.map(({ id }) => day.get(id) ?? ''));
      for (const { id } of found.slice(0, SHOWN)) snippetOf(body.get(id) ?? '', text.split(/\s+/));
      return found.length;
    },
    close: () => void db.close(),
  };
}

const quoteAll = (words: readonly string[]): string =>
  words.map((word) => `"${word.replaceAll('"', '')}"`).join(' AND ');

export const openTrigram = (setting: EngineSetting): Engine =>
  openFts(
    setting,
    'trigram',
    (text) => text,
    (text) => quoteAll(text.split(/\s+/)),
  );

export const openWords = (setting: EngineSetting): Engine =>
  openFts(
    setting,
    'unicode61',
    (text) => cutWords(text).join(' '),
    (text) => quoteAll(cutWords(text)),
  );
