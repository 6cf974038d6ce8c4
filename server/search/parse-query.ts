import { foldText } from '../text/fold.ts';

/** A query cut into what must be found; all folded. */
export interface ParsedQuery {
  folded: string;
  /** Words and quoted phrases in order, each once. */
  terms: { text: string; exact: boolean }[];
  excluded: string[];
}

export const LONGEST_QUERY = 500;
const MOST_TERMS = 16;
const PIECE = /(-?)"([^"]{1,200})"|(-?)([^\s"]+)/g;
const SEPARATORS = /[,，、;；。!！?？:：()（）《》「」“”|]+/g;

/** Reads a query: words, "exact phrases", -excluded. Whatever is not understood is text; nothing throws. */
export function parseQuery(text: string): ParsedQuery {
  const folded = foldText(text.slice(0, LONGEST_QUERY)).trim();
  const terms = new Map<string, { text: string; exact: boolean }>();
  const excluded: string[] = [];
  for (const match of folded.matchAll(PIECE)) {
    const phrase = match[2]?.trim();
    const words = phrase ? [phrase] : (match[4] ?? '').replace(SEPARATORS, ' ').split(' ');
    for (const word of words.filter((piece) => piece !== '')) {
      if (match[1] || match[3]) excluded.push(word);
      else if (terms.size < MOST_TERMS) terms.set(word, { text: word, exact: phrase !== undefined });
    }
  }
  return { folded, terms: [...terms.values()], excluded };
}
