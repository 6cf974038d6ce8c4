import {
  buildDay,
  buildMonth,
  buildMonths,
  buildQuarter,
  buildYear,
  shiftDays,
} from '../../server/facts/partial-date.ts';
import type { PartialDate } from '../../server/model.ts';

/** Against what a relative expression is read. */
export interface DateAnchor {
  /** YYYY-MM-DD: the publication day. */
  day: string;
  /** Year last stated before the expression, for 同年 and months without a year. */
  year?: number | undefined;
  /** The sentence speaks of what is to come. */
  future: boolean;
  /** The expression says from when something holds (自5月10日起). */
  onward?: boolean;
  /** The quarter stated last before the expression, for 本季度. */
  quarter?: Stated | undefined;
  /** Month in which the vendor's fiscal year begins; its fiscal year N ends in calendar year N unless it begins in January. */
  fiscalYearStart: number;
}

/** A date without the words that stated it. */
export type Stated = Pick<PartialDate, 'start' | 'end' | 'precision'>;
/** Named groups of a rule's match. */
export type Groups = Partial<Record<string, string>>;
const DIGITS: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
  半: 0.5,
};
export const numberOf = (word: string | undefined): number =>
  word === undefined ? Number.NaN : (DIGITS[word] ?? Number(word));
const yearOfDay = (day: string): number => Number(day.slice(0, 4));
const monthOfDay = (day: string): number => Number(day.slice(5, 7));

/** A year, as four digits, two digits, or a word. Not a count of years: 24年 but neither 近24年 nor 24年来. */
export const YEAR =
  '(?:(?<year>(?:19|20)\\d{2})\\s?年?|(?<word>今年|本年度?|去年|上一?年度?|前年|明年|后年|同年|当年|次年|第二年|翌年)|(?<![\\d.近约超过这第去前])(?<short>(?:1[5-9]|2\\d))年(?!来|前|后|间|内|时间|里|多|以上|左右|经验|长|期|的(?:合作|时间)))\\s?的?';
/** The number of a month, as digits or words. */
export const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]';
export const CN_MONTH = `(?<month>${MONTH})\\s?月(?!薪|活|费|均|饼|度)`;

const YEAR_SHIFT: Record<string, number> = {
  今年: 0,
  本年: 0,
  本年度: 0,
  去年: -1,
  上年: -1,
  上一年: -1,
  上年度: -1,
  上一年度: -1,
  前年: -2,
  明年: 1,
  后年: 2,
};

export function yearOf(groups: Groups, anchor: DateAnchor): number | undefined {
  if (groups.year) return Number(groups.year);
  if (groups.short) return 2000 + Number(groups.short);
  const word = groups.word;
  if (!word) return undefined;
  const shift = YEAR_SHIFT[word];
  if (shift !== undefined) return yearOfDay(anchor.day) + shift;
  const told = anchor.year ?? yearOfDay(anchor.day);
  return word === '同年' || word === '当年' ? told : told + 1;
}

/** 今年10月 in an article of January: written in the year before. No event is more than a month ahead unless the sentence says so. */
function notAhead(year: number, month: number, groups: Groups, anchor: DateAnchor): number {
  const ahead = year === yearOfDay(anchor.day) && month > monthOfDay(anchor.day) + 1;
  return ahead && groups.word === '今年' && !anchor.future ? year - 1 : year;
}

/** How far ahead a rule that holds 自某月起 may begin; a month further ahead is rather that of the year before. */
const ONWARD_MONTHS = 3;

/** The year of a month named alone: that of the text before, else the latest in which the month is not to come. */
export function yearForMonth(month: number, groups: Groups, anchor: DateAnchor): number {
  const stated = yearOf(groups, anchor) ?? anchor.year;
  if (stated !== undefined) return notAhead(stated, month, groups, anchor);
  const published = yearOfDay(anchor.day);
  const ahead = month - monthOfDay(anchor.day);
  if (anchor.onward && ahead > 0 && ahead <= ONWARD_MONTHS) return published;
  if (anchor.future) return month < monthOfDay(anchor.day) - 6 ? published + 1 : published;
  return month > monthOfDay(anchor.day) ? published - 1 : published;
}

/** 2月29日 without a year: the last that had one. */
export function leapDay(year: number, month: number, groups: Groups): Stated | undefined {
  if (month !== 2 || groups.date !== '29' || groups.year || groups.word || groups.short) return undefined;
  return buildDay(year - (year % 4), 2, 29);
}

export function resolveMonth(groups: Groups, anchor: DateAnchor): Stated {
  const month = numberOf(groups.month);
  const year = yearForMonth(month, groups, anchor);
  const whole = buildMonth(year, month);
  const prefix = whole.start.slice(0, 8);
  if (/^[底末]|下旬/.test(groups.part ?? '')) return { ...whole, start: `${prefix}21` };
  if (/^初|上旬/.test(groups.part ?? '')) return { ...whole, end: `${prefix}10` };
  if (/^中/.test(groups.part ?? '')) return { ...whole, start: `${prefix}11`, end: `${prefix}20` };
  return whole;
}

/** 3-6月, 四五月, 4月或5月: from the first to the last. Undefined where months only listed leave others out (1月和3月). */
export function resolveMonths(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const first = numberOf(groups.from);
  const last = groups.from === '十一' && groups.month === '二' ? 12 : numberOf(groups.month);
  const reach = /^[-~—–至到]$/.test(groups.joint ?? '') ? 11 : 1;
  if (!(first < last && last - first <= reach)) return undefined;
  return buildMonths(yearForMonth(first, groups, anchor), first, last - first + 1, 'span');
}

/** Fiscal year N runs to the month before `fiscalYearStart` of calendar year N; a January start makes it the calendar year. */
export function resolveFiscal(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const stated = groups.fiscal
    ? Number(groups.fiscal.length === 2 ? `20${groups.fiscal}` : groups.fiscal)
    : yearOf(groups, anchor);
  if (stated === undefined) return undefined;
  const first = anchor.fiscalYearStart;
  const startYear = first === 1 ? stated : stated - 1;
  const quarter = numberOf(groups.quarter);
  if (quarter >= 1 && quarter <= 4)
    return buildMonths(startYear, first + (quarter - 1) * 3, 3, first % 3 === 1 ? 'quarter' : 'span');
  if (groups.end) return buildMonths(startYear, first + 11, 1, 'month');
  return buildMonths(startYear, first, 12, first === 1 ? 'year' : 'span');
}

export function resolveAgo(groups: Groups, { day }: DateAnchor): Stated | undefined {
  const count = numberOf(groups.count);
  if (!Number.isFinite(count) || count <= 0) return undefined;
  const [year, month] = [yearOfDay(day), monthOfDay(day)];
  if (groups.unit === '年') return count === 0.5 ? buildMonth(year, month - 6) : buildYear(year - Math.floor(count));
  if (groups.unit === '月') return buildMonth(year, month - Math.max(1, Math.floor(count)));
  const days = shiftDays(day, -count * (groups.unit === '周' ? 7 : 1));
  return groups.unit === '周'
    ? { start: days, end: shiftDays(days, 6), precision: 'span' }
    : { start: days, end: days, precision: 'day' };
}

/** 过去一年: the year that holds most of it; two years and more: a span up to the publication. */
export function resolvePast(groups: Groups, { day }: DateAnchor): Stated | undefined {
  const count = numberOf(groups.count);
  if (!(count >= 1)) return undefined;
  const [year, month] = [yearOfDay(day), monthOfDay(day)];
  if (count < 2) return buildYear(month <= 6 ? year - 1 : year);
  return { start: `${year - count}${day.slice(4)}`, end: day, precision: 'span' };
}

/** Months of a period that is told by its last day. */
const LENGTHS: Record<string, number> = {
  季度: 3,
  财季: 3,
  三个月: 3,
  六个月: 6,
  半年: 6,
  九个月: 9,
  财年: 12,
  十二个月: 12,
};

/** 截至6月30日的季度: the months up to and with that one. */
export function resolveEnding(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const last = numberOf(groups.month);
  const months = LENGTHS[groups.span ?? ''];
  if (!months || !(last >= 1 && last <= 12)) return undefined;
  const isWhole = last % months === 0;
  const precision = !isWhole
    ? 'span'
    : months === 3
      ? 'quarter'
      : months === 6
        ? 'half'
        : months === 12
          ? 'year'
          : 'span';
  return buildMonths(yearForMonth(last, groups, anchor), last - months + 1, months, precision);
}

/** How many days after its end a quarter is still spoken of as 本季度: reports come out within them. */
const REPORTING_DAYS = 100;

/** 本季度 is the quarter being reported where one is, else the one of the publication. */
function resolveThisQuarter({ day, quarter, onward }: DateAnchor): Stated {
  if (quarter && !onward && quarter.end < day && day <= shiftDays(quarter.end, REPORTING_DAYS)) return quarter;
  return buildQuarter(yearOfDay(day), Math.ceil(monthOfDay(day) / 3));
}

export function resolveWord(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const word = groups.near ?? '';
  const { day } = anchor;
  const [year, month] = [yearOfDay(day), monthOfDay(day)];
  if (/^(?:今日|今天|今晨|今早|今晚)/.test(word)) return buildDay(year, month, Number(day.slice(8, 10)));
  if (/^(?:昨日|昨天|昨晚)/.test(word)) return { start: shiftDays(day, -1), end: shiftDays(day, -1), precision: 'day' };
  if (/^前天/.test(word)) return { start: shiftDays(day, -2), end: shiftDays(day, -2), precision: 'day' };
  if (/^(?:上(?:一)?周|上个?星期|本周)/.test(word)) return resolveWeek(word, day);
  if (/^上(?:个)?月/.test(word)) return buildMonth(year, month - 1);
  if (/^下(?:个)?月/.test(word)) return buildMonth(year, month + 1);
  if (/^上(?:个|一)?季度/.test(word))
    return buildQuarter(month <= 3 ? year - 1 : year, month <= 3 ? 4 : Math.ceil(month / 3) - 1);
  if (/^(?:本|这|该)(?:个)?季度/.test(word)) return resolveThisQuarter(anchor);
  return buildMonth(year, month);
}

/** Weeks begin on Monday (ISO 8601). 上周五 is a day, 上周 a span. */
function resolveWeek(word: string, day: string): Stated {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = shiftDays(day, -weekday - (word.startsWith('上') ? 7 : 0));
  const named = '一二三四五六日末'.indexOf(word.at(-1) as string);
  if (/周[一二三四五六日末]$/.test(word)) {
    const date = shiftDays(monday, Math.min(named, 6));
    return { start: date, end: date, precision: 'day' };
  }
  return { start: monday, end: shiftDays(monday, 6), precision: 'span' };
}

export function resolveFeast(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const [month, day] = { 双: [11, 11], '6': [6, 18] }[groups.feast?.[0] ?? ''] ?? [0, 0];
  if (!month || !day) return undefined;
  const whole = buildMonth(yearForMonth(month, groups, anchor), month);
  return whole.precision === 'month' ? whole : undefined;
}
