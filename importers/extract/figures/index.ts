import type { ExtractedFigure, FigureState, PartialDate } from '../../../server/model.ts';
import type { MetricEntry } from '../../reference-data.ts';
import { type Features, type LogisticModel, predict } from '../logistic.ts';
import { isMeasuredAgainst, isSpoken } from '../measured-against.ts';
import type { MoveContext } from '../moves/index.ts';
import { buildQuote, chooseSpan } from '../quotes.ts';
import type { Reading } from '../reading.ts';
import { buildFigureCandidates, type FigureCandidate } from './candidates.ts';
import { buildFigureFeatures } from './features.ts';

export interface FeaturedFigure {
  candidate: FigureCandidate;
  features: Features;
}

/** Reads figures: numbers about a vendor with unit and, where told, measure and period. */
export interface FigureReader {
  propose(context: MoveContext): FeaturedFigure[];
  extract(context: MoveContext): ExtractedFigure[];
}

export function buildFigureReader(metrics: readonly MetricEntry[], model: LogisticModel): FigureReader {
  const propose = (context: MoveContext): FeaturedFigure[] =>
    buildFigureCandidates(context.sentences, metrics, context.vendorOfPerson).map((candidate) => ({
      candidate,
      features: buildFigureFeatures(candidate, context),
    }));
  return {
    propose,
    extract: (context) =>
      chooseFigures(
        propose(context).map(({ candidate, features }) => ({ candidate, probability: predict(model, features) })),
        model.threshold,
      ).map(({ candidate, probability }) => toFigure(candidate, probability, context)),
  };
}

export interface ScoredFigure {
  candidate: FigureCandidate;
  probability: number;
}

/** Keeps what is likely enough; the same number of the same vendor and unit told again is one figure, its likeliest telling kept. */
export function chooseFigures(scored: readonly ScoredFigure[], threshold: number): ScoredFigure[] {
  const kept = new Map<string, ScoredFigure>();
  for (const entry of scored) {
    if (entry.probability < threshold) continue;
    const { vendorId, number } = entry.candidate;
    const key = `${vendorId}/${number.low}/${number.high}/${number.unit}`;
    const known = kept.get(key);
    if (!known || entry.probability > known.probability) kept.set(key, entry);
  }
  return [...kept.values()].sort((a, b) => a.candidate.number.start - b.candidate.number.start);
}

function toFigure(candidate: FigureCandidate, probability: number, { reading }: MoveContext): ExtractedFigure {
  const { facts, number, vendorId, metric } = candidate;
  const span = chooseSpan(reading.folded, facts.sentence, number);
  const { low, high, approximate, qualifier } = number;
  return {
    ...{ vendorId, metric: metric ?? '', low, high, approximate, qualifier },
    unit: number.unit,
    state: stateOf(wordsOf(candidate), metric),
    period: choosePeriod(candidate, reading),
    confidence: probability,
    quote: buildQuote(reading.text, span.start, span.end),
    valueStart: number.start,
    valueEnd: number.end,
  };
}

/**
 * The expression of time that stands last before the number, else the first after it in its clause; where the sentence goes on behind a
 * semicolon and says none, the one before it.
 */
function choosePeriod({ facts, number, clause }: FigureCandidate, { folded }: Reading): PartialDate | null {
  const { dates, words, sentence, earlier } = facts;
  const between = (from: number, to: number): string => words.slice(from - sentence.start, to - sentence.start);
  const stated = dates.filter(
    ({ vague, start, end, date }) =>
      !vague &&
      !isMeasuredAgainst(words, start - sentence.start, end - sentence.start) &&
      !(date.precision === 'day' && isSpoken(words, start - sentence.start)) &&
      !(FROM.test(between(sentence.start, start)) && /\d/.test(between(end, number.start))),
  );
  const before = stated.filter(({ start }) => start < number.start).at(-1);
  const own = before ?? stated.find(({ start, end }) => start >= clause.start && end <= clause.end);
  if (own) return own.date;
  const isBehind = /;\s*$/.test(folded.slice(Math.max(0, sentence.start - 2), sentence.start));
  if (!earlier || !isBehind || dates.length > 0 || JUST.test(words)) return null;
  return PERIODS.has(earlier.date.precision) ? earlier.date : null;
}

/** What reports are of; a day or month is rather that of something done. */
const PERIODS: ReadonlySet<string> = new Set(['year', 'half', 'quarter']);
/** A sentence that says so has a time of its own. */
const JUST = /刚刚|近期|近日|如今/;
/** 从年初的3.5折收到了5折: the time from which something changed is none of what it changed to. */
const FROM = /[从由自]$/;

/**
 * What a number's state is read from: its sentence up to the end of its clause (最高降幅59%,后又宣布将建机房 is no plan); where that
 * tells several times, from the clause of the one before the number on (2025年目标为250亿元,2024年营收110亿元: the second is no target).
 */
function wordsOf({ facts: { dates, words, sentence }, number, clause }: FigureCandidate): string {
  const stated = dates.filter(({ vague }) => !vague);
  const own = stated.filter(({ start }) => start < number.start).at(-1);
  const from = own && stated.length > 1 ? words.lastIndexOf(',', own.start - sentence.start) + 1 : 0;
  return words.slice(from, clause.end - sentence.start);
}

function stateOf(words: string, metric: string | undefined): FigureState {
  if (metric === 'target' || /目标|力争|kpi|\b(?:targets?|goals?|aims? (?:to|for)|guidance)\b/.test(words))
    return 'target';
  if (
    /预估|估计|估算|粗估|可能|或将|推算|\b(?:estimate[sd]?|could|might|(?<!\b(?:in|by|of|since|until|last|this|next|early|late|mid|from|to) )may(?= [a-z]))\b/.test(
      words,
    )
  )
    return 'estimate';
  return /计划(?![”"」』》]|启动|落地|实施)|预计|拟|将(?!近|[《“]|[^,。;]{1,20}(?:从|由|[迁搬切转][至到入往回]|并入|划归|改为|更名))|即将|未来[一二三四五几两\d]{1,2}年|\b(?:will|would|plan(?:s|ned|ning)? to|expect(?:s|ed|ing)?|forecasts?|pledge[sd]?)\b/.test(
    words,
  )
    ? 'planned'
    : 'actual';
}
