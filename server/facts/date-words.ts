import type { PartialDate } from '../model.ts';
import { shiftDays } from './partial-date.ts';

const QUARTERS_ZH = ['一', '二', '三', '四'];

/** Words that give no more than "some time before publication": as good as a guess. */
const RECENTLY = /近[日期来]|最近|日前|不久前|此前|recent|lately/i;
/** Words that count back in years or months, or say 前后: about that time, by the teller's own measure. */
const COUNTED = /[年月]多?(?:以|之)?前$|前后|左右|\b(?:years?|months?) ago|\b(?:around|about|circa)\b/i;
/** The year before last is a year of the calendar, not a count. */
const NAMED_YEAR = /^前年$/;

/** @returns whether a date claims no day of the calendar: guessed, "recently", or counted back as 三年前. */
export const isRough = ({ guessed, text }: Pick<PartialDate, 'guessed' | 'text'>): boolean =>
  guessed || RECENTLY.test(text) || (COUNTED.test(text) && !NAMED_YEAR.test(text));

/**
 * @returns a date as exact as it was stated and no more: 2025-01-23, 2025-01, 2024 年一季度 or 2024 Q1, 2024 上半年 or
 * 2024 H1, 2024 年 or 2024, 2015–2017, 2022-09 – 2023-04.
 */
export function sayPartialDate(
  { start, end, precision }: Pick<PartialDate, 'start' | 'end' | 'precision'>,
  lang: 'zh' | 'en',
): string {
  const year = start.slice(0, 4);
  const month = Number(start.slice(5, 7));
  const inChinese = lang === 'zh';
  if (precision === 'day') return start;
  if (precision === 'month') return start.slice(0, 7);
  if (precision === 'span') return saySpan(start, end);
  if (precision === 'year') return inChinese ? `${year} 年` : year;
  if (precision === 'half')
    return inChinese ? `${year} ${month <= 6 ? '上' : '下'}半年` : `${year} H${month <= 6 ? 1 : 2}`;
  const quarter = Math.ceil(month / 3);
  return inChinese ? `${year} 年${QUARTERS_ZH[quarter - 1]}季度` : `${year} Q${quarter}`;
}

function saySpan(start: string, end: string): string {
  if (start.endsWith('-01-01') && end.endsWith('-12-31')) return `${start.slice(0, 4)}–${end.slice(0, 4)}`;
  const wholeMonths = start.endsWith('-01') && shiftDays(end, 1).endsWith('-01');
  const [from, to] = wholeMonths ? [start.slice(0, 7), end.slice(0, 7)] : [start, end];
  return from === to ? from : `${from} – ${to}`;
}
