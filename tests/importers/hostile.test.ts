import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportedItem } from '../../importers/found-fields.ts';
import { runImport } from '../../importers/run-import.ts';
import { query } from '../helpers/database-dump.ts';
import { makeHostileFiles } from '../helpers/hostile-files.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const SECRET = 'geheim-4711';
const folder = makeTempFolder();
const asked: string[] = [];
let server: Server;
let items: ReportedItem[];
let files: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('asked');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bait = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    file: folder.write('secret.txt', SECRET),
  };
  const made = makeHostileFiles(bait);
  files = Object.keys(made);
  for (const [name, content] of Object.entries(made)) folder.write(`in/${name}`, content);
  items = [];
  runImport({
    databasePath: folder.at('hostile.db'),
    paths: [folder.at('in')],
    base: folder.at('in'),
    dryRun: false,
    onItem: (item) => items.push(item),
  });
  await wait(200); // whoever was asked while the import held this thread is told now
}, 300_000);
afterAll(() => server.close());

const outcomesOf = (start: string): [path: string, outcome: string][] =>
  items
    .filter(({ path }) => path.startsWith(start))
    .map(({ path, outcome, reason }) => [path, outcome === 'quarantined' ? (reason.split(':')[0] ?? '') : outcome]);
const documents = (): { title: string; author: string | null; url: string | null; text: string }[] =>
  query(
    folder.at('hostile.db'),
    'SELECT d.title, d.author, d.url, r.text FROM document d JOIN revision r USING (document_id)',
  );

describe('hostile files', () => {
  it('each have a line in the receipt, and none ends the run', () => {
    const reported = new Set(items.map(({ path }) => path));
    expect(files.filter((name) => ![...reported].some((path) => path === name || path.startsWith(`${name}/`)))).toEqual(
      [],
    );
    expect(items.filter(({ reason }) => reason.startsWith('INTERNAL'))).toEqual([]);
    expect(items.filter(({ reason }) => reason.startsWith('TOO_SLOW'))).toEqual([]);
  });

  it('read no file beside their own and ask no host', () => {
    expect(asked).toEqual([]);
    expect(JSON.stringify(items)).not.toContain(SECRET);
    expect(documents().filter((one) => JSON.stringify(one).includes(SECRET))).toEqual([]);
  });

  it('expand no entity of entities', () => {
    const texts = documents().map(({ text }) => text);
    expect(texts.filter((text) => text.includes('lollol') || text.includes('zzzz'))).toEqual([]);
    expect(outcomesOf('xml/').map(([path, outcome]) => `${path} ${outcome}`)).toEqual([
      'xml/deep.xml BROKEN_FORMAT',
      'xml/laughs.xml stored',
      'xml/quadratic.xml stored',
      'xml/xxe.opml stored',
      'xml/xxe.xml stored',
    ]);
  });

  it('are refused by their directory, and members one by one', () => {
    expect(outcomesOf('zip/')).toEqual([
      ['zip/bomb.zip', 'UNSAFE_ARCHIVE'],
      ['zip/lies.zip', 'BROKEN_FORMAT'],
      ['zip/lies.zip/good.md', 'stored'],
      ['zip/many.zip', 'UNSAFE_ARCHIVE'],
      ['zip/names.zip', 'BROKEN_FORMAT'],
      ['zip/names.zip', 'BROKEN_FORMAT'],
      ['zip/names.zip', 'BROKEN_FORMAT'],
      ['zip/names.zip', 'BROKEN_FORMAT'],
      ['zip/names.zip/good.md', 'stored'],
      ['zip/nested.zip/level4.zip/level3.zip/level2.zip/level1.zip', 'UNSAFE_ARCHIVE'],
      ['zip/nested.zip/level4.zip/level3.zip/level2.zip/at2.md', 'UNSAFE_ARCHIVE'],
      ['zip/nested.zip/level4.zip/level3.zip/at3.md', 'stored'],
      ['zip/nested.zip/level4.zip/at4.md', 'stored'],
    ]);
    const reasons = items.filter(({ path }) => path === 'zip/names.zip').map(({ reason }) => reason);
    expect(reasons.slice(0, 3).every((reason) => reason.includes('leads out of the archive'))).toBe(true);
    expect(reasons[3]).toContain('a symbolic link');
    expect(existsSync('/tmp/evil.md')).toBe(false);
  });

  it('leave words alone of their markup', () => {
    const shown = documents().filter(({ text }) => text.includes('甲云') || text.includes('标题'));
    expect(shown.length).toBeGreaterThan(20);
    for (const { text, author } of shown) {
      expect(text).not.toMatch(/<(?:script|iframe|object|embed|style|svg|math|template|form|link|base|meta)\b/i);
      expect(text).not.toMatch(/@import|background:/);
      expect(author ?? '').not.toMatch(/<img|<script/i);
    }
  });

  it('lead nowhere but to web pages', () => {
    const links = documents().flatMap(({ url }) => (url ? [url] : []));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((url) => !/^https?:\/\//.test(url))).toEqual([]);
  });

  it('hide no words and hold no sign that breaks others', () => {
    const sly = documents().find(({ title }) => title === '暗语');
    expect(sly?.text).toBe('agnp.exe bc zw de bom tag \ufffdlone');
  });

  it('name nothing but themselves', () => {
    expect(items.find(({ path }) => path.includes('onerror'))?.outcome).toBe('stored');
  });
});
