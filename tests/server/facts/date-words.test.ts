import { describe, expect, it } from 'vitest';
import { isRough, sayPartialDate } from '../../../server/facts/date-words.ts';
import type { DatePrecision } from '../../../server/model.ts';

describe('sayPartialDate', () => {
  it.each<[DatePrecision, string, string, string, string]>([
    ['day', '2025-01-23', '2025-01-23', '2025-01-23', '2025-01-23'],
    ['month', '2025-01-01', '2025-01-31', '2025-01', '2025-01'],
    ['quarter', '2024-01-01', '2024-03-31', '2024 年一季度', '2024 Q1'],
    ['quarter', '2024-10-01', '2024-12-31', '2024 年四季度', '2024 Q4'],
    ['half', '2024-01-01', '2024-06-30', '2024 上半年', '2024 H1'],
    ['half', '2024-07-01', '2024-12-31', '2024 下半年', '2024 H2'],
    ['year', '2024-01-01', '2024-12-31', '2024 年', '2024'],
    ['span', '2022-09-01', '2023-04-30', '2022-09 – 2023-04', '2022-09 – 2023-04'],
    ['span', '2024-06-01', '2024-06-15', '2024-06-01 – 2024-06-15', '2024-06-01 – 2024-06-15'],
    ['span', '2024-02-01', '2024-02-29', '2024-02', '2024-02'],
  ])('prints a %s from %s to %s', (precision, start, end, zh, en) => {
    expect(sayPartialDate({ start, end, precision }, 'zh')).toBe(zh);
    expect(sayPartialDate({ start, end, precision }, 'en')).toBe(en);
  });
});

describe('isRough', () => {
  it.each(['近日', '日前', '三年前', '一年多前', '3个月前', '半年以前', '2022年前后', '2020年左右', 'three years ago'])(
    'calls %s rough',
    (text) => {
      expect(isRough({ text, guessed: false })).toBe(true);
    },
  );

  it.each(['2022年', '去年底', '前年', '上周五', '三天前', '2024年上半年', 'May 2024'])('takes %s as told', (text) => {
    expect(isRough({ text, guessed: false })).toBe(false);
  });

  it('calls every guess rough', () => {
    expect(isRough({ text: '2025-01-23', guessed: true })).toBe(true);
  });
});
