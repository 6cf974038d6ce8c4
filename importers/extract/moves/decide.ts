import { listParts } from '../english.ts';
import type { MoveCandidate } from './candidates.ts';
import { findSwitchEnd } from './transfer.ts';

export interface ScoredCandidate {
  candidate: MoveCandidate;
  probability: number;
}

/** Of one sentence and vendor only the likeliest reading stays, unless a second is nearly as likely. */
const SECOND_READING = 0.6;
/** A sentence that tells the title is what the article is for: it passes a lower bar. */
const HEADLINE_OVERLAP = 0.3;
const HEADLINE_EASE = 0.5;
/** So does a sentence of the kind of event that the title tells, about a vendor the article is about. */
const TITLED_EASE = 0.7;
/** And one that says outright which account went from or to a vendor: a seller would rather see a doubtful one than none. */
const SWITCH_EASE = 0.3;
/** More than any article tells; what goes on beyond is a list or an attack. */
const MOST_MOVES = 300;
/** Two sentences about one vendor and type that share this much of the shorter's character pairs tell one event. */
const SAME_EVENT = 0.6;

/**
 * Keeps the candidates worth filing: likely enough, one reading a sentence and vendor, one sentence an event (the title, the
 * lead and the body often tell it three times).
 */
export function chooseCandidates(scored: readonly ScoredCandidate[], threshold: number): ScoredCandidate[] {
  const bar = ({ candidate }: ScoredCandidate): number =>
    threshold *
    Math.min(
      candidate.facts.titleOverlap >= HEADLINE_OVERLAP ? HEADLINE_EASE : 1,
      candidate.inTitle ? TITLED_EASE : 1,
      isToldSwitch(candidate) ? SWITCH_EASE : 1,
    );
  const likely = scored
    .filter((entry) => entry.probability >= bar(entry))
    .sort((a, b) => b.probability - a.probability);
  const kept: ScoredCandidate[] = [];
  for (const entry of likely) {
    if (kept.length === MOST_MOVES) break;
    const rival = kept.find(({ candidate }) => sameReading(candidate, entry.candidate));
    if (rival && entry.probability < rival.probability * SECOND_READING) continue;
    if (!kept.some(({ candidate }) => sameEvent(candidate, entry.candidate))) kept.push(entry);
  }
  return kept.sort((a, b) => a.candidate.index - b.candidate.index);
}

const isToldSwitch = (candidate: MoveCandidate): boolean =>
  candidate.transfers &&
  candidate.facts.accounts.length > 0 &&
  !candidate.facts.signals.includes('negation') &&
  findSwitchEnd(candidate, candidate.facts) !== undefined;

const sameReading = (a: MoveCandidate, b: MoveCandidate): boolean => a.index === b.index && a.vendorId === b.vendorId;

function sameEvent(a: MoveCandidate, b: MoveCandidate): boolean {
  return (
    a.index !== b.index &&
    a.vendorId === b.vendorId &&
    a.type === b.type &&
    overlap(a.facts.words, b.facts.words) >= SAME_EVENT
  );
}

function overlap(a: string, b: string): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const parts = listParts(shorter);
  return parts.length === 0 ? 0 : parts.filter((part) => longer.includes(part)).length / parts.length;
}
