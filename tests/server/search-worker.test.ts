import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import type { Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import type { SearchIndex } from '../../server/search/types.ts';
import { createWorkerIndex } from '../../server/search/worker-index.ts';
import { runCommand } from '../helpers/run-command.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const db = folder.at('worker.db');
const viewer: Viewer = { clearance: 'AMBER+STRICT', role: 'analyst' };
let index: SearchIndex;

beforeAll(() => {
  runImport({ databasePath: db, paths: [STARTER], base: folder.path, dryRun: false });
  index = createWorkerIndex(db);
});
afterAll(() => index.close());

describe('search in a thread of its own', () => {
  it('answers as the same search in this thread does, many at once', async () => {
    const here = createSearchIndex(db);
    const queries = ['阿里云 降价', 'AWS 裁员', '"', '滕讯云', '去年 AWS 裁员', ''];
    const asked = queries.map((text) => ({ text, today: '2025-02-01' }));
    const answers = await Promise.all(asked.map((request) => index.search(request, viewer)));
    for (const [i, request] of asked.entries()) expect(answers[i]).toEqual(await here.search(request, viewer));
    expect(await index.suggest('阿里', viewer)).toEqual(await here.suggest('阿里', viewer));
    await here.close();
  });

  it('shows what another process imports while it runs', async () => {
    expect((await index.search({ text: '"鹤鸣山数据中心"' }, viewer)).total).toBe(0);
    const file = folder.write('later.md', '---\ntitle: 新的一篇\ndate: 2025-02-01\n---\n\n鹤鸣山数据中心投产。\n');
    expect(runCommand('importers/cli.ts', [file, '--db', db]).status).toBe(0);
    expect((await index.search({ text: '"鹤鸣山数据中心"' }, viewer)).total).toBe(1);
  });

  it('fails what is asked of a base that is not there, and what waits when it closes', async () => {
    const nowhere = createWorkerIndex(folder.at('nowhere.db'));
    await expect(nowhere.search({ text: '云' }, viewer)).rejects.toThrow();
    await nowhere.close();
    const closing = createWorkerIndex(db);
    const refused = expect(closing.search({ text: '云' }, viewer)).rejects.toThrow('closed');
    await closing.close();
    await refused;
  });
});
