import type { Concept } from './expand.ts';
import { anyOf, type VisibleCorpus } from './visible-corpus.ts';

/** A document that may be shown for a query. */
export interface Candidate {
  documentNo: number;
  bm25: number;
  /** Every concept is in it. */
  whole: boolean;
}

/** Fewer documents with every word than this: any word is enough. */
const ENOUGH = 20;
/** With so few words, one that nothing knows leaves nothing to look for. */
const FEW = 2;

/**
 * All of the words first; where few documents hold them all, any of them, but never without a named entity, a phrase or one of
 * the words that OR joins.
 */
export function findCandidates(
  corpus: VisibleCorpus,
  concepts: readonly Concept[],
  excluded: readonly string[],
  titleOnly: boolean,
): Candidate[] {
  const wordsOf = ({ variants, similar }: Concept): string[] => {
    const words = [...variants, ...similar];
    const held = words.filter(corpus.isHeld);
    return held.length > 0 ? held : words;
  };
  const groups = concepts
    .map((concept) => ({ concept, expression: anyOf(wordsOf(concept), titleOnly) }))
    .filter((group): group is { concept: Concept; expression: string } => group.expression !== undefined);
  if (groups.length === 0) return [];
  const banned = corpus.holding(excluded);
  const allowed = (row: { documentNo: number }): boolean => !banned.has(row.documentNo);
  const whole = corpus.match(groups.map(({ expression }) => expression).join(' AND ')).filter(allowed);
  if (groups.length === 1 || whole.length >= ENOUGH || isStrange(concepts))
    return whole.map((row) => ({ ...row, whole: true }));
  const held = new Set(whole.map((row) => row.documentNo));
  const named = listNamed(corpus, concepts);
  const required = groups.filter(({ concept }) => concept.required).map(({ expression }) => expression);
  const some = groups.filter(({ concept }) => !concept.required).map(({ expression }) => expression);
  const loose = [...required, ...(some.length > 0 ? [`(${some.join(' OR ')})`] : [])].join(' AND ');
  return corpus
    .match(loose)
    .filter((row) => allowed(row) && named.every((documents) => documents.has(row.documentNo)))
    .map((row) => ({ ...row, whole: held.has(row.documentNo) }));
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
function listNamed(corpus: VisibleCorpus, concepts: readonly Concept[]): ReadonlySet<number>[] {
  const all = concepts.filter((concept) => concept.entity).map((concept) => corpus.holding(concept.variants));
  const present = all.filter((documents) => documents.size > 0);
  return present.length > 0 ? present : all;
}
