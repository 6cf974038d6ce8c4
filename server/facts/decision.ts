import type { ExtractedMove, Quote } from '../model.ts';

/** What an analyst can set of a move: everything but its words. */
export type MoveValue = Pick<
  ExtractedMove,
  'vendorId' | 'type' | 'happened' | 'counterparty' | 'gist' | 'importance' | 'state'
>;

export const REVIEW_ACTIONS = ['confirm', 'reject', 'correct', 'add'] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

/** An analyst's word on one move. Its target is told by words, vendor and type, which outlive a re-extraction. */
export interface ReviewDecision {
  decisionId: string;
  documentId: string;
  action: ReviewAction;
  quote: Quote;
  /** As extracted; of an added move as the analyst gave them. */
  vendorId: string;
  type: string;
  /** The move as the analyst let it stand; null for a rejected one. */
  value: MoveValue | null;
  note: string;
  decidedBy: string;
  /** RFC 3339, UTC. */
  decidedAt: string;
  undoneAt: string | null;
}

/** Whether two moves tell one event: where an analyst knows better than the words. */
export const FOLD_ACTIONS = ['merge', 'split'] as const;
export type FoldAction = (typeof FOLD_ACTIONS)[number];

/** Whether a name found by pattern is the name of an account or person. */
export const NAME_ACTIONS = ['accept', 'refuse'] as const;
export type NameAction = (typeof NAME_ACTIONS)[number];
export const NAME_KINDS = ['account', 'person'] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** A live decision on folding, by the moves that hold its words now. */
export interface FoldLink {
  action: FoldAction;
  moveId: string;
  otherId: string;
}
