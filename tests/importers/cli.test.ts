import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportedItem } from '../../importers/found-fields.ts';
import type { ImportReceipt } from '../../server/facts/import-receipt.ts';
import { query, queryValue } from '../helpers/database-dump.ts';
import { runCommand } from '../helpers/run-command.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const run = (...args: string[]) => runCommand('importers/cli.ts', args, { INIT_CWD: folder.path });
const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const FEED =
  '<rss version="2.0"><channel><title>云闻</title><link>https://example.com/</link><item><title>甲云降价</title><link>/1</link>' +
  '<pubDate>Thu, 23 Jan 2025 11:58:00 +0800</pubDate><description>&lt;p&gt;甲云全线降价。&lt;/p&gt;</description></item></channel></rss>';
const good = (title: string): string => `---\ntitle: ${title}\ndate: 2025-01-23\n---\n\n${title}的正文。\n`;

describe('npm run import', () => {
  it('names a broken file with its reason, stores the good ones beside it and exits 1', () => {
    folder.write('mixed/a.md', good('甲'));
    folder.write('mixed/b.md', '---\ntitle: 乙\nsorce: internal\n---\n正文。\n');
    folder.write('mixed/c.csv', '# title: 丙\n厂商,价格\n示例云,"1\n');
    folder.write('mixed/d.md', good('丁'));
    const { status, stdout } = run('mixed', '--db', folder.at('mixed.db'), '--lang', 'en');
    expect(status).toBe(1);
    expect(stdout).toMatch(/QUARANTINED .*\[mixed\/b\.md\]\n +✗ BROKEN_FORMAT: mixed\/b\.md: .*sorce/);
    expect(stdout).toMatch(/QUARANTINED .*\[mixed\/c\.csv\]\n +✗ BROKEN_FORMAT: mixed\/c\.csv:\d+: /);
    expect(stdout).toContain('stored 2 · updated 0 · new version 0 · unchanged 0 · duplicate 0 · QUARANTINED 2');
    expect(query(folder.at('mixed.db'), 'SELECT title FROM document ORDER BY title')).toEqual([
      { title: '丁' },
      { title: '甲' },
    ]);
    const reasons = query<{ reason: string }>(
      folder.at('mixed.db'),
      "SELECT reason FROM import_item WHERE outcome = 'quarantined'",
    );
    expect(reasons.map(({ reason }) => reason.split(':')[0])).toEqual(['BROKEN_FORMAT', 'BROKEN_FORMAT']);
  });

  it('prints a receipt of one JSON object with --json', () => {
    folder.write('json/a.md', good('甲'));
    const { status, stdout, stderr } = run('json/*.md', '--json', '--db', folder.at('json.db'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const receipt = JSON.parse(stdout) as ImportReceipt;
    expect(receipt.totals).toEqual({ stored: 1, updated: 0, version: 0, unchanged: 0, duplicate: 0, quarantined: 0 });
    expect(receipt.items[0]).toMatchObject({
      path: 'json/a.md',
      outcome: 'stored',
      title: '甲',
      reason: '',
      locator: '',
    });
  });

  it('reports format, fields and warnings of each file of a folder with --dry-run --json, whatever it holds', () => {
    folder.write(
      'corpus/page.html',
      '<html><head><title>甲云开服</title></head><body><p>甲云今天在香港开服。</p></body></html>',
    );
    folder.write('corpus/feed.xml', FEED);
    folder.write('corpus/noise.bin', '\0\0\0\0\0\0\0\0\0\0\0\0');
    cpSync(join(FIXTURES, 'docx/headings-lists-table/input.docx'), folder.at('corpus/paper.docx'));
    cpSync(join(FIXTURES, 'xlsx/merged-percent-dates/input.xlsx'), folder.at('corpus/table.xlsx'));
    const { status, stdout } = run('corpus', '--dry-run', '--json', '--db', folder.at('corpus.db'));
    expect(status).toBe(1);
    expect(existsSync(folder.at('corpus.db'))).toBe(false);
    const { items } = JSON.parse(stdout) as { items: ReportedItem[] };
    expect(items.map(({ path, format, outcome }) => [path, format, outcome])).toEqual([
      ['corpus/feed.xml', 'xml-feed', 'stored'],
      ['corpus/noise.bin', undefined, 'quarantined'],
      ['corpus/page.html', 'html-article', 'stored'],
      ['corpus/paper.docx', 'docx', 'stored'],
      ['corpus/table.xlsx', 'xlsx', 'stored'],
    ]);
    expect(items[0]?.found).toEqual({
      title: '甲云降价',
      author: null,
      url: 'https://example.com/1',
      published: 'Thu, 23 Jan 2025 11:58:00 +0800',
      date: '2025-01-23T11:58:00+08:00',
      language: 'zh',
      text: '甲云全线降价。',
      feed: { title: '云闻', url: 'https://example.com/' },
    });
    expect(items[2]?.warnings).toContain('no publication date');
  });

  it('quotes what was not understood, with the clues that make it look like news', () => {
    const sentence = '老周是2012年的毕业生，在腾讯云做了多年的产品。';
    folder.write('unread.md', `---\ntitle: 甲\ndate: 2025-01-23\n---\n\n${sentence}\n\n今天天气很好。\n`);
    const { stdout } = run('unread.md', '--db', folder.at('unread.db'), '--lang', 'zh');
    expect(stdout).toContain(`    ? ${sentence}  (有时间)\n`);
    expect(stdout).not.toContain('今天天气');
    const [item] = (JSON.parse(run('unread.md', '--json', '--dry-run').stdout) as ImportReceipt).items;
    expect(item).toMatchObject({ counts: { unread: 1 }, unread: [{ text: sentence, why: ['date'] }] });
  });

  it('names a path that does not exist', () => {
    folder.write('one.md', good('甲'));
    const { status, stdout } = run('没有.md', 'one.md', '--db', folder.at('missing.db'), '--lang', 'zh');
    expect(status).toBe(1);
    expect(stdout).toMatch(/已隔离 .*\[没有\.md\]\n +✗ UNREADABLE_FILE: 没有\.md: no such file/);
    expect(queryValue(folder.at('missing.db'), 'SELECT COUNT(*) FROM document')).toBe(1);
  });

  it('refuses an address that no source lets be fetched, beside a file that it stores', () => {
    folder.write('beside.md', good('甲'));
    const urls = ['http://127.0.0.1:4149/admin', 'http://printer.local/'];
    const { status, stdout } = run(...urls, 'beside.md', '--db', folder.at('web.db'), '--lang', 'en');
    expect(status).toBe(1);
    expect(stdout).toMatch(/QUARANTINED .*\[http:\/\/127\.0\.0\.1:4149\/admin\]\n +✗ CRAWL_DENIED: .*data\/sources/);
    expect(stdout).toMatch(/CRAWL_DENIED: http:\/\/printer\.local\/: no file of data\/sources lets printer\.local/);
    expect(stdout).toContain('stored 1 · updated 0 · new version 0 · unchanged 0 · duplicate 0 · QUARANTINED 2');
  });

  it('takes no pause that would wear a server out', () => {
    const { status, stderr } = run('--feeds', '--every', '5s', '--db', folder.at('every.db'));
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('BAD_CONFIG') });
  });

  it('writes nothing with --dry-run', () => {
    folder.write('dry.md', good('甲'));
    const { status, stdout } = run('dry.md', '--dry-run', '--db', folder.at('dry.db'), '--lang', 'zh');
    expect(status).toBe(0);
    expect(stdout).toContain('试运行：没有写入任何内容。');
    expect(existsSync(folder.at('dry.db'))).toBe(false);
  });

  it('tells the number of an import, and takes it back with --undo', () => {
    folder.write('back/a.md', good('甲'));
    const base = folder.at('back.db');
    const { stdout } = run('back', '--db', base, '--lang', 'en');
    const number = /Import #(\d+), take it back with npm run import -- --undo \1\n/.exec(stdout)?.[1] ?? '';
    expect(run('--undo', number, '--db', base, '--lang', 'zh')).toEqual({
      status: 0,
      stdout: `已撤销第 ${number} 次导入：移除 1 篇，恢复 0 篇。\n`,
      stderr: '',
    });
    expect(queryValue(base, 'SELECT COUNT(*) FROM document')).toBe(0);
    const refused = run('--undo', number, '--db', base);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/^CANNOT_UNDO: import \d+: undone .* — /);
  });

  it('leaves a base that holds documents alone with --if-empty, and reads all again with --reextract', () => {
    const db = folder.at('again.db');
    folder.write('again.md', good('甲'));
    run('again.md', '--db', db);
    folder.write('later.md', good('乙'));
    expect(run('later.md', '--if-empty', '--db', db, '--lang', 'en').stdout).toContain('stored 0');
    expect(queryValue(db, 'SELECT COUNT(*) FROM document')).toBe(1);
    expect(run('--reextract', '--db', db)).toEqual({ status: 0, stdout: '1 documents read again\n', stderr: '' });
  });

  it('asks for paths when there are none', () => {
    const { status, stderr } = run('--db', folder.at('none.db'));
    expect(status).not.toBe(0);
    expect(stderr).toContain('Usage: import');
    expect(existsSync(folder.at('none.db'))).toBe(false);
  });
});
