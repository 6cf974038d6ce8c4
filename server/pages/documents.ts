import { z } from 'zod';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { DocumentRow } from '../store/documents.ts';
import { labelOf, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import type { Site } from './site.ts';
import { listSourceLines, type SourceLine } from './source-line.ts';

const PAGE_SIZE = 50;

const documentsParams = z.object({
  vendor: params.vendorId.optional(),
  source: params.sourceId.optional(),
  page: params.page,
});
type DocumentsParams = z.infer<typeof documentsParams>;

export interface DocumentsPage {
  total: number;
  documents: DocumentRow[];
  vendorId: string | null;
  sourceId: string | null;
  /** Choices of the filter. */
  vendors: (VendorLabel & { documentCount: number; isSelected: boolean })[];
  sources: (SourceLine & { isSelected: boolean })[];
  paging: Paging;
}

export function loadDocumentsPage(site: Site, { vendor, source, page }: DocumentsParams): DocumentsPage {
  const filter = { ...(vendor && { vendorId: vendor }), ...(source && { sourceId: source }) };
  const total = site.store.countDocuments(site.viewer, filter);
  return {
    total,
    documents: site.store.listDocuments(site.viewer, { ...filter, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    vendorId: vendor ?? null,
    sourceId: source ?? null,
    vendors: site
      .vendors()
      .filter(({ documentCount }) => documentCount > 0)
      .map((row) => ({ ...labelOf(row), documentCount: row.documentCount, isSelected: row.vendorId === vendor })),
    sources: listSourceLines(site, {}, null).map((row) => ({ ...row, isSelected: row.sourceId === source })),
    paging: pagingOf(total, page, PAGE_SIZE, (number) => hrefOf('/documents', { vendor, source, page: number })),
  };
}

export const documentsPage: PageRoute<DocumentsParams, DocumentsPage> = {
  name: 'documents',
  params: documentsParams,
  isOverview: true,
  load: loadDocumentsPage,
  titleOf: (_page, say) => say('nav.documents'),
};
