import { gunzipSync, gzipSync } from 'node:zlib';
import type { Db } from '../db/open.ts';

/** What is known of our copy of an address, without its bytes. */
export interface WebCopy {
  url: string;
  finalUrl: string;
  sourceId: string;
  sha256: string;
  mediaType: string;
  charset: string;
  etag: string | null;
  lastModified: string | null;
  /** RFC 3339, UTC. */
  fetchedAt: string;
  /** Hash of the copy that was last read into documents. */
  readSha256: string | null;
}

/** Our own copies of what was fetched, and of the robots.txt of hosts. */
export function createWebCopies(db: Db) {
  const find = db.prepare<unknown[], WebCopy>(`
    SELECT url, final_url AS finalUrl, source_id AS sourceId, sha256, media_type AS mediaType, charset, etag,
      last_modified AS lastModified, fetched_at AS fetchedAt, read_sha256 AS readSha256 FROM web_copy WHERE url = :url`);
  const body = db.prepare<unknown[], Buffer>('SELECT body FROM web_copy WHERE url = :url').pluck();
  const save = db.prepare(`
    INSERT INTO web_copy (url, final_url, source_id, sha256, body, media_type, charset, etag, last_modified, fetched_at)
    VALUES (:url, :finalUrl, :sourceId, :sha256, :body, :mediaType, :charset, :etag, :lastModified, :fetchedAt)
    ON CONFLICT (url) DO UPDATE SET final_url = excluded.final_url, source_id = excluded.source_id, sha256 = excluded.sha256,
      body = excluded.body, media_type = excluded.media_type, charset = excluded.charset, etag = excluded.etag,
      last_modified = excluded.last_modified, fetched_at = excluded.fetched_at`);
  const mark = db.prepare('UPDATE web_copy SET read_sha256 = :sha256 WHERE url = :url');
  const robots = db.prepare<unknown[], { text: string; fetchedAt: number }>(
    'SELECT text, fetched_at AS fetchedAt FROM web_robots WHERE origin = :origin',
  );
  const saveRobots = db.prepare(`
    INSERT INTO web_robots (origin, text, fetched_at) VALUES (:origin, :text, :fetchedAt)
    ON CONFLICT (origin) DO UPDATE SET text = excluded.text, fetched_at = excluded.fetched_at`);

  return {
    findCopy: (url: string): WebCopy | undefined => find.get({ url }),

    /** @throws Error when there is no copy. */
    getCopyBytes(url: string): Buffer {
      const packed = body.get({ url });
      if (!packed) throw new Error(`no copy of ${url}`);
      return gunzipSync(packed);
    },

    saveCopy(copy: Omit<WebCopy, 'readSha256'> & { bytes: Buffer }): void {
      const { bytes, ...rest } = copy;
      save.run({ ...rest, body: gzipSync(bytes) });
    },

    markCopyRead: (url: string, sha256: string): void => void mark.run({ url, sha256 }),

    findRobots: (origin: string): { text: string; fetchedAt: number } | undefined => robots.get({ origin }),

    saveRobots: (origin: string, copy: { text: string; fetchedAt: number }): void =>
      void saveRobots.run({ origin, ...copy }),
  };
}
export type WebCopies = ReturnType<typeof createWebCopies>;
