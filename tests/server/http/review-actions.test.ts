import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryValue } from '../../helpers/database-dump.ts';
import { OWN, openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const TEXT = '2025年1月20日，阿里云宣布核心产品全线降价，最高降幅达到55%。';
const SECRET = '密语降价方案';

let site: ReviewSite;
let moveId: string;
let secretMove: string;
let secretDocument: string;
beforeAll(() => {
  site = openReviewSite(folder, 'actions.db');
  site.importArticle('open', TEXT, { tlp: 'CLEAR' });
  secretDocument = site.importArticle('secret', `2025年2月3日，腾讯云宣布${SECRET}，全线降价30%。`, {
    title: SECRET,
    tlp: 'RED',
  });
  moveId = site.queue()[0]?.moveId ?? '';
  secretMove = queryValue(site.databasePath, 'SELECT move_id FROM move WHERE document_id = ?', secretDocument);
});
afterAll(() => site.close());

const decisions = (): number => queryValue(site.databasePath, 'SELECT COUNT(*) FROM review_decision');

describe('where a decision may come from', () => {
  it.each([
    [{ 'Sec-Fetch-Site': 'same-origin' }, 303],
    [{ 'Sec-Fetch-Site': 'none' }, 303],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost' }, 403],
    [{ Host: 'localhost:3000', Origin: 'http://localhost:3000' }, 303],
    [{ Host: 'localhost:3000', Origin: 'http://localhost:4000' }, 403],
    [{ Host: 'localhost:3000', Origin: 'http://evil.example' }, 403],
    [{ Host: 'localhost:3000', Origin: 'null' }, 403],
    [{ Host: 'evil.example', 'Sec-Fetch-Site': 'same-origin' }, 400],
    [{}, 403],
  ])('%j → %i', async (headers, status) => {
    const before = decisions();
    const answer = await site.send(
      '/review/decisions',
      { action: 'confirm', move: moveId },
      headers as Record<string, string>,
    );
    expect(answer.status).toBe(status);
    expect(decisions() - before).toBe(status === 303 ? 1 : 0);
    if (status === 403) expect(answer.text).toContain('CROSS_ORIGIN');
    const [, id] = /done=(\w+)/.exec(answer.headers.location ?? '') ?? [];
    if (id) await site.send(`/review/decisions/${id}/undo`, {});
  });

  it('is signed with the name given last, until it is taken back', async () => {
    const decide = async (fields: Record<string, string>, cookie: string[] = []) => {
      const headers = { ...OWN, Cookie: cookie.map((one) => one.split(';')[0]).join('; ') };
      const answer = await site.send('/review/decisions', { action: 'confirm', move: moveId, ...fields }, headers);
      const decisionId = site.decisionOf(answer as never);
      const by = queryValue(
        site.databasePath,
        'SELECT decided_by FROM review_decision WHERE decision_id = ?',
        decisionId,
      );
      await site.send(`/review/decisions/${decisionId}/undo`, {});
      return { by, cookie: (answer.headers['set-cookie'] ?? []) as unknown as string[] };
    };
    const signed = await decide({ who: '王敏 A.' });
    expect(signed.by).toBe('王敏 A.');
    expect((await decide({}, signed.cookie)).by).toBe('王敏 A.');
    const page = await request(site.app)
      .get('/review')
      .set('Cookie', signed.cookie[0]?.split(';')[0] ?? '');
    expect(page.text).toContain('value="王敏 A."');
    const taken = await decide({ who: ' ' }, signed.cookie);
    expect([taken.by, (await decide({}, taken.cookie)).by]).toEqual(['local', 'local']);
    expect((await decide({}, ['zhibi_name=%E0%A4%A'])).by).toBe('local');
    await site.send('/review/decisions', { action: 'confirm', move: moveId, who: 'x'.repeat(81) }).expect(400);
  });

  it('is taken back by whoever signs then, which the history shows', async () => {
    const moveId = site.queue()[0]?.moveId ?? '';
    const answer = await site.send('/review/decisions', { action: 'confirm', move: moveId, who: '王敏' });
    const decisionId = site.decisionOf(answer as never);
    await site
      .send(`/review/decisions/${decisionId}/undo`, {})
      .set('Cookie', `zhibi_name=${encodeURIComponent('李强')}`);
    expect(site.store.listDecisionLog(site.viewer, { decisionId })).toMatchObject([
      { decidedBy: '王敏', undoneBy: '李强' },
    ]);
    const [row] = /<tr><td[^>]*>(?:(?!<\/tr>)[\s\S])*王敏(?:(?!<\/tr>)[\s\S])*<\/tr>/.exec(
      (await request(site.app).get('/review/history')).text,
    ) ?? [''];
    expect(row).toMatch(/已于 .* 撤销 · 李强/);
  });

  it('is never a GET', async () => {
    for (const path of ['/review/decisions', '/review/decisions/abc/undo']) {
      expect((await request(site.app).get(path)).status).toBe(404);
    }
  });
});

describe('what a decision may hold', () => {
  const correct = {
    action: 'correct',
    vendor: 'aws',
    type: 'pricing',
    happened: '2024',
    gist: '要点',
    importance: '2',
  };
  it.each([
    ['an unknown action', { action: 'drop' }, 400],
    ['no action', {}, 400],
    ['an unknown move', { action: 'confirm', move: 'nothing' }, 404],
    ['a move that is no id', { action: 'confirm', move: '../x' }, 400],
    ['an unknown vendor', { ...correct, vendor: 'nobody' }, 400],
    ['an unknown type', { ...correct, type: 'nothing' }, 400],
    ['a day that no calendar has', { ...correct, happened: '2024-02-31' }, 400],
    ['an importance out of range', { ...correct, importance: '4' }, 400],
    ['an empty gist', { ...correct, gist: ' ' }, 400],
    ['a gist that is too long', { ...correct, gist: '长'.repeat(201) }, 400],
    ['a note that is too long', { action: 'confirm', note: '长'.repeat(1001) }, 400],
    ['a body over the limit', { action: 'confirm', note: 'x'.repeat(20_000) }, 413],
    ['more fields than any form has', Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, 'x'])), 413],
  ])('refuses %s', async (_, fields, status) => {
    const before = decisions();
    const answer = await site.send('/review/decisions', { move: moveId, ...fields } as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/BAD_PARAMETER|NOT_FOUND|TOO_LARGE/);
    expect(decisions()).toBe(before);
  });

  it('reads forms alone', async () => {
    const { status } = await request(site.app)
      .post('/review/decisions')
      .set(OWN)
      .send({ action: 'confirm', move: moveId });
    expect(status).toBe(400);
  });

  it.each(['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (back) => {
      const answer = await site.send('/review/decisions', { action: 'confirm', move: moveId, back });
      expect(answer.headers.location).toMatch(/^\/(?:review)?\?done=\w+$/);
      await site.send(`/review/decisions/${site.decisionOf(answer as never)}/undo`, {});
    },
  );

  it('refuses everything where nothing can be written, and shows no button', async () => {
    const answer = await request(site.readOnly)
      .post('/review/decisions')
      .set(OWN)
      .type('form')
      .send({ action: 'confirm', move: moveId });
    expect([answer.status, answer.text.includes('READ_ONLY')]).toEqual([403, true]);
    const { status, text } = await request(site.readOnly).get('/review');
    expect([status, text.includes('method="post"')]).toEqual([200, false]);
  });
});

describe('clearance', () => {
  it('treats a move, a document and a decision above it as missing', async () => {
    const cleared = openReviewSite(folder, 'actions.db', 'RED');
    const decided = await cleared.send('/review/decisions', { action: 'reject', move: secretMove, note: SECRET });
    expect(decided.status).toBe(303);
    const id = cleared.decisionOf(decided as never);
    await cleared.send(`/review/decisions/${id}/undo`, {});
    const add = {
      action: 'add',
      document: secretDocument,
      start: '0',
      end: '2',
      exact: '20',
      vendor: 'aws',
      type: 'pricing',
      happened: '2024',
      gist: 'x',
      importance: '1',
    };
    expect((await site.send('/review/decisions', { action: 'confirm', move: secretMove })).status).toBe(404);
    expect((await site.send('/review/decisions', add)).status).toBe(404);
    const live = await cleared.send('/review/decisions', { action: 'confirm', move: secretMove, note: SECRET });
    expect((await site.send(`/review/decisions/${cleared.decisionOf(live as never)}/undo`, {})).status).toBe(404);
    const paths = [
      '/review',
      `/review?move=${secretMove}`,
      '/review.json',
      '/review/history',
      '/review/history.json',
      `/review?done=${id}`,
    ];
    for (const path of paths) {
      const { status, text } = await request(site.app).get(path);
      expect([status, text.includes('密语')], path).toEqual([200, false]);
    }
    expect((await request(site.app).get(`/review/add?document=${secretDocument}&start=0&end=5`)).status).toBe(404);
    expect((await request(site.app).get(`/review?document=${secretDocument}`)).status).toBe(404);
    expect((await request(cleared.app).get('/review/history')).text).toContain('密语');
    await cleared.close();
  });
});
