import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../../importers/run-import.ts';
import { PROJECT_ROOT } from '../../../server/config.ts';
import { openReader } from '../../../server/db/open.ts';
import type { Viewer } from '../../../server/model.ts';
import { createSite } from '../../../server/pages/site.ts';
import { loadVendorPage, type VendorPage } from '../../../server/pages/vendor.ts';
import { createSearchIndex } from '../../../server/search/index.ts';
import { createStore } from '../../../server/store/index.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
const viewer: Viewer = { clearance: 'AMBER+STRICT', role: 'strategist' };

describe('the dossier of a vendor whose release notes were read', () => {
  let page: VendorPage;
  let filtered: VendorPage;
  let close: () => Promise<void>;
  beforeAll(() => {
    const databasePath = folder.at('releases.db');
    const article = folder.write(
      'a.md',
      '---\ntitle: 腾讯云发布新品\ndate: 2025-02-01\n---\n\n2025年2月1日，腾讯云正式发布了新一代云服务器产品。\n',
    );
    const paths = ['tests/fixtures/release-notes/provider/input.md', article];
    runImport({ databasePath, paths, base: PROJECT_ROOT, dryRun: false });
    const db = openReader(databasePath);
    const search = createSearchIndex(databasePath);
    const site = createSite({ store: createStore(db), search, viewer });
    const visitor = { lang: 'zh', theme: 'auto', lastVisit: null } as Parameters<typeof loadVendorPage>[2];
    page = loadVendorPage(site, { id: 'tencent', page: 1 }, visitor);
    filtered = loadVendorPage(site, { id: 'tencent', type: 'product', page: 1 }, visitor);
    close = async () => {
      await search.close();
      db.close();
    };
  });
  afterAll(() => close());

  it('shows what was opened by product and year, each with its quote', () => {
    expect(page.releases).toMatchObject({
      series: ['tencentcloudstack/terraform-provider-example'],
      total: 1,
      asOf: '2025-03-03',
      years: ['2025'],
      opened: [3],
    });
    expect(page.releases?.products.map(({ product, opened }) => [product, opened])).toEqual([
      ['mongodb', [2]],
      ['cdb', [1]],
      ['vpc', [0]],
    ]);
    const number = page.releases?.products[0]?.cite.number;
    expect(page.notes.find((note) => note.number === number)?.exact).toBe('2.3.0 (March 3, 2025)');
  });

  it('keeps releases out of what the press tells, unless product moves are asked for', () => {
    const gists = (given: VendorPage): string[] => given.years.flatMap(({ moves }) => moves.map(({ gist }) => gist));
    expect(page.leftOut).toBe(1);
    expect(gists(page).join()).not.toContain('terraform');
    expect(page.topics.flatMap(({ rows }) => rows.map(({ gist }) => gist)).join()).not.toContain('terraform');
    expect(filtered.leftOut).toBe(0);
    expect(gists(filtered).join()).toContain('terraform');
  });
});
