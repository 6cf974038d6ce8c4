import type { Concept } from './expand.ts';

/** A candidate's folded texts. */
export interface RankedText {
  title: string;
  entities: string;
  body: string;
}

/** BM25F with saturation over fields. Tuned on labelled queries; flat around these. */
const SATURATION = 4;
const LENGTH_WEIGHT = 0.5;
const TITLE_WEIGHT = 3;
const ENTITY_WEIGHT = 3;

/** Weight of a concept: never zero, unlike FTS5's, so that the subject of a whole archive still counts. */
export function inverseFrequency(documents: number, holding: number): number {
  return Math.log(1 + (documents - holding + 0.5) / (holding + 0.5));
}

/**
 * Scores one candidate against the concepts by counting exact substrings.
 * @param weights one inverse frequency a concept
 * @param averageLength of the candidates' bodies, in characters
 */
export function scoreText(
  text: RankedText,
  concepts: readonly Concept[],
  weights: readonly number[],
  averageLength: number,
): number {
  const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * text.body.length) / Math.max(1, averageLength);
  return concepts.reduce((sum, concept, i) => {
    const inBody = countAny(text.body, concept.variants) / norm;
    const inTitle = countAny(text.title, concept.variants) * TITLE_WEIGHT;
    const inEntities = countAny(text.entities, concept.variants) > 0 ? ENTITY_WEIGHT : 0;
    const frequency = inBody + inTitle + inEntities;
    return sum + (weights[i] ?? 0) * (frequency / (frequency + SATURATION));
  }, 0);
}

/** @returns how often any of the variants occurs; overlapping variants count twice, which only nudges a saturating sum. */
export function countAny(text: string, variants: readonly string[]): number {
  return variants.reduce((sum, variant) => sum + countOf(text, variant), 0);
}

function countOf(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0 && count < 200; at = text.indexOf(word, at + word.length)) count++;
  return count;
}
