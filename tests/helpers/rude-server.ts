import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import type { AddressPolicy } from '../../importers/fetch/address-policy.ts';
import { buildCrawlRegistry } from '../../importers/fetch/crawl-registry.ts';
import { createFetcher, type Fetcher, type FetcherOptions } from '../../importers/fetch/fetcher.ts';
import type { Resolve } from '../../importers/fetch/guarded-agent.ts';
import type { RobotsCache } from '../../importers/fetch/robots.ts';

export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server on loopback whose manners each test chooses. */
export interface RudeServer {
  readonly port: number;
  /** Sets the answer of a path; robots.txt is 404 until set. */
  answer(path: string, answerer: Answerer): void;
  /** What was asked for since the last reset: path and headers. */
  readonly requests: { path: string; headers: IncomingMessage['headers']; at: number }[];
  /** Connections since the start. */
  readonly connections: number;
  url(path: string, host?: string): string;
}

/** Starts before the tests of the file and stops after them. */
export function serveRudely(): RudeServer {
  const answers = new Map<string, Answerer>();
  const requests: RudeServer['requests'] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, headers: request.headers, at: performance.now() });
    const answerer = answers.get(path);
    if (answerer) answerer(request, response);
    else response.writeHead(404).end('none');
  });
  server.on('connection', () => connections++);
  beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const portOf = (): number => (server.address() as AddressInfo).port;
  return {
    get port() {
      return portOf();
    },
    answer: (path, answerer) => void answers.set(path, answerer),
    requests,
    get connections() {
      return connections;
    },
    url: (path, host = 'news.test') => `http://${host}:${portOf()}${path}`,
  };
}

/** Answers with a text. */
export function say(text: string | Buffer, headers: Record<string, string> = {}, status = 200): Answerer {
  return (_request, response) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(text);
}

export function memoryRobots(): RobotsCache {
  const kept = new Map<string, { text: string; fetchedAt: number }>();
  return { findRobots: (origin) => kept.get(origin), saveRobots: (origin, copy) => void kept.set(origin, copy) };
}

/** Lets the one port of the test server be dialled, and nothing else. */
export function onlyServer(server: RudeServer): AddressPolicy {
  return { allows: (ip, port) => ip === '127.0.0.1' && port === server.port };
}

/** Every name of `.test` is this machine. */
export const resolveToLoopback: Resolve = (hostname, done) => {
  if (hostname.endsWith('.test')) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(Object.assign(new Error(`${hostname} was looked up`), { code: 'ENOTFOUND' }), []);
};

export const rulesOf = (id: string, hosts: string[], delaySeconds = 0) => ({
  ...{ id, hosts, mirrors: [] },
  crawl: { hosts: [], allow: ['/'], deny: ['/private'], delaySeconds },
});

/** A fetcher that reaches the test server under `news.test` and `other.test`, and is quick. */
export function openFetcher(server: RudeServer, options: Partial<FetcherOptions> = {}): Fetcher {
  return createFetcher({
    registry: buildCrawlRegistry([
      rulesOf('news', ['news.test', '127.0.0.1', '[::1]']),
      rulesOf('other', ['other.test']),
    ]),
    robots: memoryRobots(),
    policy: onlyServer(server),
    resolve: resolveToLoopback,
    ...options,
    limits: { milliseconds: 3_000, bytes: 200_000, backOffMilliseconds: 5, ...options.limits },
  });
}
