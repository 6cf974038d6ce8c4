import type { PartialDate } from '../model.ts';

const pad = (n: number): string => String(n).padStart(2, '0');
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

type Stated = Pick<PartialDate, 'start' | 'end' | 'precision'>;

/** Months may lie outside 1…12: month 0 is December of the year before. */
export function buildMonths(year: number, month: number, count: number, precision: PartialDate['precision']): Stated {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const last = new Date(Date.UTC(year, month - 2 + count, 1));
  const [firstYear, firstMonth] = [first.getUTCFullYear(), first.getUTCMonth() + 1];
  const [lastYear, lastMonth] = [last.getUTCFullYear(), last.getUTCMonth() + 1];
  return {
    start: `${firstYear}-${pad(firstMonth)}-01`,
    end: `${lastYear}-${pad(lastMonth)}-${pad(lastDay(lastYear, lastMonth))}`,
    precision,
  };
}

export const buildYear = (year: number): Stated => buildMonths(year, 1, 12, 'year');
export const buildHalf = (year: number, half: number): Stated => buildMonths(year, half * 6 - 5, 6, 'half');
export const buildQuarter = (year: number, quarter: number): Stated => buildMonths(year, quarter * 3 - 2, 3, 'quarter');
export const buildMonth = (year: number, month: number): Stated => buildMonths(year, month, 1, 'month');

/** @returns undefined for a day that the calendar does not have. */
export function buildDay(year: number, month: number, day: number): Stated | undefined {
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return undefined;
  const text = `${year}-${pad(month)}-${pad(day)}`;
  return { start: text, end: text, precision: 'day' };
}

/** Days may run over into neighbouring months. */
export function shiftDays(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Writes a date as exactly as it is known: YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD. A span takes the month of its
 * start.
 */
export function formatPartialDate({ start, precision }: Stated): string {
  const [year = '', month = ''] = start.split('-');
  if (precision === 'day') return start;
  if (precision === 'year') return year;
  if (precision === 'half') return `${year}-H${Number(month) <= 6 ? 1 : 2}`;
  if (precision === 'quarter') return `${year}-Q${Math.ceil(Number(month) / 3)}`;
  return `${year}-${month}`;
}
