import type { PartialDate } from '../model.ts';

/** What folding needs of a move. */
export interface FoldableMove {
  vendorId: string;
  type: string;
  happened: PartialDate;
  counterparty: string;
  importance: number;
  confidence: number;
  quote: { exact: string };
  document: { documentId: string; sourceName: string };
}

/** One event with everything that tells it. */
export interface FoldedMove<M> {
  /** The telling shown first: the most important, then the surest, then the fullest. */
  lead: M;
  others: M[];
  documentCount: number;
  /** Sources that do not repeat each other's words; a second article of one publisher is no second source. */
  sourceCount: number;
  /** Tellings give days that cannot both be right. */
  datesDisagree: boolean;
}

/** Two sentences that share this much of the shorter's character pairs tell one event, if their dates allow. */
const SAME_WORDS = 0.5;
/** With the same counterparty the words may differ more. */
const SAME_PARTY_WORDS = 0.2;
/** A guessed date may lie this many days from the event. */
const GUESS_REACH = 92;

/**
 * Folds moves that tell one event: same vendor and type, dates that can both hold, and the same words or counterparty. Pure: the
 * rows a viewer may see go in, so nothing above the clearance can be told from a count.
 * @returns events in the order in which the first of each was given
 */
export function foldMoves<M extends FoldableMove>(moves: readonly M[]): FoldedMove<M>[] {
  const groups: M[][] = [];
  const byKind = new Map<string, M[][]>();
  for (const move of moves) {
    const key = `${move.vendorId}/${move.type}`;
    const known = byKind.get(key) ?? [];
    byKind.set(key, known);
    const group = known.find((candidates) => candidates.some((other) => isSameEvent(move, other)));
    if (group) group.push(move);
    else {
      const fresh = [move];
      known.push(fresh);
      groups.push(fresh);
    }
  }
  return groups.map(buildEvent);
}

function buildEvent<M extends FoldableMove>(group: readonly M[]): FoldedMove<M> {
  const sorted = [...group].sort(
    (a, b) => b.importance - a.importance || b.confidence - a.confidence || b.quote.exact.length - a.quote.exact.length,
  );
  const [lead, ...others] = sorted as [M, ...M[]];
  const stated = group.filter((move) => !move.happened.guessed).map((move) => move.happened);
  return {
    lead,
    others,
    documentCount: new Set(group.map((move) => move.document.documentId)).size,
    sourceCount: new Set(group.map((move) => move.document.sourceName)).size,
    datesDisagree: stated.some((a) => stated.some((b) => a.end < b.start)),
  };
}

function isSameEvent(a: FoldableMove, b: FoldableMove): boolean {
  if (!canBothHold(a.happened, b.happened)) return false;
  const shared = shareOfPairs(a.quote.exact, b.quote.exact);
  const sameParty = a.counterparty !== '' && a.counterparty === b.counterparty;
  return shared >= (sameParty ? SAME_PARTY_WORDS : SAME_WORDS);
}

/** Spans that overlap, or a guess that lies near. */
function canBothHold(a: PartialDate, b: PartialDate): boolean {
  if (a.start <= b.end && b.start <= a.end) return true;
  const days = Math.abs(Date.parse(a.start) - Date.parse(b.start)) / 86_400_000;
  return (a.guessed || b.guessed) && days <= GUESS_REACH;
}

function shareOfPairs(a: string, b: string): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  let shared = 0;
  for (let i = 0; i + 1 < shorter.length; i++) if (longer.includes(shorter.slice(i, i + 2))) shared++;
  return shorter.length < 2 ? 0 : shared / (shorter.length - 1);
}
