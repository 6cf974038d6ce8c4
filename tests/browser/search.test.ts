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

const box = () => page.locator('form.find input[name=q]');
const options = () => page.locator('.suggest li');
const path = (): string => new URL(page.url()).pathname;

describe('suggestions', () => {
  it('come with the first key and lead to a page by keys alone', async () => {
    await page.goto('/');
    await box().pressSequentially('阿');
    await options().filter({ hasText: '阿里云' }).first().waitFor();
    expect(await box().getAttribute('aria-expanded')).toBe('true');
    await box().press('ArrowDown');
    expect(await box().getAttribute('aria-activedescendant')).toBe('suggest-0');
    await box().press('Enter');
    await page.waitForURL('**/vendors/alibaba');
  });

  it('come while an input method composes, whose Enter goes nowhere', async () => {
    await page.goto('/search');
    await box().focus();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Input.imeSetComposition', { text: "huo'shan", selectionStart: 8, selectionEnd: 8 });
    await options().filter({ hasText: '火山引擎' }).first().waitFor();
    await page.evaluate(`document.querySelector('form.find input').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))`);
    expect(path()).toBe('/search');
    await cdp.send('Input.insertText', { text: '火山' });
    expect(await box().inputValue()).toBe('火山');
    await box().press('Escape');
    expect(await page.locator('.suggest').isVisible()).toBe(false);
    await box().press('Enter');
    await page.waitForURL('**/search?q=**');
  });
});

describe('a page of results', () => {
  it('shows what else was searched, and searches without it when told', async () => {
    await page.goto('/search?q=騰訊雲 降价');
    const also = page.locator('.also', { hasText: '也搜索了' });
    expect(await also.textContent()).toContain('腾讯云');
    await also.getByText('只搜原词').click();
    expect(new URL(page.url()).searchParams.get('exact')).toBe('*');
    expect(await page.locator('.also', { hasText: '也搜索了' }).count()).toBe(0);
    await page.getByText('恢复同义与别名').click();
    expect(new URL(page.url()).searchParams.get('exact')).toBeNull();
  });

  it('narrows by a facet to as many documents as it says, and widens again', async () => {
    await page.goto('/search?q=云');
    const facet = page.locator('.facets a.opt').first();
    const count = Number(await facet.locator('.n').textContent());
    await facet.click();
    expect(await page.locator('.tn').first().textContent()).toContain(`${count} 篇文献`);
    await page.locator('.qchips a.tag').first().click();
    expect([...new URL(page.url()).searchParams.keys()]).toEqual(['q']);
  });

  it('is kept, opened and removed', async () => {
    await page.goto('/search?q=AWS');
    await page.getByText('存为检索').click();
    await page.locator('input[name=name]').fill('盯住 AWS');
    await page.getByRole('button', { name: '保存' }).click();
    expect(path()).toBe('/search/saved');
    await page.getByRole('button', { name: '生成订阅地址' }).click();
    const feed = await page.getByRole('link', { name: 'Atom' }).getAttribute('href');
    expect((await page.request.get(feed!)).status()).toBe(200);
    await page.getByRole('button', { name: '打开' }).click();
    expect(path()).toBe('/search');
    await page.goto('/search/saved');
    await page.getByRole('button', { name: '删除' }).click();
    expect(await page.locator('.empty').count()).toBe(1);
  });

  it('without a result says what was tried and is logged', async () => {
    await page.goto('/search?q=白鹿洞');
    expect(await page.locator('.empty').textContent()).toContain('白鹿洞');
    await page.goto('/search/requests');
    expect(await page.locator('tbody').textContent()).toContain('白鹿洞');
    await page.getByRole('button', { name: '关闭' }).click();
    expect(await page.locator('.empty').count()).toBe(1);
  });
});
