import type { MoveState, PartialDate } from '../model.ts';
import type { AccountVocabulary, StatementKind } from './account-vocabulary.ts';
import { readSentenceDate } from './sentence-date.ts';
import { splitSentences } from './split-sentences.ts';
import { type NameFinder, type TaggedSentence, tagSentence } from './tag-sentence.ts';

/** What one sentence says outright of an account. Vendor ids; '' is one that the source does not name, null none. */
export interface AccountStatement {
  kind: StatementKind;
  from: string | null;
  to: string | null;
  at: string | null;
  state: MoveState;
  /** It follows from the words and is not told: an inference, no fact. */
  isImplied: boolean;
  /** Said of an earlier time: 此前, 曾. */
  isPast: boolean;
  /** 欧洲站, 数据库: the source's own words; '' when it names none. */
  workload: string;
  /** Codes of reasons whose words stand in the sentence. */
  reasons: string[];
  happened: PartialDate | null;
  /** The clauses that say it, of a sentence that may hold much else. */
  said: string;
  quote: { exact: string; start: number; end: number };
}

/** A document's text and what is known of its sentences. */
export interface StatementSource {
  text: string;
  /** YYYY-MM-DD; null when unknown. */
  published: string | null;
  /** Dates that an extractor read from words of the text. */
  dated: readonly { start: number; end: number; happened: PartialDate }[];
}

/** A sentence that names the account, with the offsets of its words. */
export interface AccountSentence {
  quote: AccountStatement['quote'];
  tagged: TaggedSentence;
}

/** @returns the sentences that name the account, in the order of the text. */
export function listAccountSentences(text: string, finder: NameFinder): AccountSentence[] {
  return splitSentences(text).flatMap(({ start, end }): AccountSentence[] => {
    const exact = text.slice(start, end);
    if (!finder.hasAccount(exact)) return [];
    const tagged = tagSentence(exact, finder);
    return tagged.hasAccount ? [{ quote: { exact, start, end }, tagged }] : [];
  });
}

/** @returns what the sentences of a document say of the account by the patterns of the vocabulary; one sentence may say several things. */
export function readStatements(
  source: StatementSource,
  finder: NameFinder,
  vocabulary: AccountVocabulary,
): AccountStatement[] {
  return listAccountSentences(source.text, finder).flatMap((sentence) => {
    const read = vocabulary.kinds.flatMap(({ id, isImplied, patterns }) =>
      listMatches(id, patterns, sentence.tagged.tagged).flatMap((match) => {
        const statement = buildStatement(id, match, sentence, source, vocabulary);
        return statement ? [{ ...statement, isImplied }] : [];
      }),
    );
    return keepFullest(dropTwins(read));
  });
}

/** Several vendors may serve at once, each told by a pattern of its own; of anything else the first that fits says it. */
function listMatches(kind: StatementKind, patterns: readonly RegExp[], tagged: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    const match = pattern.exec(tagged);
    if (match) found.push(match);
    if (match && kind !== 'serves') break;
  }
  return found;
}

/** One sentence tells one thing of a vendor once. */
function dropTwins(read: readonly AccountStatement[]): AccountStatement[] {
  const seen = new Set<string>();
  return read.filter(({ kind, from, to, at }) => {
    const key = `${kind}|${from}|${to}|${at}`;
    return !seen.has(key) && seen.add(key);
  });
}

function buildStatement(
  kind: StatementKind,
  match: RegExpExecArray,
  { quote, tagged }: AccountSentence,
  source: StatementSource,
  vocabulary: AccountVocabulary,
): Omit<AccountStatement, 'isImplied'> | undefined {
  const vendorOf = (group: string): string | null => {
    const place = match.indices?.groups?.[group]?.[0];
    return place === undefined ? null : (tagged.vendors.get(place) ?? '');
  };
  const [from, to, at] = [vendorOf('from'), vendorOf('to'), vendorOf('at')];
  if (from !== null && from === to) return undefined;
  const [first, last] = [tagged.placeOf(match.index), tagged.placeOf(match.index + match[0].length)];
  const words = quote.exact.slice(first, last);
  if (vocabulary.states.negated.test(words)) return undefined;
  const scope = quote.exact.slice(clauseStart(quote.exact, first), last);
  return {
    ...{ kind, from, to, at, isPast: vocabulary.past.test(scope) || vocabulary.past.test(openingOf(quote.exact)) },
    state: vocabulary.states.rumoured.test(quote.exact) ? 'rumoured' : stateOf(scope, vocabulary, kind),
    workload: vocabulary.workload.exec(words)?.[0] ?? '',
    reasons: vocabulary.reasons.filter((reason) => reason.words.test(quote.exact)).map(({ id }) => id),
    happened: readSentenceDate({ ...quote, lead: quote.exact.slice(0, endOfTime(quote.exact, last)) }, source),
    said: quote.exact.slice(clauseStart(quote.exact, first), clauseEnd(quote.exact, last)),
    quote,
  };
}

/** 此前, and the like before the first comma date the whole sentence. */
const openingOf = (sentence: string): string => /^[^，,]{1,6}(?=[，,])/u.exec(sentence)?.[0] ?? '';

/** A hedge leads into the clause that it is about, not into the next. */
function clauseStart(sentence: string, place: number): number {
  return Math.max(...['，', ',', '：', ':', '；', ';'].map((mark) => sentence.lastIndexOf(mark, place - 1))) + 1;
}

function clauseEnd(sentence: string, place: number): number {
  const stop = /[，,；;。！？!?]/u.exec(sentence.slice(place));
  return stop ? place + stop.index : sentence.length;
}

/** Where words that say when may end: Chinese says when before what, English behind it. */
const endOfTime = (sentence: string, place: number): number =>
  /\p{Script=Han}/u.test(sentence) ? place : clauseEnd(sentence, place);

function stateOf(scope: string, { states }: AccountVocabulary, kind: StatementKind): MoveState {
  return states.planned.test(scope) || kind === 'leaving' ? 'planned' : 'actual';
}

/** A switch tells that it was won and lost; both ends need not be said again. */
function keepFullest(read: readonly AccountStatement[]): AccountStatement[] {
  const full = read.some(({ kind }) => kind === 'switch');
  const kinds = new Set(read.map(({ kind }) => kind));
  return read.filter(({ kind }) => {
    if (full && ['won', 'lost', 'leaving', 'reduce', 'between'].includes(kind)) return false;
    return !(kind === 'courting' && (kinds.has('won') || kinds.has('serves')));
  });
}
