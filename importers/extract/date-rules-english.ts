import {
  buildDay,
  buildHalf,
  buildMonth,
  buildMonths,
  buildQuarter,
  buildYear,
  shiftDays,
} from '../../server/facts/partial-date.ts';
import { type DateAnchor, type Groups, resolveFiscal, type Stated, yearForMonth } from './date-resolve.ts';
import type { DateRule } from './date-rules.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** may and march are words too: they count as months only where the rest of the rule makes them so. */
const MONTH =
  '(?<month>january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\\.|(?![a-z])))';
const YEAR = '(?<year>(?:19|20)\\d{2})(?![\\d.,]\\d)';
const QUARTERS: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4 };
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const COUNTS: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, ten: 10 };
const NEAR = '(?<near>last|this|next|earlier this|later this)';

const monthOf = (groups: Groups): number => MONTHS.indexOf((groups.month ?? '').slice(0, 3)) + 1;
const yearOfDay = ({ day }: DateAnchor): number => Number(day.slice(0, 4));
const monthOfDay = ({ day }: DateAnchor): number => Number(day.slice(5, 7));
const shiftOf = (near: string | undefined): number => (near === 'last' ? -1 : near === 'next' ? 1 : 0);

/** Expressions of English business news. Patterns run over folded text; months go by the same rules as Chinese ones. */
export const ENGLISH_DATE_RULES: readonly DateRule[] = [
  {
    pattern: new RegExp(
      `(?<![a-z])${MONTH}\\s(?<date>[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\\d%.]\\d?)(?:,?\\s${YEAR})?`,
      'g',
    ),
    resolve: resolveDay,
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(?<date>[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}(?:,?\\s${YEAR})?`,
      'g',
    ),
    resolve: resolveDay,
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:(?:(?<part>early|mid|late|end of|end)[\\s-])?(?:${NEAR}\\s)?(?<!\\d\\s)${MONTH}(?:,?\\s(?:of\\s)?${YEAR}))(?![a-z])`,
      'g',
    ),
    resolve: resolveMonth,
  },
  {
    pattern: new RegExp(
      `(?<=(?<![a-z])(?:in|since|until|by|from|of|early|mid|late|last|this|next|to|through|and|for)[\\s-])(?:${NEAR}\\s)?${MONTH}(?![a-z]|\\s\\d)`,
      'g',
    ),
    resolve: resolveMonth,
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:the\\s)?(?:(?<ordinal>first|second|third|fourth)(?:\\s(?<fiscalword>fiscal))?[\\s-]quarter|q(?<latin>[1-4])(?![0-9a-z]))(?:\\s(?:of\\s)?(?:(?<fy>fiscal|fy)\\s?)?(?:${YEAR}|(?<near>this|last)\\syear))?`,
      'g',
    ),
    resolve: resolveQuarter,
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:the\\s)?(?<half>first|second|1|2)[\\s-]?(?:st\\s|nd\\s)?half(?:\\sof)?\\s(?:${YEAR}|(?<near>this|last)\\syear)`,
      'g',
    ),
    resolve: (groups, anchor) => buildHalf(yearSaid(groups, anchor), /first|1/.test(groups.half ?? '') ? 1 : 2),
  },
  {
    pattern: /(?<![a-z])the\s(?<month>march|june|september|december)\s(?:quarter|period)(?![a-z])/g,
    resolve: (groups, anchor) => {
      const month = monthOf(groups);
      return buildQuarter(yearForMonth(month, {}, { ...anchor, year: undefined }), month / 3);
    },
  },
  {
    pattern: new RegExp(`(?<![a-z\\d])(?:h(?<half>[12])|(?<first>[12])h)\\s?(?:of\\s)?${YEAR}`, 'g'),
    resolve: (groups) => buildHalf(Number(groups.year), Number(groups.half ?? groups.first)),
  },
  {
    pattern: /(?<![a-z])(?:fiscal(?:\syear)?|fy)\s?(?<fiscal>20\d{2}|\d{2})(?![\d%])/g,
    resolve: resolveFiscal,
  },
  {
    pattern: new RegExp(
      `(?<=(?<![a-z])(?:in|since|until|by|from|of|during|early|mid|late|through|to|for|and|its|the|year)[\\s-])${YEAR}(?!\\s?(?:%|percent|[a-z-]{0,12}\\s?(?:customers|employees|people|jobs)))`,
      'g',
    ),
    resolve: (groups) => buildYear(Number(groups.year)),
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:${NEAR}|the (?<same>same|previous|prior|following))\\s(?<unit>year|month|week|quarter)(?![a-z]|['’]s)`,
      'g',
    ),
    resolve: resolveNear,
  },
  {
    pattern: new RegExp(`(?<![a-z])(?:(?<near>last|next)\\s)?(?<weekday>${WEEKDAYS.join('|')})(?![a-z])`, 'g'),
    resolve: resolveWeekday,
  },
  {
    pattern:
      /(?<![a-z])(?<count>an?|one|two|three|four|five|six|ten|\d{1,2})\s(?<unit>years?|months?|weeks?|days?)\sago(?![a-z])/g,
    resolve: resolveAgo,
  },
  { pattern: /(?<![a-z])(?<word>today|yesterday)(?![a-z])/g, resolve: resolveToday },
  {
    pattern: /(?<![a-z])(?<word>recently|currently|these days|now)(?![a-z])/g,
    vague: true,
    resolve: (_, anchor) => buildMonth(yearOfDay(anchor), monthOfDay(anchor)),
  },
];

function yearSaid(groups: Groups, anchor: DateAnchor): number {
  if (groups.year) return Number(groups.year);
  return yearOfDay(anchor) + shiftOf(groups.near);
}

/** The year of a month: last December is the one before, next May the one after; alone it is near the publication, whatever year was told before. */
function yearOfMonth(month: number, groups: Groups, anchor: DateAnchor): number {
  if (groups.year) return Number(groups.year);
  const ahead = month > monthOfDay(anchor);
  if (groups.near === 'last') return yearOfDay(anchor) - (month >= monthOfDay(anchor) ? 1 : 0);
  if (groups.near === 'next') return yearOfDay(anchor) + (ahead ? 0 : 1);
  return yearForMonth(month, {}, { ...anchor, year: undefined });
}

function resolveDay(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const month = monthOf(groups);
  return buildDay(yearOfMonth(month, groups, anchor), month, Number(groups.date));
}

function resolveMonth(groups: Groups, anchor: DateAnchor): Stated {
  const month = monthOf(groups);
  return buildMonth(yearOfMonth(month, groups, anchor), month);
}

function resolveQuarter(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const quarter = QUARTERS[groups.ordinal ?? ''] ?? Number(groups.latin);
  if (groups.fiscalword || groups.fy) {
    return groups.year ? resolveFiscal({ fiscal: groups.year, quarter: String(quarter) }, anchor) : undefined;
  }
  if (groups.year || groups.near) return buildQuarter(yearSaid(groups, anchor), quarter);
  return buildQuarter(yearForMonth(quarter * 3 - 2, {}, anchor), quarter);
}

/** this year, last month, the same quarter: 'the same' takes the year that was stated before. */
function resolveNear(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const [year, month] = [yearOfDay(anchor), monthOfDay(anchor)];
  if (groups.same)
    return groups.unit === 'year' && anchor.year && groups.same === 'same' ? buildYear(anchor.year) : undefined;
  const by = shiftOf(groups.near);
  if (groups.unit === 'year') return buildYear(year + by);
  if (groups.unit === 'month') return buildMonth(year, month + by);
  if (groups.unit === 'quarter') return buildMonths(year, (Math.ceil(month / 3) + by) * 3 - 2, 3, 'quarter');
  const monday = shiftDays(anchor.day, -weekdayOf(anchor.day) + by * 7);
  return { start: monday, end: shiftDays(monday, 6), precision: 'span' };
}

/** Monday is 0 (ISO 8601). */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** said on Thursday: the last one up to the day of publication. */
function resolveWeekday(groups: Groups, { day }: DateAnchor): Stated {
  const back = (weekdayOf(day) - WEEKDAYS.indexOf(groups.weekday ?? '') + 7) % 7;
  const date = shiftDays(day, groups.near === 'next' ? 7 - back : groups.near === 'last' && back === 0 ? -7 : -back);
  return { start: date, end: date, precision: 'day' };
}

function resolveAgo(groups: Groups, anchor: DateAnchor): Stated | undefined {
  const count = COUNTS[groups.count ?? ''] ?? Number(groups.count);
  const [year, month] = [yearOfDay(anchor), monthOfDay(anchor)];
  if (/^year/.test(groups.unit ?? '')) return buildYear(year - count);
  if (/^month/.test(groups.unit ?? '')) return buildMonth(year, month - count);
  const start = shiftDays(anchor.day, -count * (/^week/.test(groups.unit ?? '') ? 7 : 1));
  return /^week/.test(groups.unit ?? '')
    ? { start, end: shiftDays(start, 6), precision: 'span' }
    : { start, end: start, precision: 'day' };
}

function resolveToday({ word }: Groups, { day }: DateAnchor): Stated {
  const date = word === 'today' ? day : shiftDays(day, -1);
  return { start: date, end: date, precision: 'day' };
}
