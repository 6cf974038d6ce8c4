/** What a sentence can say of an account; ids of data/vocab/account-relations.yaml. */
export type StatementKind =
  | 'switch'
  | 'between'
  | 'won'
  | 'lost'
  | 'leaving'
  | 'reduce'
  | 'serves'
  | 'partner'
  | 'courting'
  | 'negotiating'
  | 'complaint'
  | 'spend'
  | 'discount';

export interface ReasonCode {
  id: string;
  label: { zh: string; en: string };
  words: string;
}

/** The file as it is stored. */
export interface RelationsBody {
  unnamed: string[];
  /** `implied`: it follows from what is said and is not said itself. */
  kinds: { id: string; implied?: boolean; patterns: string[] }[];
  states: { planned: string; rumoured: string; negated: string };
  past: string;
  workload: string;
  reasons: ReasonCode[];
}

export interface AccountVocabulary {
  unnamed: RegExp;
  kinds: { id: StatementKind; isImplied: boolean; patterns: RegExp[] }[];
  states: { planned: RegExp; rumoured: RegExp; negated: RegExp };
  past: RegExp;
  workload: RegExp;
  reasons: { id: string; words: RegExp }[];
}

/** Stand for names in a tagged sentence: private-use characters, which no stored text holds after normalisation. */
export const ACCOUNT_MARK = '\uE000';
export const VENDOR_MARK = '\uE001';

const NAMED = (group: string): string => `(?<${group}>${VENDOR_MARK})`;
/** Gaps are bounded, so that no sentence makes a pattern run away. */
const PLACES: Record<string, string> = {
  '{A}': ACCOUNT_MARK,
  '{V}': VENDOR_MARK,
  '{from}': NAMED('from'),
  '{to}': NAMED('to'),
  '{at}': NAMED('at'),
  '{g}': `[^${VENDOR_MARK}。！？!?]{0,60}?`,
  '{l}': `[^${VENDOR_MARK}。！？!?]{0,30}?`,
  '{w}': '[^。！？!?]{0,60}?',
  '{n}': `[^${VENDOR_MARK}，,。；;！？!?]{0,16}?`,
};

/** @returns the vocabulary with its patterns compiled; a name of {from}, {to} or {at} is found by its place in the sentence. */
export function compileVocabulary(body: RelationsBody): AccountVocabulary {
  const compile = (pattern: string): RegExp =>
    new RegExp(
      pattern.replace(/\{(?:A|V|from|to|at|g|l|w|n)\}/g, (place) => PLACES[place] ?? place),
      'dgiu',
    );
  const word = (source: string): RegExp => new RegExp(source, 'iu');
  return {
    unnamed: new RegExp(body.unnamed.map((part) => `(?:${part})`).join('|') || '$^', 'giu'),
    kinds: body.kinds.map(({ id, implied = false, patterns }) => ({
      ...{ id: id as StatementKind, isImplied: implied },
      patterns: patterns.map(compile),
    })),
    states: {
      planned: word(body.states.planned),
      rumoured: word(body.states.rumoured),
      negated: word(body.states.negated),
    },
    past: word(body.past),
    workload: word(body.workload),
    reasons: body.reasons.map(({ id, words }) => ({ id, words: word(words) })),
  };
}
