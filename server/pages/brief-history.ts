import { z } from 'zod';
import * as params from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { BriefVersion, Handout } from '../store/briefs.ts';
import { getKeptBrief } from './brief.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const historyParams = z.object({ id: params.documentId });
type HistoryParams = z.infer<typeof historyParams>;

/** Every version of a brief, what made it, and what of it left the house. */
export interface HistoryPage {
  id: string;
  name: string;
  clonedFrom: string | null;
  lockedAt: string | null;
  versions: (BriefVersion & { href: string; compareHref: string | null; handouts: Omit<Handout, 'briefId'>[] })[];
}

/** @throws AppError NOT_FOUND */
export function loadHistoryPage(site: Site, { id }: HistoryParams, { lang }: Visitor): HistoryPage {
  const { body, clonedFrom, lockedAt } = getKeptBrief(site, id);
  const handouts = site.store.listHandouts(site.viewer, id);
  return {
    ...{ id, clonedFrom, lockedAt, name: body.accountName || body.incumbentName[lang] },
    versions: site.store.listBriefVersions(site.viewer, id).map((one) => ({
      ...one,
      href: params.hrefOf(`/briefs/${id}`, { version: one.version }),
      compareHref:
        one.version > 1 ? params.hrefOf(`/briefs/${id}/compare`, { from: one.version - 1, to: one.version }) : null,
      handouts: handouts.filter(({ version }) => version === one.version).map(({ briefId: _, ...handout }) => handout),
    })),
  };
}

export const briefHistoryPage: PageRoute<HistoryParams, HistoryPage> = {
  name: 'brief-history',
  params: historyParams,
  load: loadHistoryPage,
  titleOf: ({ name }, say) => say('brief.historyTitle', { name }),
};
