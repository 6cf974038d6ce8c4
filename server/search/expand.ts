import { cutTerm, joinNeighbours } from './cut-terms.ts';
import { pruneVariants } from './name-groups.ts';
import type { NameDictionary, NameGroup } from './names.ts';
import type { ParsedQuery, QueryTerm } from './parse-query.ts';
import type { Synonyms } from './synonyms.ts';
import type { Expansion } from './types.ts';

/** One thing that the person asks for, and the words that stand for it. */
export interface Concept {
  label: string;
  /** Names and spellings of the same thing. */
  variants: string[];
  /** Words of the trade that mean about the same: they count less. */
  similar: string[];
  /** The listed entity that it names: results without it would be about something else. */
  entity?: NameGroup;
  /** Quoted, or one of several that the person joined by OR: never left out. */
  required: boolean;
  /** Typed as a word of its own, and neither the corpus nor any list knows it. */
  unknown: boolean;
}

export interface ExpandedQuery {
  concepts: Concept[];
  expansions: Expansion[];
}

/** What words can be looked up in. */
export interface Lexicon {
  names: NameDictionary;
  synonyms: Synonyms;
  /** Does the viewer's corpus hold this folded text anywhere? */
  isKnown(folded: string): boolean;
  /** Words of the viewer's corpus that a Latin word could be a slip of, likeliest first. */
  listNearWords(folded: string): string[];
}

/** From here on two slips leave a Latin name beyond doubt. */
const LONG_NAME = 9;

/** Turns the clauses of a query into concepts. @param plain folded terms that are to be searched as typed; `*` for all */
export function expandQuery(query: ParsedQuery, lexicon: Lexicon, plain: readonly string[] = []): ExpandedQuery {
  const expansions: Expansion[] = [];
  const isPlain = (text: string): boolean => plain.includes('*') || plain.includes(text);
  const concepts: Concept[] = [];
  let typed: string[] = [];
  const flush = (): void => {
    for (const term of joinNeighbours(typed, lexicon, isPlain)) {
      const pieces = isPlain(term) ? [term] : cutTerm(term, lexicon);
      for (const piece of pieces) concepts.push(toConcept(piece, pieces.length === 1, lexicon, expansions, isPlain));
    }
    typed = [];
  };
  for (const clause of query.clauses) {
    const only = clause.length === 1 && !clause[0]?.exact ? clause[0] : undefined;
    if (only) typed.push(only.text);
    else {
      flush();
      concepts.push(joinAlternatives(clause, lexicon, expansions, isPlain));
    }
  }
  flush();
  return { concepts: mergeSame(concepts), expansions };
}

function joinAlternatives(
  clause: readonly QueryTerm[],
  lexicon: Lexicon,
  expansions: Expansion[],
  isPlain: (text: string) => boolean,
): Concept {
  const parts = clause.map(({ text, exact }) =>
    exact ? { variants: [text], similar: [] } : toConcept(text, false, lexicon, expansions, isPlain),
  );
  return {
    label: clause.map(({ text }) => text).join(' OR '),
    variants: [...new Set(parts.flatMap(({ variants }) => variants))],
    similar: [...new Set(parts.flatMap(({ similar }) => similar))],
    ...{ required: true, unknown: false },
  };
}

function toConcept(
  text: string,
  isTyped: boolean,
  lexicon: Lexicon,
  expansions: Expansion[],
  isPlain: (text: string) => boolean,
): Concept {
  const concept: Concept = { label: text, variants: [text], similar: [], required: false, unknown: false };
  if (isPlain(text)) return concept;
  const { names, synonyms, isKnown } = lexicon;
  const note = (reason: Expansion['reason'], also: string[]): void => {
    if (also.length > 0) expansions.push({ term: text, reason, also });
  };
  const listed = names.find(text);
  if (listed) {
    const variants = [...new Set([text, ...listed.variants])];
    const slips = listSlips(text, variants, lexicon);
    note(
      'alias',
      variants.filter((variant) => variant !== text),
    );
    note('spelling', slips);
    return { ...concept, label: listed.name, variants: [...variants, ...slips], entity: listed };
  }
  const similar = synonyms.find(text);
  if (similar || isKnown(text)) {
    const also = pruneVariants([text, ...(similar ?? [])]).filter((word) => word !== text && isKnown(word));
    const slips = isKnown(text) ? [] : lexicon.listNearWords(text);
    note('spelling', slips);
    note('synonym', also);
    return { ...concept, variants: [text, ...slips], similar: also };
  }
  return guess(concept, isTyped, lexicon, note);
}

/** Sources misspell names too: a long Latin name is also looked for with slips, a short one where nothing holds it as it is. */
function listSlips(text: string, variants: readonly string[], { isKnown, listNearWords }: Lexicon): string[] {
  const known = variants.some(isKnown);
  const tried = [text, ...(known ? [] : variants)].filter((name) => !known || name.length >= LONG_NAME);
  return [...new Set(tried.flatMap(listNearWords))].filter((word) => !variants.includes(word));
}

/** For a word that nothing knows: a name with a slip or in pinyin, a word of the trade in pinyin, a word with a slip. */
function guess(
  concept: Concept,
  isTyped: boolean,
  { names, synonyms, isKnown, listNearWords }: Lexicon,
  note: (reason: Expansion['reason'], also: string[]) => void,
): Concept {
  const text = concept.label;
  const guesses = names.correct(text);
  const near = listNearWords(text);
  const entity = guesses.find(({ variants }) => variants.some(isKnown)) ?? (near.length === 0 ? guesses[0] : undefined);
  if (entity) {
    note('name', entity.variants);
    return { ...concept, label: entity.name, variants: [...entity.variants], entity };
  }
  const word = synonyms.findByPinyin(text);
  if (word) {
    note('name', [word]);
    return { ...concept, label: word, variants: [word], similar: (synonyms.find(word) ?? []).filter(isKnown) };
  }
  note('spelling', near);
  return { ...concept, variants: [text, ...near], unknown: isTyped && near.length === 0 };
}

function mergeSame(concepts: readonly Concept[]): Concept[] {
  const byLabel = new Map<string, Concept>();
  for (const concept of concepts) {
    const known = byLabel.get(concept.label);
    byLabel.set(
      concept.label,
      known ? { ...known, variants: [...new Set([...known.variants, ...concept.variants])] } : concept,
    );
  }
  return [...byLabel.values()];
}
