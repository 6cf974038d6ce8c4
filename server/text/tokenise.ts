/** Scripts written without spaces: indexed as overlapping pairs. */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}〇';
const WORD = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`;
const TOKEN = new RegExp(`[${UNSPACED}]+|${WORD}(?:\\.${WORD})*|[%+#]`, 'gu');
const UNSPACED_START = new RegExp(`^[${UNSPACED}]`, 'u');

/** A run of one script, or one word or sign, of folded text. */
export interface Run {
  text: string;
  unspaced: boolean;
  start: number;
}

/** @returns the runs of a folded text: Han runs, Latin and number words (99.3 and gpt-4.1 keep the dot), and % + #. */
export function splitRuns(folded: string): Run[] {
  return Array.from(folded.matchAll(TOKEN), (match) => ({
    text: match[0],
    unspaced: UNSPACED_START.test(match[0]),
    start: match.index,
  }));
}

/**
 * Tokens of a body for the index, parted by spaces: Han runs as overlapping bigrams and their last character alone, so
 * that every string of one character or more is a phrase or a prefix of what is stored; words whole.
 * @param folded text from foldText
 */
export function tokeniseForIndex(folded: string): string {
  const tokens: string[] = [];
  for (const run of splitRuns(folded)) {
    if (!run.unspaced) tokens.push(run.text);
    else pushBigrams(tokens, run.text, true);
  }
  return tokens.join(' ');
}

/**
 * The FTS5 expression that finds a term as an exact substring: a phrase of its bigrams, or a prefix for one character.
 * The last run leaves out its final character, since more may follow it in the text.
 * @returns undefined for a term without letters or digits.
 */
export function buildPhrase(foldedTerm: string): string | undefined {
  const runs = splitRuns(foldedTerm);
  const last = runs.at(-1);
  if (!last) return undefined;
  if (runs.length === 1 && last.unspaced && Array.from(last.text).length === 1) return `"${last.text}"*`;
  const tokens: string[] = [];
  for (const run of runs) {
    if (!run.unspaced) tokens.push(run.text);
    else pushBigrams(tokens, run.text, run !== last);
  }
  const prefix = last.unspaced && Array.from(last.text).length === 1 ? '*' : '';
  return `"${tokens.join(' ')}"${prefix}`;
}

function pushBigrams(tokens: string[], run: string, closed: boolean): void {
  const characters = Array.from(run);
  for (let i = 0; i + 1 < characters.length; i++) tokens.push(`${characters[i]}${characters[i + 1]}`);
  const final = characters.at(-1);
  if (final && (closed || characters.length === 1)) tokens.push(final);
}
