import { z } from 'zod';
import type { Visitor } from '../http/preferences.ts';
import type { Tlp } from '../model.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

export interface BriefRow {
  id: string;
  name: string;
  incumbent: string;
  us: string;
  version: number;
  savedAt: string;
  expires: string;
  isExpired: boolean;
  tlp: Tlp;
  isLocked: boolean;
  handouts: number;
}

export interface BriefsPage {
  briefs: BriefRow[];
}

/** Kept briefs, the last changed first. */
export function loadBriefsPage(site: Site, _params: Record<string, never>, { lang }: Visitor): BriefsPage {
  const day = new Date().toISOString().slice(0, 10);
  const handouts = site.store.listHandouts(site.viewer);
  return {
    briefs: site.store.listBriefs(site.viewer).map(({ briefId, version, savedAt, lockedAt, tlp, body }) => ({
      ...{ id: briefId, version, savedAt, tlp, isLocked: lockedAt !== null },
      ...{ name: body.accountName, incumbent: body.incumbentName[lang], us: body.usName[lang] },
      ...{ expires: body.expires, isExpired: body.expires < day },
      handouts: handouts.filter((one) => one.briefId === briefId).length,
    })),
  };
}

export const briefsPage: PageRoute<Record<string, never>, BriefsPage> = {
  name: 'briefs',
  params: z.object({}),
  load: loadBriefsPage,
  titleOf: (_page, say) => say('nav.briefs'),
};
