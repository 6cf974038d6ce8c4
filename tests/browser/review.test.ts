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

interface Queue {
  total: number;
  queue: { moveId: string }[];
}
const queue = (): Promise<Queue> => site.getJson<Queue>('/review.json');

describe('the review page by keyboard', () => {
  it('walks the queue, confirms, rejects and undoes', async () => {
    const before = await queue();
    await page.goto('/review');
    await page.keyboard.press('j');
    await page.waitForURL(`**/review?move=${before.queue[1]?.moveId}`);
    await page.keyboard.press('k');
    await page.waitForURL(`**/review?move=${before.queue[0]?.moveId}`);
    for (const key of ['a', 'r']) {
      const gist = await page.locator('.card h2').textContent();
      await page.keyboard.press(key);
      await page.waitForURL(/[?&]done=/);
      expect(await page.locator('.toast').textContent()).toContain(gist);
      expect((await queue()).total).toBe(before.total - 1);
      await page.keyboard.press('u');
      await page.waitForURL('**/review?*undone=*');
      expect(await queue()).toMatchObject({
        total: before.total,
        queue: before.queue.map(({ moveId }) => ({ moveId })),
      });
    }
  });

  it('opens the form of a correction, writes in its fields, and keeps what was written', async () => {
    await page.goto('/review');
    await page.keyboard.press('e');
    expect(await page.evaluate('document.activeElement.name')).toBe('vendor');
    await page.locator('input[name=gist]').fill('');
    await page.locator('input[name=gist]').pressSequentially('arjkuo 改过');
    expect(new URL(page.url()).search).toBe('');
    await page.locator('button[value=correct]').click();
    await page.waitForURL(/[?&]done=/);
    expect(await page.locator('.toast').textContent()).toContain('arjkuo 改过');
    await page.keyboard.press('u');
    await page.waitForURL('**/review?*undone=*');
  });
});

describe('folding and names by keyboard', () => {
  it('folds a move into its like and takes it back', async () => {
    await page.goto('/review');
    await page.locator('[data-key=m]').waitFor();
    await page.keyboard.press('m');
    await page.waitForURL(/[?&]done=/);
    expect(await page.locator('button[value=split]').count()).toBeGreaterThan(0);
    await page.keyboard.press('u');
    await page.waitForURL('**/review?*undone=*');
    await page.locator('[data-key=m]').waitFor();
    await page.keyboard.press('m');
    await page.locator('[data-key=s]').waitFor();
    await page.keyboard.press('s');
    await page.locator('.toast', { hasText: '拆开' }).waitFor();
    await page.goto('/review/history');
    for (const left of [1, 0]) {
      await page.locator('td form button').first().click();
      await page.waitForURL(/[?&]undone=/);
      expect(await page.locator('td form button').count()).toBe(left);
    }
  });

  it('accepts, refuses and undoes names', async () => {
    interface Names {
      kinds: { count: number }[];
    }
    const waiting = async (): Promise<number> => (await site.getJson<Names>('/review/names.json')).kinds[0]?.count ?? 0;
    const before = await waiting();
    expect(before).toBeGreaterThan(0);
    await page.goto('/review/names');
    for (const key of ['a', 'r']) {
      await page.keyboard.press(key);
      await page.waitForURL(/[?&]done=/);
      expect(await waiting()).toBe(before - 1);
      await page.keyboard.press('u');
      await page.waitForURL(/[?&]undone=/);
      expect(await waiting()).toBe(before);
    }
  });
});

describe('without script', () => {
  it('confirms and undoes by button', async () => {
    const plain = await site.openContext({ javaScriptEnabled: false });
    const tab = await plain.newPage();
    const { total } = await queue();
    await tab.goto('/review');
    await tab.locator('button[value=confirm]').click();
    await tab.waitForURL(/[?&]done=/);
    expect((await queue()).total).toBe(total - 1);
    await tab.locator('.toast button').click();
    await tab.waitForURL('**/review?*undone=*');
    expect((await queue()).total).toBe(total);
    await plain.close();
  });
});

/** Selects a stretch of the first long paragraph as a person does. @returns its words */
const SELECT = `(() => {
  const block = [...document.querySelectorAll('.reader p.rp')].find((node) => node.textContent.length > 60);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  document.getSelection().setBaseAndExtent(nodes[0], 0, nodes.at(-1), nodes.at(-1).length);
  return block.textContent.slice(0, 400);
})()`;

describe('words selected in a document', () => {
  it('are filed as a missed move by a key, and taken back', async () => {
    const { documents } = await site.getJson<{ documents: { documentId: string; kind: string }[] }>('/documents.json');
    await page.goto(`/documents/${documents.find(({ kind }) => kind !== 'table')?.documentId}`);
    const words = (await page.evaluate<string>(SELECT)).replace(/\s/g, '');
    await page.locator('form.picking').waitFor();
    await page.keyboard.press('a');
    await page.waitForURL('**/review/add?*');
    expect((await page.locator('blockquote mark').textContent())?.replace(/\s/g, '')).toBe(words);
    await page.locator('select[name=type]').selectOption({ index: 1 });
    await page.locator('input[name=happened]').fill('2024');
    await page.locator('button[value=add]').click();
    await page.waitForURL(/[?&]done=/);
    await page.keyboard.press('u');
    await page.waitForURL('**/review?*undone=*');
  });

  it('let the form go when the selection does', async () => {
    const { documents } = await site.getJson<{ documents: { documentId: string; kind: string }[] }>('/documents.json');
    await page.goto(`/documents/${documents.find(({ kind }) => kind !== 'table')?.documentId}`);
    await page.evaluate(SELECT);
    await page.locator('form.picking').waitFor();
    await page.locator('.reader p.rp').first().click();
    await page.locator('form.picking').waitFor({ state: 'detached' });
  });
});

describe('a missed move', () => {
  it('is filed from a sentence that was not understood, and taken back', async () => {
    const { documents } = await site.getJson<{ documents: { documentId: string }[] }>('/documents.json');
    for (const { documentId } of documents) {
      await page.goto(`/documents/${documentId}`);
      if ((await page.locator('#unread li').count()) > 0) break;
    }
    await page.locator('#unread li a', { hasText: '补记' }).first().click();
    await page.locator('select[name=type]').selectOption({ index: 1 });
    await page.locator('input[name=happened]').fill('2024-Q3');
    await page.locator('input[name=gist]').fill('补记的动作');
    await page.locator('button[value=add]').click();
    await page.waitForURL(/[?&]done=/);
    expect(await page.locator('.card h2').textContent()).toBe('补记的动作');
    await page.keyboard.press('u');
    await page.waitForURL('**/review?*undone=*');
  });
});
