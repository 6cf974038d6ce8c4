import type { Db } from '../db/open.ts';
import type { Reliability, Tlp, Viewer } from '../model.ts';
import { type FeedHealth, HEALTH_COLUMNS } from './feed-log.ts';
import { clearanceOf, tlpOfRank, VISIBLE } from './visibility.ts';

/** A source that data/sources names, whether or not anything of it is stored. */
export interface RegisteredSource {
  sourceId: string;
  name: string;
  nameEn: string;
  homepage: string | null;
  reliability: Reliability;
  tlp: Tlp;
  documentCount: number;
  latestPublication: string | null;
  latestImport: string | null;
}

/** A feed that data/sources names; without health it was never asked. */
export interface RegisteredFeed {
  url: string;
  sourceId: string;
  name: string;
  nameEn: string;
  leastItems: number;
  health: Omit<FeedHealth, 'url'> | null;
}

/** A source is named to viewers who may see what it publishes by default, or a document of it. */
const NAMED = `(s.tlp <= :clearance OR EXISTS (SELECT 1 FROM document d WHERE d.source_id = s.source_id AND ${VISIBLE}))`;

export function createSourceStore(db: Db) {
  const sources = db.prepare<unknown[], Omit<RegisteredSource, 'tlp'> & { tlp: number }>(`
    SELECT s.source_id AS sourceId, s.name, s.name_en AS nameEn, s.homepage, s.reliability, s.tlp,
      COUNT(d.document_id) AS documentCount, MAX(d.published_start) AS latestPublication, MAX(d.imported_at) AS latestImport
    FROM source s LEFT JOIN document d ON d.source_id = s.source_id AND ${VISIBLE}
    WHERE ${NAMED} GROUP BY s.source_id ORDER BY documentCount DESC, s.source_id`);
  const hosts = db.prepare<unknown[], { host: string; sourceId: string }>(
    `SELECT h.host, h.source_id AS sourceId FROM crawl_host h JOIN source s USING (source_id) WHERE ${NAMED} ORDER BY h.host`,
  );
  const feeds = db.prepare<unknown[], Omit<RegisteredFeed, 'health'> & { checkedAt: string | null }>(`
    SELECT f.url, f.source_id AS sourceId, f.name, f.name_en AS nameEn, f.least_items AS leastItems, ${HEALTH_COLUMNS}
    FROM feed f JOIN source s USING (source_id) LEFT JOIN feed_health h ON h.url = f.url
    WHERE ${NAMED} ORDER BY h.failing_since IS NULL, h.failing_since, f.source_id, f.url`);

  return {
    listRegisteredSources: (viewer: Viewer): RegisteredSource[] =>
      sources.all(clearanceOf(viewer)).map((row) => ({ ...row, tlp: tlpOfRank(row.tlp) })),

    /** Hosts from which something may be fetched. */
    listCrawlHosts: (viewer: Viewer): { host: string; sourceId: string }[] => hosts.all(clearanceOf(viewer)),

    /** @returns feeds with how they stand: those that fail first, the longest first. */
    listSubscribedFeeds: (viewer: Viewer): RegisteredFeed[] => feeds.all(clearanceOf(viewer)).map(toFeed),
  };
}

function toFeed({
  url,
  sourceId,
  name,
  nameEn,
  leastItems,
  ...health
}: Omit<RegisteredFeed, 'health'> & { checkedAt: string | null }): RegisteredFeed {
  const feed = { url, sourceId, name, nameEn, leastItems };
  return { ...feed, health: health.checkedAt === null ? null : (health as RegisteredFeed['health']) };
}
