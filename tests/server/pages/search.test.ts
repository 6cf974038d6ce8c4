import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSampleSite, type SampleSite } from '../../helpers/sample-site.ts';

let sample: SampleSite;
beforeAll(() => {
  sample = openSampleSite();
});
afterAll(() => sample.close());

const search = (query: Record<string, string>) => request(sample.app).get('/search.json').query(query);

describe('search page', () => {
  it('leads to the vendor it names, to moves and to the passage', async () => {
    const { body } = await search({ q: '北云' });
    expect(body.total).toBe(2);
    expect(body.hits[0].href).toMatch(/^\/documents\/\w+\?from=\d+&to=\d+#hit$/);
    expect(body.moves.length).toBeGreaterThan(0);
    expect(body.moves.every(({ href }: { href: string }) => /#q\d+-\d+$/.test(href))).toBe(true);
  });

  it('offers facets as links that keep the rest of the query', async () => {
    const { body } = await search({ q: '北云', sort: 'date' });
    const years = body.facets.find(({ dimension }: { dimension: string }) => dimension === 'years');
    expect(years.links).toMatchObject([
      { value: '2025', count: 1, isSelected: false, href: '/search?q=%E5%8C%97%E4%BA%91&year=2025&sort=date' },
      { value: '2024', count: 1 },
    ]);
    const chosen = await search({ q: '北云', year: '2024' });
    expect(chosen.body.total).toBe(1);
    expect(chosen.body.unfilteredHref).toBe('/search?q=%E5%8C%97%E4%BA%91');
  });

  it('says what was tried when nothing is found, and keeps a way back from a filter', async () => {
    const { text } = await request(sample.app).get('/search').query({ q: '无此词语' });
    expect(text).toContain('没有找到“无此词语”');
    const filtered = await request(sample.app).get('/search').query({ q: '北云', year: '1999' });
    expect(filtered.text).toContain('筛选把结果都去掉了');
  });

  it('escapes the query wherever it stands', async () => {
    const { text } = await request(sample.app).get('/search').query({ q: '"><script>alert(1)</script>' });
    const scripts = text.match(/<script[^>]*>/g) ?? [];
    expect(scripts.filter((tag) => !/^<script src="\/assets\/find\.js\?v(?:=|&#x3D;)\w+" defer>$/.test(tag))).toEqual(
      [],
    );
    expect(text).not.toContain('alert(1)</script>');
  });

  it('offers queries to try when there is none', async () => {
    const { body } = await search({});
    expect(body.examples.map(({ text }: { text: string }) => text)).toContain('北云 业绩');
  });

  it.each([
    { q: 'x', page: '1001' },
    { q: 'x', year: '24' },
    { q: 'x', vendor: '<' },
  ])('refuses %j', async (query) => {
    const { status, body } = await search(query as Record<string, string>);
    expect(status).toBe(400);
    expect(body.error.code).toBe('BAD_PARAMETER');
  });
});
