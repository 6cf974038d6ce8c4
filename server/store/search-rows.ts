import type { Db } from '../db/open.ts';
import { createSearchPages } from './search-pages.ts';

/** Documents that match, ascending, with FTS5's bm25 each: the lower the better. */
export interface ScoredNumbers {
  numbers: number[];
  scores: number[];
}

/** Scores cross as whole numbers, which SQLite writes and JavaScript reads in half the time; FTS5's smallest is about 1e-6. */
const SCORE_UNIT = 1e12;

export function createSearchRows(db: Db) {
  // Never joined: a JOIN beside MATCH makes SQLite run the match once a candidate row. One row of JSON: a row for each match takes
  // longer to hand over than to find.
  const match = db.prepare<unknown[], Record<keyof ScoredNumbers, string>>(
    `WITH found (number, score) AS MATERIALIZED (
       SELECT rowid, CAST(bm25(document_fts, 2.0, 3.0, 1.0) * ${SCORE_UNIT} AS INTEGER)
       FROM document_fts WHERE document_fts MATCH :expression)
     SELECT json_group_array(number) AS numbers, json_group_array(score) AS scores FROM found`,
  );
  const holders = db
    .prepare<unknown[], string>('SELECT json_group_array(rowid) FROM document_fts WHERE document_fts MATCH :expression')
    .pluck();
  const newest = db
    .prepare<unknown[], number>(
      'SELECT rowid FROM document_fts WHERE document_fts MATCH :expression ORDER BY rowid DESC LIMIT :limit',
    )
    .pluck();
  const words = db
    .prepare<unknown[], string>('SELECT term FROM document_word WHERE term >= :from AND term < :to LIMIT :limit')
    .pluck();
  const synonyms = db.prepare<unknown[], { setNo: number; term: string }>(
    'SELECT set_no AS setNo, term FROM search_synonym ORDER BY set_no',
  );
  const asked = db.prepare<unknown[], { type: string; term: string }>(
    'SELECT move_type AS type, term FROM search_asked',
  );

  return {
    ...createSearchPages(db),
    ...createChangeReads(db),

    /** @param expression FTS5 phrases built by buildPhrase, never raw text */
    matchDocuments(expression: string): ScoredNumbers {
      const found = match.get({ expression });
      const scores: number[] = JSON.parse(found?.scores ?? '[]');
      return { numbers: JSON.parse(found?.numbers ?? '[]'), scores: scores.map((score) => score / SCORE_UNIT) };
    },

    /** The same without scores, in a third of the time. */
    listHolders: (expression: string): number[] => JSON.parse(holders.get({ expression }) ?? '[]'),

    /** The same, those stored last first. */
    listNewestHolders: (expression: string, limit: number): number[] => newest.all({ expression, limit }),

    /** @returns words of any document, whatever its class, from one up to but without another. */
    listIndexWords: (from: string, to: string, limit: number): string[] => words.all({ from, to, limit }),

    listSynonyms: () => synonyms.all(),
    listAskedTerms: () => asked.all(),
  };
}

function createChangeReads(db: Db) {
  const lastChange = db.prepare('SELECT COALESCE(MAX(change_no), 0) FROM document_change').pluck();
  const changed = db
    .prepare<unknown[], number>('SELECT document_no FROM document_change WHERE change_no > :since LIMIT :limit')
    .pluck();
  return {
    getLastChange: (): number => Number(lastChange.get()),

    /** @returns numbers of documents that were added, changed or removed after that change; at most `limit`. */
    listChangedDocuments: (since: number, limit: number): number[] => changed.all({ since, limit }),
  };
}
export type SearchRows = ReturnType<typeof createSearchRows>;
