/** Calendar and clock as digits, each as a source wrote it. */
export type DateParts = Partial<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'zone', string>>;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
/** Hours, minutes, seconds and the zone after them, wherever in the words they stand. */
const CLOCK =
  /(?<![\d:])(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d{1,9})?\s{0,3}([ap]\.?m\b\.?)?\s{0,3}\(?((?:gmt|utc?)?\s?[+-]\d{2}:?\d{2}|[+-]\d{1,2}(?![\d:])|[a-z]{1,5}\b)?/i;

/** 2025-01-23, 2025/1/3, 2025.01.03, 2025年1月23日; without a day, the month. */
const YEAR_FIRST = /(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2})日?)?(?!\d)/;
/** 5 January 2004, 5-Jan-04, 5th of January 2004. */
const DAY_FIRST = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.)?(?:[\\s-]+(?:of|de)?\\s*)${MONTH}(?:[\\s,-]+(?:de\\s+)?|)(\\d{4}|\\d{2})(?![\\d:])`,
  'i',
);
/** January 5, 2004; Mon Jan  5 19:48:21 EST 2004 (asctime). */
const MONTH_FIRST = new RegExp(
  `(?<![a-z])${MONTH}\\s{1,3}(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s{1,3}[\\d:]{5,8}(?:\\s{1,3}[a-z+\\d-]{1,5})?)?,?\\s{1,3}(\\d{4})(?!\\d)`,
  'i',
);
const YEAR_NAMED = new RegExp(`(?<!\\d)(\\d{4})\\.?[-\\s/]${MONTH}[-\\s/](\\d{1,2})(?!\\d)`, 'i');
const MONTH_YEAR = new RegExp(`^\\s*${MONTH},?\\s{1,3}(\\d{4})\\s*$`, 'i');
/** ISO 8601 without hyphens. */
const BASIC = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;
/** Day of a year (ISO 8601 §5.2.2). */
const ORDINAL = /^(\d{4})-?(\d{3})(?=$|T)/;
/** Two-digit years: 03-12-31, 031231. */
const SHORT_YEAR = /^(\d{2})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2}))(?=$|T)/;
/** 2/13/2025 and 13/2/2025; what could be either is left alone. */
const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/;

/** 31.12.2003: the day first wherever dots are written. */
const DOTTED = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])/;
/** Day of a week (ISO 8601 §5.2.3): week 1 holds the year's first Thursday. */
const WEEK = /^(\d{4})-?W(\d{2})-?([1-7])(?=$|T)/;

/** @returns calendar and clock of words in English or in digits; undefined when they state no day or month. */
export function findDateParts(text: string): DateParts | undefined {
  const basic = BASIC.exec(text);
  if (basic) {
    const [, year, month, day, hour, minute, second, zone] = basic;
    return defined({ year, month, day, hour, minute, second, zone });
  }
  const day = findNamedDay(text) ?? findNumberedDay(text);
  return day && { ...day, ...findClock(text, day.isNamed) };
}

function findNamedDay(text: string): (DateParts & { isNamed: boolean }) | undefined {
  const first = DAY_FIRST.exec(text);
  if (first) return { day: first[1] ?? '', month: monthOf(first[2]), year: fullYear(first[3] ?? ''), isNamed: true };
  const second = MONTH_FIRST.exec(text);
  if (second) {
    const isNamed = /:\d{2}.{0,8}\d{4}/.test(second[0]); // asctime, always of a machine
    return { day: second[2] ?? '', month: monthOf(second[1]), year: second[3] ?? '', isNamed };
  }
  const named = YEAR_NAMED.exec(text);
  if (named) return { year: named[1] ?? '', month: monthOf(named[2]), day: named[3] ?? '', isNamed: false };
  const month = MONTH_YEAR.exec(text);
  return month ? { year: month[2] ?? '', month: monthOf(month[1]), isNamed: false } : undefined;
}

function findNumberedDay(text: string): (DateParts & { isNamed: boolean }) | undefined {
  const ordinal = ORDINAL.exec(text);
  if (ordinal) return dayOfYear(ordinal[1] ?? '', Number(ordinal[2]));
  const week = WEEK.exec(text);
  if (week) return dayOfWeek(week[1] ?? '', Number(week[2]), Number(week[3]));
  const plain = YEAR_FIRST.exec(text);
  if (plain) return { ...defined({ year: plain[1], month: plain[2], day: plain[3] }), isNamed: false };
  const short = SHORT_YEAR.exec(text);
  if (short) {
    const [, year = '', month, day, tightMonth, tightDay] = short;
    return { ...defined({ month: month ?? tightMonth, day: day ?? tightDay }), year: fullYear(year), isNamed: false };
  }
  const dotted = DOTTED.exec(text);
  if (dotted) return { ...defined({ day: dotted[1], month: dotted[2], year: dotted[3] }), isNamed: false };
  const slashed = SLASHED.exec(text);
  if (!slashed) return undefined;
  const [, a = '', b = '', year = ''] = slashed;
  if (Number(a) > 12 === Number(b) > 12 && a !== b) return undefined;
  return Number(a) > 12 ? { day: a, month: b, year, isNamed: false } : { day: b, month: a, year, isNamed: false };
}

function dayOfYear(year: string, day: number): (DateParts & { isNamed: boolean }) | undefined {
  const date = new Date(Date.UTC(Number(year), 0, day));
  if (day < 1 || date.getUTCFullYear() !== Number(year)) return undefined;
  return { year, month: String(date.getUTCMonth() + 1), day: String(date.getUTCDate()), isNamed: false };
}

const DAY = 86_400_000;

/** A week is of the year that holds its Thursday, so that week 1 holds January 4 (ISO 8601). */
function dayOfWeek(year: string, week: number, day: number): (DateParts & { isNamed: boolean }) | undefined {
  const fourth = new Date(Date.UTC(Number(year), 0, 4));
  const monday = fourth.getTime() + ((week - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)) * DAY;
  if (week < 1 || new Date(monday + 3 * DAY).getUTCFullYear() !== Number(year)) return undefined;
  const date = new Date(monday + (day - 1) * DAY);
  const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  return { year: String(parts.year), month: String(parts.month), day: String(parts.day), isNamed: false };
}

/** @param isMail RFC 822's form, which means UTC where it names no zone (RFC 2822 §4.3) */
function findClock(text: string, isMail: boolean): DateParts {
  const clock = CLOCK.exec(text);
  if (!clock) return {};
  const [, hour = '', minute, second, half, zone] = clock;
  const noon = half ? String((Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0)) : hour;
  return defined({ hour: noon, minute, second, zone: zone?.toUpperCase() ?? (isMail && !half ? 'GMT' : undefined) });
}

const defined = (parts: Record<string, string | undefined>): DateParts =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));

const monthOf = (name: string | undefined): string =>
  String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);

/** Two digits as RFC 2822 §4.3 reads them. */
const fullYear = (year: string): string =>
  year.length === 2 ? String(Number(year) + (Number(year) < 50 ? 2000 : 1900)) : year;
