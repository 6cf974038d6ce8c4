import type { PartialDate } from '../model.ts';
import { buildDay, buildHalf, buildMonth, buildQuarter, buildYear, formatPartialDate } from './partial-date.ts';

/** Between the ends of a span, as a person types it. */
const SPAN = '..';
const ONE = /^(?<year>(?:19|20)\d\d)(?:-(?:Q(?<quarter>[1-4])|H(?<half>[12])|(?<month>\d\d)(?:-(?<day>\d\d))?))?$/i;

/**
 * Reads a date as an analyst types it: YYYY, YYYY-H1, YYYY-Q3, YYYY-MM, YYYY-MM-DD, or two of them with `..` between.
 * @returns undefined for anything else, and for days that no calendar has.
 */
export function readStatedDate(text: string): PartialDate | undefined {
  const [first = '', last, ...more] = text.trim().split(SPAN);
  const start = readOne(first);
  if (!start || more.length > 0) return undefined;
  const words = { text: text.trim(), guessed: false };
  if (last === undefined) return { ...start, ...words };
  const end = readOne(last);
  if (!end || end.end < start.start) return undefined;
  return { start: start.start, end: end.end, precision: 'span', ...words };
}

function readOne(text: string): Pick<PartialDate, 'start' | 'end' | 'precision'> | undefined {
  const groups = ONE.exec(text.trim())?.groups;
  if (!groups) return undefined;
  const [year, month] = [Number(groups.year), Number(groups.month)];
  if (groups.quarter) return buildQuarter(year, Number(groups.quarter));
  if (groups.half) return buildHalf(year, Number(groups.half));
  if (groups.day) return buildDay(year, month, Number(groups.day));
  if (!groups.month) return buildYear(year);
  return month >= 1 && month <= 12 ? buildMonth(year, month) : undefined;
}

/** @returns the date as readStatedDate reads it. */
export function writeStatedDate(date: Pick<PartialDate, 'start' | 'end' | 'precision'>): string {
  if (date.precision !== 'span') return formatPartialDate(date);
  return `${date.start}${SPAN}${date.end}`;
}
