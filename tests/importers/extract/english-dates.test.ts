import { describe, expect, it } from 'vitest';
import { findDates } from '../../../importers/extract/dates.ts';
import { formatPartialDate } from '../../../server/facts/partial-date.ts';

/** A Thursday. */
const PUBLISHED = { start: '2025-07-24', end: '2025-07-24', precision: 'day', text: '', guessed: false } as const;

function datesOf(words: string, fiscalYearStart = 1): string[] {
  return findDates(words, 0, words.length, { published: PUBLISHED, fiscalYearStart }).map(({ date }) =>
    formatPartialDate(date),
  );
}

const READINGS: [string, string[]][] = [
  ['rose in the second quarter of 2025, it said on wednesday', ['2025-Q2', '2025-07-23']],
  ['last year it cut jobs', ['2024']],
  ['signed in may, reported in june', ['2025-05', '2025-06']],
  ['it may cut 5% of its staff', []],
  ['opened a region last december', ['2024-12']],
  ['will open in next march', ['2026-03']],
  ['on june 12, an outage', ['2025-06-12']],
  ['since october 3rd, 2024', ['2024-10-03']],
  ['on 15 july 2024', ['2024-07-15']],
  ['by the end of june', ['2025-06']],
  ['stepped down in april 2024', ['2024-04']],
  ['it entered in 2022; in february it pledged more', ['2022', '2025-02']],
  ['spend until 2027', ['2027']],
  ['this week', ['2025-07']],
  ['last thursday', ['2025-07-17']],
  ['two years ago', ['2023']],
  ['three months ago', ['2025-04']],
  ['in h1 2024', ['2024-H1']],
  ['the first half of this year', ['2025-H1']],
  ['yesterday', ['2025-07-23']],
  ['in the june quarter, the fastest in years', ['2025-Q2']],
  ['a march of progress', []],
];

describe('dates of English news', () => {
  it.each(READINGS)('%s', (words, dates) => {
    expect(datesOf(words)).toEqual(dates);
  });

  it("go by a vendor's fiscal year", () => {
    expect(datesOf('in the first quarter of fiscal 2026', 7)).toEqual(['2025-Q3']);
    expect(datesOf('in fiscal 2026', 7)).toEqual(['2025-07']);
  });
});
