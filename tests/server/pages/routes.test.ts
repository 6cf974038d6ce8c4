import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NASTY, openSampleSite, type SampleSite } from '../../helpers/sample-site.ts';

let sample: SampleSite;
beforeAll(() => {
  sample = openSampleSite();
});
afterAll(() => sample.close());

const PAGES = [
  '/',
  '/?since=all',
  '/vendors',
  '/vendors/north',
  '/vendors/south?type=pricing',
  '/vendors/quiet',
  '/vendors/other',
  '/timeline',
  '/timeline?vendor=north,south&type=win&after=2024-01&before=2025-06&zoom=day',
  '/timeline?vendor=quiet',
  '/documents',
  '/documents?vendor=south&source=press',
  '/documents?page=9',
  '/documents/alpha',
  '/documents/alpha?from=2&to=9',
  '/documents/beta',
  '/documents/gamma',
  '/search',
  '/search?q=%E5%8D%97%E4%BA%91',
  '/search?q=%E5%8D%97%E4%BA%91&vendor=south&year=2025&sort=date',
  '/search?q=%E4%B8%8D%E5%AD%98%E5%9C%A8%E7%9A%84%E8%AF%8D',
  '/search?q=%E5%8D%97%E4%BA%91&page=7',
  '/about',
  '/review/history',
  '/review/add?document=alpha&start=0&end=9',
];

const twinOf = (path: string): string => path.replace(/^\/(?=$|\?)/, '/index').replace(/^([^?]+)/, '$1.json');

describe.each(PAGES)('%s', (path) => {
  it.each(['zh', 'en'])('answers in %s', async (lang) => {
    const { status, text, headers } = await request(sample.app).get(path).set('Cookie', `zhibi_lang=${lang}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`);
    expect(text.match(/<h1[ >]/g)).toHaveLength(1);
    expect(text).not.toMatch(/\[object |undefined|NaN/);
    expect(text).not.toMatch(
      / style="| on\w+="|<script(?! src="\/assets\/[a-z]+\.js\?v&#x3D;[0-9a-f]{12}" defer><\/script>)/,
    );
    expect(text).not.toContain(NASTY);
  });

  it('gives every anchor of the page an id, once', async () => {
    const { text } = await request(sample.app).get(path);
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const anchors = [...text.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(anchors.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has a twin in JSON', async () => {
    const { status, body, headers } = await request(sample.app).get(twinOf(path));
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('application/json');
    expect(Object.keys(body).length).toBeGreaterThan(2);
    const html = await request(sample.app).get(path);
    expect(html.text).toContain(`href="${twinOf(path.split('?')[0] ?? path)}`);
  });
});

describe('links', () => {
  it('lead somewhere, quotes to a sentence that is marked', async () => {
    const seen = new Set<string>();
    for (const path of PAGES.slice(0, 14)) {
      const { text } = await request(sample.app).get(path);
      for (const [, href] of text.matchAll(/ href="(\/[^"]*)"/g)) seen.add((href ?? '').replaceAll('&amp;', '&'));
    }
    for (const href of seen) {
      const [path, anchor] = href.split('#');
      const { status, text } = await request(sample.app).get(path ?? '/');
      expect([200, 303], href).toContain(status);
      if (anchor?.startsWith('q')) expect(text, href).toContain(` id="${anchor}"`);
    }
    expect([...seen].filter((href) => href.includes('#q')).length).toBeGreaterThan(4);
  });
});

describe('vendor dossier', () => {
  it('numbers its quotes and keeps what each section needs', async () => {
    const { body } = await request(sample.app).get('/vendors/south.json');
    expect(body.accounts).toMatchObject({ total: 1, rows: [{ type: 'win', cite: { number: 1, isFirst: true } }] });
    expect(body.people.rows).toMatchObject([{ name: '王某', level: 'L8', cite: { number: 2 } }]);
    expect(body.topics).toMatchObject([{ type: 'pricing', total: 1, rows: [{ cite: { number: 3 } }] }]);
    expect(body.notes.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3]);
    expect(body.asOf).toMatchObject({ moves: 2, documents: 1, largestSourceShare: 1, guessedShare: 0.5 });
    expect(body.gaps.map(({ type }: { type: string }) => type)).not.toContain('win');
    expect(body.gaps).toHaveLength(8);
  });

  it('filters its list of moves by type', async () => {
    const { body } = await request(sample.app).get('/vendors/north.json?type=region');
    expect(body.moveTotal).toBe(1);
    expect(body.years).toMatchObject([{ year: '2025', moves: [{ moveId: 'plan', state: 'planned' }] }]);
  });

  it('says of a vendor without evidence that this proves nothing', async () => {
    const { text } = await request(sample.app).get('/vendors/quiet');
    expect(text).toContain('没有证据不等于没有发生');
  });
});

describe('timeline', () => {
  it('draws and lists the same moves', async () => {
    const { body } = await request(sample.app).get('/timeline.json?after=2024-01&before=2025-12');
    const listed = body.years.flatMap(({ moves }: { moves: { moveId: string }[] }) =>
      moves.map(({ moveId }) => `#m${moveId}`),
    );
    const drawn = body.chart.lanes.flatMap(({ marks }: { marks: { href: string }[] }) => marks.map(({ href }) => href));
    expect(listed.sort()).toEqual(['#mhalf', '#mlost', '#mplan', '#mprice', '#mwon']);
    expect(drawn.sort()).toEqual(listed);
    expect(body).toMatchObject({ total: 5, shown: 5 });
  });

  it('adds and takes away vendors by link', async () => {
    const { body } = await request(sample.app).get('/timeline.json?vendor=north');
    const links = body.vendors.map(({ vendorId, href }: { vendorId: string; href: string }) => [vendorId, href]);
    expect(links).toEqual([
      ['north', '/timeline?zoom=quarter'],
      ['south', '/timeline?vendor=north&vendor=south&zoom=quarter'],
      ['quiet', '/timeline?vendor=north&vendor=quiet&zoom=quarter'],
    ]);
  });
});
