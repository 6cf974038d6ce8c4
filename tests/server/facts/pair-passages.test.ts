import { describe, expect, it } from 'vitest';
import { pairPassages, type VersionPassages } from '../../../server/facts/pair-passages.ts';

function version(...lines: string[]): VersionPassages {
  let at = 0;
  const passages = lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return { kind: 'paragraph' as const, start, end: start + line.length };
  });
  return { text: lines.join('\n'), passages };
}

const [first, second, third] = [
  '北云今年的收入增长了两成以上',
  '南云把数据库业务迁到了新机房',
  '静云的价格表两年没有变化',
];
const show = (versions: VersionPassages[]) =>
  pairPassages(versions).map(({ cells, alone }) => ({
    cells: cells.map((cell, index) => cell.map(({ start, end }) => versions[index]?.text.slice(start, end)).join('|')),
    alone,
  }));

describe('pairPassages', () => {
  it('sets what says the same side by side, whatever its punctuation', () => {
    expect(show([version(first, second), version(`${first}。`, '南云把数据库业务迁到了旧机房')])).toEqual([
      { cells: [first, `${first}。`], alone: [] },
      { cells: [second, '南云把数据库业务迁到了旧机房'], alone: [] },
    ]);
  });

  it('gives what one version alone holds a row in its place', () => {
    expect(show([version(first, third), version(first, second, third)])).toEqual([
      { cells: [first, first], alone: [] },
      { cells: ['', second], alone: [1] },
      { cells: [third, third], alone: [] },
    ]);
    expect(show([version(first, second), version(first)])[1]).toEqual({ cells: [second, ''], alone: [0] });
  });

  it('does not call alone what another version runs together with its neighbour', () => {
    const rows = show([version(first, second), version(`${first}，${second}`)]);
    expect(rows.flatMap(({ alone }) => alone)).toEqual([]);
  });

  it('keeps repeated lines in order and loses none', () => {
    const lines = ['合计', first, '合计', second, '合计'];
    expect(show([version(...lines), version(...lines)]).map(({ cells }) => cells)).toEqual(
      lines.map((line) => [line, line]),
    );
  });
});
