import { openReader, openWriter } from '../server/db/open.ts';
import { describeError } from '../server/errors.ts';
import type { ImportItem } from '../server/facts/import-receipt.ts';
import { createFeedLog, type FeedCheck, type FeedHealth } from '../server/store/feed-log.ts';
import { createWebCopies } from '../server/store/web-copies.ts';
import { type Address, toRawFile } from './fetch/address-list.ts';
import { buildCrawlRegistry } from './fetch/crawl-registry.ts';
import { type Fetch, fetchCopies } from './fetch/fetch-copies.ts';
import { FetchError } from './fetch/fetch-error.ts';
import { createFetcher, type FetcherOptions } from './fetch/fetcher.ts';
import type { Input } from './input.ts';
import { loadReferenceData, type ReferenceData } from './reference-data.ts';
import { FEED_FORMATS } from './registry.ts';
import { type ImportOptions, openTarget, type RunReceipt, runImport } from './run-import.ts';

export interface WebImportOptions extends Omit<ImportOptions, 'inputs'> {
  addresses: readonly Address[];
  /** How the network is reached: the product's own way, unless a test hands over another. */
  network?: Pick<FetcherOptions, 'policy' | 'resolve' | 'limits'>;
  /** @param done how many addresses are */
  onFetched?: (done: number) => void;
}

export interface WebReceipt extends RunReceipt {
  /** How each feed that was asked for stands now; [] for a dry run. */
  feeds: FeedHealth[];
}

/**
 * Fetches addresses, keeps our own copy of each, and imports the copies and the paths as one run. What a run that was killed
 * had fetched and not read is read by the next one.
 */
export async function runWebImport(options: WebImportOptions): Promise<WebReceipt> {
  const data = options.data ?? loadReferenceData();
  const fetches = await fetchInto(options, data);
  const command = options.command ?? [...options.paths, ...options.addresses.map(({ url }) => url)].join(' ');
  const inputs = fetches.map((fetch) => toInput(fetch, options));
  const receipt = runImport({ ...options, data, command, inputs });
  return { ...receipt, feeds: options.dryRun ? [] : keepOutcome(options.databasePath, fetches, receipt.items) };
}

async function fetchInto(options: WebImportOptions, data: ReferenceData): Promise<Fetch[]> {
  const db = openTarget(options, data);
  const copies = createWebCopies(db);
  const robots = options.dryRun ? { findRobots: copies.findRobots, saveRobots: () => {} } : copies;
  const fetcher = createFetcher({ registry: buildCrawlRegistry(data.sources), robots, ...options.network });
  const findHealth = createFeedLog(db).findFeedHealth;
  const tools = { fetcher, copies, findHealth, keep: !options.dryRun, now: () => new Date().toISOString() };
  try {
    return await fetchCopies(options.addresses, tools, options.onFetched);
  } finally {
    await fetcher.close();
    db.close();
  }
}

function toInput(fetch: Fetch, { databasePath, stated }: WebImportOptions): Input {
  const { address } = fetch;
  const path = address.url;
  if (fetch.kind === 'unchanged' && !stated) return { path, unchanged: `as fetched ${fetch.copy.fetchedAt}` };
  if (fetch.kind === 'postponed') return { path, unchanged: `left alone until ${fetch.until}, as its server asked` };
  const read = (): ReturnType<typeof toRawFile> => {
    if (fetch.kind === 'failed') throw fetch.error;
    const bytes = 'bytes' in fetch ? fetch.bytes : readCopy(databasePath, path);
    return { ...toRawFile(bytes, fetch.copy), ...(stated && { stated }) };
  };
  return address.feed ? { path, read, formats: FEED_FORMATS, mayBeEmpty: true } : { path, read };
}

/** Copies wait in the base, so that forty feeds are never in memory at once. */
function readCopy(databasePath: string, url: string): Buffer {
  const db = openReader(databasePath);
  try {
    return createWebCopies(db).getCopyBytes(url);
  } finally {
    db.close();
  }
}

/** Notes which copies were read, and how each feed fared. */
function keepOutcome(databasePath: string, fetches: readonly Fetch[], items: readonly ImportItem[]): FeedHealth[] {
  const db = openWriter(databasePath);
  const copies = createWebCopies(db);
  const log = createFeedLog(db);
  try {
    return fetches.flatMap((fetch) => {
      const { url, feed } = fetch.address;
      const own = items.filter(({ path }) => path === url);
      const fault = own.find(({ outcome, locator }) => outcome === 'quarantined' && locator === '');
      if (fetch.kind === 'copied' && !fault) copies.markCopyRead(url, fetch.copy.sha256);
      const check = feed && checkOf(fetch, feed.leastItems, own, fault);
      return check ? [log.logFeedCheck(check)] : [];
    });
  } finally {
    db.close();
  }
}

function checkOf(
  fetch: Fetch,
  leastItems: number,
  items: readonly ImportItem[],
  fault: ImportItem | undefined,
): FeedCheck | undefined {
  const check = { url: fetch.address.url, checkedAt: fetch.checkedAt };
  if (fetch.kind === 'postponed') return undefined;
  if (fetch.kind === 'failed') {
    const waitUntil = fetch.error instanceof FetchError ? fetch.error.waitUntil : undefined;
    const notBefore = waitUntil === undefined ? null : new Date(waitUntil).toISOString();
    return { ...check, error: describeError(fetch.error), notBefore };
  }
  if (fault) return { ...check, error: fault.reason, notBefore: null };
  const itemCount = fetch.kind === 'unchanged' ? null : items.filter(({ locator }) => locator !== '').length;
  return { ...check, itemCount, leastItems };
}
