import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BriefLine } from '../../../server/facts/brief-types.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const TEXT = [
  '去年，快手的直播业务从阿里云迁移到华为云上，是因为价格更低。',
  '2021年，快手把数据库部署在AWS上。',
  '快手每年在华为云花费两亿元。',
].join('\n');

const folder = makeTempFolder();
let site: ReviewSite;
let id: string;
beforeAll(async () => {
  site = openReviewSite(folder, 'kept.db');
  site.importArticle('switch', TEXT, { date: '2023-05-10', tlp: 'CLEAR' });
  id = await keep();
});
afterAll(() => site.close());

async function keep(): Promise<string> {
  const { status, headers } = await site.send('/briefs', { account: 'kuaishou', incumbent: 'huawei', us: 'tencent' });
  expect(status).toBe(303);
  return String(headers.location).split('/').pop() ?? '';
}

const linesOf = (briefId: string, section: BriefLine['section']): BriefLine[] =>
  site.store.findBrief(site.viewer, briefId)?.body.lines.filter((line) => line.section === section) ?? [];
const latestOf = (briefId: string): string => String(site.store.findBrief(site.viewer, briefId)?.latest);
const change = (briefId: string, key: string, action: string, version = latestOf(briefId)) =>
  site.send(`/briefs/${briefId}/lines`, { version, key, action });
const get = (path: string) => request(site.app).get(path);

describe('a kept brief', () => {
  it('is shown as it was saved, and listed', async () => {
    const { text } = await get(`/briefs/${id}`);
    expect(text).toContain('直播从阿里云迁到华为云');
    const { body } = await get('/briefs.json');
    expect(body.briefs).toMatchObject([{ id, name: '快手', version: 1, isLocked: false, handouts: 0 }]);
    expect((await get('/briefs')).text).toContain('快手');
  });

  it('takes order, lines left out and lines by hand, each as a version of its own', async () => {
    const [first, second] = linesOf(id, 'loss');
    await change(id, second?.key ?? '', 'up');
    expect(linesOf(id, 'loss').map(({ key }) => key)).toEqual([
      second?.key,
      first?.key,
      ...linesOf(id, 'loss')
        .slice(2)
        .map(({ key }) => key),
    ]);
    await change(id, first?.key ?? '', 'drop');
    expect((await get(`/briefs/${id}`)).text).not.toContain(first?.text.zh);
    expect((await get(`/briefs/${id}/edit`)).text).toContain(first?.text.zh);
    await change(id, first?.key ?? '', 'restore');
    expect((await get(`/briefs/${id}`)).text).toContain(first?.text.zh);
    expect(site.store.listBriefVersions(site.viewer, id).map((one) => one.change)).toEqual([
      'restore',
      'drop',
      'order',
      'made',
    ]);
  });

  it('calls a line by hand an assumption unless it names evidence, and lets neither out', async () => {
    const add = (text: string, cites = '') =>
      site.send(`/briefs/${id}/add`, { version: latestOf(id), section: 'say', text, cites });
    expect((await add('问他们的 CTO 是否换人')).status).toBe(303);
    expect((await add('先谈直播', '1, 2')).status).toBe(303);
    const own = linesOf(id, 'say').filter(({ tags }) => tags.includes('hand'));
    expect(own).toMatchObject([
      { label: 'assumption', share: 'AMBER+STRICT', evidence: [] },
      { label: 'inference', share: 'AMBER+STRICT', evidence: [{}, {}] },
    ]);
    expect((await get(`/briefs/${id}?audience=customer`)).text).not.toMatch(/CTO|先谈直播|快手/);
    expect((await add('同一行', '999')).status).toBe(400);
    expect((await add('  ')).status).toBe(400);
    expect((await add('先谈直播', '1, 2')).status).toBe(400);
  });

  it('refuses a change made on an older version', async () => {
    const [line] = linesOf(id, 'loss');
    expect((await change(id, line?.key ?? '', 'drop', '1')).status).toBe(409);
    expect((await change(id, '0123456789ab', 'drop')).status).toBe(404);
    expect((await change('nobody', line?.key ?? '', 'drop', '1')).status).toBe(404);
  });

  it('shows its history, and two versions side by side', async () => {
    const { body } = await get(`/briefs/${id}/compare.json?from=1&to=${latestOf(id)}`);
    const changes = body.rows.map((row: { change: string }) => row.change);
    expect(changes.filter((one: string) => one === 'added')).toHaveLength(2);
    expect(changes).toContain('moved');
    expect(changes).not.toContain('removed');
    expect((await get(`/briefs/${id}/compare?from=1`)).text).toContain('先谈直播');
    expect((await get(`/briefs/${id}/history`)).text).toContain('恢复一行');
    expect((await get(`/briefs/${id}/compare?from=99`)).status).toBe(404);
  });

  it('is made anew from what is known now, and keeps what a person did', async () => {
    const [, left] = linesOf(id, 'loss');
    await change(id, left?.key ?? '', 'drop');
    site.importArticle('later', '今年，快手的搜索业务从阿里云迁移到火山引擎。', { date: '2024-05-10', tlp: 'CLEAR' });
    expect((await site.send(`/briefs/${id}/refresh`, { version: latestOf(id) })).status).toBe(303);
    const words = linesOf(id, 'loss').map(({ text }) => text.zh);
    expect(words.join()).toContain('2024 年，业务从阿里云迁到火山引擎');
    expect(linesOf(id, 'loss').find(({ key }) => key === left?.key)?.isDropped).toBe(true);
    expect(linesOf(id, 'say').filter(({ tags }) => tags.includes('hand'))).toHaveLength(2);
  });

  it('is handed out as a file, on record with its hash', async () => {
    const answer = await site
      .send(`/briefs/${id}/files`, { version: latestOf(id), audience: 'customer', format: 'json' })
      .buffer(true);
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="brief-[0-9a-f]{12}-v\d+-customer\.json"$/,
    );
    expect(answer.text).not.toContain('快手');
    expect(site.store.listHandouts(site.viewer, id)).toMatchObject([{ audience: 'customer', format: 'json' }]);
    expect((await get(`/briefs/${id}/history`)).text).toContain('客户 JSON');
  });

  it('takes no change once locked, and its clone does', async () => {
    const [line] = linesOf(id, 'loss');
    expect((await site.send(`/briefs/${id}/lock`, {})).status).toBe(303);
    expect((await change(id, line?.key ?? '', 'up')).status).toBe(409);
    expect((await get(`/briefs/${id}/edit`)).status).toBe(409);
    const { headers } = await site.send(`/briefs/${id}/clone`, {});
    const clone = String(headers.location).split('/').pop() ?? '';
    expect(linesOf(clone, 'say')).toEqual(linesOf(id, 'say'));
    expect((await change(clone, line?.key ?? '', 'drop')).status).toBe(303);
    expect((await get(`/briefs/${clone}/history`)).text).toContain(id);
  });
});

describe('who may', () => {
  it('see a brief: nobody below what it holds', async () => {
    const secret = await keep();
    const inner = openReviewSite(folder, 'kept.db', 'GREEN');
    for (const path of ['', '/edit', '/history', '/compare']) {
      expect((await request(inner.app).get(`/briefs/${secret}${path}`)).status).toBe(404);
    }
    expect((await request(inner.app).get('/briefs.json')).body.briefs).toEqual([]);
    expect((await inner.send(`/briefs/${secret}/clone`, {})).status).toBe(404);
    await inner.close();
  });

  it('write: a site with a writer alone', async () => {
    const answer = await request(site.readOnly)
      .post('/briefs')
      .set('Sec-Fetch-Site', 'same-origin')
      .type('form')
      .send({ account: 'kuaishou', incumbent: 'huawei', us: 'tencent' });
    expect(answer.status).toBe(403);
    expect((await request(site.readOnly).get(`/briefs/${id}`)).text).not.toContain('method="post"');
  });
});
