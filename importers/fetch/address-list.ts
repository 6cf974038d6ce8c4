import { basename } from 'node:path';
import { AppError } from '../../server/errors.ts';
import { makeRawFile } from '../collect-files.ts';
import type { RawFile } from '../formats/format.ts';
import type { ReferenceData } from '../reference-data.ts';

/** An address to fetch, and what is expected there. */
export interface Address {
  url: string;
  feed?: { leastItems: number };
}

/** @returns whether a word of the command line is an address rather than a path. */
export function isAddress(word: string): boolean {
  return /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(word);
}

/** Every feed that data/sources names. */
export function listFeeds({ sources }: Pick<ReferenceData, 'sources'>): Address[] {
  return sources.flatMap(({ feeds }) => feeds.map(({ url, leastItems }) => ({ url, feed: { leastItems } })));
}

const DURATION = /^(\d{1,4})\s?(s|m|h|d)$/;
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SHORTEST_MILLISECONDS = 60_000;
const LONGEST_MILLISECONDS = 7 * UNITS.d;

/**
 * Reads a pause such as 30m, 2h or 1d.
 * @returns milliseconds
 * @throws AppError BAD_CONFIG for words that are none, or less than a minute: nobody's server is asked more often than that.
 */
export function parseDuration(text: string): number {
  const [, count, unit] = DURATION.exec(text.trim()) ?? [];
  const milliseconds = Number(count) * UNITS[(unit ?? 's') as keyof typeof UNITS];
  if (!(milliseconds >= SHORTEST_MILLISECONDS && milliseconds <= LONGEST_MILLISECONDS))
    throw new AppError('BAD_CONFIG', `--every ${text}: from 1m to 7d, such as 30m`);
  return milliseconds;
}

/** What was fetched, as a format reads it. */
export function toRawFile(
  bytes: Buffer,
  { url, finalUrl, sourceId, charset }: { url: string; finalUrl: string; sourceId: string; charset: string },
): RawFile {
  const { hostname, pathname } = new URL(finalUrl);
  const name = basename(pathname).slice(0, 200) || 'index';
  return makeRawFile({ path: url, name, folder: hostname, url: finalUrl, sourceId }, bytes, charset);
}
