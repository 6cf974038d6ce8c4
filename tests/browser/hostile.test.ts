import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMarkup, makeHostileFiles } from '../helpers/hostile-files.ts';
import { type LiveSite, openLiveSite } from '../helpers/live-site.ts';
import { finish, startCommand } from '../helpers/run-command.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const asked: string[] = [];
let bait: Server;
let origin: string;
let site: LiveSite;
let paths: string[];

interface Listed {
  documents: { documentId: string }[];
  pages?: number;
}

beforeAll(async () => {
  bait = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('run("from afar")');
  });
  await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(bait.address() as AddressInfo).port}`;
  const files = makeHostileFiles({ origin, file: folder.write('secret.txt', 'geheim') });
  for (const [name, content] of Object.entries(files)) folder.write(`in/${name}`, content);
  site = await openLiveSite();
  const known = new Set((await listDocuments()).map(({ documentId }) => documentId));
  const command = startCommand('importers/cli.ts', ['--db', site.database, '--lang', 'en', folder.at('in')]);
  const { stdout } = await finish(command);
  expect(stdout).toMatch(/stored [2-9]\d/);
  const hostile = (await listDocuments()).filter(({ documentId }) => !known.has(documentId));
  expect(hostile.length).toBeGreaterThan(30);
  const words = ['run', '<script>run("script")</script>', '"><img src=x onerror=run(1)>', "'-run(1)-'", '标题'];
  paths = [
    ...hostile.map(({ documentId }) => `/documents/${documentId}`),
    ...['/', '/?since=all', '/documents', '/imports', '/timeline', '/review'],
    ...words.flatMap((word) => [`/search?q=${encodeURIComponent(word)}`, `/documents/${encodeURIComponent(word)}`]),
    `/search?q=${encodeURIComponent(listMarkup({ origin, file: '/' }).join(' ').slice(0, 180))}`,
  ];
});
afterAll(async () => {
  await site?.close();
  bait.close();
});

async function listDocuments(): Promise<Listed['documents']> {
  const found: Listed['documents'] = [];
  for (let page = 1; page < 20; page++) {
    const { documents } = await site.getJson<Listed>(`/documents.json?page=${page}`);
    if (documents.length === 0 || found.some(({ documentId }) => documentId === documents[0]?.documentId)) break;
    found.push(...documents);
  }
  return found;
}

/** Notes every sign of life of what was imported: a script that runs, a dialog, a broken policy, a question to another host. */
async function watch(page: Page): Promise<string[]> {
  const signs: string[] = [];
  await page.exposeFunction('run', (name: string) => signs.push(`ran: ${name}`));
  await page.exposeFunction('reportPolicy', (words: string) => signs.push(`policy: ${words}`));
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => reportPolicy(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample), true)",
  );
  page.on('dialog', (dialog) => {
    signs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', () => signs.push('popup'));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${site.origin}/`)) signs.push(`another host: ${request.url()}`);
  });
  return signs;
}

/** Links and forms that lead elsewhere than to a web page. */
async function listOddLinks(page: Page): Promise<string[]> {
  const places = await page
    .locator('a[href], form[action], button[formaction]')
    .evaluateAll((nodes) =>
      nodes.flatMap((node) => ['href', 'action', 'formaction'].map((name) => node.getAttribute(name))),
    );
  return places.filter((place) => place !== null && !/^https?:$/.test(new URL(place, page.url()).protocol)).map(String);
}

describe('what hostile files left in the base', () => {
  it('runs nothing, breaks no policy, asks no other host and leads to web pages alone, on any page', async () => {
    const context = await site.openContext();
    const page = await context.newPage();
    const signs = await watch(page);
    const seen: Record<string, string[]> = {};
    for (const path of paths) {
      await page.goto(path);
      for (const link of await page.locator('summary').all()) await link.click({ timeout: 500 }).catch(() => undefined);
      signs.push(...(await listOddLinks(page)).map((link) => `leads to ${link}`));
      if (signs.length > 0) seen[path] = signs.splice(0);
    }
    await context.close();
    expect(seen).toEqual({});
    expect(asked).toEqual([]);
  });

  it('would run where markup is shown as such, so that the watch is known to see', async () => {
    const context = await site.openContext();
    const page = await context.newPage();
    const signs = await watch(page);
    await page.setContent(`<body>${listMarkup({ origin, file: '/' }).join('\n')}</body>`).catch(() => undefined);
    await expect.poll(() => signs.some((sign) => sign.startsWith('ran: '))).toBe(true);
    await expect.poll(() => signs.some((sign) => sign.startsWith(`another host: ${origin}`))).toBe(true);
    await context.close();
  });
});
