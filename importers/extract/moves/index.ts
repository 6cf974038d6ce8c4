import { buildMonth } from '../../../server/facts/partial-date.ts';
import type { ExtractedMove, Importance, MoveState, PartialDate, Reason } from '../../../server/model.ts';
import type { MoveTypeEntry, Vocabulary } from '../../reference-data.ts';
import type { DateExpression } from '../dates.ts';
import { buildGist } from '../gist.ts';
import { explain, type Features, type LogisticModel, predict } from '../logistic.ts';
import { buildQuote, chooseSpan } from '../quotes.ts';
import type { Reading } from '../reading.ts';
import type { SentenceFacts } from '../sentence-facts.ts';
import { buildMoveCandidates, type MoveCandidate } from './candidates.ts';
import { splitByDates } from './dated-parts.ts';
import { chooseCandidates, type ScoredCandidate } from './decide.ts';
import { buildMoveFeatures, type DocumentFacts } from './features.ts';

/** What the move reader needs beside the sentences. */
export interface MoveContext {
  reading: Reading;
  sentences: readonly SentenceFacts[];
  mainVendors: ReadonlySet<string>;
  titleVendors: ReadonlySet<string>;
  vendorOfPerson(personId: string): string | undefined;
}

export interface FeaturedCandidate {
  candidate: MoveCandidate;
  features: Features;
}

/** Reads moves: what a named vendor did, or what happened to it, at a time that can be stated at least to the year. */
export interface MoveReader {
  /** Everything that might be a move, with its features: for training and for explaining. */
  propose(context: MoveContext): FeaturedCandidate[];
  extract(context: MoveContext): ExtractedMove[];
}

const LEAD_PASSAGES = 4;
const HEADLINE_OVERLAP = 0.35;
/** As many as an analyst reads. */
const MOST_REASONS = 8;

export function buildMoveReader(
  types: readonly MoveTypeEntry[],
  vocabulary: Vocabulary,
  model: LogisticModel,
): MoveReader {
  const told = new Map(types.map((type) => [type.id, type.told]));
  const propose = (whole: MoveContext): FeaturedCandidate[] => {
    const sentences = whole.sentences.flatMap((facts) => splitByDates(facts, vocabulary.signals));
    const context = { ...whole, sentences };
    const document = describeDocument(context, types);
    const isTitled = (vendorId: string, type: string): boolean =>
      document.titleTypes.has(type) && (document.titleVendors.has(vendorId) || document.mainVendors.has(vendorId));
    const candidates = buildMoveCandidates(context.sentences, types, context.vendorOfPerson, isTitled);
    return candidates.map((candidate) => ({ candidate, features: buildMoveFeatures(candidate, document) }));
  };
  return {
    propose,
    extract(context) {
      const proposed = propose(context);
      const featuresOf = new Map(proposed.map(({ candidate, features }) => [candidate, features]));
      const scored = proposed.map(({ candidate, features }) => ({ candidate, probability: predict(model, features) }));
      return chooseCandidates(scored, model.threshold).flatMap((entry) =>
        toMove(entry, context, vocabulary, told.get(entry.candidate.type)).map((move) => ({
          ...move,
          reasons: listReasons(model, featuresOf.get(entry.candidate)),
        })),
      );
    },
  };
}

function listReasons(model: LogisticModel, features: Features | undefined): Reason[] {
  return explain(model, features ?? new Map())
    .slice(0, MOST_REASONS)
    .map(({ name, contribution }) => ({ name, contribution: Math.round(contribution * 100) / 100 }));
}

function describeDocument(
  { reading, sentences, mainVendors, titleVendors }: MoveContext,
  types: readonly MoveTypeEntry[],
): DocumentFacts {
  const spoken = sentences.filter((facts) => facts.speech).length;
  return {
    sentenceCount: sentences.length,
    passageCount: reading.passages.length,
    mainVendors,
    titleVendors,
    titleTypes: new Set(
      types.filter((type) => type.cues.strong.some((cue) => cue.test(reading.foldedTitle))).map((type) => type.id),
    ),
    speechShare: spoken / Math.max(1, sentences.length),
    exclusive: /独家/.test(reading.title),
    year: Number(reading.published?.start.slice(0, 4) ?? Number.NaN),
  };
}

function toMove(
  { candidate, probability }: ScoredCandidate,
  { reading }: MoveContext,
  vocabulary: Vocabulary,
  told: RegExp | undefined,
): ExtractedMove[] {
  const { facts, vendorId, type, cue } = candidate;
  const happened =
    findDayTold(facts, told) ??
    chooseDate(facts, cue, reading.published) ??
    inferDate(facts) ??
    guessDate(reading.published);
  if (!happened) return [];
  const span = chooseSpan(reading.folded, facts.sentence, cue);
  return [
    {
      ...{ vendorId, type, happened },
      counterparty: facts.accounts
        .map((match) => reading.text.slice(match.start, match.end))
        .filter(unique)
        .slice(0, 5)
        .join('、'),
      gist: buildGist(reading, span, cue),
      importance: importanceOf(facts, probability),
      confidence: probability,
      state: stateOf(clauseAbout(facts, cue), vocabulary),
      reasons: [],
      quote: buildQuote(reading.text, span.start, span.end),
    },
  ];
}

const unique = (value: string, index: number, list: string[]): boolean => list.indexOf(value) === index;

/** 8月15日公布的财报显示: the day on which results became known, whatever period they are of. */
function findDayTold({ dates, words, sentence }: SentenceFacts, told: RegExp | undefined): PartialDate | undefined {
  return dates.find(
    ({ date, vague, end }) => !vague && date.precision === 'day' && told?.test(words.slice(end - sentence.start)),
  )?.date;
}

/** A date in another clause than the cue counts as this many characters further off; one that describes a thing (2018年上线的) too. */
const OTHER_CLAUSE = 12;
const DESCRIBING = 30;
/** 此前…丢掉大客户，尽管近期…: what was before is not dated by a later 近期. */
const EARLIER = /此前|曾(?!经?是)|当时|彼时|那时/;
const RECENT = /近|不久|日前|目前|眼下|如今/;
const DESCRIBES = /^[^,。、的\d]{1,6}的/;

/**
 * The expression nearest before the cue, else the nearest after; a vague one (目前) only when nothing else is said. What has
 * been done (已) is told by no date to come, nor by one that describes a thing in an earlier clause; what was before (此前) by no
 * 近期 that follows.
 */
function chooseDate(
  facts: SentenceFacts,
  cue: { start: number; end: number },
  published: PartialDate | null,
): PartialDate | undefined {
  const { dates, words, sentence } = facts;
  const isDone = /已/.test(clauseAbout(facts, cue));
  const clause = sentence.start + words.lastIndexOf(',', cue.start - sentence.start) + 1;
  const describes = ({ end }: DateExpression): boolean => DESCRIBES.test(words.slice(end - sentence.start));
  const isEarlier = EARLIER.test(words.slice(0, cue.start - sentence.start));
  const past = dates.filter(
    (expression) =>
      !(isEarlier && expression.start > cue.end && RECENT.test(expression.date.text)) &&
      (!isDone ||
        ((!published || expression.date.start <= published.end) &&
          !(expression.start < clause && describes(expression)))),
  );
  const stated = past.filter((expression) => !expression.vague);
  const distance = (expression: DateExpression): number =>
    (expression.start > cue.start ? 40 + expression.start - cue.start : cue.start - expression.end) +
    (expression.start < clause ? OTHER_CLAUSE : 0) +
    (describes(expression) ? DESCRIBING : 0);
  return [...(stated.length > 0 ? stated : past)].sort((a, b) => distance(a) - distance(b))[0]?.date;
}

/** The clause of the cue: a plan elsewhere in the sentence does not make this one a plan. */
function clauseAbout({ words, sentence }: SentenceFacts, cue: { start: number; end: number }): string {
  const [from, to] = [cue.start - sentence.start, cue.end - sentence.start];
  const comma = words.indexOf(',', to);
  return words.slice(words.lastIndexOf(',', from) + 1, comma < 0 ? words.length : comma);
}

function importanceOf({ titleOverlap, sentence, dates }: SentenceFacts, probability: number): Importance {
  if (titleOverlap >= HEADLINE_OVERLAP && sentence.passage < LEAD_PASSAGES) return 3;
  return dates.some((expression) => !expression.vague) || probability >= 0.6 ? 2 : 1;
}

function stateOf(words: string, vocabulary: Vocabulary): MoveState {
  if (vocabulary.rumoured.some((pattern) => pattern.test(words))) return 'rumoured';
  return vocabulary.planned.some((pattern) => pattern.test(words)) ? 'planned' : 'actual';
}

/** The sentence says nothing of when, but one before it in the passage did: taken over, and marked as guessed. */
function inferDate({ earlier }: SentenceFacts): PartialDate | undefined {
  return earlier && { ...earlier.date, guessed: true };
}

/** Nothing near says when: the month of publication, marked as guessed. */
function guessDate(published: PartialDate | null): PartialDate | undefined {
  if (!published) return undefined;
  const [year, month] = published.start.split('-').map(Number) as [number, number];
  return { ...buildMonth(year, month), text: '', guessed: true };
}
