import type { PartialDate } from '../../server/model.ts';

export interface Publication {
  /** RFC 3339 with the source's own offset; null when only a date was stated. */
  at: string | null;
  date: PartialDate;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Obsolete zone names of RFC 822 §5, which feeds still use. */
const ZONES: Record<string, string> = {
  Z: '+00:00',
  UT: '+00:00',
  UTC: '+00:00',
  GMT: '+00:00',
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

/** RFC 822 §5 as amended by RFC 1123: "Thu, 23 Jan 2025 11:58:00 +0800". */
export const RFC822_DATE =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s+)?(\d{1,2})\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Z]{1,3})?/;
/** RFC 3339 and its looser relatives. */
const ISO_DATE =
  /(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?/;

/**
 * Reads a publication date as a source writes it. The time zone of the source is kept, not converted.
 * @returns undefined when the words state no calendar date that exists.
 */
export function parsePublished(words: string): Publication | undefined {
  const text = words.trim();
  const rfc822 = RFC822_DATE.exec(text);
  if (rfc822) {
    const [, day, month, year, hour, minute, second, zone] = rfc822;
    const monthNumber = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1;
    return build(text, { year, month: String(monthNumber), day, hour, minute, second, zone: zone ?? 'GMT' });
  }
  const iso = ISO_DATE.exec(text);
  if (!iso) return undefined;
  const [, year, month, day, hour, minute, second, zone] = iso;
  return build(text, { year, month, day, hour, minute, second, zone });
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'zone', string | undefined>;

const pad = (part: string | undefined): string => (part ?? '0').padStart(2, '0');

function build(text: string, parts: Parts): Publication | undefined {
  const month = `${parts.year}-${pad(parts.month)}`;
  if (!parts.day) return isMonth(parts.month) ? { at: null, date: wholeMonth(month, text) } : undefined;
  const day = `${month}-${pad(parts.day)}`;
  if (!isCalendarDay(day)) return undefined;
  const date: PartialDate = { start: day, end: day, precision: 'day', text, guessed: false };
  const zone = offsetOf(parts.zone);
  const exists = Number(parts.hour) <= 23 && Number(parts.minute ?? 0) <= 59 && Number(parts.second ?? 0) <= 60;
  if (!parts.hour || !zone || !exists) return { at: null, date };
  return { at: `${day}T${pad(parts.hour)}:${pad(parts.minute)}:${pad(parts.second)}${zone}`, date };
}

const isMonth = (month: string | undefined): boolean => Number(month) >= 1 && Number(month) <= 12;

function wholeMonth(month: string, text: string): PartialDate {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { start: `${month}-01`, end: `${month}-${last}`, precision: 'month', text, guessed: false };
}

/** @returns whether YYYY-MM-DD is a day of the proleptic Gregorian calendar. */
export function isCalendarDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function offsetOf(zone: string | undefined): string | undefined {
  if (!zone) return undefined;
  const numeric = /^([+-]\d{2}):?(\d{2})$/.exec(zone);
  return numeric ? `${numeric[1]}:${numeric[2]}` : ZONES[zone];
}
