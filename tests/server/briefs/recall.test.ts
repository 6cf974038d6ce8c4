import Database from 'better-sqlite3';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recallBriefs } from '../../../server/briefs/recall-briefs.ts';
import type { BriefLine } from '../../../server/facts/brief-types.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const TODAY = new Date().toISOString().slice(0, 10);
const recently = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
const folder = makeTempFolder();
let site: ReviewSite;
let count = 0;
beforeEach(() => {
  site = openReviewSite(folder, `recall-${count++}.db`);
  site.importArticle('kuaishou', lines('快手', '华为云'), { date: '2023-05-10', tlp: 'CLEAR' });
  site.importArticle('bilibili', lines('哔哩哔哩', 'AWS'), { date: '2023-05-11', tlp: 'CLEAR' });
  site.importArticle('prices', PRICES, { date: recently, tlp: 'CLEAR' });
});
afterEach(() => site.close());

const lines = (account: string, vendor: string): string =>
  [
    `去年，${account}的直播业务从阿里云迁移到${vendor}上，是因为价格更低。`,
    `2021年，${account}把数据库部署在火山引擎上。`,
    `${account}每年在${vendor}花费两亿元。`,
  ].join('\n');
const PRICES = [
  '折扣对比如下。\n',
  '| 项目 | AWS | 华为云 |',
  '|---|---|---|',
  '| 折扣 | 大客户平均折扣8折 | 大客户平均折扣6折 |',
].join('\n');

async function keep(account: string, incumbent: string): Promise<string> {
  const { headers } = await site.send('/briefs', { account, incumbent, us: 'tencent' });
  return String(headers.location).split('/').pop() ?? '';
}

const stale = (day = TODAY) =>
  recallBriefs(site.store, site.viewer, day).map(({ kept, lines: found }) => ({
    id: kept.briefId,
    version: kept.version,
    lines: found.map(({ line, findings, audiences }) => ({
      section: line.section,
      text: line.text.zh,
      audiences,
      reasons: findings.map(({ reason }) => reason),
      now: findings.map(({ now }) => now),
    })),
  }));

/** Does what no page does yet, as an import would: in another connection. */
function change(sql: string): number {
  const db = new Database(site.databasePath);
  const { changes } = db.prepare(sql).run();
  db.close();
  return changes;
}

const isOn = (needle: string) => (line: BriefLine) => line.evidence.some(({ exact }) => exact.includes(needle));
const linesOn = (id: string, needle: string): BriefLine[] =>
  site.store.findBrief(site.viewer, id)?.body.lines.filter(isOn(needle)) ?? [];

describe('recall', () => {
  it('lists nothing while every fact stands', async () => {
    await keep('kuaishou', 'huawei');
    await keep('bilibili', 'aws');
    expect(stale()).toEqual([]);
  });

  it('lists exactly the briefs and lines that used a price figure when that figure changes', async () => {
    const user = await keep('kuaishou', 'huawei');
    const other = await keep('bilibili', 'aws');
    expect(linesOn(user, '6折').length).toBeGreaterThan(0);
    expect(linesOn(other, '6折')).toEqual([]);
    expect(change("UPDATE figure SET low = 55, high = 55 WHERE vendor_id = 'huawei' AND metric = 'discount'")).toBe(1);
    const [brief, ...rest] = stale();
    expect(rest).toEqual([]);
    expect(brief?.id).toBe(user);
    expect(brief?.lines.map(({ text }) => text)).toEqual(linesOn(user, '6折').map(({ text }) => text.zh));
    expect(brief?.lines.every(({ reasons }) => reasons.join() === 'superseded')).toBe(true);
  });

  it('tells the new sentence when the article is imported with another price', async () => {
    const user = await keep('kuaishou', 'huawei');
    await keep('bilibili', 'aws');
    site.importArticle('prices', PRICES.replace('6折', '5.5折'), { date: recently, tlp: 'CLEAR' });
    const [brief, ...rest] = stale();
    expect(rest).toEqual([]);
    expect(brief).toMatchObject({ id: user, lines: [{ section: 'price', now: ['大客户平均折扣5.5折'] }] });
    const { text } = await request(site.app).get('/briefs');
    expect(text).toContain('大客户平均折扣5.5折');
    expect((await request(site.app).get(`/briefs/${user}`)).text).toContain('1 行已变');
    await site.send(`/briefs/${user}/refresh`, { version: '1' });
    expect(stale()).toEqual([]);
  });

  it('lists what a review rejected', async () => {
    const user = await keep('kuaishou', 'huawei');
    const move = site.queue().find(({ quote }) => quote.exact.includes('快手的直播业务'));
    await site.send('/review/decisions', { action: 'reject', move: move?.moveId ?? '' });
    const found = stale();
    expect(found.map(({ id }) => id)).toEqual([user]);
    expect(found[0]?.lines.map(({ text }) => text)).toEqual(linesOn(user, '快手的直播业务').map(({ text }) => text.zh));
    expect(found[0]?.lines.every(({ reasons }) => reasons.every((one) => one === 'rejected'))).toBe(true);
    await site.send(`/briefs/${user}/refresh`, { version: '1' });
    expect(linesOn(user, '快手的直播业务').filter(({ section }) => section === 'loss')).toEqual([]);
    expect(stale()).toEqual([]);
  });

  it('lists a vendor that a later change has replaced', async () => {
    const user = await keep('kuaishou', 'huawei');
    site.importArticle('again', '2024年3月，快手把全部业务从华为云迁移到微软云。', {
      date: '2024-05-10',
      tlp: 'CLEAR',
    });
    const found = stale();
    expect(found.map(({ id }) => id)).toEqual([user]);
    expect(found[0]?.lines.flatMap(({ now }) => now)).toContain('2024年3月，快手把全部业务从华为云迁移到微软云。');
    expect(found[0]?.lines.every(({ reasons }) => reasons.every((one) => one === 'superseded'))).toBe(true);
  });

  it('lists a figure past its half-life, from the day after it', async () => {
    const user = await keep('kuaishou', 'huawei');
    const [line] = linesOn(user, '6折');
    expect(line?.expires).not.toBeNull();
    expect(stale(line?.expires ?? '')).toEqual([]);
    const later = new Date(Date.parse(line?.expires ?? '') + 86_400_000).toISOString().slice(0, 10);
    expect(stale(later)).toMatchObject([{ id: user, lines: [{ section: 'price', reasons: ['expired'] }] }]);
  });

  it('lists a version that was handed out, and who has the line, after the brief itself was mended', async () => {
    const user = await keep('kuaishou', 'huawei');
    for (const audience of ['internal', 'customer'])
      await site.send(`/briefs/${user}/files`, { version: '1', audience, format: 'md' });
    site.importArticle('prices', PRICES.replace('6折', '5.5折'), { date: recently, tlp: 'CLEAR' });
    await site.send(`/briefs/${user}/refresh`, { version: '1' });
    expect(stale()).toMatchObject([{ id: user, version: 1, lines: [{ audiences: ['internal'] }] }]);
  });

  it('lists a document that was taken back, and one whose class was made stricter', async () => {
    const user = await keep('kuaishou', 'huawei');
    site.importArticle('prices', PRICES, { date: recently, tlp: 'GREEN' });
    expect(stale()).toMatchObject([{ id: user, lines: [{ section: 'price', reasons: ['stricter'] }] }]);
    change("DELETE FROM document WHERE title = '示例标题' AND published_start > '2025'");
    expect(stale()).toMatchObject([{ id: user, lines: [{ section: 'price', reasons: ['gone'] }] }]);
  });
});
