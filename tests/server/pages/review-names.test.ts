import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamesPage } from '../../../server/pages/review-names.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const TEXT = '阿里云服务了小红书、携程、甲野游戏等客户。\n\n腾讯云副总裁钱大海表示，今年会继续投入。';

let site: ReviewSite;
let documentId: string;
beforeAll(() => {
  site = openReviewSite(folder, 'names.db');
  documentId = site.importArticle('open', TEXT, { tlp: 'CLEAR' });
  site.importArticle('secret', TEXT.replaceAll('甲野', '绝密').replaceAll('钱大海', '钱绝密'), {
    title: '密',
    tlp: 'RED',
  });
});
afterAll(() => site.close());

const page = async (): Promise<NamesPage> => (await request(site.app).get('/review/names.json')).body as NamesPage;
const decide = async (fields: Record<string, string>): Promise<string> =>
  site.decisionOf((await site.send('/review/decisions', fields).expect(303)) as never);
const undo = (id: string) => site.send(`/review/decisions/${id}/undo`, {}).expect(303);
const accounts = () => site.store.listAccountMentions(site.viewer, { documentId });
const people = () => site.store.listPersonRoles(site.viewer, { documentId });

describe('names found by pattern', () => {
  it('wait with their sentence, those above the clearance unseen', async () => {
    const { names, kinds } = await page();
    expect(names.map(({ kind, name }) => [kind, name])).toEqual([
      ['account', '甲野游戏'],
      ['person', '钱大海'],
    ]);
    expect(kinds[0]?.count).toBe(names.length);
    expect(JSON.stringify(names)).not.toContain('绝密');
    for (const { quote, name } of names) expect(quote.find(({ hit }) => hit)?.text).toBe(name);
    const { text } = await request(site.app).get('/review/names');
    for (const key of ['a', 'r', 'o']) expect(text).toContain(`data-key="${key}"`);
  });

  it('are no candidates once accepted, gone once refused, as before once undone; a new extraction changes nothing', async () => {
    const [first] = (await page()).names;
    const { kind = 'account', name = '' } = first ?? {};
    const listed = () => (kind === 'account' ? accounts() : people()).find((row) => row.name === name);
    expect(listed()?.isCandidate).toBe(true);
    const accepted = await decide({ action: 'accept', kind, name });
    expect((await page()).names.some((row) => row.name === name)).toBe(false);
    expect(listed()?.isCandidate).toBe(false);
    const refused = await decide({ action: 'refuse', kind, name });
    site.reextract();
    expect(listed()).toBeUndefined();
    expect(JSON.parse(site.exported())[0][kind === 'account' ? 'accounts' : 'people'].map(String)).not.toContain(name);
    await undo(refused);
    expect(listed()?.isCandidate).toBe(false);
    await undo(accepted);
    expect(listed()?.isCandidate).toBe(true);
  });

  it('may be another name of one that is listed', async () => {
    const candidate = (await page()).names.find(({ kind }) => kind === 'account');
    const entity = site.store.listEntities('account')[0];
    const name = candidate?.name ?? '';
    const id = await decide({ action: 'accept', kind: 'account', name, entity: entity?.name ?? '' });
    expect(accounts().find((row) => row.name === name)?.accountId).toBe(entity?.entityId);
    const history = await request(site.app).get('/review/history');
    expect(history.text).toContain(name);
    await undo(id);
    await site.send('/review/decisions', { action: 'accept', kind: 'account', name, entity: '没有这一家' }).expect(400);
  });

  it('are not told by asking: a hidden name is as unknown as none', async () => {
    for (const name of ['绝密游戏', '钱绝密', '无此名'])
      for (const kind of ['account', 'person'])
        await site.send('/review/decisions', { action: 'refuse', kind, name }).expect(404);
  });
});
