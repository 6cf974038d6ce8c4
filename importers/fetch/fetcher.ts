import { createHash } from 'node:crypto';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Agent } from 'undici';
import { AppError } from '../../server/errors.ts';
import { type AddressPolicy, PUBLIC_ADDRESSES } from './address-policy.ts';
import { type CrawlPermit, type CrawlRegistry, showAddress } from './crawl-registry.ts';
import { FetchError, toFetchError } from './fetch-error.ts';
import { createGuardedAgent, type Resolve, resolveBySystem } from './guarded-agent.ts';
import { createHostQueue, type HostQueue } from './host-queue.ts';
import { DEFAULT_LIMITS, type FetchLimits, type Reply, requestOnce } from './request.ts';
import { backOff, isPassingError, isPassingStatus, readRetryAfter } from './retry.ts';
import { createRobotsGate, type RobotsCache, type RobotsGate } from './robots.ts';

/** What is known of an address from the last time, to ask for news alone. */
export interface Validators {
  finalUrl: string;
  etag: string | null;
  lastModified: string | null;
}

export interface Fetched extends Validators {
  notModified: false;
  url: string;
  /** Of data/sources, by the address that answered. */
  sourceId: string;
  /** Unpacked. */
  bytes: Buffer;
  sha256: string;
  /** Of Content-Type, lower case; '' when the server did not say. */
  mediaType: string;
  charset: string;
  /** RFC 3339, UTC. */
  fetchedAt: string;
}
export type Answer = Fetched | { notModified: true };

export interface FetcherOptions {
  registry: CrawlRegistry;
  robots: RobotsCache;
  /** Public addresses alone, unless a test hands over another. */
  policy?: AddressPolicy;
  resolve?: Resolve;
  limits?: Partial<FetchLimits>;
}

export interface Fetcher {
  /**
   * Fetches an address with all its redirects.
   * @throws AppError CRAWL_DENIED, ROBOTS_DENIED, REFUSED_ADDRESS, TOO_LARGE, FETCH_TIMEOUT, FETCH_FAILED (FetchError).
   */
  fetch(url: string, known?: Validators): Promise<Answer>;
  close(): Promise<void>;
}

interface Tools {
  agent: Agent;
  registry: CrawlRegistry;
  limits: FetchLimits;
  queue: HostQueue;
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export function createFetcher({ registry, robots, policy, resolve, limits }: FetcherOptions): Fetcher {
  const now = (): number => Date.now();
  const sleep = (milliseconds: number): Promise<void> => sleepFor(milliseconds);
  const agent = createGuardedAgent(policy ?? PUBLIC_ADDRESSES, resolve ?? resolveBySystem);
  const queue = createHostQueue(sleep, now);
  const tools: Tools = { agent, registry, queue, now, sleep, limits: { ...DEFAULT_LIMITS, ...limits } };
  const gate = createRobotsGate((origin) => loadRobots(tools, origin), robots, now);
  return {
    async fetch(address, known) {
      if (!URL.canParse(address)) throw new AppError('CRAWL_DENIED', `${address.slice(0, 200)}: not an address`);
      return readAnswer(await follow(tools, new URL(address), { gate, known }), address, now());
    },
    close: () => agent.destroy(),
  };
}

interface Followed {
  reply: Reply;
  url: URL;
  permit: CrawlPermit;
}

/** Every hop passes the same gates as the first: crawl registry, robots.txt, and at the dial the policy of addresses. */
async function follow(
  tools: Tools,
  first: URL,
  { gate, known }: { gate?: RobotsGate; known?: Validators | undefined },
): Promise<Followed> {
  let url = first;
  for (let hop = 0; hop <= tools.limits.redirects; hop++) {
    const permit = tools.registry.getPermit(url);
    const asked = (await gate?.check(url)) ?? 0;
    const pause = Math.max(permit.pauseMilliseconds, asked);
    const condition = known?.finalUrl === url.href ? known : undefined;
    const reply = await ask(tools, url, pause, condition);
    if (reply.status === 304 && !condition) throw refusalOf(url, 304);
    if (!REDIRECTS.has(reply.status)) return { reply, url, permit };
    url = nextOf(url, reply.headers.location);
  }
  throw new FetchError(`${showAddress(first)}: more than ${tools.limits.redirects} redirects`);
}

function nextOf(url: URL, location: string | undefined): URL {
  if (!location || !URL.canParse(location, url.href)) throw new FetchError(`${url.href}: leads on to no address`);
  const next = new URL(location, url.href);
  if (url.protocol === 'https:' && next.protocol === 'http:')
    throw new FetchError(`${url.href}: leads from https to ${showAddress(next)}`);
  return next;
}

/** One address, as often as may help. @returns an answer that is no passing fault. */
async function ask(tools: Tools, url: URL, pause: number, known: Validators | undefined): Promise<Reply> {
  const { limits, now, sleep } = tools;
  for (let attempt = 1; ; attempt++) {
    const got = await attemptOnce(tools, url, pause, known);
    if ('reply' in got && !isPassingStatus(got.reply.status)) return got.reply;
    const asked = 'reply' in got ? readRetryAfter(got.reply.headers['retry-after'], now()) : undefined;
    const wait = backOff(limits.backOffMilliseconds, attempt, asked, Math.random());
    const isOver = attempt >= limits.attempts || wait > limits.longestWaitMilliseconds;
    if (!isOver && ('reply' in got || isPassingError(got.error))) await sleep(wait);
    else if ('error' in got) throw toFetchError(got.error, url.href);
    else throw refusalOf(url, got.reply.status, asked === undefined ? undefined : now() + asked);
  }
}

async function attemptOnce(
  { agent, queue, limits }: Tools,
  url: URL,
  pause: number,
  known: Validators | undefined,
): Promise<{ reply: Reply } | { error: unknown }> {
  const headers = {
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  };
  try {
    return { reply: await queue.run(url.host, pause, () => requestOnce(agent, url, headers, limits)) };
  } catch (error) {
    return { error };
  }
}

function refusalOf(url: URL, status: number, waitUntil?: number): FetchError {
  const until =
    waitUntil === undefined ? '' : `, and asked to be left alone until ${new Date(waitUntil).toISOString()}`;
  return new FetchError(`${url.href}: the server answered ${status}${until}`, status, waitUntil);
}

function readAnswer({ reply, url, permit }: Followed, address: string, at: number): Answer {
  if (reply.status === 304) return { notModified: true };
  if (reply.status !== 200) throw refusalOf(url, reply.status);
  const [mediaType = '', ...parameters] = (reply.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = /charset\s*=\s*"?([\w:-]{1,40})/.exec(parameters.join(';'))?.[1] ?? '';
  return {
    notModified: false,
    url: address,
    finalUrl: url.href,
    sourceId: permit.sourceId,
    bytes: reply.body,
    sha256: createHash('sha256').update(reply.body).digest('hex'),
    mediaType: mediaType.trim(),
    charset,
    etag: reply.headers.etag ?? null,
    lastModified: reply.headers['last-modified'] ?? null,
    fetchedAt: new Date(at).toISOString(),
  };
}

/** Through the same door as all else. RFC 9309 §2.3.1: 4xx means no rules; 5xx and no answer mean that all is forbidden. */
async function loadRobots(tools: Tools, origin: string): Promise<string> {
  const registry: CrawlRegistry = { ...tools.registry, getPermit: tools.registry.getHostPermit };
  const { reply } = await follow({ ...tools, registry }, new URL('/robots.txt', origin), {});
  if (reply.status === 200) return reply.body.toString('utf8');
  if (reply.status >= 400 && reply.status < 500) return '';
  throw refusalOf(new URL('/robots.txt', origin), reply.status);
}
