import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpTables, findDamage } from '../../helpers/database-dump.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const CUT = '2025年1月20日，阿里云宣布核心产品全线降价，最高降幅达到55%。';
const AGAIN = '1月20日，阿里云宣布核心产品全线降价，最高降幅为55%，引来同行跟进。';
const OTHER = '2025年1月，阿里云下调了大模型的调用价格，降价幅度达到85%。';

let site: ReviewSite;
const documents: Record<string, string> = {};
beforeAll(() => {
  site = openReviewSite(folder, 'folding.db');
  for (const [name, text] of Object.entries({ CUT, AGAIN, OTHER }))
    documents[name] = site.importArticle(name, text, { title: name });
});
afterAll(() => site.close());

const body = async <T>(path: string): Promise<T> => (await request(site.app).get(path)).body as T;
const moveIn = (name: string): string =>
  site.queue().find(({ document }) => document.documentId === documents[name])?.moveId ?? '';
const decide = async (fields: Record<string, string>): Promise<string> =>
  site.decisionOf((await site.send('/review/decisions', fields).expect(303)) as never);
const undo = (id: string) => site.send(`/review/decisions/${id}/undo`, {}).expect(303);

interface Shown {
  moveId: string;
  documentCount: number;
}
const events = async (): Promise<number[]> => {
  const { groups } = await body<{ groups: { moves: Shown[] }[] }>('/index.json?since=all');
  return groups.flatMap(({ moves }) => moves.map(({ documentCount }) => documentCount)).sort();
};
interface Card {
  card: { folding: Record<'tellings' | 'similar', { moveId: string }[]> };
}
const folding = async (name: string) => {
  const { card } = await body<Card>(`/review.json?move=${moveIn(name)}`);
  const idsOf = (rows: { moveId: string }[]): string[] => rows.map(({ moveId }) => moveId);
  return { tellings: idsOf(card.folding.tellings), similar: idsOf(card.folding.similar) };
};

describe('folding by hand', () => {
  it('takes a telling out of an event, puts one in, and undoes both', async () => {
    expect(await events()).toEqual([1, 2]);
    expect(await folding('CUT')).toEqual({ tellings: [moveIn('AGAIN')], similar: [moveIn('OTHER')] });
    const split = await decide({ action: 'split', move: moveIn('AGAIN'), other: moveIn('CUT') });
    expect(await events()).toEqual([1, 1, 1]);
    const merge = await decide({ action: 'merge', move: moveIn('OTHER'), other: moveIn('CUT') });
    expect(await events()).toEqual([1, 2]);
    expect(await folding('CUT')).toEqual({ tellings: [moveIn('OTHER')], similar: [moveIn('AGAIN')] });
    await undo(split);
    expect(await events()).toEqual([3]);
    await undo(merge);
    expect(await events()).toEqual([1, 2]);
  });

  it('lets the later of two decisions on one pair hold', async () => {
    const ids = [
      await decide({ action: 'split', move: moveIn('AGAIN'), other: moveIn('CUT') }),
      await decide({ action: 'merge', move: moveIn('CUT'), other: moveIn('AGAIN') }),
    ];
    expect(await events()).toEqual([1, 2]);
    for (const id of ids) await undo(id);
  });

  it('survives a new extraction and a text that moved', async () => {
    const merge = await decide({ action: 'merge', move: moveIn('OTHER'), other: moveIn('CUT') });
    const before = dumpTables(site.databasePath).fold_target;
    site.reextract();
    expect(dumpTables(site.databasePath).fold_target).toEqual(before);
    site.importArticle('OTHER', `本文今天更新过一次。\n\n${OTHER}`, { title: 'OTHER' });
    expect(await events()).toEqual([3]);
    site.importArticle('OTHER', '本文已经撤下。', { title: 'OTHER' });
    expect(await events()).toEqual([2]);
    expect((await request(site.app).get('/review/history')).text).toContain('原句已不在文中');
    site.importArticle('OTHER', OTHER, { title: 'OTHER' });
    expect(await events()).toEqual([3]);
    await undo(merge);
    expect(findDamage(site.databasePath)).toEqual([]);
  });

  it('is written in the history with both sides, and refuses what makes no pair', async () => {
    const merge = await decide({ action: 'merge', move: moveIn('OTHER'), other: moveIn('CUT'), note: '同一轮' });
    const { decisions } = await body<{ decisions: object[] }>('/review/history.json');
    expect(decisions[0]).toMatchObject({
      ...{ action: 'merge', note: '同一轮', decidedBy: 'local', undoneAt: null, isInForce: true },
      otherWords: expect.stringContaining('阿里云'),
    });
    await undo(merge);
    for (const [other, status] of [
      [moveIn('CUT'), 400],
      ['nothing', 404],
    ] as const)
      await site.send('/review/decisions', { action: 'merge', move: moveIn('CUT'), other }).expect(status);
  });
});
