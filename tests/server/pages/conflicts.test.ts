import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportConflicts } from '../../../server/commands/export-conflicts.ts';
import type { ConflictsPage } from '../../../server/pages/conflicts.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
let site: ReviewSite;
const page = async (query = ''): Promise<ConflictsPage> =>
  (await request(site.app).get(`/conflicts.json${query}`)).body as ConflictsPage;
const zones = (title: string, numbers: number[]): string =>
  [title, '', '| 厂商 | AWS | 华为云 |', '|---|---|---|', `| 总计 | ${numbers.join(' | ')} |`, '| 欧洲 | 1 | 1 |'].join(
    '\n',
  );

beforeAll(() => {
  site = openReviewSite(folder, 'conflicts.db');
  site.importArticle('zones', zones('各家可用区数量', [105, 48]).replace('| 欧洲 | 1 | 1 |', '| 欧洲 | 105 | 48 |'));
  site.importArticle('rooms', zones('各家机房数', [108, 48]).replace('| 欧洲 | 1 | 1 |', '| 欧洲 | 108 | 48 |'));
  site.importArticle('others', zones('各家可用区数', [117, 48]).replace('| 欧洲 | 1 | 1 |', '| 欧洲 | 117 | 48 |'), {
    date: '2025-02-20',
  });
  site.importArticle('hidden', zones('各家可用区数', [999, 48]).replace('| 欧洲 | 1 | 1 |', '| 欧洲 | 999 | 48 |'), {
    tlp: 'RED',
  });
});
afterAll(() => site.close());

describe('disagreements', () => {
  it('stand side by side by kind, with their sources', async () => {
    const { conflicts } = await page();
    const ofWhole = conflicts.filter(({ place, vendor }) => place === '' && vendor?.vendorId === 'aws');
    expect(ofWhole.map(({ kind, values }) => [kind, values.map(({ text }) => text).sort()])).toEqual([
      ['contradiction', ['105', '117']],
      ['scope', ['105', '108', '117']],
    ]);
    expect(ofWhole[1]).toMatchObject({ preferred: null, reason: 'other-scope' });
    expect(ofWhole[1]?.values.map(({ scope }) => scope.zh.join())).toContain('机房');
  });

  it('are counted by kind and shown by it', async () => {
    const { tabs, conflicts } = await page('?kind=scope');
    expect(new Set(conflicts.map(({ kind }) => kind))).toEqual(new Set(['scope']));
    expect(tabs.find(({ kind }) => kind === 'scope')).toMatchObject({ count: conflicts.length, isCurrent: true });
    expect((await request(site.app).get('/conflicts')).status).toBe(200);
  });

  it('lead to their sentence and leave the base as lines', async () => {
    const { conflicts } = await page();
    const value = conflicts[0]?.values[0];
    const { text } = await request(site.app).get(`/documents/${value?.document}`);
    expect(text).toContain(`id="${value?.href.split('#')[1]}"`);
    expect(exportConflicts(site.store, site.viewer)).toHaveLength(conflicts.length);
  });

  it('never tell what is above the clearance', async () => {
    expect(JSON.stringify(await page())).not.toContain('999');
  });
});
