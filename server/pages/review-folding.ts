import { type FoldedMove, foldMoves, shareOfPairs } from '../facts/fold-moves.ts';
import { addDays } from '../http/dates.ts';
import { hrefOf } from '../http/params.ts';
import type { MoveRow } from '../store/moves.ts';
import type { ReviewRow } from '../store/review.ts';
import type { Site } from './site.ts';

/** Another move of the same vendor, as the card shows it. */
export interface FoldRow extends Pick<MoveRow, 'moveId' | 'gist' | 'typeZh' | 'typeEn' | 'happened' | 'document'> {
  /** On the review page. */
  href: string;
  /** Character pairs that its sentence shares with the card's, 0…1. */
  likeness: number;
}

export interface Folding {
  /** Moves shown as one event with the card's. */
  tellings: FoldRow[];
  /** Events that may be the same, likeliest first. */
  similar: FoldRow[];
}

/** Moves further from the card's in days are not compared, nor more than so many. */
const REACH = 200;
const MOST_COMPARED = 300;
const MOST_SIMILAR = 3;
const LEAST_LIKENESS = 0.2;
/** A counterparty in common says as much as this share of words. */
const SAME_PARTY = 0.3;

type Compared = MoveRow & { readsAlone: boolean };

/** @returns what is folded with a move, and what might be. */
export function findFolding(site: Site, move: ReviewRow): Folding {
  const { happened, vendorId } = move;
  const near = { after: addDays(happened.start, -REACH), before: addDays(happened.end, REACH), limit: MOST_COMPARED };
  const rows = site.store
    .listMoves(site.viewer, { vendorIds: [vendorId], ...near })
    .map((row) => ({ ...row, readsAlone: false }));
  const events = foldMoves(rows, site.foldLinks());
  const membersOf = ({ lead, others }: FoldedMove<Compared>): Compared[] => [lead, ...others];
  const isOwn = (event: FoldedMove<Compared>): boolean => membersOf(event).some(({ moveId }) => moveId === move.moveId);
  const tellings = events
    .filter(isOwn)
    .flatMap(membersOf)
    .filter(({ moveId }) => moveId !== move.moveId);
  const similar = events
    .filter((event) => !isOwn(event))
    .map(({ lead }) => ({ row: toRow(move, lead), score: likenessOf(move, lead) }))
    .filter(({ score }) => score >= LEAST_LIKENESS)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SIMILAR);
  return { tellings: tellings.map((other) => toRow(move, other)), similar: similar.map(({ row }) => row) };
}

function likenessOf(move: ReviewRow, other: MoveRow): number {
  const sameParty = move.counterparty !== '' && move.counterparty === other.counterparty;
  return shareOfPairs(move.quote.exact, other.quote.exact) + (sameParty ? SAME_PARTY : 0);
}

function toRow(move: ReviewRow, { moveId, gist, typeZh, typeEn, happened, document, quote }: MoveRow): FoldRow {
  return {
    ...{ moveId, gist, typeZh, typeEn, happened, document },
    href: hrefOf('/review', { move: moveId }),
    likeness: shareOfPairs(move.quote.exact, quote.exact),
  };
}
