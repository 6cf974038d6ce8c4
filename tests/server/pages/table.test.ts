import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TablePage } from '../../../server/pages/table.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
let site: ReviewSite;
let tableId: string;
let hiddenId: string;
let documentId: string;
const page = async (query = ''): Promise<TablePage> =>
  (await request(site.app).get(`/tables/${tableId}.json${query}`)).body as TablePage;

const TABLE = [
  '各家可用区数量',
  '',
  '| 地区 | AWS | 阿里云 (当前) | 阿里云 (规划) |',
  '|---|---|---|---|',
  '| 总计 | 9 | 5 | 6 |',
  '| 东南亚 | 5 | 2 | 3 |',
  '| 新加坡 | 3 | 1 | 1->2 (26年3月) |',
  '| 泰国 | 3 | 1 | 1 |',
  '| 欧洲 | 4 | 3 | 3 |',
  '| 德国 | 4 | 3 | 3 |',
].join('\n');

beforeAll(() => {
  site = openReviewSite(folder, 'table.db');
  documentId = site.importArticle('zones', TABLE, { title: '可用区' });
  const hidden = site.importArticle('secret', TABLE, { title: '密', tlp: 'RED' });
  const idOf = (id: string): string =>
    site.store.listTables({ clearance: 'RED', role: 'analyst' }, { documentId: id })[0]?.tableId ?? '';
  [tableId, hiddenId] = [idOf(documentId), idOf(hidden)];
});
afterAll(() => site.close());

describe('a table', () => {
  it('shows each cell as the source does, with what we read', async () => {
    const { header, rows } = await page();
    expect(header[0]?.cells.map(({ text }) => text)).toEqual(['地区', 'AWS', '阿里云 (当前)', '阿里云 (规划)']);
    const cell = rows[2]?.cells[3];
    expect(cell).toMatchObject({
      text: '1->2 (26年3月)',
      reading: { number: '1', planned: { number: '2', when: '2026-03' }, vendor: { vendorId: 'alibaba' } },
    });
    expect(rows[2]?.cells[0]).toMatchObject({ text: '新加坡', reading: null });
  });

  it('leads from each cell to its words in our own copy', async () => {
    const { rows } = await page();
    const { text } = await request(site.app).get(rows[2]?.cells[1]?.href.split('#')[0] ?? '');
    expect(text).toContain('id="hit"');
  });

  it('hatches what failed a check and says why', async () => {
    const { rows, doubts, tabs } = await page('?show=doubtful');
    expect(rows[0]?.cells[1]?.reading).toMatchObject({ status: 'unverified' });
    expect(doubts[0]).toMatchObject({ reasonZh: expect.stringContaining('分项之和是 6，小计写的是 5') });
    expect(tabs.map(({ count }) => count)).toEqual([6, 3]);
    const { text } = await request(site.app).get(`/tables/${tableId}`);
    expect(text).toContain('class="hatched"');
  });

  it('is linked from its document', async () => {
    const { text } = await request(site.app).get(`/documents/${documentId}`);
    expect(text).toContain(`href="/tables/${tableId}"`);
  });

  it('does not exist above the clearance', async () => {
    expect(hiddenId).not.toBe('');
    expect((await request(site.app).get(`/tables/${hiddenId}`)).status).toBe(404);
  });
});
