import type { Quote } from '../model.ts';

/** Characters of context kept on each side. */
const CONTEXT = 32;

/**
 * Finds a quote again in a text that may have changed: where its words stand with most of their neighbours, else nearest to
 * where they stood.
 * @returns the quote as it stands in this text; undefined when its exact words are gone.
 */
export function locateQuote(text: string, quote: Quote): Quote | undefined {
  let best: { at: number; score: number } | undefined;
  for (let at = text.indexOf(quote.exact); at >= 0; at = text.indexOf(quote.exact, at + 1)) {
    const score = neighbours(text, at, quote);
    const isNearer = best !== undefined && Math.abs(at - quote.start) < Math.abs(best.at - quote.start);
    if (!best || score > best.score || (score === best.score && isNearer)) best = { at, score };
  }
  return best && quoteAt(text, best.at, best.at + quote.exact.length);
}

/**
 * Finds words that a person selected or copied: of several places the one with these neighbours. Blanks and line breaks are
 * no difference, since a page breaks lines elsewhere than the text does.
 * @returns undefined where the text holds no such words
 */
export function locateWords(
  text: string,
  { words, prefix, suffix }: { words: string; prefix: string; suffix: string },
): Quote | undefined {
  const solid = (part: string): string => part.replace(/\s+/g, '');
  const exact = solid(words);
  if (exact === '') return undefined;
  const offsets: number[] = [];
  for (let i = 0; i < text.length; i++) if (!/\s/.test(text[i] as string)) offsets.push(i);
  const found = locateQuote(solid(text), { exact, prefix: solid(prefix), suffix: solid(suffix), start: 0, end: 0 });
  return found && quoteAt(text, offsets[found.start] as number, (offsets[found.end - 1] as number) + 1);
}

/** @returns the words between two offsets with their neighbours. */
export function quoteAt(text: string, start: number, end: number): Quote {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
    start,
    end,
  };
}

/** How many characters before and after a place are those that stood around the quote. */
function neighbours(text: string, at: number, { exact, prefix, suffix }: Quote): number {
  let before = 0;
  while (before < prefix.length && text[at - 1 - before] === prefix[prefix.length - 1 - before]) before++;
  let after = 0;
  while (after < suffix.length && text[at + exact.length + after] === suffix[after]) after++;
  return before + after;
}
