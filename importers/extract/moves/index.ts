import type { ExtractedMove, Importance, MoveState, Reason } from '../../../server/model.ts';
import type { MoveTypeEntry, Vocabulary } from '../../reference-data.ts';
import { buildGist } from '../gist.ts';
import { explain, type Features, type LogisticModel, predict } from '../logistic.ts';
import { buildQuote, chooseSpan } from '../quotes.ts';
import type { Reading } from '../reading.ts';
import type { SentenceFacts } from '../sentence-facts.ts';
import { buildMoveCandidates, type MoveCandidate } from './candidates.ts';
import { splitByDates } from './dated-parts.ts';
import { chooseCandidates, type ScoredCandidate } from './decide.ts';
import { buildMoveFeatures, type DocumentFacts } from './features.ts';
import { clauseAbout, findMoveDate } from './move-date.ts';

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
    const candidates = buildMoveCandidates(context, { types, negated: vocabulary.negated }, isTitled, document.year);
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
  const happened = findMoveDate(facts, cue, reading.published, told);
  if (!happened) return [];
  const span = chooseSpan(reading.folded, facts.sentence, cue);
  return [
    {
      ...{ vendorId, type, happened },
      counterparty: listCounterparties(facts, cue, vocabulary)
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

/** 奔驰把应用迁到阿里云,宝洁正考虑跟进: who only thinks of it has no part in what came. */
function listCounterparties(facts: SentenceFacts, cue: { start: number; end: number }, vocabulary: Vocabulary) {
  const isPlan = (about: { start: number; end: number }): boolean => {
    const clause = clauseAbout(facts, about);
    return /考虑|评估/.test(clause) || vocabulary.planned.some((pattern) => pattern.test(clause));
  };
  return isPlan(cue) ? facts.accounts : facts.accounts.filter((match) => !isPlan(match));
}

const unique = (value: string, index: number, list: string[]): boolean => list.indexOf(value) === index;

function importanceOf({ titleOverlap, sentence, dates }: SentenceFacts, probability: number): Importance {
  if (titleOverlap >= HEADLINE_OVERLAP && sentence.passage < LEAD_PASSAGES) return 3;
  return dates.some((expression) => !expression.vague) || probability >= 0.6 ? 2 : 1;
}

function stateOf(words: string, vocabulary: Vocabulary): MoveState {
  if (vocabulary.rumoured.some((pattern) => pattern.test(words))) return 'rumoured';
  return vocabulary.planned.some((pattern) => pattern.test(words)) ? 'planned' : 'actual';
}
