import { z } from 'zod';
import type { NameKind } from '../facts/decision.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { MoveType } from '../store/moves.ts';
import type { ReviewFilter, ReviewRow } from '../store/review.ts';
import { labelFrom, listLabels, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import { buildReviewCard, type ReviewCard } from './review-card.ts';
import { findToast, type Toast, toastParams } from './review-toast.ts';
import type { Site } from './site.ts';

const PAGE_SIZE = 12;

const reviewParams = z.object({
  vendor: params.vendorId.optional(),
  type: params.moveTypeId.optional(),
  document: params.documentId.optional(),
  move: params.documentId.optional(),
  page: params.page,
  ...toastParams,
});
type ReviewParams = z.infer<typeof reviewParams>;

export interface QueueEntry
  extends Pick<ReviewRow, 'moveId' | 'gist' | 'typeZh' | 'typeEn' | 'happened' | 'confidence'> {
  vendor: VendorLabel;
  language: string;
  href: string;
  isCurrent: boolean;
}

export interface ReviewPage {
  canDecide: boolean;
  /** Names that wait. */
  nameCount: number;
  /** Decisions whose words are gone. */
  lostCount: number;
  /** Moves that wait, within the filter. */
  total: number;
  vendors: (VendorLabel & { count: number; isSelected: boolean })[];
  types: (MoveType & { count: number; isSelected: boolean })[];
  /** The one document that the queue is narrowed to. */
  document: { documentId: string; title: string } | null;
  isFiltered: boolean;
  queue: QueueEntry[];
  /** 1-based place of the card in the queue; null when it does not wait. */
  position: number | null;
  paging: Paging;
  card: ReviewCard | null;
  previousHref: string | null;
  nextHref: string | null;
  /** Where a decision on this card leads. */
  back: string;
  toast: Toast | null;
}

/** Without a move that this viewer may see, the first of the queue is shown. */
export function loadReviewPage(site: Site, given: ReviewParams): ReviewPage {
  const { store, viewer } = site;
  const filter = filterOf(given);
  const link = linksOf(given);
  const document = given.document ? store.getDocument(viewer, given.document) : null;
  const total = store.countReviewQueue(viewer, filter);
  const rows = store.listReviewQueue(viewer, { ...filter, limit: PAGE_SIZE, offset: (given.page - 1) * PAGE_SIZE });
  const move = findMove(site, given.move) ?? rows[0];
  const at = rows.findIndex(({ moveId }) => moveId === move?.moveId);
  const paging = pagingOf(total, given.page, PAGE_SIZE, (page) => link(page));
  const [previous, next] = [at > 0 ? rows[at - 1] : undefined, rows[at + 1]];
  return {
    canDecide: site.canDecide,
    nameCount: sumOf(site.nameCounts()),
    lostCount: store.countDecisionLog(viewer, { isLost: true }),
    total,
    ...listChoices(site, given),
    document: document && { documentId: document.documentId, title: document.title },
    isFiltered: Object.keys(filter).length > 0,
    queue: toEntries(site, rows, link, given.page, move?.moveId),
    position: at < 0 ? null : (given.page - 1) * PAGE_SIZE + at + 1,
    paging,
    card: move ? buildReviewCard(site, move) : null,
    previousHref: previous ? link(given.page, previous.moveId) : paging.previousHref,
    nextHref: next ? link(given.page, next.moveId) : paging.nextHref,
    back: next
      ? link(given.page, next.moveId)
      : link(rows.length > 1 || given.page === 1 ? given.page : given.page - 1),
    toast: findToast(site, given),
  };
}

const sumOf = ({ account, person }: Record<NameKind, number>): number => account + person;

type Link = (page: number, moveId?: string) => string;

function linksOf({ vendor, type, document }: ReviewParams): Link {
  return (page, moveId) =>
    hrefOf('/review', { vendor, type, document, page: page > 1 ? page : undefined, move: moveId });
}

function filterOf({ vendor, type, document }: ReviewParams): ReviewFilter {
  return { ...(vendor && { vendorId: vendor }), ...(type && { type }), ...(document && { documentId: document }) };
}

function toEntries(site: Site, rows: readonly ReviewRow[], link: Link, page: number, current?: string): QueueEntry[] {
  const labels = listLabels(site);
  return rows.map(({ moveId, vendorId, gist, typeZh, typeEn, happened, confidence, document }) => ({
    ...{ moveId, gist, typeZh, typeEn, happened, confidence },
    vendor: labelFrom(labels, vendorId),
    language: document.language,
    href: link(page, moveId),
    isCurrent: moveId === current,
  }));
}

/** Above this viewer's clearance a move does not exist, as one that was never there. */
function findMove(site: Site, moveId: string | undefined): ReviewRow | undefined {
  return moveId === undefined ? undefined : site.store.findReviewMove(site.viewer, moveId);
}

/** What waits, by vendor and by type; each choice counts within the other. */
function listChoices(site: Site, { vendor, type }: ReviewParams): Pick<ReviewPage, 'vendors' | 'types'> {
  const shares = site.queueShares();
  const sum = (list: typeof shares): number => list.reduce((total, { count }) => total + count, 0);
  const labels = listLabels(site);
  return {
    vendors: [...labels.values()]
      .map((label) => ({
        ...label,
        count: sum(shares.filter((share) => share.vendorId === label.vendorId && (!type || share.type === type))),
        isSelected: label.vendorId === vendor,
      }))
      .filter(({ count, isSelected }) => count > 0 || isSelected),
    types: site.store
      .listMoveTypes()
      .map((entry) => ({
        ...entry,
        count: sum(shares.filter((share) => share.type === entry.type && (!vendor || share.vendorId === vendor))),
        isSelected: entry.type === type,
      }))
      .filter(({ count, isSelected }) => count > 0 || isSelected),
  };
}

export const reviewPage: PageRoute<ReviewParams, ReviewPage> = {
  name: 'review',
  params: reviewParams,
  hasKeys: () => true,
  load: loadReviewPage,
  titleOf: (_page, say) => say('review.heading'),
};
