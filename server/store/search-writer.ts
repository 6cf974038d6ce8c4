import { randomBytes } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { clearanceOf } from './visibility.ts';

/** Keeps searches and collection requests. There is no sign-in yet: all belong to whoever sits at this machine. */
export interface SearchWriter {
  /** Saves under a name, in place of what stood under it. @returns its id. @throws AppError BAD_PARAMETER past 100 of them */
  saveSearch(viewer: Viewer, search: { name: string; query: string }): string;
  /** Counts everything imported so far as seen. @throws AppError NOT_FOUND */
  visitSearch(viewer: Viewer, savedId: string): void;
  /** Gives the feeds a new secret, so that the old address is void. @throws AppError NOT_FOUND */
  makeFeed(viewer: Viewer, savedId: string): string;
  /** @throws AppError NOT_FOUND */
  revokeFeed(viewer: Viewer, savedId: string): void;
  /** @throws AppError NOT_FOUND */
  removeSearch(viewer: Viewer, savedId: string): void;
  /** A person's request; one on the same query is counted once more and keeps the newest note. */
  requestCollection(viewer: Viewer, request: { query: string; note: string }): void;
  /**
   * Logs a search that found nothing. Waits for nobody: a page that is only read must not hang on an import.
   * @returns false when another process is writing
   */
  logMiss(viewer: Viewer, query: string): boolean;
  /** @throws AppError NOT_FOUND */
  closeRequest(viewer: Viewer, requestId: string): void;
}

const OWNER = 'local';
const MOST_SAVED = 100;
/** Past so many open misses none is added: analysts see the first and may close them. */
const MOST_MISSES = 500;

/** @param now RFC 3339, UTC */
export function createSearchWriter(db: Db, now: () => string = () => new Date().toISOString()): SearchWriter {
  return { ...createSavedWriter(db, now), ...createRequestWriter(db, now) };
}

type SavedPart = 'saveSearch' | 'visitSearch' | 'makeFeed' | 'revokeFeed' | 'removeSearch';

function createSavedWriter(db: Db, now: () => string): Pick<SearchWriter, SavedPart> {
  const count = db
    .prepare<unknown[], number>('SELECT COUNT(*) FROM saved_search WHERE clearance <= :clearance')
    .pluck();
  const taken = db
    .prepare<unknown[], number>('SELECT clearance FROM saved_search WHERE owner = :owner AND name = :name')
    .pluck();
  const save = db
    .prepare<unknown[], string>(`
      INSERT INTO saved_search (saved_id, owner, name, query, clearance, created_at, visited_at)
      VALUES (:savedId, :owner, :name, :query, :clearance, :at, :at)
      ON CONFLICT (owner, name) DO UPDATE SET query = excluded.query, clearance = excluded.clearance
      RETURNING saved_id`)
    .pluck();
  const OWN = 'WHERE saved_id = :savedId AND clearance <= :clearance';
  const visit = db.prepare(`UPDATE saved_search SET visited_at = :at ${OWN}`);
  const setToken = db.prepare(`UPDATE saved_search SET feed_token = :token ${OWN}`);
  const remove = db.prepare(`DELETE FROM saved_search ${OWN}`);
  const require = (changes: number, savedId: string): void => {
    if (changes === 0) throw new AppError('NOT_FOUND', `saved search ${savedId}`);
  };
  /** A name that someone of a higher clearance uses is passed over without a word. */
  const freeName = (viewer: Viewer, name: string): string => {
    const { clearance } = clearanceOf(viewer);
    let free = name;
    for (let i = 2; Number(taken.get({ owner: OWNER, name: free }) ?? -1) > clearance; i++) free = `${name} ${i}`;
    return free;
  };

  return {
    saveSearch(viewer, { name, query }) {
      const { clearance } = clearanceOf(viewer);
      if (Number(count.get({ clearance })) >= MOST_SAVED)
        throw new AppError('BAD_PARAMETER', `saved searches: ≤ ${MOST_SAVED}`);
      const row = { savedId: newId(), owner: OWNER, name: freeName(viewer, name), query, clearance, at: now() };
      return save.get(row) ?? row.savedId;
    },
    visitSearch: (viewer, savedId) =>
      require(visit.run({ ...clearanceOf(viewer), savedId, at: now() }).changes, savedId),
    makeFeed(viewer, savedId) {
      const token = randomBytes(24).toString('base64url');
      require(setToken.run({ ...clearanceOf(viewer), savedId, token }).changes, savedId);
      return token;
    },
    revokeFeed: (viewer, savedId) =>
      require(setToken.run({ ...clearanceOf(viewer), savedId, token: null }).changes, savedId),
    removeSearch: (viewer, savedId) => require(remove.run({ ...clearanceOf(viewer), savedId }).changes, savedId),
  };
}

function createRequestWriter(
  db: Db,
  now: () => string,
): Pick<SearchWriter, 'requestCollection' | 'logMiss' | 'closeRequest'> {
  const request = db.prepare(`
    INSERT INTO collection_request (request_id, query, note, origin, times, asked_by, clearance, asked_at, last_asked_at)
    VALUES (:requestId, :query, :note, :origin, 1, '${OWNER}', :clearance, :at, :at)
    ON CONFLICT (query, clearance) WHERE closed_at IS NULL DO UPDATE SET times = times + 1, last_asked_at = excluded.last_asked_at,
      note = CASE WHEN excluded.note = '' THEN note ELSE excluded.note END,
      origin = CASE WHEN excluded.origin = 'person' THEN 'person' ELSE origin END`);
  const misses = db
    .prepare<unknown[], number>("SELECT COUNT(*) FROM collection_request WHERE closed_at IS NULL AND origin = 'search'")
    .pluck();
  const close = db.prepare(`
    UPDATE collection_request SET closed_at = :at
    WHERE request_id = :requestId AND closed_at IS NULL AND clearance <= :clearance`);

  return {
    requestCollection(viewer, { query, note }) {
      request.run({ ...clearanceOf(viewer), requestId: newId(), query, note, origin: 'person', at: now() });
    },
    logMiss(viewer, query) {
      if (Number(misses.get()) >= MOST_MISSES) return true;
      const wait = Number(db.pragma('busy_timeout', { simple: true }));
      db.pragma('busy_timeout = 0');
      try {
        request.run({ ...clearanceOf(viewer), requestId: newId(), query, note: '', origin: 'search', at: now() });
        return true;
      } catch (error) {
        if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return false;
        throw error;
      } finally {
        db.pragma(`busy_timeout = ${wait}`);
      }
    },
    closeRequest(viewer, requestId) {
      const { changes } = close.run({ ...clearanceOf(viewer), requestId, at: now() });
      if (changes === 0) throw new AppError('NOT_FOUND', `collection request ${requestId}`);
    },
  };
}

const newId = (): string => randomBytes(9).toString('base64url');
