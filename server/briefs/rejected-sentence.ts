import type { FactState } from '../store/fact-states.ts';

/** Moves that tell who serves an account: what a sentence says of that falls with them. */
const TELLING = new Set(['win', 'loss', 'partnership']);

/**
 * Whether a person rejected what a sentence says of who serves an account: a move read from it was rejected, and none confirmed.
 * @param place offsets in the document's text
 * @returns the rejected move; undefined while the sentence stands
 */
export function findRejected(
  place: { start: number; end: number },
  facts: readonly FactState[],
): FactState | undefined {
  const own = facts.filter(
    ({ kind, subject, start, end }) =>
      kind === 'move' && TELLING.has(subject) && start < place.end && end > place.start,
  );
  return own.some(({ status }) => status === 'confirmed') ? undefined : own.find(({ status }) => status === 'rejected');
}
