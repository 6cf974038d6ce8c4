import { AppError } from '../../server/errors.ts';
import type { Quote } from '../../server/model.ts';

/** Characters of context on each side, enough to find the place again in a changed text. */
const CONTEXT = 32;
export const LONGEST_QUOTE = 160;

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
 * @returns offsets within `sentence`, at most LONGEST_QUOTE characters.
 */
export function chooseSpan(
  folded: string,
  sentence: { start: number; end: number },
  focus: { start: number; end: number },
): { start: number; end: number } {
  if (sentence.end - sentence.start <= LONGEST_QUOTE) return { start: sentence.start, end: sentence.end };
  const clauses = splitClauses(folded, sentence);
  let first = clauses.findIndex((clause) => clause.end > focus.start);
  if (first < 0) first = clauses.length - 1;
  let last = first;
  const width = (from: number, to: number): number => (clauses[to]?.end ?? 0) - (clauses[from]?.start ?? 0);
  for (;;) {
    if (first > 0 && width(first - 1, last) <= LONGEST_QUOTE) first--;
    else if (last < clauses.length - 1 && width(first, last + 1) <= LONGEST_QUOTE) last++;
    else break;
  }
  const start = clauses[first]?.start ?? sentence.start;
  const end = clauses[last]?.end ?? sentence.end;
  return end - start <= LONGEST_QUOTE ? { start, end } : aroundFocus(sentence, focus);
}

/** A sentence without commas, longer than a quote may be: a window about the focus. */
function aroundFocus(
  sentence: { start: number; end: number },
  focus: { start: number; end: number },
): { start: number; end: number } {
  const start = Math.max(sentence.start, Math.min(focus.start - LONGEST_QUOTE / 2, sentence.end - LONGEST_QUOTE));
  return { start, end: Math.min(sentence.end, start + LONGEST_QUOTE) };
}

/** Clauses of a sentence: parted at commas and colons, each with its sign. */
export function splitClauses(
  folded: string,
  sentence: { start: number; end: number },
): { start: number; end: number }[] {
  const clauses: { start: number; end: number }[] = [];
  for (const match of folded.slice(sentence.start, sentence.end).matchAll(/[^,:]+[,:]?|[,:]/g)) {
    clauses.push({ start: sentence.start + match.index, end: sentence.start + match.index + match[0].length });
  }
  return clauses.length > 0 ? clauses : [sentence];
}
