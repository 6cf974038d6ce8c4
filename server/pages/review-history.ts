import { z } from 'zod';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { LogRow } from '../store/decision-log.ts';
import { labelFrom, listLabels, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import { findToast, type Toast, toastParams } from './review-toast.ts';
import type { Site } from './site.ts';

const PAGE_SIZE = 50;

const historyParams = z.object({
  document: params.documentId.optional(),
  /** Only decisions whose words are gone. */
  lost: z.literal('1').optional(),
  page: params.page,
  ...toastParams,
});
type HistoryParams = z.infer<typeof historyParams>;

export interface HistoryPage {
  canDecide: boolean;
  total: number;
  /** Decisions whose words are gone, whatever the list is narrowed to. */
  lostCount: number;
  isLostOnly: boolean;
  decisions: (LogRow & {
    /** null for a decision on a name. */
    vendor: VendorLabel | null;
    /** The move on which it holds, on the review page; the cell in its table. */
    href: string | null;
    isLocal: boolean;
  })[];
  /** This page, to come back to. */
  back: string;
  paging: Paging;
  toast: Toast | null;
}

export function loadHistoryPage(site: Site, given: HistoryParams): HistoryPage {
  const { document, lost, page } = given;
  const filter = { ...(document && { documentId: document }), ...(lost && { isLost: true }) };
  const total = site.store.countDecisionLog(site.viewer, filter);
  const labels = listLabels(site);
  const link = (number: number): string =>
    hrefOf('/review/history', { document, lost, page: number > 1 ? number : undefined });
  const rows = site.store.listDecisionLog(site.viewer, { ...filter, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return {
    canDecide: site.canDecide,
    total,
    lostCount: site.store.countDecisionLog(site.viewer, { isLost: true }),
    isLostOnly: lost !== undefined,
    decisions: rows.map((row) => ({
      ...row,
      vendor: row.vendorId === null ? null : labelFrom(labels, row.vendorId),
      href: findPlace(row),
      isLocal: row.decidedBy === 'local',
    })),
    back: link(page),
    paging: pagingOf(total, page, PAGE_SIZE, link),
    toast: findToast(site, given),
  };
}

function findPlace({ moveId, tableId, row, column }: LogRow): string | null {
  if (moveId !== null) return hrefOf('/review', { move: moveId });
  return tableId === null ? null : `/tables/${tableId}#c${row}-${column}`;
}

export const historyPage: PageRoute<HistoryParams, HistoryPage> = {
  name: 'review-history',
  params: historyParams,
  load: loadHistoryPage,
  titleOf: (_page, say) => say('history.heading'),
};
