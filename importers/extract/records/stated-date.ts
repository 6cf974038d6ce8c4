import { buildDay, buildMonth, buildQuarter, buildYear } from '../../../server/facts/partial-date.ts';
import type { PartialDate } from '../../../server/model.ts';
import { findWrittenDay } from '../../normalise/release-date.ts';

/** The field of a record as exactly as it says: a day, a month, a quarter or a year; anything else is no date. */
export function readStatedDate(words: string): PartialDate | undefined {
  const written = findWrittenDay(words);
  const [, year = '', rest = ''] = /^((?:19|20)\d{2})(?:[-/.\s]?(\d{1,2}|Q[1-4]))?$/i.exec(words.trim()) ?? [];
  const stated = written
    ? buildDay(...(written.day.split('-').map(Number) as [number, number, number]))
    : /^q/i.test(rest)
      ? buildQuarter(Number(year), Number(rest.slice(1)))
      : Number(rest) >= 1 && Number(rest) <= 12
        ? buildMonth(Number(year), Number(rest))
        : year !== '' && rest === ''
          ? buildYear(Number(year))
          : undefined;
  return stated && { ...stated, text: words.trim(), guessed: false };
}
