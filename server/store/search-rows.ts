import type { Db } from '../db/open.ts';
import { createSearchPages } from './search-pages.ts';

export interface MatchRow {
  documentNo: number;
  /** FTS5's bm25: the lower the better. */
  bm25: number;
}

export function createSearchRows(db: Db) {
  // Never joined: a JOIN beside MATCH makes SQLite run the match once a candidate row.
  const match = db.prepare<unknown[], MatchRow>(
    'SELECT rowid AS documentNo, bm25(document_fts, 2.0, 3.0, 1.0) AS bm25 FROM document_fts WHERE document_fts MATCH :expression',
  );
  const holders = db
    .prepare<unknown[], number>('SELECT rowid FROM document_fts WHERE document_fts MATCH :expression')
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
    matchDocuments: (expression: string): MatchRow[] => match.all({ expression }),

    /** The same without scores, in half the time. */
    listHolders: (expression: string): number[] => holders.all({ expression }),

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
