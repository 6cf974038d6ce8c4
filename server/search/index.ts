import { openReader } from '../db/open.ts';
import { createStore, type Store } from '../store/index.ts';
import { createSearchRows, type MatchRow, type SearchColumns } from '../store/search-rows.ts';
import { buildNameDictionary, type NameDictionary } from './names.ts';
import { runQuery } from './run-query.ts';
import type { SearchIndex } from './types.ts';

/** What a query runs against; rebuilt when another connection has committed. */
export interface SearchState {
  store: Store;
  columns: ReadonlyMap<number, SearchColumns>;
  names: NameDictionary;
  /** Matches whatever their class: callers filter by viewer before they count or show. */
  match(expression: string): MatchRow[];
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
      state = {
        store,
        columns: new Map(rows.listSearchColumns().map((row) => [row.documentNo, row])),
        names: buildNameDictionary(store.listNamedEntities()),
        match: rows.matchDocuments,
      };
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
