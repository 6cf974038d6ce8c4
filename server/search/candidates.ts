import type { Concept } from './expand.ts';
import { collectMatches, hasNumber, joinLists, type MatchList, meetLists } from './match-list.ts';
import type { VisibleCorpus } from './visible-corpus.ts';
import { canMatch, type NumberSet } from './word-matcher.ts';

/** No score of the index is so large: a document with every concept in it comes before all others. */
const WHOLE = 1e6;

/** Whether a candidate's score says that every concept is in it. */
export const isWhole = (score: number): boolean => score <= -WHOLE / 2;

/** Fewer documents with every word than this: any word is enough. */
const ENOUGH = 20;
/** With so few words, one that nothing knows leaves nothing to look for. */
const FEW = 2;

/**
 * All of the words first; where few documents hold them all, any of them, but never without a named entity, a phrase or one of
 * the words that OR joins.
 * @returns in the order of their numbers, those with every word scored before all others
 */
export function findCandidates(
  corpus: VisibleCorpus,
  concepts: readonly Concept[],
  excluded: readonly string[],
  titleOnly: boolean,
): MatchList {
  const groups = concepts
    .map((concept) => ({ concept, list: corpus.match([...concept.variants, ...concept.similar], titleOnly) }))
    .filter(({ concept }) => canMatch([...concept.variants, ...concept.similar]));
  const banned = corpus.holding(excluded);
  const isAllowed = (number: number): boolean => banned.size === 0 || !banned.has(number);
  const whole = keepAllowed(meetLists(groups.map(({ list }) => list)), isAllowed);
  whole.scores = whole.scores.map((score) => score - WHOLE);
  if (groups.length < 2 || whole.numbers.length >= ENOUGH || isStrange(concepts)) return whole;
  const named = listNamed(corpus, concepts);
  const required = groups.filter(({ concept }) => concept.required).map(({ list }) => list);
  const some = groups.filter(({ concept }) => !concept.required).map(({ list }) => list);
  const loose = meetLists([...required, ...(some.length > 0 ? [joinLists(some)] : [])]);
  const rest = keepAllowed(
    loose,
    (number) =>
      isAllowed(number) && !hasNumber(whole.numbers, number) && named.every((documents) => documents.has(number)),
  );
  return joinLists([whole, rest]);
}

function keepAllowed({ numbers, scores }: MatchList, isAllowed: (documentNo: number) => boolean): MatchList {
  return collectMatches(numbers.length, (add) => {
    for (let i = 0; i < numbers.length; i++) {
      if (isAllowed(numbers[i] as number)) add(numbers[i] as number, scores[i] as number);
    }
  });
}

/** One of two words stands nowhere: the other alone would answer another question. An English word may have other forms. */
function isStrange(concepts: readonly Concept[]): boolean {
  const isEnglish = concepts.every(({ label }) => /^[ -~]+$/.test(label));
  return concepts.length <= FEW && !isEnglish && concepts.some(({ unknown }) => unknown);
}

/**
 * The documents of each named entity, all of which a result must be in. An entity that no document names is asked for in vain:
 * alone it leaves nothing to show, beside one that is named it is let go.
 */
function listNamed(corpus: VisibleCorpus, concepts: readonly Concept[]): NumberSet[] {
  const all = concepts.filter((concept) => concept.entity).map((concept) => corpus.holding(concept.variants));
  const present = all.filter((documents) => documents.size > 0);
  return present.length > 0 ? present : all;
}
