import { openReader } from '../db/open.ts';
import { createStore, type Store } from '../store/index.ts';
import { createSearchRows, type SearchColumns } from '../store/search-rows.ts';
import { buildPhrase } from '../text/tokenise.ts';
import { buildNameDictionary, type NameDictionary } from './names.ts';
import { runQuery } from './run-query.ts';
import type { SearchIndex } from './types.ts';

/** What a query runs against; rebuilt when another connection has committed. */
export interface SearchState {
  store: Store;
  columns: ReadonlyMap<number, SearchColumns>;
  names: NameDictionary;
  match(expression: string): { documentNo: number; bm25: number }[];
  isKnown(folded: string): boolean;
}

/** Opens its own read-only handle on the database file. The bodies' index is in the file; names and columns are in memory. */
export function createSearchIndex(databasePath: string): SearchIndex {
  const db = openReader(databasePath);
  const store = createStore(db);
  const rows = createSearchRows(db);
  let version = Number.NaN;
  let state: SearchState | undefined;

  const currentState = (): SearchState => {
    const now = store.getDataVersion();
    if (!state || now !== version) {
      version = now;
      state = buildState(store, rows);
    }
    return state;
  };

  return {
    search: async (request, viewer) => runQuery(currentState(), request, viewer),
    close: async () => {
      db.close();
    },
  };
}

function buildState(store: Store, rows: ReturnType<typeof createSearchRows>): SearchState {
  const known = new Map<string, boolean>();
  return {
    store,
    columns: new Map(rows.listSearchColumns().map((row) => [row.documentNo, row])),
    names: buildNameDictionary(store.listNamedEntities()),
    match: rows.matchDocuments,
    isKnown(folded) {
      const phrase = buildPhrase(folded);
      if (!phrase) return false;
      const cached = known.get(folded) ?? rows.matchDocuments(phrase).length > 0;
      if (known.size < 10_000) known.set(folded, cached);
      return cached;
    },
  };
}
