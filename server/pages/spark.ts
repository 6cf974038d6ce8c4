import { addMonths } from '../http/dates.ts';
import type { MonthCount } from '../store/moves.ts';

const MONTHS = 12;
const STEP = 8;
const BAR = 6;
const HEIGHT = 18;

/** A row of small bars, one a month, in pixels. */
export interface Spark {
  width: number;
  height: number;
  firstMonth: string;
  lastMonth: string;
  counts: number[];
  bars: { x: number; y: number; width: number; height: number; isLast: boolean }[];
}

/** @returns the first of the months that a row of bars ends on, YYYY-MM. */
export function firstSparkMonth(lastMonth: string): string {
  return addMonths(lastMonth, 1 - MONTHS);
}

/** @returns one vendor's bars for the twelve months that end with `lastMonth`; months without moves are a hairline. */
export function buildSpark(months: readonly MonthCount[], vendorId: string, lastMonth: string): Spark {
  const firstMonth = firstSparkMonth(lastMonth);
  const found = new Map(months.filter((row) => row.vendorId === vendorId).map((row) => [row.month, row.count]));
  const counts = Array.from({ length: MONTHS }, (_, index) => found.get(addMonths(firstMonth, index)) ?? 0);
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, index) => {
    const height = count === 0 ? 1 : Math.max(2, Math.round((160 * count) / most) / 10);
    return { x: index * STEP, y: HEIGHT - height, width: BAR, height, isLast: index === MONTHS - 1 && count > 0 };
  });
  return { width: MONTHS * STEP, height: HEIGHT, firstMonth, lastMonth, counts, bars };
}
