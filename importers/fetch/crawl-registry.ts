import { AppError } from '../../server/errors.ts';
import type { SourceRules } from '../reference-data.ts';

/** Leave to fetch an address, as a file of data/sources gives it. */
export interface CrawlPermit {
  sourceId: string;
  /** From the end of one request to the start of the next. */
  pauseMilliseconds: number;
}

/** Which hosts and paths may be fetched. What no file names may not. */
export interface CrawlRegistry {
  /** @throws AppError CRAWL_DENIED, also for what is no plain web address. */
  getPermit(url: URL): CrawlPermit;
  /** The host alone: its robots.txt may be read wherever one of its paths may. @throws AppError CRAWL_DENIED */
  getHostPermit(url: URL): CrawlPermit;
}

type CrawlRules = Pick<SourceRules, 'id' | 'hosts' | 'mirrors' | 'crawl'>;
type Crawl = NonNullable<SourceRules['crawl']>;

/** A refused path beats an allowed one. */
export function buildCrawlRegistry(sources: readonly CrawlRules[]): CrawlRegistry {
  const byHost = mapHosts(sources);
  const findRules = (url: URL): CrawlRules & { crawl: Crawl } => {
    if (!/^https?:$/.test(url.protocol)) throw denied(url, `${url.protocol} is not fetched`);
    if (url.username !== '' || url.password !== '') throw denied(url, 'an address with a password is not fetched');
    const found = byHost.get(url.hostname);
    if (!found) throw denied(url, `no file of data/sources lets ${url.hostname} be fetched`);
    return found;
  };
  return {
    getHostPermit: (url) => toPermit(findRules(url)),
    getPermit(url) {
      const rules = findRules(url);
      const path = decodePath(url.pathname);
      const isUnder = (prefix: string): boolean => path.startsWith(prefix);
      if (rules.crawl.deny.some(isUnder) || !rules.crawl.allow.some(isUnder))
        throw denied(url, `data/sources/${rules.id}.yaml does not let this path be fetched`);
      return toPermit(rules);
    },
  };
}

/** Hosts of which something may be fetched. */
export function listCrawlHosts(sources: readonly CrawlRules[]): { host: string; sourceId: string }[] {
  return [...mapHosts(sources)].map(([host, { id }]) => ({ host, sourceId: id }));
}

function mapHosts(sources: readonly CrawlRules[]): Map<string, CrawlRules & { crawl: Crawl }> {
  return new Map(
    sources.flatMap(({ crawl, ...rules }) =>
      crawl
        ? [...rules.hosts, ...rules.mirrors, ...crawl.hosts].map((host) => [host, { ...rules, crawl }] as const)
        : [],
    ),
  );
}

function toPermit({ id, crawl }: { id: string; crawl: Crawl }): CrawlPermit {
  return { sourceId: id, pauseMilliseconds: crawl.delaySeconds * 1000 };
}

/** %2Fmember is /member to many servers. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Without a password that the address may hold. */
export function showAddress(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

function denied(url: URL, why: string): AppError {
  return new AppError('CRAWL_DENIED', `${showAddress(url)}: ${why}`);
}
