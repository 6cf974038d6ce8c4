import { foldEvidence, sharedRun } from '../../server/facts/evidence.ts';
import type { Tally } from '../../server/facts/score-facts.ts';
import { type LogisticModel, predict } from '../extract/logistic.ts';
import type { MoveCandidate } from '../extract/moves/candidates.ts';
import { chooseCandidates } from '../extract/moves/decide.ts';
import type { FeaturedCandidate } from '../extract/moves/index.ts';
import { chooseSpan } from '../extract/quotes.ts';
import type { Reading } from '../extract/reading.ts';
import type { Example } from './fit-logistic.ts';
import type { Label } from './labels.ts';

/** A labelled article with everything that was proposed for it. */
export interface LabelledMoves {
  label: Label;
  reading: Reading;
  moves: FeaturedCandidate[];
}

/** A missed headline costs more than a missed aside. */
const HEADLINE_WEIGHT = 2;

type LabelledMove = Label['moves'][number];

/**
 * Examples of one article. For each labelled move the proposal that shares most with its evidence is right; others that share
 * enough are left out, since they tell the same; the rest is wrong.
 */
export function buildMoveExamples({ label, reading, moves: candidates }: LabelledMoves): Example[] {
  const right = new Map<FeaturedCandidate, number>();
  const close = new Set<FeaturedCandidate>();
  for (const move of label.moves) {
    const matching = candidates
      .map((entry) => ({ entry, run: runOf(reading, entry.candidate, move) }))
      .filter(({ run }) => run > 0)
      .sort((a, b) => b.run - a.run);
    const weight = move.importance === 3 ? HEADLINE_WEIGHT : 1;
    for (const { entry } of matching.slice(1)) close.add(entry);
    if (matching[0]) right.set(matching[0].entry, Math.max(weight, right.get(matching[0].entry) ?? 0));
  }
  return candidates
    .filter((entry) => right.has(entry) || !close.has(entry))
    .map((entry) => ({
      features: entry.features,
      label: right.has(entry) ? 1 : 0,
      weight: right.get(entry) ?? 1,
      group: label.slug,
    }));
}

/** How much of a labelled move's evidence the quote of a proposal shares; 0 for another vendor or type. */
function runOf(reading: Reading, candidate: MoveCandidate, move: LabelledMove): number {
  if (candidate.vendorId !== move.vendor || candidate.type !== move.type) return 0;
  const span = chooseSpan(reading.folded, candidate.facts.sentence, candidate.cue);
  return sharedRun(foldEvidence(reading.text.slice(span.start, span.end)), foldEvidence(move.evidence));
}

/** Scores what a model would file of one article, matched one to one by shared evidence. */
export function tallyMoves({ label, reading, moves: candidates }: LabelledMoves, model: LogisticModel): Tally {
  const scored = candidates.map(({ candidate, features }) => ({ candidate, probability: predict(model, features) }));
  const chosen = chooseCandidates(scored, model.threshold);
  const pairs = chosen
    .flatMap(({ candidate }, j) => label.moves.map((move, i) => ({ i, j, run: runOf(reading, candidate, move) })))
    .filter(({ run }) => run > 0)
    .sort((a, b) => b.run - a.run);
  const [labels, predictions] = [new Set<number>(), new Set<number>()];
  for (const { i, j } of pairs) {
    if (labels.has(i) || predictions.has(j)) continue;
    labels.add(i);
    predictions.add(j);
  }
  return { hit: labels.size, label: label.moves.length, predicted: chosen.length };
}

/** @returns how many labelled moves were proposed at all: the ceiling of any model's recall. */
export function countProposed({ label, reading, moves: candidates }: LabelledMoves): number {
  return label.moves.filter((move) => candidates.some(({ candidate }) => runOf(reading, candidate, move) > 0)).length;
}
