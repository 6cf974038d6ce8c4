import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSampleSite, type SampleSite, SECRET, STAFF } from '../../helpers/sample-site.ts';

let sample: SampleSite;
beforeAll(() => {
  sample = openSampleSite();
});
afterAll(() => sample.close());

const get = (path: string) => request(sample.app).get(path);

describe('clearance', () => {
  const paths = [
    '/?since=all',
    '/vendors',
    '/vendors/quiet',
    '/timeline?vendor=quiet',
    '/documents',
    '/documents?vendor=quiet',
    '/search?q=%E7%BB%9D%E5%AF%86',
    '/search?q=%E9%99%8D%E4%BB%B7',
    '/search',
    '/about',
  ];
  const twins = [
    '/index.json?since=all',
    '/vendors.json',
    '/vendors/quiet.json',
    '/timeline.json?vendor=quiet',
    '/documents.json',
    '/search.json?q=%E7%BB%9D%E5%AF%86',
    '/search.json?q=%E9%9D%99%E4%BA%91',
  ];

  it.each([...paths, ...twins])('leaves no trace of a document above it on %s', async (path) => {
    const { text } = await get(path);
    // The secret's own words, day, source and id; a query repeats only what was asked.
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/2025-03-01|documents\/secret|Secret Room|密档室|绝密客户|绝密人|"documentId":"secret"/);
  });

  it('answers for it as for a document that does not exist', async () => {
    const [secret, missing] = [await get('/documents/secret'), await get('/documents/nothing')];
    expect(secret.status).toBe(404);
    expect(secret.text.replaceAll('secret', '')).toBe(missing.text.replaceAll('nothing', ''));
    expect((await get('/documents/secret.json')).status).toBe(404);
  });

  it('counts nothing of it', async () => {
    const { body } = await get('/vendors/quiet.json');
    expect(body.vendor).toMatchObject({ moveCount: 0, documentCount: 0, latestMove: null, latestEvidence: null });
    expect((await get('/health')).body).toMatchObject({ status: 'ok', documents: 3 });
    expect((await get('/search.json?q=%E9%9D%99%E4%BA%91')).body).toMatchObject({
      total: 0,
      facets: [],
    });
  });

  it('shows it to those who may see it', async () => {
    const cleared = openSampleSite({ ...STAFF, clearance: 'RED' });
    const { status, text } = await request(cleared.app).get('/documents/secret');
    expect(status).toBe(200);
    expect(text).toContain('TLP:RED');
    await cleared.close();
  });
});

describe('headers', () => {
  it.each(['/vendors', '/nope', '/index.json', '/health', '/assets/zhibi.css'])(
    'allow no script on %s',
    async (path) => {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      );
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    },
  );

  it.each(['/', '/search?q=x'])('let the search box of %s load its script and ask this host alone', async (path) => {
    const policy = (await get(path)).headers['content-security-policy'];
    expect(policy).toContain("script-src 'self';connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('let a browser keep the stylesheet, and nobody keep a page', async () => {
    const { text, headers } = await get('/');
    expect(headers['cache-control']).toBe('private, no-cache');
    const [, href] = /rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
    const style = await get((href ?? '').replaceAll('&#x3D;', '='));
    expect(style.status).toBe(200);
    expect(style.headers['cache-control']).toContain('immutable');
  });
});

describe('host', () => {
  it.each(['localhost', 'localhost:3000', '127.0.0.1:80', '[::1]:3000'])('accepts %s', async (host) => {
    expect((await get('/health').set('Host', host)).status).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:3000', '10.0.0.1'])(
    'refuses %s',
    async (host) => {
      const { status, text } = await get('/').set('Host', host);
      expect(status).toBe(400);
      expect(text).not.toContain('北云');
    },
  );
});

describe('language and theme', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en-US,en;q=0.9', 'en'],
    ['de', 'zh-CN'],
    ['*', 'zh-CN'],
  ])('reads Accept-Language %s as %s', async (header, lang) => {
    expect((await get('/').set('Accept-Language', header)).text).toContain(`<html lang="${lang}">`);
  });

  it('keeps a choice of language and leads back to the same page', async () => {
    const { status, headers } = await get('/timeline?vendor=north&vendor=south&lang=en');
    expect(status).toBe(303);
    expect(headers.location).toBe('/timeline?vendor=north&vendor=south');
    expect(String(headers['set-cookie'])).toContain('zhibi_lang=en');
  });

  it.each(['//evil.example/?lang=en', '/\\evil.example/?lang=en', '//evil.example/x?lang=zh'])(
    'never leads elsewhere from %s',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.location ?? '/').toMatch(/^\/(?!\/)/);
    },
  );

  it('keeps a theme and writes it on the page', async () => {
    const { status, headers } = await get('/preferences?theme=dark&back=/vendors?x=1');
    expect([status, headers.location]).toEqual([303, '/vendors?x=1']);
    expect((await get('/').set('Cookie', 'zhibi_theme=dark')).text).toContain('data-theme="dark"');
    expect((await get('/').set('Cookie', 'zhibi_theme="><x')).text).not.toContain('data-theme');
  });

  it.each(['//evil.example', 'https://evil.example', '/%5Cevil.example', '%09//evil.example'])(
    'goes home instead of back to %s',
    async (back) => {
      expect((await get(`/preferences?theme=light&back=${back}`)).headers.location).toBe('/');
    },
  );
});

describe('errors', () => {
  it.each([
    ['/nope', 404, 'NOT_FOUND'],
    ['/vendors/unknown', 404, 'NOT_FOUND'],
    ['/vendors/UPPER', 400, 'BAD_PARAMETER'],
    ['/documents/a%2Fb', 400, 'BAD_PARAMETER'],
    ['/documents/%E0%A4%A', 400, 'BAD_PARAMETER'],
    ['/timeline?after=2024-13', 400, 'BAD_PARAMETER'],
    ['/timeline?after=2025-01&before=2024-01', 400, 'BAD_PARAMETER'],
    ['/timeline?type=nothing', 400, 'BAD_PARAMETER'],
    ['/timeline?vendor=unknown', 404, 'NOT_FOUND'],
  ])('%s is a page with its code', async (path, status, code) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(code);
    expect(answer.text).toContain('role="search"');
    expect(answer.text).not.toMatch(/at .*\.ts|node_modules/);
  });

  it('is JSON where JSON was asked for', async () => {
    const { body } = await get('/vendors/unknown.json');
    expect(body).toEqual({ error: { code: 'NOT_FOUND', status: 404, detail: 'vendor unknown' } });
  });
});
