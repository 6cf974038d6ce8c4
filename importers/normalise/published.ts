import type { PartialDate } from '../../server/model.ts';
import { type DateParts, findDateParts } from './date-forms.ts';
import { translateMonths } from './month-names.ts';

export interface Publication {
  /** RFC 3339 with the source's own offset; null when only a date was stated. */
  at: string | null;
  date: PartialDate;
}

/** Zone names that feeds use: those of RFC 822 §5, which are obsolete, and the usual ones of Europe, Asia and Oceania. */
const ZONES: Record<string, string> = {
  ...{ Z: '+00:00', UT: '+00:00', UTC: '+00:00', GMT: '+00:00', WET: '+00:00', WEST: '+01:00', BST: '+01:00' },
  ...{
    EST: '-05:00',
    EDT: '-04:00',
    CST: '-06:00',
    CDT: '-05:00',
    MST: '-07:00',
    MDT: '-06:00',
    PST: '-08:00',
    PDT: '-07:00',
  },
  ...{
    ET: '-05:00',
    CT: '-06:00',
    MT: '-07:00',
    PT: '-08:00',
    AKST: '-09:00',
    AKDT: '-08:00',
    HST: '-10:00',
    BRT: '-03:00',
  },
  ...{ CET: '+01:00', MET: '+01:00', CEST: '+02:00', MEST: '+02:00', EET: '+02:00', EEST: '+03:00', MSK: '+03:00' },
  ...{
    JST: '+09:00',
    KST: '+09:00',
    HKT: '+08:00',
    SGT: '+08:00',
    AWST: '+08:00',
    AEST: '+10:00',
    AEDT: '+11:00',
    NZST: '+12:00',
    NZDT: '+13:00',
  },
};

const LONGEST = 300;
/** What programs write for no date at all lies before: 0001-01-01, 1601-01-01. */
const EARLIEST = '1900';
/** RFC 822 §5 as amended by RFC 1123: "Thu, 23 Jan 2025 11:58:00 +0800". */
export const RFC822_DATE =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s+)?(\d{1,2})\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[A-Z]{1,3})?/;
const YEAR = /^(\d{4})$/;
/** Seconds or milliseconds since 1970, as pages' scripts write them. */
const EPOCH = /^(1\d{9})(?:\d{3})?$/;

/**
 * Reads a publication date as a source writes it. The time zone of the source is kept, not converted.
 * @returns undefined when the words state no calendar date that exists.
 */
export function parsePublished(words: string): Publication | undefined {
  const text = words.trim().slice(0, LONGEST);
  const parts = findDateParts(text) ?? findDateParts(translateMonths(text));
  return parts ? build(text, parts) : readBare(text);
}

function readBare(text: string): Publication | undefined {
  const seconds = EPOCH.exec(text)?.[1];
  if (seconds) {
    const at = new Date(Number(seconds) * 1000).toISOString().replace(/\.000Z$/, '+00:00');
    return { at, date: { start: at.slice(0, 10), end: at.slice(0, 10), precision: 'day', text, guessed: false } };
  }
  const year = YEAR.exec(text)?.[1];
  if (!year || year < '1970' || year > '2100') return undefined;
  return { at: null, date: { start: `${year}-01-01`, end: `${year}-12-31`, precision: 'year', text, guessed: false } };
}

const pad = (part: string | undefined): string => (part ?? '0').padStart(2, '0');

function build(text: string, parts: DateParts): Publication | undefined {
  const month = `${parts.year}-${pad(parts.month)}`;
  if (!parts.day) return isMonth(parts.month) ? { at: null, date: wholeMonth(month, text) } : undefined;
  const day = `${month}-${pad(parts.day)}`;
  if (!isCalendarDay(day) || day < EARLIEST) return undefined;
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
  const numeric = /^(?:GMT|UTC?)?\s?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!numeric) return ZONES[zone];
  const [, sign, hours, minutes = '00'] = numeric;
  return Number(hours) <= 14 && Number(minutes) <= 59 ? `${sign}${pad(hours)}:${minutes}` : undefined;
}
