import { describe, expect, it } from 'vitest';
import { toFigureItem } from '../../../server/pages/figure-item.ts';
import type { FigureRow } from '../../../server/store/figures.ts';
import { buildFactDocument } from '../../helpers/fact-document.ts';

interface Said {
  sentence: string;
  value: string;
  low: number;
  high?: number;
  unit: string;
  qualifier?: string;
  approximate?: boolean;
}

function itemOf({ sentence, value, low, high = low, unit, qualifier = '', approximate = false }: Said) {
  const valueStart = 100 + sentence.indexOf(value);
  const row: FigureRow = {
    ...{ figureId: 'f', vendorId: 'acme', metric: 'revenue', metricZh: '收入', metricEn: 'Revenue' },
    ...{ low, high, unit, qualifier, approximate, written: value, state: 'estimate', period: null, confidence: 0.9 },
    ...{ status: 'proposed', quote: { exact: sentence, start: 100, end: 100 + sentence.length } },
    ...{ valueStart, valueEnd: valueStart + value.length },
    document: buildFactDocument(),
    ...{ scope: '', place: '', cell: null },
  };
  return toFigureItem(row);
}

const PRINTED: [string, Said, string[]][] = [
  ['with separators', { sentence: '有1700人', value: '1700人', low: 1700, unit: '人' }, ['1,700', '人', '']],
  [
    'as a range',
    { sentence: '仅三四百万美元', value: '三四百万美元', low: 300, high: 400, unit: '万美元' },
    ['300–400', '万美元', '三四百万美元'],
  ],
  [
    'as the range of the source',
    { sentence: '约20-30%', value: '20-30%', low: 20, high: 30, unit: '%' },
    ['20–30', '%', ''],
  ],
  ['with Han digits as a number', { sentence: '打七折', value: '七折', low: 7, unit: '折' }, ['7', '折', '七折']],
  ['without rounding', { sentence: '降到0.0008元', value: '0.0008元', low: 0.0008, unit: '元' }, ['0.0008', '元', '']],
  ['with the zeros of the source', { sentence: '增长3.10%', value: '3.10%', low: 3.1, unit: '%' }, ['3.10', '%', '']],
  [
    'in the letters of the source',
    { sentence: '达 10 EFLOPS', value: '10 EFLOPS', low: 10, unit: 'eflops' },
    ['10', 'EFLOPS', ''],
  ],
  [
    'in words that are vaguer than digits',
    { sentence: '营收30 多亿美元', value: '30 多亿美元', low: 30, unit: '亿美元', approximate: true },
    ['30 多', '亿美元', ''],
  ],
  ['with the vague word before it', { sentence: '订单数十亿', value: '十亿', low: 10, unit: '亿' }, ['数十', '亿', '']],
  ['with the vague word after it', { sentence: '差 10% 左右', value: '10%', low: 10, unit: '%' }, ['10% 左右', '', '']],
  [
    'in words where a fraction has no end',
    { sentence: '占三分之二', value: '三分之二', low: 66.7, unit: '%' },
    ['三分之二', '', ''],
  ],
  [
    'with a qualifier as a number',
    { sentence: '将近一半', value: '一半', low: 50, unit: '%', qualifier: '将近', approximate: true },
    ['50', '%', '一半'],
  ],
];

describe('a figure is printed', () => {
  it.each(PRINTED)('%s', (_, said, [amount, unit, written]) => {
    expect(itemOf(said).value).toEqual({ qualifier: said.qualifier ?? '', amount, unit, written });
  });
});

describe('the words around a figure', () => {
  const value = '1,700人';
  it.each([
    ['去年裁员后，公司的销售团队已经缩减到了1,700人，另有顾问。', '…公司的销售团队已经缩减到了1,700人…'],
    ['公司的销售团队在全国，仅为1,700人。', '公司的销售团队在全国，仅为1,700人'],
    [`${'很'.repeat(80)}1,700人`, `…${'很'.repeat(36)}1,700人`],
    ['1,700人', ''],
  ])('of %s', (sentence, context) => {
    const item = itemOf({ sentence, value, low: 1700, unit: '人' });
    expect(item.context).toBe(context);
    expect(item).toMatchObject({
      href: `/documents/d#q100-${100 + sentence.length}`,
      grade: { letter: 'C', digit: 4 },
    });
  });

  it('of English, cut between words', () => {
    const sentence = `Of ${'all those employed '.repeat(6)}some 1,700 people ${'and partners '.repeat(9)}stay`;
    const { context } = itemOf({ sentence, value: '1,700 people', low: 1700, unit: 'people' });
    expect(context).toMatch(
      /^…(?:employed |those )?(?:all those employed )+some 1,700 people (?:and partners ?)+(?:and)?…$/,
    );
    expect(context.length).toBeGreaterThan(150);
    expect(context.length).toBeLessThan(200);
  });
});
