import { z } from 'zod';
import type { TableRow } from '../store/tables.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

export interface ReviewTablesPage {
  /** With cells that wait, most of them first. */
  tables: (TableRow & { href: string })[];
}

export function loadReviewTablesPage({ store, viewer }: Site): ReviewTablesPage {
  return {
    tables: store
      .listTables(viewer)
      .filter(({ unverifiedCount }) => unverifiedCount > 0)
      .sort((a, b) => b.unverifiedCount - a.unverifiedCount)
      .map((table) => ({ ...table, href: `/tables/${table.tableId}?show=doubtful` })),
  };
}

export const reviewTablesPage: PageRoute<Record<string, never>, ReviewTablesPage> = {
  name: 'review-tables',
  params: z.object({}) as z.ZodType<Record<string, never>>,
  load: loadReviewTablesPage,
  titleOf: (_page, say) => say('tables.heading'),
};
