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

const historyParams = z.object({ document: params.documentId.optional(), page: params.page, ...toastParams });
type HistoryParams = z.infer<typeof historyParams>;

export interface HistoryPage {
  canDecide: boolean;
  total: number;
  decisions: (LogRow & {
    /** null for a decision on a name. */
    vendor: VendorLabel | null;
    /** The move on which it holds, on the review page. */
    href: string | null;
    isLocal: boolean;
  })[];
  /** This page, to come back to. */
  back: string;
  paging: Paging;
  toast: Toast | null;
}

export function loadHistoryPage(site: Site, given: HistoryParams): HistoryPage {
  const { document, page } = given;
  const filter = document ? { documentId: document } : {};
  const total = site.store.countDecisionLog(site.viewer, filter);
  const labels = listLabels(site);
  const link = (number: number): string =>
    hrefOf('/review/history', { document, page: number > 1 ? number : undefined });
  const rows = site.store.listDecisionLog(site.viewer, { ...filter, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return {
    canDecide: site.canDecide,
    total,
    decisions: rows.map((row) => ({
      ...row,
      vendor: row.vendorId === null ? null : labelFrom(labels, row.vendorId),
      href: row.moveId ? hrefOf('/review', { move: row.moveId }) : null,
      isLocal: row.decidedBy === 'local',
    })),
    back: link(page),
    paging: pagingOf(total, page, PAGE_SIZE, link),
    toast: findToast(site, given),
  };
}

export const historyPage: PageRoute<HistoryParams, HistoryPage> = {
  name: 'review-history',
  params: historyParams,
  load: loadHistoryPage,
  titleOf: (_page, say) => say('history.heading'),
};
