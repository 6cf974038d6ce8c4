import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, formatInstant, formatPartialDate } from '../../../server/http/dates.ts';
import type { DatePrecision } from '../../../server/model.ts';

describe('formatPartialDate', () => {
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
    expect(formatPartialDate({ start, end, precision }, 'zh')).toBe(zh);
    expect(formatPartialDate({ start, end, precision }, 'en')).toBe(en);
  });
});

describe('calendar', () => {
  it('counts over months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addMonths('2024-11', 3)).toBe('2025-02');
    expect(addMonths('2025-01', -12)).toBe('2024-01');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });
});

describe('formatInstant', () => {
  it('keeps the offset of the source', () => {
    expect(formatInstant('2025-01-23T10:08:00+08:00')).toBe('2025-01-23 10:08 +08:00');
    expect(formatInstant('2025-01-23T02:08:00.000Z')).toBe('2025-01-23 02:08 UTC');
  });

  it('leaves what it cannot read as it is', () => {
    expect(formatInstant('last week')).toBe('last week');
  });
});
