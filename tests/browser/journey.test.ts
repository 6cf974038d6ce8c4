import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LiveSite, openLiveSite, watchFaults } from '../helpers/live-site.ts';

let site: LiveSite;
let context: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  site = await openLiveSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  context = await site.openContext();
  page = await context.newPage();
  faults = watchFaults(page, site.origin);
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

const path = (): string => new URL(page.url()).pathname;
const squeeze = (text: string | null): string => (text ?? '').replace(/\s+/g, '');

describe('from the home page to a sentence', () => {
  it('leads over a vendor and its move to the highlighted words', async () => {
    await page.goto('/');
    await page.locator('main a.vchip').first().click();
    expect(path()).toMatch(/^\/vendors\/[a-z0-9-]+$/);
    const rows = page.locator('#moves li.move');
    expect(await rows.count()).toBeGreaterThan(3);
    const row = rows.first();
    await row.locator('summary').click();
    const quote = row.locator('blockquote.quote').first();
    await quote.waitFor({ state: 'visible' });
    const words = await quote.textContent();
    await row.locator('.quote-src a').first().click();
    expect(path()).toMatch(/^\/documents\/[0-9a-f]{16}$/);
    const target = page.locator(':target');
    expect(squeeze(await target.textContent())).toBe(squeeze(words));
    await expect
      .poll(() =>
        page.evaluate(`(() => {
      const { top, bottom } = document.querySelector(':target').getBoundingClientRect();
      return top >= 0 && top < window.innerHeight && bottom > 0;
    })()`),
      )
      .toBe(true);
    const background = await page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor");
    expect(background).not.toBe('rgba(0, 0, 0, 0)');
  });

  it('opens every quote of a dossier at its words', async () => {
    await page.goto('/vendors/aws');
    const quotes = await page.locator('#moves li.move').evaluateAll((rows) =>
      rows.slice(0, 12).map((row) => ({
        words: row.querySelector('blockquote')?.textContent ?? '',
        href: row.querySelector('.quote-src a')?.getAttribute('href') ?? '',
      })),
    );
    expect(quotes.length).toBeGreaterThan(3);
    for (const { words, href } of quotes) {
      await page.goto(href);
      expect(squeeze(await page.locator(':target').textContent()), href).toBe(squeeze(words));
    }
  });

  it('leads from a key figure over its note to the sentence that holds it', async () => {
    await page.goto('/vendors/aws');
    const tile = page.locator('.tile').first();
    await tile.locator('a.cite').click();
    const note = page.locator('.notes > li:target');
    await note.waitFor({ state: 'visible' });
    const words = await note.locator('blockquote').textContent();
    await note.locator('a', { hasText: '在原文中看' }).click();
    expect(path()).toMatch(/^\/documents\/[0-9a-f]{16}$/);
    const target = page.locator(':target');
    expect(squeeze(await target.textContent())).toBe(squeeze(words));
    expect(await target.locator('.k-fig').count()).toBeGreaterThan(0);
  });
});

describe('search', () => {
  it('finds an account and opens its document at the words', async () => {
    await page.goto('/');
    await page.locator('header input[name=q]').fill('米哈游');
    await page.locator('header form.find button').click();
    expect(path()).toBe('/search');
    expect(await page.locator('mark').first().textContent()).toBe('米哈游');
    await page.locator('.hits h3 a').first().click();
    expect(path()).toMatch(/^\/documents\/[0-9a-f]{16}$/);
    expect(await page.locator('main').textContent()).toContain('米哈游');
  });

  it('keeps what was typed, however hostile, as text', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
    await page.goto(`/search?q=${encodeURIComponent(hostile)}`);
    expect(await page.locator('header input[name=q]').inputValue()).toBe(hostile);
    expect(await page.locator('main script, main img, header script').count()).toBe(0);
  });
});

describe('preferences', () => {
  it('switches the language, stays on the page and remembers', async () => {
    await page.goto('/vendors?lang=zh');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    const heading = await page.locator('h1').textContent();
    await page.locator('header nav.seg a', { hasText: 'EN' }).click();
    expect(page.url()).toBe(`${site.origin}/vendors`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('h1').textContent()).not.toBe(heading);
    await page.goto('/about');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('darkens the page and remembers', async () => {
    const background = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    await page.goto('/about');
    await page.locator('button[name=theme][value=light]').click();
    const light = await background();
    await page.locator('button[name=theme][value=dark]').click();
    expect(path()).toBe('/about');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.locator('button[name=theme][value=dark]').getAttribute('aria-pressed')).toBe('true');
    expect(await background()).not.toBe(light);
    await page.goto('/documents');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });
});

describe('keyboard', () => {
  const focused = (): Promise<string> =>
    page.evaluate(
      "((node) => (node.matches('input') ? 'input ' + node.name : node.className))(document.activeElement)",
    );

  it('skips to the content first, and shows where it is', async () => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('skip');
    const box = await page.locator('a.skip').boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
  });

  it('reaches the search box and searches', async () => {
    await page.goto('/');
    for (let i = 0; i < 6 && (await focused()) !== 'input q'; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe('input q');
    await page.keyboard.type('aws');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=aws');
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
  });

  it('opens a move with the keyboard', async () => {
    await page.goto('/vendors/aws');
    const summary = page.locator('#moves li.move summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#moves li.move details').first().getAttribute('open')).not.toBeNull();
  });
});
