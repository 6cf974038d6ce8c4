import type { PartialDate } from '../../server/model.ts';
import type { VendorFile, Vocabulary } from '../reference-data.ts';
import { type DateExpression, findDates } from './dates.ts';
import { listParts } from './english.ts';
import type { Focus } from './focus.ts';
import type { EntityMatch } from './gazetteer.ts';
import { isCarried } from './measured-against.ts';
import type { Reading, Sentence } from './reading.ts';

/** What is known of one sentence before anyone asks what happened in it. */
export interface SentenceFacts {
  sentence: Sentence;
  /** Folded text of the sentence. */
  words: string;
  vendors: EntityMatch[];
  accounts: EntityMatch[];
  people: EntityMatch[];
  dates: DateExpression[];
  /** Stated last before this sentence in its passage, at most two sentences back; for a sentence that says nothing of when. */
  earlier: DateExpression | undefined;
  /** Names of the signals of language.yaml that it shows. */
  signals: string[];
  /** Kinds of numbers in it. */
  numbers: ('percent' | 'money' | 'count')[];
  /** Share of the title's pairs of characters, or of its words where it is English, that it holds, 0…1. */
  titleOverlap: number;
  /** Vendor that the sentence is about when it names none. */
  carried: string | undefined;
  /** The words of someone who speaks. */
  speech: boolean;
}

const NUMBER_KINDS = {
  percent:
    /\d(?:\.\d+)?\s?(?:%|percent|per cent|个百分点|成(?!立)|折)|[一二三四五六七八九]成(?!立)|1\/\d|翻(?:了)?[一两]?[倍番]|一半/,
  money:
    /[\d十百千万几]\s?(?:多|余)?(?:个)?(?:亿|万)?(?:美元|美金|元|人民币|million|billion)|[$€£]\d|\d\s?(?:多|余)?个?亿/,
  count:
    /[\d十百千万]\s?(?:多|余)?(?:人|家|个|名|款|项|条|位|台|块|张|卡|种|座|次)|\d\s(?:people|jobs|employees|customers|companies|regions|availability|data cent|countries)/,
} as const;

/** @returns what folded words show by themselves, whatever stands around them: signals by name, and kinds of numbers. */
export function readSigns(words: string, signals: Vocabulary['signals']): Pick<SentenceFacts, 'signals' | 'numbers'> {
  return {
    signals: Object.keys(signals).filter((name) => signals[name]?.test(words)),
    numbers: (['percent', 'money', 'count'] as const).filter((kind) => NUMBER_KINDS[kind].test(words)),
  };
}

export function buildSentenceFacts(
  reading: Reading,
  matches: readonly EntityMatch[],
  focus: Focus,
  vendors: ReadonlyMap<string, VendorFile>,
  vocabulary: Vocabulary,
): SentenceFacts[] {
  const titlePairs = pairsOf(reading.foldedTitle);
  const byKind = (kind: EntityMatch['kind']): EntityMatch[] => matches.filter((match) => match.kind === kind);
  const within = {
    vendor: slicer(byKind('vendor')),
    account: slicer(byKind('account')),
    person: slicer(byKind('person')),
  };
  let passage = -1;
  let year: number | undefined;
  let quarter = findQuarter(findDates(reading.foldedTitle, 0, reading.foldedTitle.length, reading));
  let last: { expression: DateExpression; ordinal: number } | undefined;
  return reading.sentences.map((sentence) => {
    const words = reading.folded.slice(sentence.start, sentence.end);
    if (sentence.passage !== passage) {
      year = undefined;
      last = undefined;
    }
    passage = sentence.passage;
    const named = within.vendor(sentence);
    const carried = focus.at(sentence.start);
    const fiscalYearStart = vendors.get(named[0]?.id ?? carried ?? '')?.fiscalYearStart ?? 1;
    const dates = findDates(reading.folded, sentence.start, sentence.end, {
      published: reading.published,
      year,
      quarter,
      fiscalYearStart,
    });
    quarter = findQuarter(dates) ?? quarter;
    const stated = dates
      .filter(({ vague, start, end }) => !vague && isCarried(words, start - sentence.start, end - sentence.start))
      .at(-1);
    const earlier = last && sentence.ordinal - last.ordinal <= 2 ? last.expression : undefined;
    if (stated) {
      if (!stated.date.text.includes('财年')) year = Number(stated.date.start.slice(0, 4));
      last = { expression: stated, ordinal: sentence.ordinal };
    }
    return {
      ...{ sentence, words, dates, earlier, carried },
      vendors: named,
      accounts: within.account(sentence),
      people: within.person(sentence),
      ...readSigns(words, vocabulary.signals),
      titleOverlap: overlapOf(titlePairs, words),
      speech: /^["“”「]/.test(words) || /我们|咱们|\b(?:we|our)\b/.test(words),
    };
  });
}

/** The quarter that expressions name last: what 本季度 means from there on. */
function findQuarter(dates: readonly DateExpression[]): PartialDate | undefined {
  return dates.filter(({ date }) => date.precision === 'quarter' && !/本|这/.test(date.text)).at(-1)?.date;
}

/** Sorted matches of a span, walking forward: sentences come in order. */
function slicer(matches: readonly EntityMatch[]): (span: { start: number; end: number }) => EntityMatch[] {
  const sorted = [...matches].sort((a, b) => a.start - b.start);
  let next = 0;
  return ({ start, end }) => {
    while (next < sorted.length && (sorted[next] as EntityMatch).start < start) next++;
    const from = next;
    while (next < sorted.length && (sorted[next] as EntityMatch).start < end) next++;
    return sorted.slice(from, next);
  };
}

const pairsOf = (text: string): Set<string> =>
  new Set(listParts(text).filter((part) => !/[\s,。:;!?“”「」、丨|]/.test(part)));

function overlapOf(pairs: ReadonlySet<string>, words: string): number {
  if (pairs.size === 0) return 0;
  let shared = 0;
  for (const pair of pairs) if (words.includes(pair)) shared++;
  return shared / pairs.size;
}
