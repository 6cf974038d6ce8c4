import { AppError } from '../../server/errors.ts';
import type { Quote } from '../../server/model.ts';
import { isEnglish } from './english.ts';

/** Characters of context on each side, enough to find the place again in a changed text. */
const CONTEXT = 32;
const LONGEST_QUOTE = 160;
const LONGEST_ENGLISH_QUOTE = 320;

/** @returns how many characters of folded words a quote may have */
export const longestQuoteOf = (folded: string): number => (isEnglish(folded) ? LONGEST_ENGLISH_QUOTE : LONGEST_QUOTE);

/**
 * Quotes a span of a text, without white space at its ends.
 * @throws AppError QUOTE_NOT_FOUND for a span outside the text or without words.
 */
export function buildQuote(text: string, start: number, end: number): Quote {
  const raw = text.slice(start, end);
  const exact = raw.trim();
  if (exact === '' || start < 0 || end > text.length)
    throw new AppError('QUOTE_NOT_FOUND', `span ${start}–${end} of ${text.length}`);
  const from = start + raw.indexOf(exact);
  const to = from + exact.length;
  return {
    exact,
    prefix: text.slice(Math.max(0, from - CONTEXT), from),
    suffix: text.slice(to, to + CONTEXT),
    start: from,
    end: to,
  };
}

/**
 * The span around a place to quote: the sentence, or where that is too long the clauses about the place.
 * @returns offsets within `sentence`, at most 160 characters, or twice as many of English.
 */
export function chooseSpan(
  folded: string,
  sentence: { start: number; end: number },
  focus: { start: number; end: number },
): { start: number; end: number } {
  const longest = longestQuoteOf(folded.slice(sentence.start, sentence.end));
  if (sentence.end - sentence.start <= longest) return { start: sentence.start, end: sentence.end };
  const clauses = splitClauses(folded, sentence);
  let first = clauses.findIndex((clause) => clause.end > focus.start);
  if (first < 0) first = clauses.length - 1;
  let last = first;
  const width = (from: number, to: number): number => (clauses[to]?.end ?? 0) - (clauses[from]?.start ?? 0);
  for (;;) {
    if (first > 0 && width(first - 1, last) <= longest) first--;
    else if (last < clauses.length - 1 && width(first, last + 1) <= longest) last++;
    else break;
  }
  const start = clauses[first]?.start ?? sentence.start;
  const end = clauses[last]?.end ?? sentence.end;
  return end - start <= longest ? { start, end } : aroundFocus(sentence, focus, longest);
}

/** A sentence without commas, longer than a quote may be: a window about the focus. */
function aroundFocus(
  sentence: { start: number; end: number },
  focus: { start: number; end: number },
  longest: number,
): { start: number; end: number } {
  const start = Math.max(sentence.start, Math.min(focus.start - longest / 2, sentence.end - longest));
  return { start, end: Math.min(sentence.end, start + longest) };
}

const CLAUSE = /(?:[^,:]|(?<=\d),(?=\d{3}(?!\d)))+[,:]?|[,:]/g;

/** Clauses of a sentence: parted at commas and colons, each with its sign. The comma inside 1,000 parts nothing. */
export function splitClauses(
  folded: string,
  sentence: { start: number; end: number },
): { start: number; end: number }[] {
  const clauses: { start: number; end: number }[] = [];
  for (const match of folded.slice(sentence.start, sentence.end).matchAll(CLAUSE)) {
    clauses.push({ start: sentence.start + match.index, end: sentence.start + match.index + match[0].length });
  }
  return clauses.length > 0 ? clauses : [sentence];
}
