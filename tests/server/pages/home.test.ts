import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { createSearchIndex } from '../../../server/search/index.ts';
import { buildDatabase } from '../../helpers/build-database.ts';
import { openSampleSite, type SampleSite, STAFF } from '../../helpers/sample-site.ts';

let sample: SampleSite;
beforeAll(() => {
  sample = openSampleSite();
});
afterAll(() => sample.close());

const visitedAt = (instant: string): string => `zhibi_visit=0.${Date.parse(instant)}`;
const home = (query = '', cookie = 'x=y') => request(sample.app).get(`/index.json${query}`).set('Cookie', cookie);

describe('home', () => {
  it('falls back to the newest 90 days of evidence on a first visit, not of the clock', async () => {
    const { body } = await home();
    expect(body).toMatchObject({
      range: '90d',
      widened: 'first-visit',
      asOf: '2025-01-23',
      from: '2024-10-25',
      lastVisit: null,
    });
    expect(body.counts).toMatchObject({ moves: 4, newMoves: 0, vendors: 2, documents: 3 });
    expect(body.quiet.map(({ vendor }: { vendor: { vendorId: string } }) => vendor.vendorId)).toEqual(['quiet']);
  });

  it('shows what was imported since the last visit and marks it new', async () => {
    const { body } = await home('', visitedAt('2024-12-01T00:00:00Z'));
    expect(body).toMatchObject({ range: 'visit', widened: null, lastVisit: '2024-12-01T00:00:00.000Z' });
    expect(
      body.groups.flatMap(({ moves }: { moves: { isNew: boolean; moveId: string }[] }) =>
        moves.map(({ moveId, isNew }) => [moveId, isNew]),
      ),
    ).toEqual([
      ['price', true],
      ['won', true],
      ['lost', true],
    ]);
    const { text } = await request(sample.app).get('/').set('Cookie', visitedAt('2024-12-01T00:00:00Z'));
    expect(text).toContain('class="new"');
  });

  it('says when nothing is new and still shows moves', async () => {
    const { body } = await home('?since=visit', visitedAt('2025-02-01T00:00:00Z'));
    expect(body).toMatchObject({ range: '90d', widened: 'nothing-new' });
    expect(body.counts.moves).toBe(4);
  });

  it('takes an unknown range as no choice', async () => {
    expect((await home('?since=tomorrow')).body.range).toBe('90d');
  });

  it('counts back from the report of the newest move, and shows all when the latest days hold very few', async () => {
    const database = buildDatabase();
    database.addVendor({ vendorId: 'north', nameZh: '北云' });
    const year = { vendorId: 'north', type: 'product', quote: '北云发布产品' };
    database.addDocument({
      ...{ documentId: 'old', text: '北云发布产品。', published: '2023-01-05', vendors: [{ vendorId: 'north' }] },
      moves: Array.from({ length: 21 }, () => ({ ...year, start: '2023-01-03' })),
    });
    database.addDocument({
      ...{ documentId: 'new', text: '北云发布产品。', published: '2025-01-05', vendors: [{ vendorId: 'north' }] },
      moves: [{ ...year, start: '2025-01-03' }],
    });
    database.addDocument({ documentId: 'table', kind: 'table', text: '北云；12', published: '2026-01-01' });
    const search = createSearchIndex(database.path);
    const app = createApp({ store: database.store, search, viewer: STAFF });
    const [wide, narrow] = [await request(app).get('/index.json'), await request(app).get('/index.json?since=90d')];
    const { text } = await request(app).get('/');
    await search.close();
    database.close();
    expect(wide.body).toMatchObject({ range: 'all', widened: 'few-recent', asOf: '2025-01-05', counts: { moves: 22 } });
    expect(narrow.body).toMatchObject({ range: '90d', widened: null, counts: { moves: 1 } });
    expect(text).toContain('最近 90 天的动作太少，先看全部。');
  });

  it('puts one headline a document first', async () => {
    expect((await home('?since=all')).body.first.map(({ moveId }: { moveId: string }) => moveId)).toEqual(['lost']);
  });

  it('keeps the visit in a cookie and nothing in the database', async () => {
    const { headers } = await request(sample.app).get('/');
    expect(String(headers['set-cookie'])).toMatch(/zhibi_visit=0\.\d+;.*HttpOnly; SameSite=Lax/);
    const read = await request(sample.app).get('/preferences?visit=now&back=/');
    expect(String(read.headers['set-cookie'])).toMatch(/zhibi_visit=(\d+)\.\1;/);
  });

  it('shows what another process imports while it runs', async () => {
    const own = openSampleSite();
    const count = async () => (await request(own.app).get('/index.json?since=all')).body.counts.moves;
    const before = await count();
    const moves = [{ vendorId: 'quiet', type: 'product', quote: '静云发布', start: '2025-01-22' }];
    own.database.addDocument({ documentId: 'later', text: '静云发布产品。', vendors: [{ vendorId: 'quiet' }], moves });
    expect(await count()).toBe(before + 1);
    await own.close();
  });

  it('tells how to begin when the base is empty', async () => {
    const database = buildDatabase();
    const search = createSearchIndex(database.path);
    const app = createApp({ store: database.store, search, viewer: STAFF });
    for (const path of ['/', '/vendors', '/timeline', '/documents', '/search', '/search?q=x', '/about']) {
      expect((await request(app).get(path)).status, path).toBe(200);
    }
    expect((await request(app).get('/')).text).toContain('npm run import -- data/starter');
    await search.close();
    database.close();
  });
});
