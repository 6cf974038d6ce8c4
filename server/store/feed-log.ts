import type { Db } from '../db/open.ts';

export const FEED_OUTCOMES = ['ok', 'few', 'empty', 'failed'] as const;
export type FeedOutcome = (typeof FEED_OUTCOMES)[number];

/** How reading a feed went; times are RFC 3339, UTC. */
export interface FeedHealth {
  url: string;
  checkedAt: string;
  /** few: fewer items than its file expects. */
  outcome: FeedOutcome;
  /** Of the last answer that could be read. */
  itemCount: number;
  succeededAt: string | null;
  failingSince: string | null;
  /** Failed checks since then. */
  failures: number;
  error: string;
  /** The server asked to be left alone until then. */
  notBefore: string | null;
}

/** One check of a feed. `itemCount` null: the feed had not changed. */
export type FeedCheck = Pick<FeedHealth, 'url' | 'checkedAt'> &
  ({ error: string; notBefore: string | null } | { itemCount: number | null; leastItems: number });

export const HEALTH_COLUMNS = `h.checked_at AS checkedAt, h.outcome, h.item_count AS itemCount, h.succeeded_at AS succeededAt,
  h.failing_since AS failingSince, h.failures, h.error, h.not_before AS notBefore`;

/** Keeps what became of each check of a feed. */
export function createFeedLog(db: Db) {
  const find = db.prepare<unknown[], FeedHealth>(
    `SELECT h.url, ${HEALTH_COLUMNS} FROM feed_health h WHERE h.url = :url`,
  );
  const save = db.prepare(`
    INSERT INTO feed_health (url, checked_at, outcome, item_count, succeeded_at, failing_since, failures, error, not_before)
    VALUES (:url, :checkedAt, :outcome, :itemCount, :succeededAt, :failingSince, :failures, :error, :notBefore)
    ON CONFLICT (url) DO UPDATE SET checked_at = excluded.checked_at, outcome = excluded.outcome,
      item_count = excluded.item_count, succeeded_at = excluded.succeeded_at, failing_since = excluded.failing_since,
      failures = excluded.failures, error = excluded.error, not_before = excluded.not_before`);

  return {
    findFeedHealth: (url: string): FeedHealth | undefined => find.get({ url }),

    /** @returns the health of the feed after the check. */
    logFeedCheck(check: FeedCheck): FeedHealth {
      const health = afterCheck(find.get({ url: check.url }), check);
      save.run(health);
      return health;
    },
  };
}

/** A failure keeps what is known of the last success; an unchanged feed holds as many items as it did then. */
export function afterCheck(before: FeedHealth | undefined, check: FeedCheck): FeedHealth {
  const { url, checkedAt } = check;
  const known = before?.itemCount ?? 0;
  if ('error' in check)
    return {
      ...{ url, checkedAt, outcome: 'failed', itemCount: known, succeededAt: before?.succeededAt ?? null },
      ...{ failingSince: before?.failingSince ?? checkedAt, failures: (before?.failures ?? 0) + 1 },
      ...{ error: check.error, notBefore: check.notBefore },
    };
  const itemCount = check.itemCount ?? known;
  const outcome = itemCount === 0 ? 'empty' : itemCount < check.leastItems ? 'few' : 'ok';
  const well = { succeededAt: checkedAt, failingSince: null, failures: 0, error: '', notBefore: null };
  return { url, checkedAt, outcome, itemCount, ...well };
}
