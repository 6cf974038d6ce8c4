import readXlsxFile from 'read-excel-file/node';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompareCell, ComparePage } from '../../../server/pages/compare.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
let site: ReviewSite;
const page = async (query = ''): Promise<ComparePage> =>
  (await request(site.app).get(`/compare.json${query}`)).body as ComparePage;
const cellOf = async (metric: string, vendor: string, query = ''): Promise<CompareCell | undefined> =>
  (await page(query)).rows.find((row) => row.metric.id === metric)?.cells.find(({ vendorId }) => vendorId === vendor);

const ZONES = [
  '各家可用区数量',
  '',
  '| 地区 | AWS | 阿里云 | 华为云 |',
  '|---|---|---|---|',
  '| 总计 | 9 | 5 | 7 |',
  '| 东南亚 | 5 | 2 | 3 |',
  '| 新加坡 | 5 | 2 | 3 |',
  '| 欧洲 | 4 | 3 | 4 |',
  '| 德国 | 4 | 2 | 4 |',
].join('\n');
const DISCOUNTS = [
  '大客户折扣对比',
  '',
  '| 项目 | AWS | 阿里云 |',
  '|---|---|---|',
  '| 平均折扣 | 7-8折 | 4-5折 |',
  '| 说明 | 较高 | 较低 |',
].join('\n');

beforeAll(() => {
  site = openReviewSite(folder, 'compare.db');
  site.importArticle('zones', ZONES, { title: '可用区', date: '2025-01-10' });
  site.importArticle('discounts', DISCOUNTS, { title: '折扣', date: '2024-06-01' });
  site.importArticle('hidden', ZONES.replace('| 总计 | 9', '| 总计 | 777'), { title: '密', tlp: 'RED' });
});
afterAll(() => site.close());

describe('a comparison', () => {
  it('shows the whole of each vendor with its day, grade and sentence', async () => {
    const cell = await cellOf('zones', 'aws');
    expect(cell).toMatchObject({ blank: null, rank: 1, values: [{ low: 9, asOf: '2025-01-10', age: 'fresh' }] });
    const value = cell?.values[0];
    const { text } = await request(site.app).get(value?.href.split('#')[0] ?? '');
    expect(text).toContain(`id="${value?.href.split('#')[1]}"`);
  });

  it('says of every blank why it is blank', async () => {
    const { rows } = await page();
    const blanks = rows.flatMap(({ cells }) => cells).filter(({ values }) => values.length === 0);
    expect(blanks.length).toBeGreaterThan(3);
    expect(blanks.filter(({ blank }) => blank === null)).toEqual([]);
    expect((await cellOf('discount', 'huawei'))?.blank).toBe('not-disclosed');
    expect((await cellOf('zones', 'gcp'))?.blank).toBe('not-collected');
  });

  it('tells what does not apply, by definition or because a source says so in place of a number', async () => {
    expect((await cellOf('zones', 'kingdee', '?vendor=kingdee&vendor=aws&metric=zones'))?.blank).toBe('not-applicable');
    const body = '| 云厂商 | 毛利率 | 续费率 |\n|---|---|---|\n| 谷歌云 | 未披露 | 不适用 |\n| 华为云 | 21% | 93% |';
    site.importArticle('blanks', body, { title: '经营指标', date: '2025-01-09' });
    const margin = await cellOf('margin', 'gcp');
    expect(margin).toMatchObject({ blank: 'not-disclosed', values: [] });
    expect(margin?.blankHref).toMatch(/^\/tables\/[0-9a-f]{16}#c1-1$/);
    expect(await cellOf('retention', 'gcp')).toMatchObject({ blank: 'not-applicable', values: [] });
    expect(await cellOf('retention', 'huawei')).toMatchObject({ blank: null, values: [{ low: 93 }] });
  });

  it('shows a value in the unit that is compared beside the one that its source wrote', async () => {
    expect((await cellOf('discount', 'alibaba'))?.values[0]).toMatchObject({ unit: '折', compared: '40–50 %' });
    expect((await cellOf('zones', 'aws'))?.values[0]).toMatchObject({ compared: '' });
  });

  it('groups what is compared, and numbers its notes in reading order', async () => {
    const { groups, notes } = await page();
    expect(groups.map(({ group }) => group)).toEqual(
      ['scale', 'price', 'business', 'people'].filter((name) => groups.some(({ group }) => group === name)),
    );
    const cited = groups
      .flatMap(({ rows }) => rows)
      .flatMap(({ cells }) => cells)
      .flatMap(({ values }) => values);
    const firsts = [...new Set(cited.map(({ cite }) => cite.number))];
    expect(firsts).toEqual(notes.map((_, index) => index + 1));
  });

  it('compares discounts as shares of the list price, ranges as ranges', async () => {
    expect(await cellOf('discount', 'alibaba')).toMatchObject({
      values: [{ low: 4, high: 5, unit: '折', normalised: { low: 40, high: 50, base: '%' } }],
    });
  });

  it('tells what is stale, and hides it when asked', async () => {
    expect((await cellOf('discount', 'aws'))?.values[0]?.age).toBe('stale');
    expect(await cellOf('discount', 'aws', '?hide=1&metric=discount')).toMatchObject({ values: [], blank: 'hidden' });
    expect(await cellOf('zones', 'aws', '?asof=2024-12-31&metric=zones')).toMatchObject({ values: [] });
  });

  it('keeps what failed a check out and leads to it', async () => {
    const doubtful = (await cellOf('zones', 'alibaba'))?.doubtful;
    expect(doubtful?.count).toBeGreaterThan(0);
    expect((await request(site.app).get(doubtful?.href ?? '')).status).toBe(200);
  });

  it('warns of mixed scopes instead of ranking them', async () => {
    const other = ZONES.replace('可用区', '机房').replace('| 总计 | 9 | 5 | 7 |', '| 总计 | 9 | 5 | 7 |');
    site.importArticle('rooms', other.replace('AWS', 'Azure').replace(/ \| 阿里云 \| 华为云/, ' | 谷歌云 | 腾讯云'), {
      date: '2025-01-10',
    });
    const row = (await page()).rows.find(({ metric }) => metric.id === 'zones');
    expect(row?.unranked).toBe('scope');
    expect(row?.cells.map(({ rank }) => rank)).toEqual(row?.cells.map(() => null));
  });

  it('is drawn, with the same in words', async () => {
    const { charts } = await page();
    expect(charts.map(({ id }) => id)).toEqual(expect.arrayContaining(['places', 'ranges']));
    for (const { items, marks } of charts) expect(items).toHaveLength(marks.length);
    expect((await request(site.app).get('/compare')).text).toContain('<svg class="chart"');
  });

  it('leaves as CSV, Markdown and XLSX with citations', async () => {
    const csv = (await request(site.app).get('/compare.csv?metric=discount')).text;
    expect(csv).toContain('quote,path');
    expect(csv).toMatch(/4–5折.*TLP:/);
    expect((await request(site.app).get('/compare.md?metric=discount')).text).toContain('| 4–5折 | 4 | 5 |');
    const { body } = await request(site.app)
      .get('/compare.xlsx?metric=discount')
      .buffer()
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    const text = JSON.stringify(await readXlsxFile(body as Buffer));
    expect(text).toContain('4–5折');
    expect(text).toContain('/documents/');
  });

  it('never tells what is above the clearance', async () => {
    const answers = await Promise.all(
      ['/compare', '/compare.json', '/compare.csv', '/compare.md'].map((path) => request(site.app).get(path)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const { text } of answers) expect(text).not.toContain('777');
  });
});
