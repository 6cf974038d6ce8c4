import type { PartialDate } from '../model.ts';
import type { Lang } from './messages.ts';

const QUARTERS_ZH = ['一', '二', '三', '四'];

/**
 * @returns a date as exact as it was stated and no more: 2025-01-23, 2025-01, 2024 年一季度 or 2024 Q1, 2024 上半年 or
 * 2024 H1, 2024, 2015–2017, 2022-09 – 2023-04.
 */
export function formatPartialDate(date: Pick<PartialDate, 'start' | 'end' | 'precision'>, lang: Lang): string {
  const year = date.start.slice(0, 4);
  const month = Number(date.start.slice(5, 7));
  switch (date.precision) {
    case 'day':
      return date.start;
    case 'month':
      return date.start.slice(0, 7);
    case 'quarter': {
      const quarter = Math.ceil(month / 3);
      return lang === 'zh' ? `${year} 年${QUARTERS_ZH[quarter - 1]}季度` : `${year} Q${quarter}`;
    }
    case 'half': {
      const first = month <= 6;
      return lang === 'zh' ? `${year} ${first ? '上' : '下'}半年` : `${year} H${first ? 1 : 2}`;
    }
    case 'year':
      return lang === 'zh' ? `${year} 年` : year;
    case 'span':
      return formatSpan(date.start, date.end);
  }
}

function formatSpan(start: string, end: string): string {
  if (start.endsWith('-01-01') && end.endsWith('-12-31')) return `${start.slice(0, 4)}–${end.slice(0, 4)}`;
  const wholeMonths = start.endsWith('-01') && addDays(end, 1).endsWith('-01');
  const [from, to] = wholeMonths ? [start.slice(0, 7), end.slice(0, 7)] : [start, end];
  return from === to ? from : `${from} – ${to}`;
}

/** @returns the calendar day so many days later; days are YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** @returns the month so many months later; months are YYYY-MM. */
export function addMonths(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** @returns how many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** @returns a stored instant as minute and offset, keeping the offset that the source gave: 2025-01-23 10:08 +08:00. */
export function formatInstant(instant: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(instant);
  if (!parts) return instant;
  return `${parts[1]} ${parts[2]} ${parts[3] === 'Z' || !parts[3] ? 'UTC' : parts[3]}`;
}
