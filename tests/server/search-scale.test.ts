import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import type { Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import type { SearchAnswer, SearchIndex, SearchRequest } from '../../server/search/types.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const COUNT = 130;
const folder = makeTempFolder();
const viewer: Viewer = { clearance: 'AMBER+STRICT', role: 'analyst' };
let index: SearchIndex;

const day = (i: number): string =>
  `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
const item = (i: number): string =>
  `<item><title>第 ${i} 篇快讯</title><link>https://example.org/${i}</link><pubDate>${day(i)}</pubDate>` +
  `<description>${'示例云扩容。'.repeat(1 + (i % 5))}第 ${i} 批机房投产。</description></item>`;

beforeAll(() => {
  const items = Array.from({ length: COUNT }, (_, i) => item(i)).join('\n');
  const feed = folder.write('feed.xml', `<rss version="2.0"><channel><title>快讯</title>${items}</channel></rss>`);
  const receipt = runImport({ databasePath: folder.at('many.db'), paths: [feed], base: folder.path, dryRun: false });
  expect(receipt.totals.stored).toBe(COUNT);
  index = createSearchIndex(folder.at('many.db'));
});
afterAll(() => index.close());

const search = (request: Partial<SearchRequest>): Promise<SearchAnswer> =>
  index.search({ text: '扩容', ...request }, viewer);

describe('search over more documents than are scored', () => {
  it('shows on its pages every document that it counts', async () => {
    const seen = new Set<string>();
    for (let page = 1; page <= COUNT / 10; page++) {
      const { hits, total } = await search({ page, pageSize: 10 });
      expect(total).toBe(COUNT);
      for (const { document } of hits) seen.add(document.documentId);
    }
    expect(seen.size).toBe(COUNT);
  });

  it('shows the newest of all first when asked by date', async () => {
    const { hits } = await search({ order: 'date', pageSize: 5 });
    const newest = Array.from({ length: COUNT }, (_, i) => day(i))
      .sort()
      .reverse();
    expect(hits.map(({ document }) => document.published)).toEqual(newest.slice(0, 5));
  });
});
