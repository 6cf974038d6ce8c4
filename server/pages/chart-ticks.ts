import { addDays, addMonths, daysBetween } from '../http/dates.ts';
import type { Zoom } from './timeline-chart.ts';

/** A vertical line of the time axis. */
export interface Tick {
  day: string;
  /** What its label names. A year or, when days are shown, a month is drawn heavier. */
  unit: 'year' | 'month' | 'year-month' | 'day';
  isHeavy: boolean;
  x: number;
}

const MONTH_STEP: Record<Zoom, number> = { year: 12, quarter: 3, month: 1, day: 1 };
const DAYS_OF_MONTH = ['08', '15', '22'];

/** @returns ticks from oldest to newest, without positions (`x` is 0); the first always names its year. */
export function listTicks(from: string, to: string, zoom: Zoom): Tick[] {
  const ticks: Tick[] = [];
  for (let month = from.slice(0, 7); `${month}-01` <= to; month = addMonths(month, 1)) {
    const day = `${month}-01`;
    const number = Number(month.slice(5));
    if (day >= from && (number - 1) % MONTH_STEP[zoom] === 0) ticks.push(monthTick(day, number, zoom));
    if (zoom !== 'day') continue;
    const inside = DAYS_OF_MONTH.map((d) => `${month}-${d}`).filter((d) => d >= from && d <= to);
    ticks.push(...inside.map((d): Tick => ({ day: d, unit: 'day', isHeavy: false, x: 0 })));
  }
  return nameFirstYear(ticks, from, to);
}

function monthTick(day: string, number: number, zoom: Zoom): Tick {
  if (zoom === 'day') return { day, unit: 'year-month', isHeavy: true, x: 0 };
  return { day, unit: number === 1 ? 'year' : 'month', isHeavy: number === 1, x: 0 };
}

/** A range that begins within a year needs the year's number at its left edge, unless the next label is too near. */
function nameFirstYear(ticks: Tick[], from: string, to: string): Tick[] {
  const [first] = ticks;
  if (first && first.unit !== 'day' && first.unit !== 'month') {
    const near = daysBetween(from, first.day) < daysBetween(from, to) / 12;
    if (near) return ticks;
  }
  const edge: Tick = { day: from, unit: 'year-month', isHeavy: true, x: 0 };
  const clear = addDays(from, Math.ceil(daysBetween(from, to) / 12));
  return [edge, ...ticks.filter((tick) => tick.day >= clear)];
}
