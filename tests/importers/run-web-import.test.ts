import { beforeEach, describe, expect, it } from 'vitest';
import type { Address } from '../../importers/fetch/address-list.ts';
import { loadReferenceData, type ReferenceData } from '../../importers/reference-data.ts';
import { runWebImport, type WebReceipt } from '../../importers/run-web-import.ts';
import { sourceSchema } from '../../importers/source-schema.ts';
import { dumpContent, query, queryValue } from '../helpers/database-dump.ts';
import { onlyServer, resolveToLoopback, say, serveRudely } from '../helpers/rude-server.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const server = serveRudely();
const folder = makeTempFolder();
let round = 0;
let db: string;
beforeEach(() => {
  server.requests.length = 0;
  db = folder.at(`${++round}.db`);
});

const source = (id: string, host: string, rest: object = {}) =>
  sourceSchema.parse({
    ...{ id, name: { zh: `源${id}`, en: `Source ${id}` }, reliability: 'C', tlp: 'GREEN', hosts: [host] },
    ...{ crawl: { allow: ['/'], deny: ['/members'], delaySeconds: 0 }, ...rest },
  });
const known = loadReferenceData();
const data: ReferenceData = {
  ...known,
  sources: [...known.sources, source('news', 'news.test'), source('other', 'other.test')],
};

function importWeb(addresses: (string | Address)[], rest: { dryRun?: boolean } = {}): Promise<WebReceipt> {
  return runWebImport({
    ...{ databasePath: db, paths: [], base: folder.path, dryRun: false, data, ...rest },
    addresses: addresses.map((address) => (typeof address === 'string' ? { url: address } : address)),
    network: {
      policy: onlyServer(server),
      resolve: resolveToLoopback,
      limits: { milliseconds: 2_000, backOffMilliseconds: 5 },
    },
  });
}
const feedAt = (path: string, leastItems = 1): Address => ({ url: server.url(path), feed: { leastItems } });
const item = (n: number, link: string): string =>
  `<item><title>第${n}篇</title><link>${link}</link><pubDate>Fri, 24 Jan 2025 09:00:00 +0800</pubDate><description>第${n}篇的正文。</description></item>`;
const rss = (...items: string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>示例</title>${items.join('')}</channel></rss>`;
const XML = { 'content-type': 'application/rss+xml' };
const documents = () =>
  query(db, 'SELECT source_id AS source, url, title, tlp, kind FROM document ORDER BY title') as Record<
    string,
    unknown
  >[];

describe('an address', () => {
  it('is imported from our own copy, which stays with hash and time', async () => {
    server.answer('/a.txt', say('# 一篇文章\n\n正文在此。', { etag: '"1"' }));
    const receipt = await importWeb([server.url('/a.txt')]);
    expect(receipt.items).toMatchObject([{ path: server.url('/a.txt'), outcome: 'stored', title: '一篇文章' }]);
    expect(documents()).toEqual([
      { source: 'news', url: server.url('/a.txt'), title: '一篇文章', tlp: 1, kind: 'article' },
    ]);
    expect(query(db, 'SELECT url, sha256 = read_sha256 AS isRead, etag FROM web_copy')).toEqual([
      { url: server.url('/a.txt'), isRead: 1, etag: '"1"' },
    ]);
    expect(queryValue(db, 'SELECT fetched_at FROM web_copy')).toMatch(/^20\d\d-.*Z$/);
  });

  it('that has not changed is neither sent nor read again', async () => {
    server.answer('/b', (request, response) => {
      response.writeHead(request.headers['if-none-match'] ? 304 : 200, { etag: '"b"' }).end('# 乙篇\n\n正文。');
    });
    await importWeb([server.url('/b')]);
    const before = dumpContent(db);
    const receipt = await importWeb([server.url('/b')]);
    expect(receipt.items).toMatchObject([{ outcome: 'unchanged', reason: expect.stringContaining('as fetched 20') }]);
    expect(dumpContent(db)).toEqual(before);
    expect(server.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/b', '/b']);
  });

  it('that was fetched and not read, because the run was killed, is read from the copy', async () => {
    server.answer('/c', (request, response) => {
      response.writeHead(request.headers['if-none-match'] ? 304 : 200, { etag: '"c"' }).end('# 丙篇\n\n正文。');
    });
    await importWeb([server.url('/c')]);
    const receipt = await killedBeforeReading(() => importWeb([server.url('/c')]));
    expect(receipt.items).toMatchObject([{ outcome: 'stored', title: '丙篇' }]);
  });

  it('that is refused becomes a quarantined line, and the rest goes on', async () => {
    server.answer('/robots.txt', say('User-agent: Zhibi\nDisallow: /closed\n', {}, 200));
    server.answer('/d', say('# 丁篇\n\n正文。'));
    const urls = [
      'http://stranger.test/',
      server.url('/members/1'),
      server.url('/closed'),
      server.url('/none'),
      server.url('/d'),
    ];
    const receipt = await importWeb(urls);
    server.answer('/robots.txt', say('', {}, 404));
    expect(receipt.items.map(({ outcome, reason }) => `${outcome} ${reason.split(':')[0]}`)).toEqual([
      ...[
        'quarantined CRAWL_DENIED',
        'quarantined CRAWL_DENIED',
        'quarantined ROBOTS_DENIED',
        'quarantined FETCH_FAILED',
      ],
      'stored ',
    ]);
    expect(server.requests.map(({ path }) => path)).not.toContain('/closed');
    expect(receipt.totals).toMatchObject({ stored: 1, quarantined: 4 });
  });

  it('writes nothing in a dry run', async () => {
    server.answer('/e', say('# 戊篇\n\n正文。'));
    const { items, feeds } = await importWeb([server.url('/e'), feedAt('/none.xml')], { dryRun: true });
    expect(items.map(({ outcome }) => outcome)).toEqual(['stored', 'quarantined']);
    expect(feeds).toEqual([]);
    expect(() => query(db, 'SELECT 1 FROM document')).toThrow();
  });
});

/** Does what a kill between fetching and reading leaves behind: the copy without its documents. */
async function killedBeforeReading(again: () => Promise<WebReceipt>): Promise<WebReceipt> {
  query(db, 'UPDATE web_copy SET read_sha256 = NULL RETURNING url');
  query(db, 'DELETE FROM document RETURNING document_id');
  return again();
}

describe('what was fetched', () => {
  it('speaks for the source of its address, whatever it says', async () => {
    const lie = '---\ntitle: 冒名\nurl: http://other.test/real\nsource: leiphone\ntlp: CLEAR\n---\n\n正文。\n';
    server.answer('/lie', say(lie));
    await importWeb([server.url('/lie')]);
    expect(documents()).toEqual([{ source: 'news', url: server.url('/lie'), title: '冒名', tlp: 1, kind: 'article' }]);
  });

  it('keeps the links of a feed’s items, made whole', async () => {
    server.answer('/links.xml', say(rss(item(1, '/one'), item(2, 'http://other.test/two')), XML));
    await importWeb([feedAt('/links.xml')]);
    expect(documents()).toMatchObject([
      { source: 'news', url: server.url('/one') },
      { source: 'news', url: 'http://other.test/two' },
    ]);
  });
});

describe('a feed', () => {
  it('is well with the items that are expected, and says when there are few or none', async () => {
    server.answer('/well.xml', say(rss(item(1, '/1'), item(2, '/2')), XML));
    server.answer('/few.xml', say(rss(item(3, '/3')), XML));
    server.answer('/empty.xml', say(rss(), XML));
    const { feeds, totals } = await importWeb([feedAt('/well.xml', 2), feedAt('/few.xml', 5), feedAt('/empty.xml')]);
    expect(feeds.map(({ outcome, itemCount, error }) => [outcome, itemCount, error])).toEqual([
      ['ok', 2, ''],
      ['few', 1, ''],
      ['empty', 0, ''],
    ]);
    expect(totals).toMatchObject({ stored: 3, quarantined: 0 });
  });

  it('fails since its first failure, keeps its stored items, and recovers', async () => {
    server.answer('/up.xml', say(rss(item(1, '/1')), XML));
    const [well] = (await importWeb([feedAt('/up.xml')])).feeds;
    server.answer('/up.xml', say('<html><body><h1>请登录</h1><p>请先登录。</p></body></html>'));
    const [first] = (await importWeb([feedAt('/up.xml')])).feeds;
    server.answer('/up.xml', say('', {}, 404));
    const [second] = (await importWeb([feedAt('/up.xml')])).feeds;
    expect(first).toMatchObject({ outcome: 'failed', failures: 1, itemCount: 1, succeededAt: well?.succeededAt });
    expect(first?.error).toMatch(/^UNKNOWN_FORMAT/);
    expect(second).toMatchObject({
      failures: 2,
      failingSince: first?.failingSince,
      error: expect.stringContaining('404'),
    });
    expect(documents()).toHaveLength(1);
    server.answer('/up.xml', say(rss(item(1, '/1'), item(2, '/2')), XML));
    expect((await importWeb([feedAt('/up.xml')])).feeds).toMatchObject([
      { outcome: 'ok', failures: 0, failingSince: null, error: '', itemCount: 2 },
    ]);
  });

  it('that has not changed is as well as it was', async () => {
    server.answer('/same.xml', say(rss(item(1, '/1')), XML));
    const one = await importWeb([feedAt('/same.xml', 3)]);
    const two = await importWeb([feedAt('/same.xml', 3)]);
    expect(two.items).toMatchObject([{ outcome: 'unchanged' }]);
    expect(two.feeds).toMatchObject([{ outcome: 'few', itemCount: 1 }]);
    expect((two.feeds[0]?.succeededAt ?? '') >= (one.feeds[0]?.succeededAt ?? '')).toBe(true);
  });

  it('is left alone as long as its server asks', async () => {
    server.answer('/later.xml', say('', { 'retry-after': '7200' }, 429));
    await importWeb([feedAt('/later.xml')]);
    server.requests.length = 0;
    const { items, feeds } = await importWeb([feedAt('/later.xml')]);
    expect(server.requests).toEqual([]);
    expect(items).toMatchObject([{ outcome: 'unchanged', reason: expect.stringMatching(/^left alone until 20/) }]);
    expect(feeds).toEqual([]);
    expect(query(db, 'SELECT outcome, failures FROM feed_health')).toEqual([{ outcome: 'failed', failures: 1 }]);
  });
});

describe('politeness', () => {
  it('pauses between two requests to a host', async () => {
    const slow = {
      ...data,
      sources: [...known.sources, source('news', 'news.test', { crawl: { allow: ['/'], delaySeconds: 0.3 } })],
    };
    for (const path of ['/p1', '/p2']) server.answer(path, say(`# 文章${path}\n\n正文。`));
    await runWebImport({
      ...{ databasePath: db, paths: [], base: folder.path, dryRun: false, data: slow },
      addresses: ['/p1', '/p2'].map((path) => ({ url: server.url(path) })),
      network: { policy: onlyServer(server), resolve: resolveToLoopback },
    });
    const times = server.requests.map(({ at }) => at);
    expect(server.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/p1', '/p2']);
    for (const [i, at] of times.slice(1).entries()) expect(at - (times[i] ?? 0)).toBeGreaterThan(280);
  });
});
