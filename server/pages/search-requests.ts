import { z } from 'zod';
import { hrefOf } from '../http/params.ts';
import type { CollectionRequest } from '../store/search-desk.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

/** So many of the first are searched again, to see whether they are answered by now. */
const MOST_COUNTED = 30;

export interface RequestsPage {
  canSave: boolean;
  isNoted: boolean;
  rows: (CollectionRequest & {
    href: string;
    /** Documents that answer by now; null when that was not looked up. */
    total: number | null;
  })[];
}

const requestsParams = z.object({ noted: z.literal('1').optional().catch(undefined) });

/** What was looked for in vain, and whether it is still missing. */
export async function loadRequestsPage(site: Site, { noted }: z.infer<typeof requestsParams>): Promise<RequestsPage> {
  const requests = site.store.listCollectionRequests(site.viewer);
  const rows: RequestsPage['rows'] = [];
  for (const [i, request] of requests.entries()) {
    const answer =
      i < MOST_COUNTED ? await site.search.search({ text: request.query, pageSize: 0 }, site.viewer) : undefined;
    rows.push({ ...request, href: hrefOf('/search', { q: request.query }), total: answer?.total ?? null });
  }
  return { canSave: site.canSave, isNoted: noted === '1', rows };
}

export const requestsPage: PageRoute<z.infer<typeof requestsParams>, RequestsPage> = {
  name: 'search-requests',
  hasTypeahead: true,
  params: requestsParams,
  load: loadRequestsPage,
  titleOf: (_page, say) => say('searchRequests.heading'),
};
