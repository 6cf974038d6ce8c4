import { describe, expect, it } from 'vitest';
import { alignLetters, lettersOf } from '../../../server/facts/align-texts.ts';
import { findMajority, listMinority } from '../../../server/facts/majority.ts';
import { findVariantReadings, type VersionText } from '../../../server/facts/variant-readings.ts';
import { makeSentences } from '../../helpers/made-text.ts';

/** Readings of each place as the versions' own words, `·` for nothing and `-` for a version that lacks the passage. */
function readingsOf(...texts: string[]): string[] {
  const versions = texts.map((text, index): VersionText => ({ id: String(index), text }));
  const [lead, ...others] = versions as [VersionText, ...VersionText[]];
  return findVariantReadings(lead, others).map((readings) =>
    versions
      .map(({ id, text }) => {
        const reading = readings.find((one) => one.id === id);
        return reading ? text.slice(reading.start, reading.end) || '·' : '-';
      })
      .join('/'),
  );
}

describe('findVariantReadings', () => {
  it.each([
    ['a character for another', '北云现在的优势远大于南云', '北云现在的劣势远大于南云', ['优/劣']],
    ['one that was left out', '形态简单的中小企业在使用', '形态简单的小企业在使用', ['中/·']],
    ['one that came in', '运行到第一个核的时候', '运行到第一亿个核的时候', ['·/亿']],
    ['a letter for a digit', '机型 H20 最重要', '机型 H2O 最重要', ['0/O']],
    ['several in one sentence', '北云丧失了技术领先的结构化管理', '北云丧尸了技术领先的结构化治理', ['失/尸', '管/治']],
    ['nothing in line breaks, signs and width', '北云，降价 10%（一成）。', '北云,降价10%\n(一成)', []],
    ['nothing in the numbers of a list', '三件事\n1. 降价的事\n2. 招人的事', '三件事\n降价的事\n招人的事', []],
  ])('finds %s', (_what, a, b, expected) => {
    expect(readingsOf(`前面一句话相同。${a}。后面一句也相同。`, `前面一句话相同。${b}。后面一句也相同。`)).toEqual(
      expected,
    );
  });

  it('puts the readings of all versions at one place together, and leaves out a version that lacks the passage', () => {
    const [head = '', table = '', tail = ''] = makeSentences(3, 1);
    const [a, b, c] = ['丙地用了十万核的机器。', '丙地用了十万亿的机器。', '丙地用了十万个的机器。'];
    expect(readingsOf(`${head}${a}${tail}`, `${head}${b}${tail}`, `${head}${c}${tail}`)).toEqual(['核/亿/个']);
    expect(readingsOf(`${head}${table}${a}${tail}`, `${head}${b}${tail}`, `${head}${table}${tail}`)).toEqual([
      '核/亿/-',
    ]);
  });

  it('takes a passage that only one version holds for no reading', () => {
    const [head = '', table = '', tail = ''] = makeSentences(3, 2);
    expect(readingsOf(`${head}${table}${tail}`, `${head}${tail}`)).toEqual([]);
  });

  it('finds a slip in a long text whose passages are missing here and there', () => {
    const lines = makeSentences(600, 3);
    const other = lines.filter((_, index) => index % 50 !== 7);
    other[300] = `${other[300]?.slice(0, 9)}误${other[300]?.slice(10)}`;
    expect(readingsOf(lines.join('\n'), other.join('\n'))).toEqual([`${other[300] && lines[306]?.[9]}/误`]);
  });
});

describe('alignLetters', () => {
  it('gives runs that read alike and rise in both texts', () => {
    const [a, b] = [makeSentences(200, 4), makeSentences(200, 4).filter((_, i) => i % 7 !== 3)].map(
      (lines) => lettersOf(lines.join('')).letters,
    ) as [string, string];
    const runs = alignLetters(a, b);
    for (const run of runs) expect(a.slice(run.a, run.a + run.length)).toBe(b.slice(run.b, run.b + run.length));
    runs.slice(1).forEach((run, index) => {
      const last = runs[index];
      expect(run.a).toBeGreaterThanOrEqual((last?.a ?? 0) + (last?.length ?? 0));
      expect(run.b).toBeGreaterThanOrEqual((last?.b ?? 0) + (last?.length ?? 0));
    });
    expect(runs.reduce((sum, run) => sum + run.length, 0)).toBe(b.length);
  });
});

describe('the majority reading', () => {
  const reading = (id: string, letters: string) => ({ id, letters, start: 0, end: letters.length });

  it('is that of more than half of the versions that hold the place', () => {
    const readings = [reading('a', '优'), reading('b', '优'), reading('c', '劣')];
    expect(findMajority(readings)).toMatchObject({ reading: { id: 'a' }, votes: 2 });
    expect(listMinority(readings)).toMatchObject([
      { id: 'c', letters: '劣', majority: { letters: '优' }, votes: 2, versions: 3 },
    ]);
  });

  it('is nobody’s where they are of two minds', () => {
    expect(findMajority([reading('a', '优'), reading('b', '劣')])).toBeUndefined();
    expect(listMinority([reading('a', '优'), reading('b', '劣')])).toEqual([]);
  });
});
