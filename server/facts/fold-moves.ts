import type { PartialDate } from '../model.ts';
import type { FoldLink } from './decision.ts';

/** What folding needs of a move. */
export interface FoldableMove {
  moveId: string;
  vendorId: string;
  type: string;
  happened: PartialDate;
  counterparty: string;
  importance: number;
  confidence: number;
  quote: { exact: string };
  /** The work that the document is a version of, if any. */
  document: { documentId: string; sourceName: string; workId: string | null };
  /** Its words read otherwise than in most versions of its work. */
  readsAlone: boolean;
}

/** One event with everything that tells it. */
export interface FoldedMove<M> {
  /** The telling shown first: one that reads as most versions do, the most important, then the surest, then the fullest. */
  lead: M;
  others: M[];
  documentCount: number;
  /** Sources apart: neither a second article of one publisher nor another version of one work is a second source. */
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
 * Folds moves that tell one event: same vendor and type, dates that can both hold, and the same words or counterparty; and those
 * of which an analyst said so, unless one said that they do not. Pure: the rows a viewer may see go in, so nothing above the
 * clearance can be told from a count.
 * @param links of each pair at most one
 * @returns events in the order in which the first of each was given
 */
export function foldMoves<M extends FoldableMove>(
  moves: readonly M[],
  links: readonly FoldLink[] = [],
): FoldedMove<M>[] {
  const places = new Map(moves.map((move, index) => [move, index]));
  const firstOf = (group: readonly M[]): number => Math.min(...group.map((move) => places.get(move) ?? 0));
  const groups = mergeLinked(groupAlike(moves, links), links);
  for (const group of groups) group.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return groups.sort((a, b) => firstOf(a) - firstOf(b)).map(buildEvent);
}

function groupAlike<M extends FoldableMove>(moves: readonly M[], links: readonly FoldLink[]): M[][] {
  const splits = links.filter(({ action }) => action === 'split');
  const isApart = (a: M, b: M): boolean =>
    splits.some(
      ({ moveId, otherId }) =>
        (a.moveId === moveId && b.moveId === otherId) || (a.moveId === otherId && b.moveId === moveId),
    );
  // What was taken out of an event comes last, so that it takes nothing along.
  const leavers = new Set(splits.map(({ moveId }) => moveId));
  const inTurn = leavers.size > 0 ? [...moves].sort((a, b) => turnOf(leavers, a) - turnOf(leavers, b)) : moves;
  const groups: M[][] = [];
  const byKind = new Map<string, M[][]>();
  for (const move of inTurn) {
    const key = `${move.vendorId}/${move.type}`;
    const known = byKind.get(key) ?? [];
    byKind.set(key, known);
    const group = known.find(
      (members) =>
        members.some((other) => isSameEvent(move, other)) &&
        !(splits.length > 0 && members.some((other) => isApart(move, other))),
    );
    if (group) group.push(move);
    else {
      const fresh = [move];
      known.push(fresh);
      groups.push(fresh);
    }
  }
  return groups;
}

const turnOf = (leavers: ReadonlySet<string>, { moveId }: FoldableMove): number => Number(leavers.has(moveId));

/** Joins the groups of two moves that an analyst called one event. */
function mergeLinked<M extends FoldableMove>(groups: M[][], links: readonly FoldLink[]): M[][] {
  let joined = groups;
  for (const { moveId, otherId } of links.filter(({ action }) => action === 'merge')) {
    const [one, other] = [moveId, otherId].map((id) =>
      joined.find((group) => group.some((move) => move.moveId === id)),
    );
    if (!one || !other || one === other) continue;
    joined = [...joined.filter((group) => group !== one && group !== other), [...one, ...other]];
  }
  return joined;
}

function buildEvent<M extends FoldableMove>(group: readonly M[]): FoldedMove<M> {
  const sorted = [...group].sort(
    (a, b) =>
      Number(a.readsAlone) - Number(b.readsAlone) ||
      b.importance - a.importance ||
      b.confidence - a.confidence ||
      b.quote.exact.length - a.quote.exact.length,
  );
  const [lead, ...others] = sorted as [M, ...M[]];
  const stated = group.filter((move) => !move.happened.guessed).map((move) => move.happened);
  return {
    lead,
    others,
    documentCount: new Set(group.map((move) => move.document.documentId)).size,
    sourceCount: countSources(group),
    datesDisagree: stated.some((a) => stated.some((b) => a.end < b.start)),
  };
}

/** Documents of one publisher or one work stand for one source. */
function countSources(group: readonly FoldableMove[]): number {
  const sources: Set<string>[] = [];
  for (const { document } of group) {
    const marks = [`source ${document.sourceName}`, ...(document.workId ? [`work ${document.workId}`] : [])];
    const joined = sources.filter((source) => marks.some((mark) => source.has(mark)));
    for (const source of joined) sources.splice(sources.indexOf(source), 1);
    sources.push(new Set([...marks, ...joined.flatMap((source) => [...source])]));
  }
  return sources.length;
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

/** @returns how much of the shorter's pairs of neighbouring characters the longer holds, 0…1. */
export function shareOfPairs(a: string, b: string): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  let shared = 0;
  for (let i = 0; i + 1 < shorter.length; i++) if (longer.includes(shorter.slice(i, i + 2))) shared++;
  return shorter.length < 2 ? 0 : shared / (shorter.length - 1);
}
