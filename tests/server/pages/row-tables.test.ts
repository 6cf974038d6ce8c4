import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../server/model.ts';
import { cutBlocks } from '../../../server/pages/document-blocks.ts';
import type { Segment } from '../../../server/pages/nest-spans.ts';
import { type Block, type Span, type SpanKind, spanId, startCutting } from '../../../server/pages/passages.ts';

function rowsOf(lines: string[], spans: Span[] = []): Block[] {
  let start = 0;
  const passages = lines.map((line): Passage => {
    const passage: Passage = { kind: 'row', start, end: start + line.length };
    start += line.length + 1;
    return passage;
  });
  return cutBlocks(startCutting(lines.join('\n'), spans, null), passages);
}

const spanOf = (start: number, end: number, kind: SpanKind = 'move'): Span => ({
  id: spanId({ start, end }),
  start,
  end,
  kind,
});
const textOf = (segments: readonly Segment[]): string =>
  segments.map(({ text, inside }) => text + textOf(inside)).join('');
const wordsOf = (block: Block | undefined) =>
  block?.kind === 'table' ? block.rows.map(({ cells }) => cells.map(textOf)) : null;

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
    const [table] = rowsOf(['卡型 | 规模', 'H20 | 14,000'], [spanOf(10, 19)]);
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

  it('anchors a span over all columns at the row, one over some at its longest cell, lit with the others', () => {
    const [table] = rowsOf(['厂商：甲；价格：1 元；区域：东京'], [spanOf(0, 17), spanOf(0, 11), spanOf(5, 11)]);
    expect(table?.spans).toEqual(['q0-17', 'q0-11', 'q5-11']);
    const [row] = table?.kind === 'table' ? table.rows : [];
    expect(row?.id).toBe('q0-17');
    const marksOf = (segments: readonly Segment[]): unknown[] =>
      segments.flatMap(({ mark, inside }) => (mark ? [[mark.id, mark.light], ...marksOf(inside)] : []));
    expect(row?.cells.map(marksOf)).toEqual([
      [
        [null, null],
        [null, 1],
      ],
      [
        [null, null],
        ['q0-11', 1],
        ['q5-11', null],
      ],
      [[null, null]],
    ]);
  });

  it('keeps the anchor of a column name whose value is empty', () => {
    const [table] = rowsOf(['厂商：；价格：1 元'], [spanOf(0, 2)]);
    expect(table?.spans).toEqual(['q0-2']);
  });
});

describe('headings', () => {
  const passagesOf = (kinds: string): Passage[] =>
    [...kinds].map((letter, index) => ({
      kind: letter === 'h' ? 'heading' : 'paragraph',
      start: index * 2,
      end: index * 2 + 1,
    }));
  const blocksOf = (kinds: string) => {
    const text = [...kinds].join('\n');
    return cutBlocks(startCutting(text, [spanOf(0, 1)], null), passagesOf(kinds));
  };

  it.each([
    ['hhhhp', ['heading', 'heading', 'heading', 'heading', 'paragraph']],
    ['hhhhh', ['contents']],
    ['phhhhhhp', ['paragraph', 'contents', 'heading', 'paragraph']],
    ['hhphhhhp', ['heading', 'heading', 'paragraph', 'heading', 'heading', 'heading', 'heading', 'paragraph']],
  ])('of %s are shown as %j', (kinds, shown) => {
    expect(blocksOf(kinds).map(({ kind }) => kind)).toEqual(shown);
  });

  it('keep their anchors in a list, and all their lines', () => {
    const [contents] = blocksOf('hhhhhhp');
    expect(contents).toMatchObject({ kind: 'contents', spans: ['q0-1'] });
    expect(contents?.kind === 'contents' && contents.items.map(textOf)).toEqual(['h', 'h', 'h', 'h', 'h']);
  });
});
