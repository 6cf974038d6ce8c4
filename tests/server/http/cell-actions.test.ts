import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCells } from '../../../server/commands/export-cells.ts';
import type { ComparePage } from '../../../server/pages/compare.ts';
import type { ReviewTablesPage } from '../../../server/pages/review-tables.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const TABLE = [
  '各家可用区数量',
  '',
  '| 地区 | AWS | 华为云 |',
  '|---|---|---|',
  '| 总计 | 9 | 7 |',
  '| 东南亚 | 5 | 3 |',
  '| 新加坡 | 3 | 3 |',
  '| 泰国 | 3 | 0 |',
  '| 欧洲 | 4 | 4 |',
].join('\n');
const REMARK = { note: '与官网核对', who: '分析师甲' };

let site: ReviewSite;
let tableId: string;
let hiddenId: string;
beforeAll(() => {
  site = openReviewSite(folder, 'cells.db');
  const [open, secret] = [
    site.importArticle('zones', TABLE),
    site.importArticle('secret', TABLE, { title: '密', tlp: 'RED' }),
  ];
  const idOf = (documentId: string): string =>
    site.store.listTables({ clearance: 'RED', role: 'analyst' }, { documentId })[0]?.tableId ?? '';
  [tableId, hiddenId] = [idOf(open), idOf(secret)];
});
afterAll(() => site.close());

const cellLine = (row: number, column: number) =>
  [...exportCells(site.store, site.viewer)].find((cell) => cell.row === row && cell.column === column);
const waiting = async (): Promise<number> =>
  ((await request(site.app).get('/review/tables.json')).body as ReviewTablesPage).tables[0]?.unverifiedCount ?? 0;
const send = (fields: Record<string, string>, id = tableId) => site.send(`/tables/${id}/cells`, fields);

describe('a cell that failed a check', () => {
  it('waits in the review queue with a form of its own', async () => {
    expect(cellLine(2, 1)).toMatchObject({ text: '5', status: 'unverified' });
    expect(await waiting()).toBe(3);
    const { text } = await request(site.app).get(`/tables/${tableId}?cell=2-1`);
    expect(text).toContain(`action="/tables/${tableId}/cells"`);
  });

  it('is corrected with who and why, becomes a figure, and stays so when read again', async () => {
    const { status } = await send({ action: 'correct', row: '2', column: '1', low: '6', ...REMARK });
    expect(status).toBe(303);
    site.reextract();
    expect(cellLine(2, 1)).toMatchObject({ low: 6, text: '5', status: 'corrected', decision: '分析师甲：与官网核对' });
    const figures = site.store.listFigures(site.viewer, { vendorId: 'aws' });
    expect(figures.find(({ place }) => place === '东南亚')).toMatchObject({
      low: 6,
      metric: 'zones',
      status: 'confirmed',
    });
    const { charts } = (await request(site.app).get('/compare.json')).body as ComparePage;
    expect(charts[0]?.items.map(({ name, text }) => `${name} ${text}`)).toContain('东南亚 6个');
    expect(await waiting()).toBe(2);
  });

  it('becomes a figure of what its own row and heading measure, at their time', async () => {
    const body =
      '| 云厂商 | 2024年毛利率 | 员工数 |\n|---|---|---|\n| AWS | 3O% | 9万人 |\n| 华为云 | 21% | 5万人 |\n| 谷歌云 | 25% | 4万人 |';
    const documentId = site.importArticle('margins', body, { title: '三家一览' });
    const [table] = site.store.listTables(site.viewer, { documentId });
    await send({ action: 'correct', row: '1', column: '1', low: '30', ...REMARK }, table?.tableId);
    const figures = site.store.listFigures(site.viewer, { vendorId: 'aws' });
    expect(figures.find(({ metric }) => metric === 'margin')).toMatchObject({
      ...{ low: 30, unit: '%', place: '', period: { start: '2024-01-01', end: '2024-12-31' } },
    });
  });

  it('is accepted as read, and taken back', async () => {
    await send({ action: 'accept', row: '3', column: '1', ...REMARK });
    expect(cellLine(3, 1)).toMatchObject({ low: 3, status: 'ok' });
    await send({ action: 'undo', row: '3', column: '1' });
    expect(cellLine(3, 1)).toMatchObject({ status: 'unverified', decision: '' });
  });

  it('is decided on by nobody without a reason, without a name, from another site, or above the clearance', async () => {
    const fields = { action: 'accept', row: '3', column: '1', ...REMARK };
    expect((await send({ ...fields, note: '' })).status).toBe(400);
    expect((await send({ ...fields, who: '' })).status).toBe(400);
    expect((await send({ ...fields, action: 'correct', low: 'x' })).status).toBe(400);
    expect((await send(fields, hiddenId)).status).toBe(404);
    const { status } = await site.send(`/tables/${tableId}/cells`, fields, { 'Sec-Fetch-Site': 'cross-site' });
    expect(status).toBe(403);
    expect(cellLine(3, 1)).toMatchObject({ status: 'unverified' });
  });

  it('that passed its checks is not decided on', async () => {
    expect((await send({ action: 'accept', row: '1', column: '2', ...REMARK })).status).toBe(404);
  });
});
