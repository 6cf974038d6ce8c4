import type { PartialDate } from '../model.ts';
import { buildDay, buildMonth, buildMonths, buildYear } from './partial-date.ts';

interface Dated {
  published: string | null;
  dated: readonly { start: number; end: number; happened: PartialDate }[];
}

const STATED = /(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?/u;
const YEARS = /(?<!\d)((?:19|20)\d\d)\s?[-—–至到]\s?((?:19|20)\d\d)年/u;
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/前年/u, -2],
  [/去年/u, -1],
];

/**
 * When what a sentence tells took place: years it states, else the date that an extractor read from it, else one that leads into the
 * clause, else the day of the report, marked as a guess.
 * @param quote `lead`: the sentence up to the end of the clause; a date that stands after it belongs to something else.
 * @returns null where not even the report has a date
 */
export function readSentenceDate(
  quote: { exact: string; start: number; end: number; lead: string },
  { published, dated }: Dated,
): PartialDate | null {
  const span = readYears(quote.lead);
  if (span) return span;
  // 此前丢掉 A，尽管近期签下 B: what stands after the words read is of something else.
  const isOfLater = (words: string): boolean => quote.exact.includes(words) && !quote.lead.includes(words);
  const extracted = dated.find(
    ({ start, end, happened: { guessed, text } }) =>
      start < quote.end && quote.start < end && !guessed && text !== '' && !isOfLater(text),
  );
  if (extracted) return extracted.happened;
  const stated = readStated(quote.lead);
  if (stated && (!published || stated.start <= published)) return stated;
  const year = published ? Number(published.slice(0, 4)) : undefined;
  const relative = RELATIVE.find(([words]) => words.test(quote.lead));
  if (year && relative)
    return { ...buildYear(year + relative[1]), text: relative[0].exec(quote.lead)?.[0] ?? '', guessed: false };
  return published ? { start: published, end: published, precision: 'day', text: '', guessed: true } : null;
}

function readYears(sentence: string): PartialDate | undefined {
  const years = YEARS.exec(sentence);
  const [first, last] = [Number(years?.[1]), Number(years?.[2])];
  if (!years || last < first || last - first >= 30) return undefined;
  return { ...buildMonths(first, 1, (last - first + 1) * 12, 'span'), text: years[0], guessed: false };
}

function readStated(sentence: string): PartialDate | undefined {
  const match = STATED.exec(sentence);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
  const built = day
    ? buildDay(year, month, day)
    : month >= 1 && month <= 12
      ? buildMonth(year, month)
      : buildYear(year);
  return built && { ...built, text: match[0], guessed: false };
}
