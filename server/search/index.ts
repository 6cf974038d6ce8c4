import { openReader } from '../db/open.ts';
import { runQuery } from './run-query.ts';
import { followDatabase } from './state.ts';
import { suggest } from './suggest.ts';
import type { SearchIndex } from './types.ts';

/**
 * Searches in this thread over a read-only handle of its own: for command lines and tests. The bodies' index is in the file; names
 * and columns are in memory and follow the commits of other connections.
 */
export function createSearchIndex(databasePath: string): SearchIndex {
  const db = openReader(databasePath);
  const currentState = followDatabase(db);
  return {
    search: async (request, viewer) => runQuery(currentState(), request, viewer),
    suggest: async (typed, viewer) => suggest(currentState(), typed, viewer),
    close: async () => {
      db.close();
    },
  };
}
