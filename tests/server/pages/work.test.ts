import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkPage } from '../../../server/pages/work.ts';
import { makeSentences } from '../../helpers/made-text.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const NEWS = '2024年9月19日，阿里云宣布旗下百余款产品降价，降幅为20%。';
const MISPRINT = NEWS.replace('20%', '29%');
const text = [NEWS, ...makeSentences(30, 31)];
const EXTRA = '附表：各可用区的机柜数目由运维处每季度末更新一次，仅供内部参考。';

let site: ReviewSite;
const ids: Record<string, string> = {};
const get = async <T>(path: string): Promise<T> => (await request(site.app).get(path)).body as T;
const page = (query = ''): Promise<WorkPage> => get<WorkPage>(`/works/${ids.first}.json${query}`);

beforeAll(() => {
  site = openReviewSite(folder, 'work.db');
  const add = (name: string, lines: string[], head = {}): void => {
    ids[name] = site.importArticle(name, lines.join('\n\n'), { title: name, ...head });
  };
  add('first', text);
  add('misprint', [MISPRINT, ...text.slice(1)]);
  add('longer', [...text, EXTRA]);
  add('alone', makeSentences(30, 32));
  add('hidden', [...text, '绝密材料'], { tlp: 'RED' });
});
afterAll(() => site.close());

describe('a work', () => {
  it('shows its versions side by side with the reading that most of them share', async () => {
    const { versions, places } = await page();
    expect(versions.map(({ title, column, minorityCount }) => [title, column, minorityCount])).toEqual([
      ['first', 'A', 0],
      ['misprint', 'B', 1],
      ['longer', 'C', 0],
    ]);
    expect(places).toHaveLength(1);
    expect(places[0]).toMatchObject({
      majority: { votes: 2, words: '0' },
      versions: 3,
      cells: [
        { kind: 'most' },
        { kind: 'few', words: '9', before: expect.stringContaining('降幅为2') },
        { kind: 'most' },
      ],
    });
  });

  it('leads from a reading to its place in the document', async () => {
    const { places } = await page();
    const { text: answer } = await request(site.app).get(places[0]?.cells[1]?.href.split('#')[0] ?? '');
    expect(answer).toContain('id="hit"');
  });

  it('keeps in reach what one version alone holds', async () => {
    const { rows, tabs } = await page('?show=alone');
    expect(rows.map(({ cells }) => cells.map(({ isAlone }) => isAlone))).toEqual([[false, false, true]]);
    expect(rows[0]?.cells[2]?.passages[0]?.segments).toEqual([{ text: EXTRA, kind: null }]);
    expect(tabs.map(({ count }) => count)).toEqual([1, 1, 32]);
    const all = await page('?show=all&page=2');
    expect(all.rows).toHaveLength(2);
  });

  it('is not there for a document that stands alone, nor for one that may not be read', async () => {
    for (const name of ['alone', 'hidden']) {
      const { status } = await request(site.app).get(`/works/${ids[name]}`);
      expect(status).toBe(404);
    }
  });

  it.each(['zh', 'en'])('reads in %s', async (lang) => {
    for (const query of ['', '?show=alone', '?show=all']) {
      const answer = await request(site.app).get(`/works/${ids.first}${query}`).set('Cookie', `zhibi_lang=${lang}`);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/undefined|NaN|\[object |绝密/);
    }
  });
});

describe('facts from a work', () => {
  it('lead to it from each of its documents and say which reading is of the few', async () => {
    const { text: answer } = await request(site.app).get(`/documents/${ids.misprint}`);
    expect(answer).toMatch(/href="\/works\/\w+"/);
    expect(answer).toContain('此处作“9”，2 / 3 版作“0”：从多数');
    const { text: other } = await request(site.app).get(`/documents/${ids.first}`);
    expect(other).not.toContain('从多数');
  });

  it('are one event of one source, told as most versions read', async () => {
    const { groups } = await get<{ groups: { moves: object[] }[] }>('/index.json?since=all');
    const told = groups.flatMap(({ moves }) => moves);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ documentCount: 3, sourceCount: 1, readings: [], quote: { exact: NEWS } });
  });

  it('give a number once, as most versions read it', async () => {
    const { figures } = await get<{ figures: { groups: { rows: { low: number }[] }[] } }>('/vendors/alibaba.json');
    const lows = figures.groups.flatMap(({ rows }) => rows).map(({ low }) => low);
    expect(lows.sort((a, b) => a - b)).toEqual([20, 100]);
  });
});
