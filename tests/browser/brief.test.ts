import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveSite, openLiveSite, watchFaults } from '../helpers/live-site.ts';
import { runCommand } from '../helpers/run-command.ts';

const HEADINGS = ['30 秒速读', '流失事实', '此后变化', '他们强在哪，怎么接', '说这些，问这些', '异议'];
let site: LiveSite;

beforeAll(async () => {
  site = await openLiveSite();
  importText('few', '快手', 1);
  importText('many', '哔哩哔哩', 24);
});
afterAll(() => site.close());

/** An article with so many changes of vendor, each for a workload of its own. */
function importText(name: string, account: string, changes: number): void {
  const moves = Array.from({ length: changes }, (_, i) => {
    return `${2010 + (i % 14)}年${1 + (i % 12)}月，${account}把第${i + 1}号站点从阿里云迁移到华为云上，是因为价格更低，服务也更稳定，合规更容易，功能更全。`;
  });
  const rest = [
    `2021年，${account}把数据库部署在AWS上。`,
    `${account}每年在华为云花费两亿元，工程师抱怨华为云不稳定。`,
  ];
  const path = join(dirname(site.database), `${name}.md`);
  writeFileSync(
    path,
    ['---', `title: ${name}`, 'date: 2024-05-10', 'tlp: CLEAR', '---', '', ...moves, ...rest, ''].join('\n'),
  );
  const { status, stdout } = runCommand('importers/cli.ts', ['--db', site.database, path]);
  if (status !== 0) throw new Error(stdout);
}

/** Presses Tab until what has the focus reads so; a person gives up before 200. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""');
    if (focused.startsWith(words)) return;
  }
  throw new Error(`no way by keyboard to ${words}`);
}

/** @returns the text of each page of the page printed to PDF, without blanks. */
async function print(page: Page): Promise<string[]> {
  const bytes = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .normalize('NFKC')
        .replace(/\s/g, ''),
    );
  }
  return pages;
}

const solid = (words: string): string => words.normalize('NFKC').replace(/\s/g, '');

describe('by keyboard alone', () => {
  it('leads from an account to the printed brief, whose first six sections stand on page one', async () => {
    const context = await site.openContext();
    const page = await context.newPage();
    const faults = watchFaults(page, site.origin);
    await page.addInitScript('window.print = () => { document.documentElement.dataset.printed = "yes"; }');
    await page.goto('/accounts/kuaishou?lang=zh');
    await tabTo(page, '做赢回简报');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/briefs/draft?**');
    await tabTo(page, '存为简报');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/briefs\/[0-9a-f]{12}$/);
    await tabTo(page, '锁定');
    await page.keyboard.press('Enter');
    await page.waitForFunction('document.body.textContent.includes("已锁定")');
    await tabTo(page, '打印');
    await page.keyboard.press('Enter');
    expect(await page.locator('html').getAttribute('data-printed')).toBe('yes');
    const [first = '', second = ''] = await print(page);
    for (const heading of HEADINGS) expect(first).toContain(solid(heading));
    expect(first).not.toContain('价格快照');
    expect(second).toContain('价格快照');
    expect(first).not.toContain('下载');
    await context.close();
    expect(faults).toEqual([]);
  });
});

describe('a brief of an account with very many changes', () => {
  it.each(['zh', 'en'])('keeps the first six sections on page one and loses no line (%s)', async (lang) => {
    const context = await site.openContext();
    const page = await context.newPage();
    await page.goto(`/briefs/draft?account=bilibili&incumbent=huawei&lang=${lang}`);
    const [first = '', ...rest] = await print(page);
    const [, six = '', seven = ''] = lang === 'zh' ? ['', '异议', '价格快照'] : ['', 'Objections', 'Pricesnapshot'];
    expect(first).toContain(six);
    expect(first).not.toContain(seven);
    expect(rest.join('')).toContain(lang === 'zh' ? '流失事实(续)' : 'Lossfacts(continued)');
    const all = [first, ...rest].join('');
    for (let i = 1; i <= 24; i++) expect(all).toContain(`第${i}号站点`);
    await context.close();
  });
});

describe('the pages of briefs', () => {
  it.each(['zh', 'en'])('fit a phone and break no policy (%s)', async (lang) => {
    const context = await site.openContext({ viewport: { width: 375, height: 760 }, isMobile: true });
    const page = await context.newPage();
    const faults = watchFaults(page, site.origin);
    await page.goto(`/briefs/draft?account=bilibili&lang=${lang}`);
    await page.locator('form[action="/briefs"] button').click();
    const kept = new URL(page.url()).pathname;
    const paths = ['/briefs', kept, `${kept}/edit`, `${kept}/history`, `${kept}/compare`, `${kept}?audience=customer`];
    for (const path of paths) {
      await page.goto(path);
      expect(await page.evaluate('document.scrollingElement.scrollWidth'), path).toBe(375);
      expect(await page.locator('h1').count(), path).toBe(1);
    }
    await context.close();
    expect(faults).toEqual([]);
  });
});
