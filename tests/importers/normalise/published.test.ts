import { describe, expect, it } from 'vitest';
import { isCalendarDay, parsePublished } from '../../../importers/normalise/published.ts';

const summary = (words: string): string | undefined => {
  const found = parsePublished(words);
  return found && `${found.at} ${found.date.start}..${found.date.end} ${found.date.precision}`;
};
const day = (date: string): string => `${date}..${date} day`;

describe('parsePublished', () => {
  it.each([
    ['Thu, 23 Jan 2025 11:58:00 +0800', `2025-01-23T11:58:00+08:00 ${day('2025-01-23')}`],
    ['Sun, 5 Jan 2025 08:00 GMT', `2025-01-05T08:00:00+00:00 ${day('2025-01-05')}`],
    ['5 January 2025 23:30:10 EST', `2025-01-05T23:30:10-05:00 ${day('2025-01-05')}`],
    ['Wed, 02 Oct 2024 07:00:00 PDT', `2024-10-02T07:00:00-07:00 ${day('2024-10-02')}`],
    ['Wednesday, 02 Oct 2024 07:00:00 UT', `2024-10-02T07:00:00+00:00 ${day('2024-10-02')}`],
    ['2025-01-23T11:58:00+08:00', `2025-01-23T11:58:00+08:00 ${day('2025-01-23')}`],
    ['2025-01-23T11:58:00.123Z', `2025-01-23T11:58:00+00:00 ${day('2025-01-23')}`],
    ['2025-01-23 11:58 +0800', `2025-01-23T11:58:00+08:00 ${day('2025-01-23')}`],
    ['2025-01-23 11:58', `null ${day('2025-01-23')}`],
    ['2025/1/3', `null ${day('2025-01-03')}`],
    ['2025.01.03', `null ${day('2025-01-03')}`],
    ['2025年1月23日', `null ${day('2025-01-23')}`],
    ['发布于 2025年11月3日', `null ${day('2025-11-03')}`],
    ['2024年2月', 'null 2024-02-01..2024-02-29 month'],
    ['2025-04', 'null 2025-04-01..2025-04-30 month'],
    ['2024-02-29', `null ${day('2024-02-29')}`],
  ])('reads %s', (words, expected) => {
    expect(summary(words)).toBe(expected);
    expect(parsePublished(words)?.date).toMatchObject({ text: words, guessed: false });
  });

  it.each([
    '2025-02-30',
    '2023-02-29',
    '2025年13月1日',
    '2025-00-10',
    '2025-13',
    'Thu, 31 Feb 2025 11:58:00 +0800',
    '31 Apr 2025 08:00 GMT',
    '昨天',
    '',
    '第 12 期',
  ])('refuses what is no day of the calendar: %s', (words) => {
    expect(parsePublished(words)).toBeUndefined();
  });

  it.each(['2025-01-23T24:10:00Z', '2025-01-23T10:75:00Z', 'Thu, 23 Jan 2025 25:00:00 +0800'])(
    'keeps the day and drops a time that no clock shows: %s',
    (words) => {
      expect(summary(words)).toBe(`null ${day('2025-01-23')}`);
    },
  );
});

describe('isCalendarDay', () => {
  it.each([
    ['2024-02-29', true],
    ['2100-02-29', false],
    ['2025-06-31', false],
    ['2025-1-1', false],
  ])('%s: %s', (words, expected) => {
    expect(isCalendarDay(words)).toBe(expected);
  });
});
