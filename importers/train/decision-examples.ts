import type { ReviewDecision } from '../../server/facts/decision.ts';
import { locateQuote } from '../../server/facts/locate-quote.ts';
import { overlapOf } from '../../server/facts/review.ts';
import type { Tally } from '../../server/facts/score-facts.ts';
import type { Quote } from '../../server/model.ts';
import { type LogisticModel, predict } from '../extract/logistic.ts';
import type { FeaturedCandidate } from '../extract/moves/index.ts';
import { chooseSpan } from '../extract/quotes.ts';
import type { Reading } from '../extract/reading.ts';
import type { Example } from './fit-logistic.ts';

/** A document on which analysts decided, with everything that was proposed for it. */
export interface DecidedMoves {
  documentId: string;
  decisions: readonly ReviewDecision[];
  reading: Reading;
  moves: readonly FeaturedCandidate[];
}

/**
 * Examples of one document's decisions: what an analyst confirmed or added is right, what was rejected is wrong, and a correction
 * of vendor or type is both. Proposals that nobody judged say nothing and are left out; the latest decision on one holds.
 */
export function buildDecisionExamples({ documentId, decisions, reading, moves }: DecidedMoves): Example[] {
  const labels = new Map<FeaturedCandidate, 0 | 1>();
  for (const { action, value, vendorId, type, quote: stated } of decisions) {
    const quote = locateQuote(reading.text, stated);
    if (!quote) continue;
    const mark = (kind: Kind, label: 0 | 1): void => {
      const found = findCandidate(reading, moves, kind, quote);
      if (found) labels.set(found, label);
    };
    if (action !== 'add') mark({ vendorId, type }, action === 'confirm' ? 1 : 0);
    if (value) mark(value, 1);
  }
  return [...labels].map(([{ features }, label]) => ({ features, label, group: documentId }));
}

type Kind = Pick<ReviewDecision, 'vendorId' | 'type'>;

function findCandidate(
  reading: Reading,
  moves: readonly FeaturedCandidate[],
  { vendorId, type }: Kind,
  quote: Quote,
): FeaturedCandidate | undefined {
  return moves
    .filter(({ candidate }) => candidate.vendorId === vendorId && candidate.type === type)
    .map((entry) => {
      const { facts, cue } = entry.candidate;
      return { entry, overlap: overlapOf(chooseSpan(reading.folded, facts.sentence, cue), quote) };
    })
    .filter(({ overlap }) => overlap > 0)
    .sort((a, b) => b.overlap - a.overlap)[0]?.entry;
}

/** Scores what a model would file of the judged proposals. */
export function tallyDecisions(examples: readonly Example[], model: LogisticModel): Tally {
  const filed = examples.filter(({ features }) => predict(model, features) >= model.threshold);
  return {
    hit: filed.filter(({ label }) => label === 1).length,
    label: examples.filter(({ label }) => label === 1).length,
    predicted: filed.length,
  };
}
