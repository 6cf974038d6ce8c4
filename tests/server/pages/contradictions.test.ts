import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MoveItem } from '../../../server/pages/move-item.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const TOLD = '2025年1月20日，阿里云宣布核心产品全线降价，最高降幅达到55%。';
const OTHERWISE = '2025年1月21日，阿里云宣布核心产品全线降价，最高降幅达到50%，引来同行跟进。';

let site: ReviewSite;
beforeAll(() => {
  site = openReviewSite(folder, 'contradictions.db');
  site.importArticle('told', TOLD, { title: '其一', tlp: 'CLEAR' });
  site.importArticle('otherwise', OTHERWISE, { title: '其二', tlp: 'CLEAR' });
  site.importArticle('secret', OTHERWISE.replaceAll('50%', '35%'), { title: '密', tlp: 'RED' });
});
afterAll(() => site.close());

const get = (path: string) => request(site.app).get(path);

describe('an event told with other dates and numbers', () => {
  it('is one move that shows both, each with its source, and nothing above the clearance', async () => {
    const { groups } = (await get('/index.json?since=all')).body as { groups: { moves: MoveItem[] }[] };
    const [move, ...rest] = groups.flatMap(({ moves }) => moves);
    expect(rest).toEqual([]);
    expect(move).toMatchObject({ documentCount: 2, datesDisagree: true });
    expect(move?.contradictions.dates.map(({ happened }) => happened.start).sort()).toEqual([
      '2025-01-20',
      '2025-01-21',
    ]);
    expect(move?.contradictions.numbers.map(({ readings }) => readings.map(({ written }) => written).sort())).toEqual([
      ['50%', '55%'],
    ]);
    for (const { href } of move?.contradictions.dates ?? [])
      expect((await get(href.split('#')[0] ?? '')).status).toBe(200);
  });

  it.each([
    ['zh', '时间两说', '数字两说'],
    ['en', 'dates differ', 'numbers differ'],
  ])('says so in %s', async (lang, dates, numbers) => {
    const { text } = await get('/vendors/alibaba').set('Cookie', `zhibi_lang=${lang}`);
    expect(text).toContain(dates);
    expect(text).toContain(numbers);
    expect(text).toContain('55%');
    expect(text).toContain('50%');
    expect(text).not.toContain('35%');
  });
});
