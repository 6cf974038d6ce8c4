import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import type { Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import type { SearchAnswer, SearchIndex, SearchRequest } from '../../server/search/types.ts';
import { makeSentences } from '../helpers/made-text.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const viewer: Viewer = { clearance: 'AMBER+STRICT', role: 'analyst' };
const text = makeSentences(40, 3).join('');
let index: SearchIndex;

beforeAll(() => {
  const article = (name: string, head: string, body: string): string =>
    folder.write(name, `---\ntitle: ${name}\n${head}\n---\n\n${body}\n`);
  const paths = [
    article('first.md', 'date: 2024-03-01', `鹤鸣山机房投产。${text}`),
    article('again.md', 'date: 2025-03-02', `鹤鸣山机房投产。${text}鹤鸣山机房再扩。`),
    article('other.md', 'date: 2024-05-01', '鹤鸣山机房停电。'),
  ];
  runImport({ databasePath: folder.at('works.db'), paths, base: folder.path, dryRun: false });
  index = createSearchIndex(folder.at('works.db'));
});
afterAll(() => index.close());

const search = (request: Partial<SearchRequest> = {}): Promise<SearchAnswer> =>
  index.search({ text: '鹤鸣山机房', ...request }, viewer);

describe('versions of one work', () => {
  it('are one result that says how many there are', async () => {
    const { total, hits } = await search();
    expect(total).toBe(2);
    const counts = new Map(hits.map(({ document, versionCount }) => [document.workId !== null, versionCount]));
    expect(counts).toEqual(
      new Map([
        [true, 2],
        [false, 1],
      ]),
    );
  });

  it('are each found by what they alone are', async () => {
    const { total, hits } = await search({ filters: { years: ['2025'] } });
    expect(total).toBe(1);
    expect(hits[0]).toMatchObject({ versionCount: 1, document: { published: '2025-03-02' } });
  });

  it('count once a facet, as many as its link then shows', async () => {
    const { facets } = await search();
    expect(facets.languages).toEqual([{ value: 'zh', count: 2 }]);
    for (const { value, count } of facets.years)
      expect((await search({ filters: { years: [value] } })).total, value).toBe(count);
  });
});
