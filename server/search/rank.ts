import { indexOfWord } from '../text/find-words.ts';
import type { Concept } from './expand.ts';

/** A candidate's folded texts. */
export interface RankedText {
  title: string;
  body: string;
}

/** BM25F with saturation over fields. Tuned on labelled queries; flat around these. */
const SATURATION = 4;
const LENGTH_WEIGHT = 0.5;
const TITLE_WEIGHT = 3;
/** A word of about the same meaning counts so much of the word itself. */
const SIMILAR_WEIGHT = 0.4;
const MOST_COUNTED = 200;

/** Weight of a concept: never zero, unlike FTS5's, so that the subject of a whole archive still counts. */
export function inverseFrequency(documents: number, holding: number): number {
  return Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
}

/**
 * Scores one candidate against the concepts by counting exact words.
 * @param weights one inverse frequency a concept
 * @param averageLength of the candidates' bodies, in characters
 */
export function scoreText(
  { title, body }: RankedText,
  concepts: readonly Concept[],
  weights: readonly number[],
  averageLength: number,
): number {
  const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * body.length) / Math.max(1, averageLength);
  return concepts.reduce((sum, concept, i) => {
    const frequency = countConcept(body, concept) / norm + countConcept(title, concept) * TITLE_WEIGHT;
    return sum + (weights[i] ?? 0) * (frequency / (frequency + SATURATION));
  }, 0);
}

function countConcept(text: string, { variants, similar }: Concept): number {
  return countAny(text, variants) + SIMILAR_WEIGHT * countAny(text, similar);
}

/** @returns how often any of the words occurs; overlapping words count twice, which only nudges a saturating sum. */
export function countAny(text: string, words: readonly string[]): number {
  return words.reduce((sum, word) => sum + countOf(text, word), 0);
}

function countOf(text: string, word: string): number {
  let count = 0;
  for (
    let at = indexOfWord(text, word);
    at >= 0 && count < MOST_COUNTED;
    at = indexOfWord(text, word, at + word.length)
  )
    count++;
  return count;
}
