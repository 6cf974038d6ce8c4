import { replaceRadicals } from './radicals.ts';
import { canSimplify, simplify } from './simplify.ts';

/** The number of a note, which would become a digit of the number before it: 28② is not 282. */
const NOTE = /^[①-⑳¹²³⁰-⁹]$/;

/**
 * One shape for comparing: NFKC, radicals, lower case, Traditional to Simplified. Import and query share it.
 * The result has the length of the input, so that an offset in one is an offset in the other: a step that would change
 * the length (… → ..., İ → i̇) is left out for that character.
 */
export function foldText(text: string): string {
  const folded = keepLength(text, (s) => (NOTE.test(s) ? s : replaceRadicals(s.normalize('NFKC')).toLowerCase()));
  return canSimplify(folded) ? keepLength(folded, simplify) : folded;
}

/**
 * Text of these alone folds one for one, so it can be folded whole: ASCII, Han, kana, Chinese and full-width punctuation. Any
 * other character may fold to more or fewer units (ǆ, ﬁ, é), and two such could make up for each other's length.
 */
const SAFE =
  /^[\n\t\x20-\x7e\u2013\u2014\u2018-\u201d\u3001-\u3017\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff5e]*$/;

function keepLength(text: string, change: (s: string) => string): string {
  if (SAFE.test(text)) {
    const whole = change(text);
    if (whole.length === text.length) return whole;
  }
  return text.replace(UNSAFE_OR_SAFE, (run) => foldRun(run, change));
}

/** Runs of safe characters, and single others. */
const UNSAFE_OR_SAFE =
  /[\n\t\x20-\x7e\u2013\u2014\u2018-\u201d\u3001-\u3017\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff5e]+|[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g;

function foldRun(run: string, change: (s: string) => string): string {
  const whole = change(run);
  if (whole.length === run.length) return whole;
  return Array.from(run, (character) => {
    const changed = change(character);
    return changed.length === character.length ? changed : character;
  }).join('');
}
