import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveSite, openLiveSite, watchFaults } from '../helpers/live-site.ts';

const PHONE = { width: 375, height: 760 };
const DESK = { width: 1280, height: 900 };
let site: LiveSite;
let paths: string[];

interface Listed {
  documentId: string;
  kind: string;
}

beforeAll(async () => {
  site = await openLiveSite();
  const { documents } = await site.getJson<{ documents: Listed[] }>('/documents.json');
  const { vendors } = await site.getJson<{ vendors?: { vendorId: string }[] }>('/about.json');
  const kinds = [...new Map(documents.map(({ kind, documentId }) => [kind, documentId])).values()];
  const tables = await listTablePaths(documents);
  paths = [
    ...['/', '/?since=all', '/vendors', '/timeline', '/timeline?zoom=day', '/documents', '/documents?page=2', '/about'],
    ...['/review', '/review/names', '/review/history', '/review/tables'],
    ...['/compare', '/compare?hide=1&metric=zones', '/conflicts', ...tables],
    ...['/imports', '/imports/1', '/imports/1?outcome=stored', '/imports/add', '/sources'],
    ...['/search', '/search?q=腾讯云', '/search?q=AWS&sort=date', '/search?q=没有这样的词语组合'],
    ...(vendors ?? []).map(({ vendorId }) => `/vendors/${vendorId}`),
    ...kinds.map((id) => `/documents/${id}`),
    ...documents.slice(0, 6).map(({ documentId }) => `/documents/${documentId}`),
  ];
  expect(paths.length).toBeGreaterThan(20);
});
afterAll(() => site.close());

async function listTablePaths(documents: readonly Listed[]): Promise<string[]> {
  const [table] = documents.filter(({ kind }) => kind === 'table');
  if (!table) return [];
  const { tables } = await site.getJson<{ tables: { tableId: string }[] }>(`/documents/${table.documentId}.json`);
  return tables.map(({ tableId }) => `/tables/${tableId}`);
}

/** Elements that reach past the right edge without a scrolling box around them: what to look at. */
const describeOverflow = `(() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const isWide = (node) => node.getBoundingClientRect().right > root.clientWidth + 1;
  const wide = [...document.querySelectorAll('body *')].filter(isWide).map((node) => node.outerHTML.slice(0, 120));
  return [root.scrollWidth + ' > ' + root.clientWidth, ...wide.slice(0, 4)];
})()`;

describe.each(['zh', 'en'])('every page in %s', (lang) => {
  it('fits a phone 375 pixels wide', async () => {
    const context = await site.openContext({ viewport: PHONE, isMobile: true });
    const page = await context.newPage();
    await page.goto(`/?lang=${lang}`);
    const overflows: Record<string, string[]> = {};
    for (const path of [...paths, '/no-such-page']) {
      await page.goto(path);
      const found = await page.evaluate<string[]>(describeOverflow);
      if (found.length > 0) overflows[path] = found;
    }
    await context.close();
    expect(overflows).toEqual({});
  });

  it('opens without an error, a broken content policy or a request to another host, and names itself', async () => {
    const context = await site.openContext({ viewport: DESK });
    const page = await context.newPage();
    const faults = watchFaults(page, site.origin);
    await page.goto(`/?lang=${lang}`);
    for (const path of paths) {
      const response = await page.goto(path);
      expect(response?.headers()['content-security-policy'], path).toContain("default-src 'none'");
      expect(await page.locator('h1').count(), path).toBe(1);
      expect(await page.title(), path).toMatch(/.+ · .+/);
      expect(await page.locator('html').getAttribute('lang'), path).toBe(lang === 'zh' ? 'zh-CN' : 'en');
      expect(await page.locator('main script, main style, [style], [onclick]').count(), path).toBe(0);
      expect(await page.evaluate(describeOverflow), path).toEqual([]);
    }
    await context.close();
    expect(faults).toEqual([]);
  });
});

describe('links', () => {
  it('of the main pages lead somewhere, also to their places within a page', { timeout: 240_000 }, async () => {
    const context = await site.openContext();
    const page = await context.newPage();
    const broken: string[] = [];
    const answers = new Map<string, { status: number; html: string }>();
    for (const path of ['/', '/vendors', '/vendors/aws', '/timeline', '/documents', '/search?q=AWS', '/about']) {
      await page.goto(path);
      const links = await page
        .locator('a[href]')
        .evaluateAll((nodes) => nodes.map((node) => new URL(node.getAttribute('href') ?? '', node.baseURI).href));
      for (const link of new Set(links.filter((href) => href.startsWith(`${site.origin}/`)))) {
        const [address = '', hash] = link.split('#');
        const known = answers.get(address) ?? (await read(address));
        answers.set(address, known);
        const isThere = !hash || known.html.includes(`id="${decodeURIComponent(hash)}"`);
        if (known.status >= 400 || !isThere) broken.push(`${path} → ${link}`);
      }
    }
    await context.close();
    expect(answers.size).toBeGreaterThan(40);
    expect(broken).toEqual([]);
  });
});

async function read(address: string): Promise<{ status: number; html: string }> {
  const response = await fetch(address);
  return { status: response.status, html: await response.text() };
}
