import type { PartialDate } from '../model.ts';
import { countSources } from './count-sources.ts';
import { isRough } from './date-words.ts';
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
  document: { documentId: string; sourceName: string; workId: string | null; url?: string | null };
  /** Its words read otherwise than in most versions of its work. */
  readsAlone: boolean;
}

/** One event with everything that tells it. */
export interface FoldedMove<M> {
  /** The telling shown first: one that reads as most versions do, the most important, then the surest, then the fullest. */
  lead: M;
  others: M[];
  documentCount: number;
  /** Sources that can vouch for each other, see countSources. */
  sourceCount: number;
  /** Tellings give days that cannot both be right. */
  datesDisagree: boolean;
}

/** Two sentences that share this much of the shorter's pairs of letters tell one event, if their dates allow. */
const SAME_WORDS = 0.5;
/** With one and the same stated day the words may differ more, */
const SAME_DAY_WORDS = 0.4;
/** with the same counterparty even more. */
const SAME_PARTY_WORDS = 0.2;
/** The same words in two documents within so many days tell one event, of which one date is wrong. */
const RETOLD_WORDS = 0.75;
const RETOLD_LENGTH = 12;
const RETOLD_REACH = 31;
/** A guessed date may lie this many days from the event. */
const GUESS_REACH = 92;

/**
 * Folds moves that tell one event: same vendor and type, and the same words or counterparty under dates that can both hold, or
 * nearly the same words in two documents under dates a few days apart, which then disagree; and those of which an analyst said so, unless one said that they do not. Pure: the rows a viewer may see go in, so nothing above the
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
  const letters = new Map(moves.map((move) => [move, lettersOf(move.quote.exact)]));
  const groups: M[][] = [];
  const byKind = new Map<string, M[][]>();
  for (const move of inTurn) {
    const key = `${move.vendorId}/${move.type}`;
    const known = byKind.get(key) ?? [];
    byKind.set(key, known);
    const group = known.find(
      (members) =>
        members.some((other) => isSameEvent(move, other, letters.get(move) ?? '', letters.get(other) ?? '')) &&
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
  const stated = group.map((move) => move.happened).filter((happened) => !isRough(happened));
  return {
    lead,
    others,
    documentCount: new Set(group.map((move) => move.document.documentId)).size,
    sourceCount: countSources(group),
    datesDisagree: stated.some((a) => stated.some((b) => a.end < b.start)),
  };
}

/** @param aLetters, bLetters of their sentences */
function isSameEvent(a: FoldableMove, b: FoldableMove, aLetters: string, bLetters: string): boolean {
  const shared = shareOfLetters(aLetters, bLetters);
  if (!canBothHold(a.happened, b.happened))
    return shared >= RETOLD_WORDS && isRetold(a, b) && [a, b].every((move) => wordsBesideDate(move) >= RETOLD_LENGTH);
  if (a.counterparty !== '' && a.counterparty === b.counterparty) return shared >= SAME_PARTY_WORDS;
  return shared >= (isSameDay(a.happened, b.happened) ? SAME_DAY_WORDS : SAME_WORDS);
}

/** What one document dates otherwise than another. */
const isRetold = (a: FoldableMove, b: FoldableMove): boolean =>
  a.document.documentId !== b.document.documentId && daysApart(a.happened, b.happened) <= RETOLD_REACH;

/** How many letters a sentence holds beside digits and its date: two releases of one product differ in nothing else. */
const wordsBesideDate = ({ quote, happened }: FoldableMove): number =>
  quote.exact.replace(happened.text, '').replace(/[^\p{L}]+/gu, '').length;

const daysApart = (a: PartialDate, b: PartialDate): number =>
  Math.abs(Date.parse(a.start) - Date.parse(b.start)) / 86_400_000;

const isSameDay = (a: PartialDate, b: PartialDate): boolean =>
  a.start === b.start && [a, b].every(({ precision, guessed }) => precision === 'day' && !guessed);

/** Spans that overlap, or a guess that lies near. */
function canBothHold(a: PartialDate, b: PartialDate): boolean {
  if (a.start <= b.end && b.start <= a.end) return true;
  return (isRough(a) || isRough(b)) && daysApart(a, b) <= GUESS_REACH;
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}%]+/gu, '');

/** @returns how much of the shorter's pairs of neighbouring letters or digits the longer holds, 0…1. */
export const shareOfPairs = (a: string, b: string): number => shareOfLetters(lettersOf(a), lettersOf(b));

function shareOfLetters(a: string, b: string): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  let shared = 0;
  for (let i = 0; i + 1 < shorter.length; i++) if (longer.includes(shorter.slice(i, i + 2))) shared++;
  return shorter.length < 2 ? 0 : shared / (shorter.length - 1);
}
