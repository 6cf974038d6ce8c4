import type { ExtractedMove, Quote, ReviewStatus } from '../model.ts';
import type { MoveValue, ReviewDecision } from './decision.ts';
import { locateQuote } from './locate-quote.ts';

/** What became of a move by the decisions on it. */
export type ReviewOutcome = 'proposed' | 'confirmed' | 'rejected' | 'corrected' | 'added';

export interface ReviewedMove {
  /** As it is to be shown. */
  move: ExtractedMove;
  outcome: ReviewOutcome;
  decision: ReviewDecision | null;
  /** As the extractor had it; null when it did not propose it. */
  extracted: ExtractedMove | null;
}

export const STATUS_OF: Record<ReviewOutcome, ReviewStatus> = {
  proposed: 'proposed',
  confirmed: 'confirmed',
  rejected: 'rejected',
  corrected: 'confirmed',
  added: 'confirmed',
};
const OUTCOME_OF = { confirm: 'confirmed', reject: 'rejected', correct: 'corrected', add: 'added' } as const;

interface Placed {
  decision: ReviewDecision;
  quote: Quote;
}

/**
 * Applies what analysts decided on one document to the moves extracted from it. Of several decisions on one move the latest
 * holds. A move that was confirmed, corrected or added stays also when no extractor proposes it, as long as its words stand in
 * the text; a decision whose words are gone does nothing.
 * @param decisions live ones of this document, oldest first
 */
export function applyDecisions(
  text: string,
  moves: readonly ExtractedMove[],
  decisions: readonly ReviewDecision[],
): ReviewedMove[] {
  const latest = new Map<ExtractedMove, ReviewDecision>();
  let alone: Placed[] = [];
  for (const decision of decisions) {
    const quote = locateQuote(text, decision.quote);
    if (!quote) continue;
    const move = findMove(moves, decision, quote);
    if (move) latest.set(move, decision);
    else alone = [...alone.filter((other) => !sameTarget(other, { decision, quote })), { decision, quote }];
  }
  return [...moves.map((move) => decided(move, latest.get(move))), ...alone.flatMap(standingAlone)];
}

function decided(extracted: ExtractedMove, decision: ReviewDecision | undefined): ReviewedMove {
  if (!decision) return { move: extracted, outcome: 'proposed', decision: null, extracted };
  const move = decision.value ? { ...extracted, ...decision.value, confidence: 1 } : extracted;
  return { move, outcome: OUTCOME_OF[decision.action], decision, extracted };
}

function standingAlone({ decision, quote }: Placed): ReviewedMove[] {
  if (!decision.value) return [];
  const move: ExtractedMove = { ...decision.value, confidence: 1, reasons: [], quote };
  return [{ move, outcome: OUTCOME_OF[decision.action], decision, extracted: null }];
}

type Kind = Pick<MoveValue, 'vendorId' | 'type'>;

/** The move that a decision is about; once a newer extractor reads it as the analyst did, that reading. */
function findMove(moves: readonly ExtractedMove[], decision: ReviewDecision, quote: Quote): ExtractedMove | undefined {
  const about = (kind: Kind): ExtractedMove | undefined =>
    moves
      .filter((move) => sameKind(move, kind) && overlapOf(move.quote, quote) > 0)
      .sort((a, b) => overlapOf(b.quote, quote) - overlapOf(a.quote, quote))[0];
  return about(decision) ?? (decision.value ? about(decision.value) : undefined);
}

const sameKind = (a: Kind, b: Kind): boolean => a.vendorId === b.vendorId && a.type === b.type;

const sameTarget = (a: Placed, b: Placed): boolean =>
  sameKind(a.decision, b.decision) && overlapOf(a.quote, b.quote) > 0;

/** Shared characters as a part of all that either holds, 0…1. */
export function overlapOf(a: Pick<Quote, 'start' | 'end'>, b: Pick<Quote, 'start' | 'end'>): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared <= 0 ? 0 : shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}
