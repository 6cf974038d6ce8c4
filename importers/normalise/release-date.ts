import { buildDay } from '../../server/facts/partial-date.ts';

/** A day as release notes write it, with the words that state it. */
export interface WrittenDay {
  /** YYYY-MM-DD */
  day: string;
  text: string;
  /** Offsets of `text` in the words. */
  start: number;
  end: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';

/** Year first, or the month in letters: 03/04/2024 states no day that can be told, and is left alone. */
const FORMS = [
  /(?<![\d.])(?<year>(?:19|20)\d{2})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})(?!\d)日?/,
  new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+(?<year>(?:19|20)\\d{2})\\b`, 'i'),
  new RegExp(`\\b${DAY}\\s+${MONTH},?\\s+(?<year>(?:19|20)\\d{2})\\b`, 'i'),
];

/** @returns the first day of the calendar that the words state; undefined when they state none. */
export function findWrittenDay(words: string): WrittenDay | undefined {
  for (const form of FORMS) {
    const match = form.exec(words);
    const { year, month = '', day } = match?.groups ?? {};
    const number = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
    const found = match && buildDay(Number(year), number, Number(day));
    if (match && found)
      return { day: found.start, text: match[0], start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}
