import { indexOfWord } from '../text/find-words.ts';
import type { Concept } from './expand.ts';
import type { ReadDocument } from './read-documents.ts';

/** Characters on either side of a name within which words are about it. */
const REACH = 500;
const MOST_PLACES = 60;
/** A document that names it so often speaks of it throughout. */
const OFTEN = 3;
/** Share of the weight of the other words that must stand near the name. */
const LEAST_SHARE = 0.5;

/**
 * Do the words stand near the named entity? A long article may name Oracle at its start and layoffs of another firm at its end.
 * A name in the title, or one that comes back again and again, is near to everything.
 * @param weights inverse frequencies of the concepts
 */
export function isAboutNamed(
  { foldedTitle, foldedText }: ReadDocument,
  concepts: readonly Concept[],
  weights: readonly number[],
): boolean {
  const named = concepts.filter(({ entity }) => entity);
  const weight = (i: number): number => weights[i] ?? 0;
  const others = concepts.map((concept, i) => ({ concept, i })).filter(({ concept }) => !concept.entity);
  const sum = others.reduce((total, { i }) => total + weight(i), 0);
  if (named.length === 0 || sum === 0) return true;
  return named.some((entity) => {
    const inTitle = entity.variants.some((name) => indexOfWord(foldedTitle, name) >= 0);
    const places = findPlaces(foldedText, entity.variants);
    const near =
      inTitle || places.length >= OFTEN
        ? [foldedText]
        : places.map((at) => foldedText.slice(Math.max(0, at - REACH), at + REACH));
    const isNear = ({ variants, similar }: Concept): boolean =>
      [...variants, ...similar].some((word) => [foldedTitle, ...near].some((part) => indexOfWord(part, word) >= 0));
    const found = others.reduce((total, { concept, i }) => total + (isNear(concept) ? weight(i) : 0), 0);
    return found / sum >= LEAST_SHARE;
  });
}

function findPlaces(text: string, names: readonly string[]): number[] {
  return names.flatMap((name) => {
    const found: number[] = [];
    for (
      let at = indexOfWord(text, name);
      at >= 0 && found.length < MOST_PLACES;
      at = indexOfWord(text, name, at + name.length)
    )
      found.push(at);
    return found;
  });
}
