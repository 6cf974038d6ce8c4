import { type Grade, gradeOf } from '../facts/grade.ts';
import { writeStatedDate } from '../facts/stated-date.ts';
import type { Importance, MoveState, Reason } from '../model.ts';
import type { Fragment } from '../search/types.ts';
import type { MoveType } from '../store/moves.ts';
import type { ReviewRow } from '../store/review.ts';
import { labelFrom, labelOf, listLabels, quoteHref, type VendorLabel } from './move-item.ts';
import { showInParagraph } from './quote-context.ts';
import { type Folding, findFolding } from './review-folding.ts';
import type { Site } from './site.ts';

const BAR_WIDTH = 60;

/** The fields in which an analyst states a move. */
export interface MoveForm {
  vendors: (VendorLabel & { isSelected: boolean })[];
  types: (MoveType & { isSelected: boolean })[];
  importances: { value: Importance; isSelected: boolean }[];
  states: { value: MoveState; isSelected: boolean }[];
  /** As readStatedDate reads it. */
  happened: string;
  counterparty: string;
  gist: string;
}

/** One move before an analyst. */
export interface ReviewCard {
  move: ReviewRow;
  vendor: VendorLabel;
  grade: Grade;
  /** Its sentence in our own copy. */
  href: string;
  paragraph: Fragment[];
  reasons: (Reason & { bar: number; isAgainst: boolean })[];
  form: MoveForm;
  folding: Folding;
}

export function buildReviewCard(site: Site, move: ReviewRow): ReviewCard {
  const { text, passages } = site.store.getDocument(site.viewer, move.document.documentId);
  const strongest = Math.max(...move.reasons.map(({ contribution }) => Math.abs(contribution)), 0.01);
  return {
    move,
    vendor: labelFrom(listLabels(site), move.vendorId),
    grade: gradeOf(move),
    href: quoteHref(move.document.documentId, move.quote),
    paragraph: showInParagraph(text, passages, move.quote),
    reasons: move.reasons.map((reason) => ({
      ...reason,
      bar: Math.max(1, Math.round((BAR_WIDTH * Math.abs(reason.contribution)) / strongest)),
      isAgainst: reason.contribution < 0,
    })),
    form: buildMoveForm(site, { ...move, happened: writeStatedDate(move.happened) }),
    folding: findFolding(site, move),
  };
}

interface Given {
  vendorId?: string;
  type?: string;
  importance?: Importance;
  state?: MoveState;
  happened?: string;
  counterparty?: string;
  gist?: string;
}

/** @param given what the fields hold at first. */
export function buildMoveForm(site: Site, given: Given): MoveForm {
  const { vendorId, type, importance = 2, state = 'actual', happened = '', counterparty = '', gist = '' } = given;
  return {
    vendors: site.vendors().map((vendor) => ({ ...labelOf(vendor), isSelected: vendor.vendorId === vendorId })),
    types: site.store.listMoveTypes().map((entry) => ({ ...entry, isSelected: entry.type === type })),
    importances: ([3, 2, 1] as const).map((value) => ({ value, isSelected: value === importance })),
    states: (['actual', 'planned', 'rumoured'] as const).map((value) => ({ value, isSelected: value === state })),
    ...{ happened, counterparty, gist },
  };
}
