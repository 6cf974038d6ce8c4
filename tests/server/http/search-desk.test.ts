import { parseFeed } from 'feedsmith';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN, openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
let site: ReviewSite;

beforeAll(() => {
  site = openReviewSite(folder, 'desk.db');
  site.importArticle('a', '鹤鸣山机房投产。', { title: '=鹤鸣山', date: '2025-01-02' });
  site.importArticle('b', '鹤鸣山机房再扩。', { title: '鹤鸣山，"二期"', date: '2024-01-02' });
  site.importArticle('c', '鹤鸣山机房密报。', { title: '密报', tlp: 'RED' });
});
afterAll(() => site.close());

const get = (path: string) => request(site.app).get(path);
const saved = async () => (await get('/search/saved.json')).body.rows;

describe('a saved search', () => {
  it('is kept without the page, counts what is new, and opening it counts that as seen', async () => {
    const answer = await site.send('/search/saved', { name: '机房', address: '/search?q=鹤鸣山&year=2025&page=3' });
    expect(answer.status).toBe(303);
    const [row] = await saved();
    expect(row).toMatchObject({ name: '机房', query: '鹤鸣山', total: 1, newCount: 0, feeds: null });
    expect(row.href).toBe(`/search?${new URLSearchParams({ q: '鹤鸣山', year: '2025' })}`);
    site.importArticle('d', '鹤鸣山机房三期。', { title: '三期', date: '2025-03-02' });
    expect((await saved())[0]).toMatchObject({ total: 2, newCount: 1 });
    const { headers } = await site.send(`/search/saved/${row.savedId}/open`, {});
    const { body } = await get(headers.location!.replace('/search?', '/search.json?'));
    expect(body.newCount).toBe(1);
    expect(body.hits.filter(({ isNew }: { isNew: boolean }) => isNew)).toHaveLength(1);
    expect((await saved())[0].newCount).toBe(0);
  });

  it('has feeds under a secret that can be revoked, without what is above the clearance', async () => {
    const [{ savedId }] = await saved();
    expect((await site.send(`/search/saved/${savedId}/feed`, {})).status).toBe(303);
    const [{ feeds }] = await saved();
    const atom = await get(feeds.atom);
    expect(atom.headers['content-type']).toContain('application/atom+xml');
    const { format, feed } = parseFeed(atom.text);
    expect(format).toBe('atom');
    expect((feed as { entries: unknown[] }).entries).toHaveLength(2);
    const json = await get(feeds.json);
    expect(json.headers['content-type']).toContain('application/feed+json');
    expect(JSON.parse(json.text).items.map(({ title }: { title: string }) => title)).toEqual(['三期', '=鹤鸣山']);
    expect(atom.text + json.text).not.toContain('密报');
    await site.send(`/search/saved/${savedId}/revoke`, {});
    expect((await get(feeds.atom)).status).toBe(404);
    expect((await get('/feeds/x/feed.json')).status).toBe(404);
  });

  it('keeps its name for one search, and goes', async () => {
    await site.send('/search/saved', { name: '机房', address: '/search?q=机房' });
    const rows = await saved();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ query: '机房', total: 3 });
    await site.send(`/search/saved/${rows[0].savedId}/remove`, {});
    expect(await saved()).toEqual([]);
    expect((await site.send(`/search/saved/${rows[0].savedId}/remove`, {})).status).toBe(404);
  });

  it.each([
    ['/search/saved', { name: ' ', address: '/search?q=x' }],
    ['/search/saved', { name: 'x', address: '/search?year=24' }],
    ['/search/saved/%3C/feed', {}],
  ])('refuses %s %j', async (path, fields) => {
    expect((await site.send(path, fields)).status).toBe(400);
  });

  it('is not written from another site, nor without a writer', async () => {
    const fields = { name: 'x', address: '/search?q=x' };
    expect((await site.send('/search/saved', fields, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    const answer = await request(site.readOnly).post('/search/saved').set(OWN).type('form').send(fields);
    expect(answer.status).toBe(403);
  });
});

describe('an exported result', () => {
  it('is CSV that a spreadsheet reads as text', async () => {
    const { text, headers } = await get('/search.csv?q=鹤鸣山&sort=date');
    expect(headers['content-disposition']).toContain('zhibi-search.csv');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('\ufeffkind,rank,title,vendor,type,date,quote,source,grade,tlp,url,documentId,path');
    expect(lines).toHaveLength(5);
    expect(text).toContain(`"鹤鸣山，""二期"""`);
    expect(text).toContain(`,'=鹤鸣山,`);
    expect(text).not.toContain('密报');
  });

  it('is JSON lines with the same rows, filtered as the page is', async () => {
    const { text } = await get('/search.jsonl?q=鹤鸣山&year=2024');
    const rows = text
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(rows).toMatchObject([{ kind: 'document', rank: 1, title: '鹤鸣山，"二期"', tlp: 'TLP:AMBER+STRICT' }]);
  });
});

describe('collection requests', () => {
  const requests = async () => (await get('/search/requests.json')).body.rows;

  it('log a search that finds nothing, count it, and say when it is answered', async () => {
    await get('/search?q=白鹿洞');
    await get('/search.json?q=白鹿洞').set('Sec-Fetch-Site', 'cross-site');
    await get('/search?q=鹤鸣山');
    await get('/search?q=白鹿洞&year=2024');
    expect(await requests()).toMatchObject([{ query: '白鹿洞', origin: 'search', times: 1, total: 0 }]);
    await site.send('/search/requests', { query: '白鹿洞', note: '何时投产' });
    expect(await requests()).toMatchObject([{ origin: 'person', times: 2, note: '何时投产' }]);
    site.importArticle('e', '白鹿洞机房投产。');
    const [row] = await requests();
    expect(row.total).toBe(1);
    await site.send(`/search/requests/${row.requestId}/close`, {});
    expect(await requests()).toEqual([]);
  });

  it('show in words on the page', async () => {
    await site.send('/search/requests', { query: '<b>没有的</b>', note: '' });
    const { text } = await get('/search/requests?noted=1');
    expect(text).toContain('&lt;b&gt;没有的&lt;/b&gt;');
    expect(text).toContain('已登记');
    expect((await get('/search/saved')).status).toBe(200);
  });
});
