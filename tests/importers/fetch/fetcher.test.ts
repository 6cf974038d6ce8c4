import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Fetched, Fetcher, FetcherOptions, Validators } from '../../../importers/fetch/fetcher.ts';
import { type Answerer, openFetcher, type RudeServer, say, serveRudely } from '../../helpers/rude-server.ts';

const server: RudeServer = serveRudely();
let fetcher: Fetcher | undefined;
beforeEach(() => {
  server.requests.length = 0;
});
afterEach(() => fetcher?.close());

async function fetchPath(path: string, options: Partial<FetcherOptions> = {}, known?: Validators): Promise<Answer> {
  fetcher = openFetcher(server, options);
  return fetcher.fetch(server.url(path), known);
}
const fetchText = async (path: string, options?: Partial<FetcherOptions>): Promise<string> =>
  ((await fetchPath(path, options)) as Fetched).bytes.toString('utf8');
const fault = (promise: Promise<unknown>): Promise<{ code: string; message: string; waitUntil?: number }> =>
  promise.then(
    () => ({ code: 'fetched', message: '' }),
    (error) => error,
  );
const asked = (path: string): number => server.requests.filter((request) => request.path === path).length;

describe('an answer', () => {
  it('comes with its hash, time, type and validators', async () => {
    server.answer(
      '/a',
      say('正文', { 'content-type': 'Text/HTML; Charset="GBK"', etag: '"1"', 'last-modified': 'then' }),
    );
    const got = await fetchPath('/a');
    expect(got).toMatchObject({
      ...{ notModified: false, url: server.url('/a'), finalUrl: server.url('/a'), sourceId: 'news' },
      ...{ mediaType: 'text/html', charset: 'gbk', etag: '"1"', lastModified: 'then' },
      sha256: createHash('sha256').update('正文').digest('hex'),
    });
    expect(server.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/a']);
    expect(server.requests[1]?.headers['user-agent']).toMatch(/^Zhibi\//);
  });

  it('is asked for on condition, and may be that nothing changed', async () => {
    server.answer('/etag', (request, response) => {
      const same = request.headers['if-none-match'] === '"7"' && request.headers['if-modified-since'] === 'Mon';
      response.writeHead(same ? 304 : 200, { etag: '"7"' }).end(same ? '' : 'x');
    });
    const known = { finalUrl: server.url('/etag'), etag: '"7"', lastModified: 'Mon' };
    expect(await fetchPath('/etag', {}, known)).toEqual({ notModified: true });
    expect(await fetchText('/etag')).toBe('x');
  });

  it('is unpacked', async () => {
    server.answer('/gz', say(gzipSync('压缩'), { 'content-encoding': 'gzip' }));
    expect(await fetchText('/gz')).toBe('压缩');
  });

  it('of 304 to no condition is a fault', async () => {
    server.answer('/304', say('', {}, 304));
    expect(await fault(fetchPath('/304'))).toMatchObject({ code: 'FETCH_FAILED' });
  });
});

describe('limits', () => {
  const endless: Answerer = (_request, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write(Buffer.alloc(64_000, 'x')), 1);
    response.on('close', () => clearInterval(more));
  };

  it('end an endless body', async () => {
    server.answer('/endless', endless);
    expect(await fault(fetchPath('/endless'))).toMatchObject({ code: 'TOO_LARGE' });
    expect(asked('/endless')).toBe(1);
  });

  it('refuse a length by its header', async () => {
    server.answer('/long', (_request, response) => response.writeHead(200, { 'content-length': '9999999' }).write('x'));
    expect(await fault(fetchPath('/long'))).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('hold for what a gzip bomb unpacks to', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    expect(bomb.length).toBeLessThan(200_000);
    server.answer('/bomb', say(bomb, { 'content-encoding': 'gzip' }));
    const before = process.memoryUsage().rss;
    expect(await fault(fetchPath('/bomb'))).toMatchObject({ code: 'TOO_LARGE' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('refuse packings upon packings', async () => {
    server.answer('/twice', say(gzipSync(gzipSync('x')), { 'content-encoding': 'gzip, gzip' }));
    expect(await fault(fetchPath('/twice'))).toMatchObject({ code: 'FETCH_FAILED' });
  });

  it('end a body that drips', async () => {
    server.answer('/drip', (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await fault(fetchPath('/drip', { limits: { milliseconds: 300 } }))).toMatchObject({ code: 'FETCH_TIMEOUT' });
  });

  it('end a silence before the headers', async () => {
    server.answer('/silent', () => {});
    expect(await fault(fetchPath('/silent', { limits: { milliseconds: 300 } }))).toMatchObject({
      code: 'FETCH_TIMEOUT',
    });
  });

  it('refuse a flood of headers', async () => {
    server.answer(
      '/flood',
      say('x', Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`x-${i}`, 'y'.repeat(900)]))),
    );
    expect(await fault(fetchPath('/flood'))).toMatchObject({ code: 'FETCH_FAILED' });
  });

  it('take no answer that is shorter than it says', async () => {
    server.answer('/short', (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await fault(fetchPath('/short'))).toMatchObject({ code: 'FETCH_FAILED' });
    expect(asked('/short')).toBe(3);
  });

  it('take no gzip that breaks off', async () => {
    server.answer('/cut', say(gzipSync('x'.repeat(5000)).subarray(0, 30), { 'content-encoding': 'gzip' }));
    expect(await fault(fetchPath('/cut'))).toMatchObject({ code: 'FETCH_FAILED' });
  });
});

describe('redirects', () => {
  const to = (location: string, status = 302): Answerer => say('', { location }, status);

  it('are followed to where the registry lets them lead, and asked of its robots.txt', async () => {
    server.answer('/old', (_request, response) =>
      response.writeHead(301, { location: server.url('/new', 'other.test') }).end(),
    );
    server.answer('/new', say('新'));
    expect(await fetchPath('/old')).toMatchObject({ finalUrl: server.url('/new', 'other.test'), sourceId: 'other' });
    expect(asked('/robots.txt')).toBe(2);
  });

  it('end after five', async () => {
    server.answer('/loop', to('/loop'));
    expect(await fault(fetchPath('/loop'))).toMatchObject({
      code: 'FETCH_FAILED',
      message: expect.stringContaining('5 redirects'),
    });
    expect(asked('/loop')).toBe(6);
  });

  it.each([
    ['http://stranger.test/', 'CRAWL_DENIED'],
    ['http://169.254.169.254/latest/meta-data/', 'CRAWL_DENIED'],
    ['file:///etc/passwd', 'CRAWL_DENIED'],
    ['/private/x', 'CRAWL_DENIED'],
    ['http://127.0.0.1:1/', 'REFUSED_ADDRESS'],
    ['http://[::1]/', 'REFUSED_ADDRESS'],
    ['http://', 'FETCH_FAILED'],
  ])('to %s are refused', async (location, code) => {
    server.answer('/away', to(location));
    expect(await fault(fetchPath('/away'))).toMatchObject({ code });
    expect(asked('/away')).toBe(1);
  });
});

describe('faults that pass', () => {
  it('are tried again', async () => {
    let times = 0;
    server.answer('/busy', (_request, response) => response.writeHead(++times < 3 ? 503 : 200).end('好'));
    expect(await fetchText('/busy')).toBe('好');
    expect(asked('/busy')).toBe(3);
  });

  it('are waited out as long as the server asks', async () => {
    let times = 0;
    server.answer('/wait', (_request, response) =>
      response.writeHead(++times < 2 ? 429 : 200, { 'retry-after': '1' }).end('好'),
    );
    expect(await fetchText('/wait')).toBe('好');
    const [first, second] = server.requests.filter(({ path }) => path === '/wait').map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('are left alone when the server asks for longer than a run may take, with the time', async () => {
    server.answer('/later', say('', { 'retry-after': '3600' }, 429));
    const { code, waitUntil } = await fault(fetchPath('/later'));
    expect(code).toBe('FETCH_FAILED');
    expect(waitUntil).toBeGreaterThan(Date.now() + 3_500_000);
    expect(asked('/later')).toBe(1);
  });

  it('are given up after three, and what is final is not tried again', async () => {
    server.answer('/down', say('', {}, 500));
    server.answer('/gone', say('', {}, 410));
    expect(await fault(fetchPath('/down'))).toMatchObject({ code: 'FETCH_FAILED', httpStatus: 500 });
    expect(await fault(fetchPath('/gone'))).toMatchObject({ code: 'FETCH_FAILED', httpStatus: 410 });
    expect([asked('/down'), asked('/gone')]).toEqual([3, 1]);
  });
});
