import {
  buildDay,
  buildHalf,
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
  /** Month in which the vendor's fiscal year begins; its fiscal year N ends in calendar year N unless it begins in January. */
  fiscalYearStart: number;
}

type Stated = Pick<PartialDate, 'start' | 'end' | 'precision'>;
export interface DateRule {
  pattern: RegExp;
  /** How much the expression says about when: a day beats 目前. Used only between equals in place. */
  vague?: boolean;
  resolve(groups: Partial<Record<string, string>>, anchor: DateAnchor): Stated | undefined;
}

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
const numberOf = (word: string | undefined): number =>
  word === undefined ? Number.NaN : (DIGITS[word] ?? Number(word));
const yearOfDay = (day: string): number => Number(day.slice(0, 4));
const monthOfDay = (day: string): number => Number(day.slice(5, 7));

/** A year, as four digits, two digits, or a word. Not a count of years: 24年 but neither 近24年 nor 24年来. */
const YEAR =
  '(?:(?<year>(?:19|20)\\d{2})\\s?年?|(?<word>今年|本年度?|去年|上一?年度?|前年|明年|后年|同年|当年|次年|第二年|翌年)|(?<![\\d.近约超过这第去前])(?<short>(?:1[5-9]|2\\d))年(?!来|前|后|间|内|时间|里|多|以上|左右|经验|长|期|的(?:合作|时间)))\\s?的?';
const CN_MONTH = '(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\\s?月(?!薪|活|费|均|饼|度)';

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

function yearOf(groups: Partial<Record<string, string>>, anchor: DateAnchor): number | undefined {
  if (groups.year) return Number(groups.year);
  if (groups.short) return 2000 + Number(groups.short);
  const word = groups.word;
  if (!word) return undefined;
  const shift = YEAR_SHIFT[word];
  if (shift !== undefined) return yearOfDay(anchor.day) + shift;
  const told = anchor.year ?? yearOfDay(anchor.day);
  return word === '同年' || word === '当年' ? told : told + 1;
}

/** The year of a month named alone: that of the text before, else the latest in which the month is not to come. */
function yearForMonth(month: number, groups: Partial<Record<string, string>>, anchor: DateAnchor): number {
  const stated = yearOf(groups, anchor) ?? anchor.year;
  if (stated !== undefined) return stated;
  const published = yearOfDay(anchor.day);
  return month > monthOfDay(anchor.day) && !anchor.future ? published - 1 : published;
}

function resolveMonth(groups: Partial<Record<string, string>>, anchor: DateAnchor): Stated {
  const month = numberOf(groups.month);
  const year = yearForMonth(month, groups, anchor);
  const whole = buildMonth(year, month);
  const prefix = whole.start.slice(0, 8);
  if (/^[底末]|下旬/.test(groups.part ?? '')) return { ...whole, start: `${prefix}21` };
  if (/^初|上旬/.test(groups.part ?? '')) return { ...whole, end: `${prefix}10` };
  if (/^中/.test(groups.part ?? '')) return { ...whole, start: `${prefix}11`, end: `${prefix}20` };
  return whole;
}

/** Fiscal year N runs to the month before `fiscalYearStart` of calendar year N; a January start makes it the calendar year. */
function resolveFiscal(groups: Partial<Record<string, string>>, anchor: DateAnchor): Stated | undefined {
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

function resolveAgo(groups: Partial<Record<string, string>>, { day }: DateAnchor): Stated | undefined {
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

function resolveWord(groups: Partial<Record<string, string>>, { day }: DateAnchor): Stated | undefined {
  const word = groups.near ?? '';
  const [year, month] = [yearOfDay(day), monthOfDay(day)];
  if (/^(?:今日|今天|今晨|今早|今晚)/.test(word)) return buildDay(year, month, Number(day.slice(8, 10)));
  if (/^(?:昨日|昨天|昨晚)/.test(word)) return { start: shiftDays(day, -1), end: shiftDays(day, -1), precision: 'day' };
  if (/^前天/.test(word)) return { start: shiftDays(day, -2), end: shiftDays(day, -2), precision: 'day' };
  if (/^上(?:一)?周|^上个?星期/.test(word))
    return { start: shiftDays(day, -13), end: shiftDays(day, -1), precision: 'span' };
  if (/^上(?:个)?月/.test(word)) return buildMonth(year, month - 1);
  if (/^下(?:个)?月/.test(word)) return buildMonth(year, month + 1);
  if (/^上(?:个|一)?季度/.test(word))
    return buildQuarter(month <= 3 ? year - 1 : year, month <= 3 ? 4 : Math.ceil(month / 3) - 1);
  if (/^(?:本|这|该)(?:个)?季度/.test(word)) return buildQuarter(year, Math.ceil(month / 3));
  return buildMonth(year, month);
}

function resolveFeast(groups: Partial<Record<string, string>>, anchor: DateAnchor): Stated | undefined {
  const [month, day] = { 双: [11, 11], '6': [6, 18] }[groups.feast?.[0] ?? ''] ?? [0, 0];
  if (!month || !day) return undefined;
  const whole = buildMonth(yearForMonth(month, groups, anchor), month);
  return whole.precision === 'month' ? whole : undefined;
}

const SEASONS: Record<string, number> = { 春: 3, 夏: 6, 秋: 9, 冬: 12 };

/** Expressions of Chinese business news, in no order: the longest at a place wins. Patterns run over folded text. */
export const DATE_RULES: readonly DateRule[] = [
  {
    pattern: /(?<![\d.])(?<year>(?:19|20)\d{2})[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})(?![\d.])/g,
    resolve: ({ year, month, date }) => buildDay(Number(year), Number(month), Number(date)),
  },
  {
    pattern: new RegExp(`(?:${YEAR})?${CN_MONTH}\\s?(?<date>[12]\\d|3[01]|0?[1-9])\\s?[日号]?(?![\\d.%个多家款])`, 'g'),
    resolve: (groups, anchor) => {
      const month = numberOf(groups.month);
      return buildDay(yearForMonth(month, groups, anchor), month, Number(groups.date));
    },
  },
  {
    pattern: new RegExp(`(?:${YEAR})?(?<![\\d.])${CN_MONTH}份?(?<part>初|上旬|中旬|中(?!国)|下旬|底|末)?`, 'g'),
    resolve: resolveMonth,
  },
  {
    pattern: new RegExp(
      `(?:${YEAR})?(?:第?(?<quarter>[一二三四1-4])\\s?季度|q(?<latin>[1-4])(?![0-9a-z])\\s?(?:季度)?)`,
      'g',
    ),
    resolve: (groups, anchor) => {
      const quarter = numberOf(groups.quarter ?? groups.latin);
      return buildQuarter(yearForMonth(quarter * 3 - 2, groups, anchor), quarter);
    },
  },
  {
    pattern: new RegExp(`(?:${YEAR})?(?:(?<half>上|下)半年|(?<![a-z0-9])h(?<latin>[12])(?![0-9a-z]))`, 'g'),
    resolve: (groups, anchor) => {
      const half = groups.half === '上' || groups.latin === '1' ? 1 : 2;
      return buildHalf(yearForMonth(half * 6 - 5, groups, anchor), half);
    },
  },
  {
    pattern: new RegExp(
      `(?:${YEAR}年?|(?<![\\d一二三四五六七八九十几多去前])(?:年))(?<part>底|末|终|初|中(?![国心]))`,
      'g',
    ),
    resolve: (groups, anchor) => {
      const end = /[底末终]/.test(groups.part ?? '');
      const year = yearOf(groups, anchor) ?? yearForMonth(end ? 12 : 1, groups, anchor);
      if (end) return buildMonth(year, 12);
      return groups.part === '初' ? buildQuarter(year, 1) : buildMonths(year, 6, 2, 'span');
    },
  },
  {
    pattern: new RegExp(`${YEAR}(?<season>[春夏秋冬])(?:天|季)?(?!节|晚|运|招)`, 'g'),
    resolve: (groups, anchor) => buildMonths(yearOf(groups, anchor) ?? 0, SEASONS[groups.season ?? ''] ?? 1, 3, 'span'),
  },
  { pattern: new RegExp(`(?:${YEAR})?(?<feast>双\\s?11|双十一|(?<![\\d.])618(?![\\d.]))`, 'g'), resolve: resolveFeast },
  {
    pattern: new RegExp(
      `(?:(?<fiscal>20\\d{2}|(?<!\\d)2\\d)\\s?财年|${YEAR}财年)(?:第?(?<quarter>[一二三四1-4])\\s?(?:财)?季度?|\\s?q(?<latin>[1-4]))?(?<end>底|末)?`,
      'g',
    ),
    resolve: (groups, anchor) => resolveFiscal({ ...groups, quarter: groups.quarter ?? groups.latin }, anchor),
  },
  {
    pattern: new RegExp(`${YEAR}(?!\\d)`, 'g'),
    resolve: (groups, anchor) => {
      const year = yearOf(groups, anchor);
      return year === undefined ? undefined : buildYear(year);
    },
  },
  {
    pattern:
      /(?<![\d多几])(?<count>\d{1,2}|[一二两三四五六七八九十半])\s?(?:个)?(?<unit>年|月|周|天)(?:多)?(?:以|之)?前(?![期三五十\d])/g,
    resolve: resolveAgo,
  },
  {
    pattern:
      /(?<near>今日|今天|今晨|今早|今晚|昨日|昨天|昨晚|前天|日前|近日|近期|不久前|前不久|前段时间|上一?周[一二三四五六日末]?|上个?星期|本周|上个?月|本月|这个月|下个?月|上(?:个|一)?季度|(?:本|这个?)季度)/g,
    resolve: resolveWord,
  },
  { pattern: /(?<near>最近|目前|当前|当下|如今|现在|眼下)/g, vague: true, resolve: resolveWord },
];
