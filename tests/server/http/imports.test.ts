import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sayIn } from '../../../server/http/messages.ts';
import type { ImportAddPage } from '../../../server/pages/import-add.ts';
import type { ImportRunPage } from '../../../server/pages/import-run.ts';
import type { ImportsPage } from '../../../server/pages/imports.ts';
import { dumpContent, queryValue } from '../../helpers/database-dump.ts';
import { readOrigin } from '../../helpers/live-site.ts';
import { finish, startCommand } from '../../helpers/run-command.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const db = folder.at('knowledge.db');
let server: ChildProcess;
let origin = '';

beforeAll(async () => {
  server = startCommand('server/main.ts', [], { ZHIBI_DB: db, ZHIBI_PORT: '0', ZHIBI_LOG: 'warn' });
  origin = await readOrigin(server);
}, 60_000);
afterAll(async () => {
  const closed = once(server, 'close');
  server.kill('SIGTERM');
  await closed;
});

const getJson = async <T>(path: string): Promise<T> => (await (await fetch(`${origin}${path}`)).json()) as T;
const getText = async (path: string): Promise<string> => (await fetch(`${origin}${path}`)).text();
const post = (path: string, body: FormData | URLSearchParams, site = 'same-origin'): Promise<Response> =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': site, Origin: origin, 'Accept-Language': 'zh-CN' },
  });

function formOf(fields: Record<string, string>, files: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, text] of Object.entries(files)) form.append('file', new Blob([text]), name);
  return form;
}

const content = () => {
  const { document_change: _, read_file: __, ...rest } = dumpContent(db);
  return rest;
};

describe('adding by hand, and the receipt', { timeout: 60_000 }, () => {
  it('imports a pasted text and leads to its receipt, which can be taken back', async () => {
    const before = content();
    const text = '甲云下调价格\n\n2025年3月1日，阿里云宣布全线降价，最高降幅55%。某云大厂跟进了3次。';
    const answer = await post('/imports', formOf({ text, date: '2025-03-02', url: 'example.org/a' }));
    expect(answer.status).toBe(303);
    const path = answer.headers.get('location') ?? '';
    expect(path).toMatch(/^\/imports\/\d+$/);
    const page = await getJson<ImportRunPage>(`${path}.json`);
    expect(page.run).toMatchObject({ via: 'site', count: 1, totals: { stored: 1 } });
    expect(page.items[0]).toMatchObject({ outcome: 'stored', title: '甲云下调价格', published: '2025-03-02' });
    expect(page.canUndo).toBe(true);
    expect(await getText(path)).toContain(`action="${path}/undo"`);

    expect((await post(`${path}/undo`, new URLSearchParams(), 'cross-site')).status).toBe(403);
    const undone = await post(`${path}/undo`, new URLSearchParams());
    expect([undone.status, undone.headers.get('location')]).toEqual([303, path]);
    expect(content()).toEqual(before);
    const after = await getJson<ImportRunPage>(`${path}.json`);
    expect(after.canUndo).toBe(false);
    expect(after.run.undoneAt).not.toBeNull();
    expect(after.items[0]).toMatchObject({ isUndone: true, href: null });
    const again = await post(`${path}/undo`, new URLSearchParams());
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('CANNOT_UNDO');
  });

  it('lists what became of each file, filters, and downloads the lines', async () => {
    const good = '---\ntitle: =乙云,新品\ndate: 2025-04-01\n---\n\n2025年4月1日，腾讯云发布了新产品。\n';
    const files = { 'good.md': good, 'twin.md': good, 'bad.md': '---\ntitle: 坏\nsorce: x\n---\n\n正文\n' };
    const path = (await post('/imports', formOf({}, files))).headers.get('location') ?? '';
    const page = await getJson<ImportRunPage>(`${path}.json`);
    expect(page.items.map(({ outcome }) => outcome)).toEqual(['quarantined', 'stored', 'duplicate']);
    expect(page.items[0]).toMatchObject({ code: 'BROKEN_FORMAT', why: 'imports.why.BROKEN_FORMAT' });
    const filtered = await getJson<ImportRunPage>(`${path}.json?outcome=quarantined`);
    expect(filtered.items.map(({ title, place }) => [title, place])).toEqual([['', 'bad.md']]);
    const csv = await getText(filtered.csvHref);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain('quarantined,bad.md');
    const all = await getText(page.csvHref);
    expect(all.split('\r\n')[0]).toBe(
      'outcome,path,locator,title,published,documentId,reason,counts,warnings,unread,ignoredAt',
    );
    expect(all).toContain('"\'=乙云,新品"');
    const lines = (await getText(`${path}/items.jsonl`)).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual([
      'quarantined',
      'stored',
      'duplicate',
    ]);
    const html = await getText(path);
    expect(html).not.toContain('npm run import -- ');
    expect(html).toContain('href="/imports/add"');
    expect(html).not.toMatch(/<script(?! src)/);
  });

  it('lets an analyst ignore what was quarantined, also in later imports, and take that back', async () => {
    const files = { 'odd.md': '---\ntitle: 怪\nsorce: x\n---\n\n正文\n', 'odd2.md': '---\ntitel: 怪\n---\n\n正文\n' };
    const add = async (): Promise<string> => (await post('/imports', formOf({}, files))).headers.get('location') ?? '';
    const mark = (path: string, fields: Record<string, string>): Promise<Response> =>
      post(`${path}/marks`, new URLSearchParams(fields));
    const read = async (path: string) => {
      const { run, openCount, items } = await getJson<ImportRunPage>(`${path}.json`);
      return {
        ignored: run.ignored,
        openCount,
        items: items.map(({ path: file, ignoredAt }) => [file, ignoredAt !== null]),
      };
    };
    const first = await add();
    expect(await getText(first)).toContain(`action="${first}/marks"`);
    const answer = await mark(first, { mark: 'ignore', ordinal: '0' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${first}?outcome=quarantined`]);
    const one = {
      ignored: 1,
      openCount: 1,
      items: [
        ['odd2.md', false],
        ['odd.md', true],
      ],
    };
    expect(await read(first)).toEqual(one);
    const second = await add();
    expect(await read(second)).toEqual(one);
    expect(await getText('/imports')).toContain(sayIn('zh')('imports.ignoredCount', { count: '1' }));
    await mark(second, { mark: 'ignore' });
    expect(await read(second)).toMatchObject({ ignored: 2, openCount: 0 });
    await mark(second, { mark: 'open', ordinal: '0' });
    expect([await read(first), await read(second)]).toMatchObject([{ ignored: 0 }, { ignored: 1 }]);
    expect((await mark(first, { mark: 'ignore', ordinal: '7' })).status).toBe(404);
    expect((await post(`${first}/marks`, new URLSearchParams({ mark: 'ignore' }), 'cross-site')).status).toBe(403);
  });

  it('names the import in the way when a later one changed the same documents', async () => {
    const write = (month: string): string =>
      folder.write('twice/a.md', `---\ntitle: 丙\ndate: 2025-05-01\n---\n\n2025年${month}月1日，腾讯云降价。\n`);
    const run = async (): Promise<number> => {
      const args = ['twice', '--db', db, '--json'];
      const { stdout } = await finish(startCommand('importers/cli.ts', args, { INIT_CWD: folder.path }));
      return (JSON.parse(stdout) as { runId: number }).runId;
    };
    write('3');
    const first = await run();
    write('4');
    const second = await run();
    const refused = await post(`/imports/${first}/undo`, new URLSearchParams());
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain(`import ${second}`);
    expect(page).toContain(sayIn('zh')('error.CHANGED_SINCE'));
    expect(queryValue(db, 'SELECT COUNT(*) FROM import_run WHERE run_id = ? AND undone_at IS NOT NULL', first)).toBe(0);
  });

  it('sends back a form that says too little or too much', async () => {
    const fault = async (form: FormData): Promise<string | null> =>
      (await post('/imports', form)).headers.get('location');
    expect(await fault(formOf({}))).toBe('/imports/add?fault=nothing');
    expect(await fault(formOf({ url: 'not an address' }))).toMatch(/fault=address/);
    expect(await fault(formOf({ title: 'x' }, { 'a.md': '甲', 'b.md': '乙' }))).toMatch(/fault=several/);
    expect((await getJson<ImportAddPage>('/imports/add.json')).canAdd).toBe(true);
    expect((await getJson<ImportsPage>('/imports.json')).runs.length).toBeGreaterThan(2);
    expect((await fetch(`${origin}/imports/99999`)).status).toBe(404);
    expect((await fetch(`${origin}/sources`)).status).toBe(200);
  });
});
