import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpTables, findDamage } from '../../helpers/database-dump.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const CUT = '2025年1月20日，阿里云宣布核心产品全线降价，最高降幅达到55%。';
const DEAL = '2024年12月，腾讯云拿下理想汽车的大单，双方签署合作协议。';
const MISSED = '华为云在贵安的机房里多了一千台机器。';
const TEXT = `${CUT}\n\n${DEAL}\n\n${MISSED}`;

let site: ReviewSite;
let documentId: string;
beforeAll(() => {
  site = openReviewSite(folder, 'review.db');
  documentId = site.importArticle('a', TEXT, { url: 'https://example.org/a', tlp: 'CLEAR' });
});
afterAll(() => site.close());

const get = (path: string) => request(site.app).get(path);
const moveOn = (words: string) => site.queue().find((move) => words.includes(move.quote.exact.slice(0, 10)));
/** Everything that a decision may change, without the decisions themselves. */
const facts = () => {
  const { review_decision: _, ...tables } = dumpTables(site.databasePath);
  return tables;
};
/** The twins hold what the pages show. */
const PAGES = [
  '/index.json?since=all',
  '/vendors/alibaba.json',
  '/timeline.json',
  '/search.json?q=%E9%98%BF%E9%87%8C%E4%BA%91%20%E9%99%8D%E4%BB%B7',
];

async function decide(fields: Record<string, string>): Promise<string> {
  const answer = await site.send('/review/decisions', fields);
  expect([answer.status, answer.text]).toEqual([303, expect.anything()]);
  return site.decisionOf(answer as never);
}
const undo = (id: string) => site.send(`/review/decisions/${id}/undo`, { back: '/review' });

describe('the queue', () => {
  it('shows a move with its paragraph, its reasons in words and a button for each key', async () => {
    const { text } = await get('/review');
    expect(site.queue().length).toBeGreaterThan(1);
    expect(text).toContain('<mark>');
    expect(text).toContain('有明确的动作词');
    for (const key of ['a', 'r', 'e', 'j', 'o']) expect(text).toContain(`data-key="${key}"`);
    const body = (await get('/review.json')).body;
    expect(body.card.reasons.length).toBeLessThanOrEqual(8);
    expect(body.card.reasons[0]).toMatchObject({ name: expect.any(String), contribution: expect.any(Number) });
  });

  it('filters by vendor, type and document', async () => {
    const move = moveOn(CUT)!;
    const { body } = await get(`/review.json?vendor=${move.vendorId}&type=${move.type}&document=${documentId}`);
    expect(body.queue.map((entry: { moveId: string }) => entry.moveId)).toEqual([move.moveId]);
    expect((await get('/review.json?vendor=aws')).body).toMatchObject({ total: 0, card: null });
    expect((await get('/review?document=nothing')).status).toBe(404);
  });

  it('is counted in the navigation and loads a script on no page without keys or suggestions', async () => {
    const page = await get('/review');
    expect(page.text).toContain(`<span class="n">${site.queue().length}</span>`);
    expect(page.text).toMatch(/<script src="\/assets\/review\.js\?v&#x3D;|<script src="\/assets\/review\.js\?v=/);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    for (const path of ['/vendors', '/review/history', `/review/add?document=${documentId}&start=0&end=9`]) {
      const other = await get(path);
      expect([other.status, other.text.includes('<script')], path).toEqual([200, false]);
      expect(other.headers['content-security-policy']).not.toContain('script-src');
    }
  });
});

describe('decisions', () => {
  it('confirm, and undoing restores every row', async () => {
    const before = facts();
    const move = moveOn(CUT)!;
    const id = await decide({ action: 'confirm', move: move.moveId });
    expect(site.store.getReviewMove(site.viewer, move.moveId)).toMatchObject({
      status: 'confirmed',
      action: 'confirm',
      confidence: 1,
    });
    expect(moveOn(CUT)).toBeUndefined();
    const { status, headers } = await undo(id);
    expect([status, headers.location]).toEqual([303, `/review?undone=${id}`]);
    expect(facts()).toEqual(before);
    expect((await undo(id)).status).toBe(404);
  });

  it('reject: gone from every page and export until undone', async () => {
    const move = moveOn(CUT)!;
    const shown = async () =>
      (await Promise.all(PAGES.map(get))).filter(({ text }) => text.includes(`"${move.moveId}"`)).length;
    expect(await shown()).toBeGreaterThan(2);
    const id = await decide({ action: 'reject', move: move.moveId });
    const moves = () => site.exported().includes(`"gist":"${move.gist}"`);
    expect([await shown(), moves()]).toEqual([0, false]);
    await undo(id);
    expect(await shown()).toBeGreaterThan(2);
    expect(moves()).toBe(true);
  });

  it('correct: shown as corrected, through a new extraction, and restored exactly', async () => {
    const before = facts();
    const move = moveOn(DEAL)!;
    const value = {
      vendor: 'huawei',
      type: 'loss',
      happened: '2024-Q4',
      counterparty: '理想',
      gist: '改过的要点',
      importance: '3',
      state: 'planned',
    };
    const id = await decide({ action: 'correct', move: move.moveId, ...value, note: '见附录' });
    const expected = {
      vendorId: 'huawei',
      type: 'loss',
      gist: '改过的要点',
      importance: 3,
      state: 'planned',
      status: 'confirmed',
      happened: { start: '2024-10-01', precision: 'quarter' },
    };
    expect(site.store.listMoves(site.viewer, { vendorIds: ['huawei'] })).toMatchObject([expected]);
    site.reextract();
    expect(site.store.listMoves(site.viewer, { vendorIds: ['huawei'] })).toMatchObject([expected]);
    expect((await get('/review/history')).text).toContain('见附录');
    await undo(id);
    expect(site.store.getReviewMove(site.viewer, move.moveId)).toMatchObject({
      vendorId: move.vendorId,
      gist: move.gist,
    });
    expect(facts().move).toEqual(before.move);
  });

  it('keep the words of a date that was not touched', async () => {
    const move = moveOn(CUT)!;
    const { vendorId: vendor, type, gist, happened } = move;
    const id = await decide({
      action: 'correct',
      move: move.moveId,
      vendor,
      type,
      gist,
      happened: happened.start,
      importance: '2',
    });
    expect(site.store.getReviewMove(site.viewer, move.moveId).happened).toEqual(happened);
    await undo(id);
  });

  it('add a missed move by its words, shown and undone without a trace', async () => {
    const before = facts();
    const { text } = site.store.getDocument(site.viewer, documentId);
    const start = text.indexOf('华为云在贵安');
    const form = await get(`/review/add?document=${documentId}&words=${encodeURIComponent('华为云在贵安的机房里')}`);
    expect(form.text).toContain(`name="start" value="${start}"`);
    const fields = {
      action: 'add',
      document: documentId,
      start: String(start),
      end: String(start + 6),
      vendor: 'huawei',
      type: 'region',
      happened: '2024',
      gist: '扩容',
      importance: '2',
    };
    const id = await decide({ ...fields, exact: '华为云在贵安' });
    site.reextract();
    expect(site.store.listMoves(site.viewer, { vendorIds: ['huawei'] })).toMatchObject([
      { gist: '扩容', confidence: 1, status: 'confirmed', quote: { exact: '华为云在贵安', start } },
    ]);
    expect((await get('/vendors/huawei')).text).toContain('扩容');
    expect((await site.send('/review/decisions', { ...fields, exact: '别的词别的' })).status).toBe(400);
    await undo(id);
    expect(site.store.listMoves(site.viewer, { vendorIds: ['huawei'] })).toEqual([]);
    expect({ ...facts(), revision: [], document: [] }).toMatchObject({ move: before.move });
    expect(findDamage(site.databasePath)).toEqual([]);
  });

  it('survive a new extraction and an edited article in which the sentence moved', async () => {
    const [cut, deal] = [moveOn(CUT)!, moveOn(DEAL)!];
    const ids = [
      await decide({ action: 'reject', move: cut.moveId }),
      await decide({ action: 'confirm', move: deal.moveId }),
    ];
    const shown = () => site.store.listMoves(site.viewer).map(({ status, quote }) => [status, quote.exact.slice(0, 6)]);
    const expected = shown();
    expect(expected).toContainEqual(['confirmed', deal.quote.exact.slice(0, 6)]);
    site.reextract();
    expect(shown()).toEqual(expected);
    site.importArticle('a', `本文于今日更新。\n\n${DEAL}\n\n${CUT}\n\n${MISSED}`, {
      url: 'https://example.org/a',
      tlp: 'CLEAR',
    });
    expect(shown()).toEqual(expected);
    expect(moveOn(CUT)).toBeUndefined();
    for (const id of ids) expect((await undo(id)).status).toBe(303);
    expect(shown().every(([status]) => status === 'proposed')).toBe(true);
    site.importArticle('a', TEXT, { url: 'https://example.org/a', tlp: 'CLEAR' });
  });

  it('say what was done, with the way back', async () => {
    const move = moveOn(CUT)!;
    const answer = await site.send('/review/decisions', {
      action: 'confirm',
      move: move.moveId,
      back: '/review?page=1',
    });
    const page = await get(answer.headers.location ?? '');
    expect(page.text).toContain('已确认“');
    expect(page.text).toContain('data-key="u"');
    await undo(site.decisionOf(answer as never));
  });

  it('show notes as text', async () => {
    const id = await decide({
      action: 'reject',
      move: moveOn(CUT)!.moveId,
      note: '<script>alert(1)</script>"><img src=x>',
    });
    const { text } = await get('/review/history');
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script|<img/);
    await undo(id);
  });
});
