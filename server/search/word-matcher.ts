import type { ScoredNumbers, SearchRows } from '../store/search-rows.ts';
import { buildPhrase } from '../text/tokenise.ts';
import { collectMatches, hasNumber, type MatchList, NO_MATCHES } from './match-list.ts';
import { inverseFrequency } from './rank.ts';

/** Which documents hold words, and how well; answers are kept, since the next question is often about the same name. */
export interface WordMatcher {
  /** The documents that hold any of the folded words of one concept. */
  match(words: readonly string[], titleOnly?: boolean): MatchList;
  /** The same without scores. */
  holding(words: readonly string[]): NumberSet;
  /** Does any document hold this folded text anywhere? */
  isKnown(folded: string): boolean;
}

export interface NumberSet {
  readonly size: number;
  has(documentNo: number): boolean;
}

/** What of the base may be matched. */
export interface MatchScope {
  rows: Pick<SearchRows, 'matchDocuments' | 'listHolders' | 'listNewestHolders'>;
  /** How many documents may match. */
  size: number;
  isVisible(documentNo: number): boolean;
  /** Published, by document number: 20240131; 0 for none. */
  days: Uint32Array;
}

/**
 * Past so many matches a word tells little of a document, and FTS5's bm25, which reads every place, costs more than all else:
 * it counts as standing there, more in a title, and newer documents come first.
 */
const MOST_SCORED = 10_000;
/** About what bm25 gives a word that stands in a text a few times, and in a title too; in inverse frequencies. */
const IN_TEXT = 1;
const IN_TITLE = 1;
/** A century of days weighs less than any word. */
const DAY_WEIGHT = 1e-11;
const MOST_CACHED = 2000;
/** Kept numbers and scores, twelve bytes a match. */
const MOST_CACHED_ROWS = 2_000_000;
const FIRST_LOOK = 64;

/** @param mostScored how many matches of one concept are scored by bm25 */
export function createWordMatcher(scope: MatchScope, mostScored = MOST_SCORED): WordMatcher {
  const { rows, isVisible } = scope;
  const isHeld = keep((folded: string) => {
    const expression = anyOf([folded]);
    return !expression || rows.listNewestHolders(expression, 1).length > 0;
  });
  const isKnown = keep((folded: string) => {
    const expression = anyOf([folded]);
    if (!expression) return false;
    const newest = rows.listNewestHolders(expression, FIRST_LOOK);
    if (newest.some(isVisible)) return true;
    return newest.length === FIRST_LOOK && rows.listHolders(expression).some(isVisible);
  });
  const kept = new Map<string, MatchList>();
  let keptRows = 0;
  const match = (words: readonly string[], titleOnly = false): MatchList => {
    const held = words.filter(isHeld);
    const expression = anyOf(held, titleOnly);
    if (!expression) return NO_MATCHES;
    const known = kept.get(expression);
    if (known) return known;
    const found = findMatches(scope, mostScored, held, titleOnly);
    if (keptRows + found.numbers.length > MOST_CACHED_ROWS) {
      kept.clear();
      keptRows = 0;
    }
    keptRows += found.numbers.length;
    kept.set(expression, found);
    return found;
  };
  return { match, holding: (words) => toSet(match(words).numbers), isKnown };
}

function findMatches(scope: MatchScope, mostScored: number, words: readonly string[], titleOnly: boolean): MatchList {
  const { rows, size, isVisible } = scope;
  const expression = anyOf(words, titleOnly) ?? '';
  const holders = size > mostScored ? findHolders(scope, expression) : NO_MATCHES.numbers;
  if (holders.length <= mostScored) return toMatchList(rows.matchDocuments(expression), isVisible);
  return weighRoughly(scope, holders, titleOnly ? holders : findHolders(scope, anyOf(words, true) ?? ''));
}

const findHolders = ({ rows, isVisible }: MatchScope, expression: string): Uint32Array =>
  Uint32Array.from(rows.listHolders(expression).filter(isVisible));

/** @param titles those of the numbers whose title holds a word, ascending as they are */
function weighRoughly({ size, days }: MatchScope, numbers: Uint32Array, titles: Uint32Array): MatchList {
  const weight = inverseFrequency(size, numbers.length);
  const scores = new Float64Array(numbers.length);
  for (let i = 0, at = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    const isInTitle = titles[at] === number;
    if (isInTitle) at++;
    scores[i] = -weight * (isInTitle ? IN_TEXT + IN_TITLE : IN_TEXT) - (days[number] ?? 0) * DAY_WEIGHT;
  }
  return { numbers, scores };
}

function toMatchList({ numbers, scores }: ScoredNumbers, isVisible: MatchScope['isVisible']): MatchList {
  return collectMatches(numbers.length, (add) => {
    for (const [i, number] of numbers.entries()) if (isVisible(number)) add(number, scores[i] as number);
  });
}

const toSet = (numbers: Uint32Array): NumberSet => ({
  size: numbers.length,
  has: (documentNo) => hasNumber(numbers, documentNo),
});

function keep(answer: (folded: string) => boolean): (folded: string) => boolean {
  const kept = new Map<string, boolean>();
  return (folded) => {
    const known = kept.get(folded) ?? answer(folded);
    if (kept.size >= MOST_CACHED) kept.clear();
    kept.set(folded, known);
    return known;
  };
}

/** Whether any of the folded words has a letter or digit. */
export const canMatch = (words: readonly string[]): boolean => anyOf(words) !== undefined;

/** @returns an FTS5 expression that any of the folded words satisfies; undefined when none has a letter or digit. */
function anyOf(words: readonly string[], titleOnly = false): string | undefined {
  const phrases = words.map(buildPhrase).filter((phrase) => phrase !== undefined);
  if (phrases.length === 0) return undefined;
  return titleOnly ? `(title : (${phrases.join(' OR ')}))` : `(${phrases.join(' OR ')})`;
}
