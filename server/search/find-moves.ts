import type { Viewer } from '../model.ts';
import type { MoveFilter, MoveRow, MoveType, MoveWords } from '../store/moves.ts';
import { foldText } from '../text/fold.ts';
import type { AskedPeriod } from './asked-period.ts';
import type { Concept } from './expand.ts';
import type { Filter } from './filter.ts';
import { countAny } from './rank.ts';
import type { SearchState } from './state.ts';

export const MOST_MOVES = 10;
const MOST_READ = 400;

export interface FoundMoves {
  moves: MoveRow[];
  count: number;
  /** Moves answer, but none within the period that was asked about. */
  isOutside: boolean;
}

/**
 * Moves that answer every concept: by vendor and type first, which is how questions ask (哪些客户从AWS迁走了), then by the words of
 * their sentence. Those in the period asked about come first, then those that hold the very words.
 */
export function findMoves(
  state: SearchState,
  concepts: readonly Concept[],
  documentIds: readonly string[],
  filter: Filter,
  period: AskedPeriod | undefined,
  viewer: Viewer,
): FoundMoves {
  if (concepts.length === 0) return { moves: [], count: 0, isOutside: false };
  const asked = concepts.map((concept) => state.asked.find(concept.label));
  const base = boundsOf(filter);
  const lists = [{ ...base, documentIds: [...documentIds] }, ...structuredFilters(concepts, asked, base)];
  const rows = new Map<string, MoveWords>();
  for (const one of lists) {
    for (const move of state.store.listMoveWords(viewer, { ...one, limit: MOST_READ })) rows.set(move.moveId, move);
  }
  const labels = new Map(state.store.listMoveTypes().map((type) => [type.type, labelsOf(type)]));
  const scored = [...rows.values()].flatMap((move) =>
    scoreMove(move, labels.get(move.type) ?? '', concepts, asked, period),
  );
  scored.sort((a, b) => b.score - a.score || b.move.start.localeCompare(a.move.start));
  return {
    moves: readMoves(
      state,
      viewer,
      scored.slice(0, MOST_MOVES).map(({ move }) => move.moveId),
    ),
    count: scored.length,
    isOutside: period !== undefined && scored.length > 0 && !scored.some(({ isInside }) => isInside),
  };
}

const labelsOf = ({ labelZh, labelEn }: MoveType): string => foldText(`${labelZh} ${labelEn}`);

/** @returns moves whole, in the order of their ids */
function readMoves({ store }: SearchState, viewer: Viewer, moveIds: readonly string[]): MoveRow[] {
  if (moveIds.length === 0) return [];
  const moves = new Map(store.listMoves(viewer, { moveIds }).map((move) => [move.moveId, move]));
  return moveIds.flatMap((moveId) => moves.get(moveId) ?? []);
}

function boundsOf({ wanted, from, to }: Filter): MoveFilter {
  return {
    ...(wanted.vendors?.length && { vendorIds: wanted.vendors }),
    ...(wanted.types?.length && { types: wanted.types }),
    ...(from !== '' && { after: from }),
    ...(to !== '' && { before: to }),
  };
}

/** A vendor beside a word that asks for a type needs no document to be found first. */
function structuredFilters(
  concepts: readonly Concept[],
  asked: readonly (readonly string[])[],
  base: MoveFilter,
): MoveFilter[] {
  const types = base.types ?? [...new Set(asked.flat())];
  const named = concepts.flatMap(({ entity }) => (entity?.kind === 'vendor' ? [entity.entityId] : []));
  const vendorIds = base.vendorIds ?? named;
  return types.length > 0 && vendorIds.length > 0 ? [{ ...base, types, vendorIds }] : [];
}

function scoreMove(
  move: MoveWords,
  labels: string,
  concepts: readonly Concept[],
  asked: readonly (readonly string[])[],
  period: AskedPeriod | undefined,
): { move: MoveWords; score: number; isInside: boolean }[] {
  const words = foldText(`${move.gist}\n${move.exact}\n${move.counterparty}`);
  let score = move.importance + move.confidence * 2;
  for (const [i, concept] of concepts.entries()) {
    const own = isOf(move, concept) ? 4 : 0;
    const said = countAny(words, concept.variants) > 0 ? 3 : countAny(words, concept.similar) > 0 ? 2 : 0;
    const typed = asked[i]?.includes(move.type) ? 2 : countAny(labels, concept.variants) > 0 ? 1 : 0;
    if (own + said + typed === 0) return [];
    score += own + said + typed;
  }
  const isInside = !period || (move.end >= period.from && move.start <= period.to);
  return [{ move, score: score + (isInside ? 100 : 0), isInside }];
}

/** A move of the vendor itself, not of the one that its parent or product stands for. */
function isOf(move: MoveWords, { entity }: Concept): boolean {
  return entity?.kind === 'vendor' && entity.isWhole && entity.entityId === move.vendorId;
}
