import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fetcher, FetcherOptions } from '../../../importers/fetch/fetcher.ts';
import { memoryRobots, openFetcher, say, serveRudely } from '../../helpers/rude-server.ts';

const server = serveRudely();
const open: Fetcher[] = [];
beforeEach(() => {
  server.requests.length = 0;
  server.answer('/page', say('x'));
});
afterEach(() => Promise.all(open.splice(0).map((fetcher) => fetcher.close())));

/** @returns the code of the refusal, or '' when the page came. */
async function outcomeOf(robots: string, path: string, options: Partial<FetcherOptions> = {}): Promise<string> {
  server.answer('/robots.txt', say(robots));
  return fetchOnce(path, options);
}
async function fetchOnce(path: string, options: Partial<FetcherOptions> = {}): Promise<string> {
  const fetcher = openFetcher(server, options);
  open.push(fetcher);
  return fetcher.fetch(server.url(path)).then(
    () => '',
    (error) => error.code,
  );
}
const paths = (): string[] => server.requests.map(({ path }) => path);

describe('robots.txt', () => {
  it.each([
    ['that forbids all', 'User-agent: *\nDisallow: /', 'ROBOTS_DENIED'],
    ['that forbids us by name', 'User-agent: zhibi\nDisallow: /page\n\nUser-agent: *\nAllow: /', 'ROBOTS_DENIED'],
    ['that forbids another', 'User-agent: Other\nDisallow: /', ''],
    ['whose longer rule allows', 'User-agent: *\nDisallow: /\nAllow: /page', ''],
    ['that is a page of HTML', '<html><body>Disallow</body></html>', ''],
    ['that is empty', '', ''],
  ])('%s', async (_what, robots, code) => {
    expect(await outcomeOf(robots, '/page')).toBe(code);
    expect(paths()).toEqual(code ? ['/robots.txt'] : ['/robots.txt', '/page']);
  });

  it('that is not there allows all, and that fails forbids all', async () => {
    server.answer('/robots.txt', say('', {}, 404));
    expect(await fetchOnce('/page')).toBe('');
    server.answer('/robots.txt', say('', {}, 500));
    expect(await fetchOnce('/page')).toBe('FETCH_FAILED');
    expect(paths()).toEqual(['/robots.txt', '/page', '/robots.txt', '/robots.txt', '/robots.txt']);
  });

  it('is asked once a day', async () => {
    const robots = memoryRobots();
    expect(await outcomeOf('User-agent: *\nAllow: /', '/page', { robots })).toBe('');
    expect(await fetchOnce('/page', { robots })).toBe('');
    robots.saveRobots(new URL(server.url('/')).origin, { text: '', fetchedAt: Date.now() - 25 * 3_600_000 });
    expect(await fetchOnce('/page', { robots })).toBe('');
    expect(paths()).toEqual(['/robots.txt', '/page', '/page', '/robots.txt', '/page']);
  });

  it('that asks for a pause gets it', async () => {
    expect(await outcomeOf('User-agent: *\nCrawl-delay: 1', '/page')).toBe('');
    const [robots, page] = server.requests.map(({ at }) => at);
    expect((page ?? 0) - (robots ?? 0)).toBeGreaterThanOrEqual(980);
  });

  it('that leads to a host of no source is not followed', async () => {
    server.answer('/robots.txt', say('', { location: 'http://stranger.test/robots.txt' }, 302));
    expect(await fetchOnce('/page')).toBe('CRAWL_DENIED');
    expect(paths()).toEqual(['/robots.txt']);
  });
});

describe('a name that answers otherwise the second time', () => {
  it.each(['10.0.0.1', '169.254.169.254', '::1'])('with %s is refused at the second dial', async (second) => {
    let asked = 0;
    const family = second.includes(':') ? 6 : 4;
    server.answer('/robots.txt', say('', { connection: 'close' }, 404));
    const code = await fetchOnce('/page', {
      resolve: (_host, done) =>
        done(null, [asked++ === 0 ? { address: '127.0.0.1', family: 4 } : { address: second, family }]),
    });
    expect({ code, asked, paths: paths() }).toEqual({ code: 'REFUSED_ADDRESS', asked: 2, paths: ['/robots.txt'] });
  });
});
