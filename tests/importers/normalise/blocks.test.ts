import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';

const shown = (body: string): string[] => {
  const { text, passages } = buildBlocks(body);
  return passages.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
};

describe('buildBlocks', () => {
  it('cuts a body into passages with their kinds, without Markdown signs', () => {
    const body = [
      '# 结论',
      '',
      '**华为云**与[天翼云](https://example.org/a)都已报价。',
      '- 首年 5 折',
      '• 按年返还',
      '> “价格不是唯一因素。”',
      '| 地域 | 可用区 |',
      '|---|:--:|',
      '| 雅加达 | 2<br>3 |',
      '省份\t伙伴\t备注',
      '---',
      '一、公有云',
      '二、私有云的部署不会停下来，只是换了一种方式继续进行下去，直到下一个合同期。',
      '**小标题**',
    ].join('\n');
    expect(shown(body)).toEqual([
      'heading: 结论',
      'paragraph: 华为云与天翼云都已报价。',
      'item: 首年 5 折',
      'item: 按年返还',
      'quote: “价格不是唯一因素。”',
      'row: 地域 | 可用区',
      'row: 雅加达 | 2 3',
      'row: 省份 | 伙伴 | 备注',
      'heading: 一、公有云',
      'paragraph: 二、私有云的部署不会停下来，只是换了一种方式继续进行下去，直到下一个合同期。',
      'heading: 小标题',
    ]);
  });

  it('gives no passage for a body without words', () => {
    expect(buildBlocks(' \n\n---\n|---|---|\n**\n')).toEqual({ text: '', passages: [] });
  });

  it('writes one line a passage, and each passage is its line', () => {
    const line = fc.string({ unit: fc.constantFrom(...'云价格。，：|-#*>\t 1.一、[]()a😀\n'), maxLength: 60 });
    fc.assert(
      fc.property(line, (body) => {
        const { text, passages } = buildBlocks(body);
        const lines = text === '' ? [] : text.split('\n');
        expect(passages.map(({ start, end }) => text.slice(start, end))).toEqual(lines);
        for (const words of lines) expect(words).toBe(words.trim());
        expect(lines).not.toContain('');
      }),
      { numRuns: 2000 },
    );
  });
});
