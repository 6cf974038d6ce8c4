import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { runCommand, startCommand } from './run-command.ts';
import { seedTexts } from './seeds.ts';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** The real server over a database of its own, and a real browser. */
export interface LiveSite {
  /** Without the last slash. */
  origin: string;
  /** Path of its database. */
  database: string;
  openContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  getJson<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

/** Starts the server, which imports the starter corpus by itself, and adds the real input where it exists. */
export async function openLiveSite(): Promise<LiveSite> {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-test-'));
  const database = join(folder, 'knowledge.db');
  const server = startCommand('server/main.ts', [], { ZHIBI_DB: database, ZHIBI_PORT: '0', ZHIBI_LOG: 'warn' });
  const origin = await readOrigin(server);
  if (seedTexts.length > 0) {
    const { status, stdout } = runCommand('importers/cli.ts', ['--db', database, ...seedTexts]);
    if (status !== 0) throw new Error(`the real input was not imported: ${stdout}`);
  }
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  return {
    origin,
    database,
    openContext: (options = {}) => browser.newContext({ baseURL: origin, locale: 'zh-CN', ...options }),
    getJson: async <T>(path: string): Promise<T> => (await (await fetch(`${origin}${path}`)).json()) as T,
    async close() {
      await browser.close();
      const closed = once(server, 'close');
      server.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the line that names the address. */
export async function readOrigin(server: ChildProcess): Promise<string> {
  let printed = '';
  let errors = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  for await (const chunk of server.stdout!) {
    printed += String(chunk);
    const address = /知彼 Zhibi {2}(http:\/\/\S+?)\/?\s/.exec(printed)?.[1];
    if (address) return address;
  }
  throw new Error(`the server did not listen: ${printed}${errors}`);
}

/** Notes what a page must not do: complain, break its content policy, fail, or ask another host. */
export function watchFaults(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') faults.push(`${reason}: ${request.url()}`); // left behind when a page is left
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`another host: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}
