import type { Db } from '../db/open.ts';
import type { Tlp, Viewer } from '../model.ts';
import { clearanceOf, tlpOfRank } from './visibility.ts';

/** A search kept under a name. */
export interface SavedSearch {
  savedId: string;
  name: string;
  /** The query string of the search page, without page number. */
  query: string;
  /** The secret in the address of its feeds; null when it has none. */
  feedToken: string | null;
  /** Of whoever saved it: its feeds show nothing stricter. */
  clearance: Tlp;
  createdAt: string;
  /** What was imported later is new: RFC 3339, UTC. */
  visitedAt: string;
}

/** What was looked for in vain. */
export interface CollectionRequest {
  requestId: string;
  query: string;
  note: string;
  /** `search`: logged of itself where nothing was found. */
  origin: 'search' | 'person';
  times: number;
  askedAt: string;
  lastAskedAt: string;
}

const MOST_ROWS = 100;
const SAVED = `SELECT saved_id AS savedId, name, query, feed_token AS feedToken, clearance, created_at AS createdAt,
    visited_at AS visitedAt FROM saved_search`;

/** Saved searches and collection requests of those who may read no more than this viewer. */
export function createSearchDeskStore(db: Db) {
  const list = db.prepare<unknown[], FlatSaved>(
    `${SAVED} WHERE clearance <= :clearance ORDER BY name LIMIT ${MOST_ROWS}`,
  );
  const one = db.prepare<unknown[], FlatSaved>(`${SAVED} WHERE saved_id = :savedId AND clearance <= :clearance`);
  const byToken = db.prepare<unknown[], FlatSaved>(`${SAVED} WHERE feed_token = :token AND clearance <= :clearance`);
  const requests = db.prepare<unknown[], CollectionRequest>(`
    SELECT request_id AS requestId, query, note, origin, times, asked_at AS askedAt, last_asked_at AS lastAskedAt
    FROM collection_request WHERE closed_at IS NULL AND clearance <= :clearance
    ORDER BY origin, times DESC, last_asked_at DESC LIMIT ${MOST_ROWS}`);

  return {
    listSavedSearches: (viewer: Viewer): SavedSearch[] => list.all(clearanceOf(viewer)).map(toSaved),

    findSavedSearch: (viewer: Viewer, savedId: string): SavedSearch | undefined =>
      mapSaved(one.get({ ...clearanceOf(viewer), savedId })),

    /** @returns the search whose feeds have this secret. */
    findFeed: (viewer: Viewer, token: string): SavedSearch | undefined =>
      mapSaved(byToken.get({ ...clearanceOf(viewer), token })),

    /** Open ones; those that a person filed first, then the most asked. */
    listCollectionRequests: (viewer: Viewer): CollectionRequest[] => requests.all(clearanceOf(viewer)),
  };
}

type FlatSaved = Omit<SavedSearch, 'clearance'> & { clearance: number };

const toSaved = (row: FlatSaved): SavedSearch => ({ ...row, clearance: tlpOfRank(row.clearance) });
const mapSaved = (row: FlatSaved | undefined): SavedSearch | undefined => row && toSaved(row);
