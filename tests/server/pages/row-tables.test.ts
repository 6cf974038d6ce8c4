import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../server/model.ts';
import { type Block, type Span, startCutting } from '../../../server/pages/passages.ts';
import { cutBlocks } from '../../../server/pages/row-tables.ts';

function rowsOf(lines: string[], spans: Span[] = []): Block[] {
  let start = 0;
  const passages = lines.map((line): Passage => {
    const passage: Passage = { kind: 'row', start, end: start + line.length };
    start += line.length + 1;
    return passage;
  });
  return cutBlocks(startCutting(lines.join('\n'), spans, null), passages);
}

const wordsOf = (block: Block | undefined) =>
  block?.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join(''))) : null;

describe('cutBlocks', () => {
  it('lays rows that name their columns out as a table', () => {
    const [table] = rowsOf(['厂商：甲；价格：1 元', '厂商：乙；区域：东京；价格：10:30']);
    expect(table).toMatchObject({ kind: 'table', columns: ['厂商', '价格', '区域'] });
    expect(wordsOf(table)).toEqual([
      ['甲', '1 元', ''],
      ['乙', '10:30', '东京'],
    ]);
  });

  it('reads narrow punctuation, which normalising leaves', () => {
    expect(wordsOf(rowsOf(['厂商: 甲; 价格: 1 元'])[0])).toEqual([['甲', '1 元']]);
  });

  it('lays rows of one length out as a table without headings, and ragged ones as lines', () => {
    const [table] = rowsOf(['卡型 | 规模', 'H20 | 14,000'], [{ start: 10, end: 19, kind: 'move' }]);
    expect(table).toMatchObject({ kind: 'table', columns: [], spans: ['q10-19'] });
    expect(wordsOf(table)).toEqual([
      ['卡型', '规模'],
      ['H20', '14,000'],
    ]);
    expect(rowsOf(['分类 | 卡型 | 规模', 'A800 | 7,974']).map(({ kind }) => kind)).toEqual(['line', 'line']);
  });

  it.each([[['只有一个：值']], [['没有列名；也没有']], [['甲：1；甲：2']], [['厂商：甲；价格：1', '合计']]])(
    'leaves %j as lines',
    (lines) => {
      expect(rowsOf(lines).map(({ kind }) => kind)).toEqual(lines.map(() => 'line'));
    },
  );

  it('anchors a span that begins at a column name in that column, once', () => {
    const [table] = rowsOf(
      ['厂商：甲；价格：1 元'],
      [
        { start: 0, end: 11, kind: 'move' },
        { start: 5, end: 11, kind: 'move' },
      ],
    );
    expect(table?.spans).toEqual(['q0-11', 'q5-11']);
  });
});
