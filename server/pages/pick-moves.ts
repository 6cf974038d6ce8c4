import type { MoveFilter, MoveRow } from '../store/moves.ts';
import type { Site } from './site.ts';

/** @returns the moves that matter most, newest first within each importance, then all in order of time, newest first. */
export function pickMoves(site: Site, filter: MoveFilter, limit: number): MoveRow[] {
  const picked = new Map<string, MoveRow>();
  for (const leastImportance of [3, 2, 1] as const) {
    if (picked.size >= limit) break;
    for (const move of site.store.listMoves(site.viewer, { ...filter, leastImportance, limit })) {
      if (picked.size < limit) picked.set(move.moveId, move);
    }
  }
  return [...picked.values()].sort(
    (a, b) =>
      b.happened.start.localeCompare(a.happened.start) ||
      b.importance - a.importance ||
      a.moveId.localeCompare(b.moveId),
  );
}
