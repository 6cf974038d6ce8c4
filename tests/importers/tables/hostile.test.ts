import { describe, expect, it } from 'vitest';
import { runImport } from '../../../importers/run-import.ts';
import { readTables } from '../../helpers/read-table.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

describe('a hostile table', () => {
  const folder = makeTempFolder();
  it.each([
    [
      'of ten thousand columns',
      `${lines(3, () => Array(10_000).fill('1').join('\t'))}\n`,
      /TOO_LARGE.*10000 columns, the limit is 500/,
    ],
    ['of many cells', lines(3000, () => Array(100).fill('1').join('\t')), /TOO_LARGE.*over 200000 cells.*split it/],
    ['of a million cells', lines(10_000, () => Array(100).fill('1').join('\t')), /TOO_LARGE.*characters, the limit is/],
  ])('%s ends in a line of the receipt', (name, body, reason) => {
    const path = folder.write(`${name}.txt`, `# 表\n\n2025-01-01\n\n${body}`);
    const { items } = runImport({
      databasePath: folder.at(`${name}.db`),
      paths: [path],
      base: folder.path,
      dryRun: false,
    });
    expect(items.map(({ outcome }) => outcome)).toEqual(['quarantined']);
    expect(items[0]?.reason).toMatch(reason);
  });

  it('of formulas, links and markup is words', () => {
    const { tables } = readTables(
      '|项|AWS|华为云|\n|=A1|=HYPERLINK("http://a","b")|@SUM(1)|\n|b|<img src=x onerror=alert(1)>3|+1|',
    );
    const cells = tables[0]?.cells.map(({ text, low }) => [text, low]);
    expect(cells).toEqual([
      ['=HYPERLINK("http://a","b")', null],
      ['@SUM(1)', null],
      ['3', 3],
      ['+1', 1],
    ]);
  });
});
