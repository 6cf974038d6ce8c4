import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import type { FactLine } from '../../server/commands/export-facts.ts';
import { PROJECT_ROOT } from '../../server/config.ts';
import { runCommand } from '../helpers/run-command.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const db = folder.at('commands.db');
const SECRET = '绝密客户';
const exportFacts = (...args: string[]) =>
  runCommand('server/commands/export.ts', ['facts', '--db', db, ...args], { INIT_CWD: folder.path });
const search = (...args: string[]) =>
  runCommand('server/commands/search.ts', [...args, '--db', db], { INIT_CWD: folder.path });
const readLines = <T>(text: string): T[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

let documents = 0;
let whole: ReturnType<typeof exportFacts>;
beforeAll(() => {
  folder.write('internal.txt', `# 内部随记\n\n2025-01-20\n\n${SECRET}要求 AWS 在 2025 年 1 月降价，否则转投另一家。\n`);
  const { totals } = runImport({
    databasePath: db,
    paths: [STARTER, 'internal.txt'],
    base: folder.path,
    dryRun: false,
  });
  documents = totals.stored;
  whole = exportFacts();
});

describe('npm run export -- facts', () => {
  it('writes a line a document in the shape of hand-made labels, with link and text', () => {
    const { status, stdout, stderr } = whole;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = readLines<FactLine>(stdout);
    expect(lines).toHaveLength(documents);
    for (const line of lines) {
      expect(line).toMatchObject({ slug: expect.any(String), url: expect.any(String), text: expect.any(String) });
      expect(line.published ?? '2025-01-01').toMatch(/^\d{4}-\d\d-\d\d$/);
      for (const { id, role } of line.vendors) expect(`${id} ${role}`).toMatch(/^[a-z0-9-]+ (?:main|mention)$/);
      for (const name of line.accounts) expect(name).toEqual(expect.any(String));
      for (const person of line.people)
        expect(Object.keys(person)).toEqual(expect.arrayContaining(['name', 'vendor', 'title']));
      for (const move of line.moves) checkMove(move, line.text);
    }
    expect(lines.flatMap((line) => line.moves).length).toBeGreaterThan(50);
  });

  function checkMove(move: FactLine['moves'][number], text: string): void {
    expect(text).toContain(move.evidence);
    expect(move.date).toMatch(/^\d{4}(?:-(?:H[12]|Q[1-4]|\d\d(?:-\d\d)?))?$/);
    expect([1, 2, 3]).toContain(move.importance);
    expect(move).toMatchObject({
      vendor: expect.stringMatching(/^[a-z0-9-]+$/),
      type: expect.stringMatching(/^[a-z]+$/),
    });
    expect(move).toMatchObject({ gist: expect.stringMatching(/./), counterparty: expect.any(String) });
  }

  it("takes the last part of an article's link as its slug", () => {
    const lines = readLines<FactLine>(whole.stdout);
    const article = lines.find(
      (line) => line.url === 'https://www.leiphone.com/category/industrycloud/3h69w1hH1cjc7W9P.html',
    );
    expect(article).toMatchObject({ slug: '3h69w1hH1cjc7W9P', published: '2024-11-07', tlp: 'CLEAR' });
    expect(article?.accounts).toContain('米哈游');
  });

  it('leaves out what is above --clearance', () => {
    expect(whole.stdout).toContain(SECRET);
    const open = exportFacts('--clearance', 'CLEAR').stdout;
    expect(open).not.toContain(SECRET);
    expect(readLines(open)).toHaveLength(documents - 1);
    expect(exportFacts('--clearance', 'tlp:amber+strict').stdout).toContain(SECRET);
  });

  it('writes to a file with --out and refuses a word that is no label', () => {
    expect(exportFacts('--out', 'facts.jsonl')).toMatchObject({ status: 0, stdout: '' });
    expect(readLines(readFileSync(folder.at('facts.jsonl'), 'utf8'))).toHaveLength(documents);
    const refused = exportFacts('--clearance', 'PURPLE');
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^BAD_PARAMETER: --clearance PURPLE: one of CLEAR, GREEN/);
  });

  it('names a database that does not exist', () => {
    const { status, stderr } = runCommand('server/commands/export.ts', ['facts', '--db', folder.at('none.db')]);
    expect(status).toBe(2);
    expect(stderr).not.toContain('    at ');
  });
});

describe('npm run search', () => {
  it('answers a file of queries, a line each, in order', () => {
    folder.write('queries.jsonl', '{"id":"q1","query":"米哈游"}\n\n{"id":"q2","query":"量子纠缠瑜伽馆"}\n');
    expect(search('--batch', 'queries.jsonl', '--out', 'results.jsonl')).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
    const [first, second, ...rest] = readLines<{ id: string; results: string[] }>(
      readFileSync(folder.at('results.jsonl'), 'utf8'),
    );
    expect(first).toMatchObject({ id: 'q1' });
    expect(first?.results[0]).toBe('https://www.leiphone.com/category/industrycloud/3h69w1hH1cjc7W9P.html');
    expect(second).toEqual({ id: 'q2', results: [] });
    expect(rest).toEqual([]);
  });

  it('names the line that is no query', () => {
    folder.write('broken.jsonl', '{"id":"q1","query":"米哈游"}\n{"id":"q2"}\n');
    const { status, stderr } = search('--batch', 'broken.jsonl');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^BROKEN_FORMAT: broken\.jsonl:2: /);
    folder.write('torn.jsonl', '{"id":"q1","query":"米哈游"}\n{"id":\n');
    expect(search('--batch', 'torn.jsonl').stderr).toMatch(/^BROKEN_FORMAT: torn\.jsonl:2: /);
  });

  it('hides internal documents with --clearance CLEAR', () => {
    expect(readLines<{ results: string[] }>(search(SECRET).stdout)[0]?.results).toEqual([
      expect.stringMatching(/\/internal\.txt#内部随记$/),
    ]);
    const open = readLines<{ results: string[] }>(search(SECRET, '--clearance', 'CLEAR').stdout)[0]?.results ?? [];
    expect(open.filter((result) => !result.startsWith('https://www.leiphone.com/'))).toEqual([]);
  });
});

describe('a reader that has seen enough', () => {
  it('ends a command without a fault', () => {
    const command = `node --import tsx server/commands/export.ts facts --db '${db}'`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${command} | head -c 20`], {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toHaveLength(20);
  });
});
