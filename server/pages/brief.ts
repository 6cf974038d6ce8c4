import { z } from 'zod';
import { getBriefVocabulary } from '../briefs/brief-input.ts';
import { type BriefView, viewBrief } from '../briefs/brief-view.ts';
import { redactBrief } from '../briefs/redact-brief.ts';
import { BRIEF_FORMATS } from '../briefs/write-brief.ts';
import { AppError } from '../errors.ts';
import { AUDIENCES, type Audience } from '../facts/brief-types.ts';
import * as params from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { KeptBrief } from '../store/briefs.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

export const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, '1–999999')
  .transform(Number);

const briefParams = z.object({
  id: params.documentId,
  version: versionNumber.optional(),
  audience: z.enum(AUDIENCES).default('internal'),
});
type BriefParams = z.infer<typeof briefParams>;

/** A kept brief as one audience may have it; outside the house nothing around it tells more than it does. */
export interface BriefPage {
  id: string;
  version: number;
  latest: number;
  isLocked: boolean;
  canKeep: boolean;
  audience: Audience;
  audiences: { audience: Audience; href: string; isCurrent: boolean }[];
  formats: readonly string[];
  /** Null outside the house, and for a battlecard. */
  account: { accountId: string; name: string } | null;
  isExpired: boolean;
  /** Whether this audience may have anything of it. */
  hasLines: boolean;
  /** Lines that went stale; none is told outside the house. */
  stale: number;
  brief: BriefView;
}

/** @throws AppError NOT_FOUND also where it holds what the viewer may not see */
export function getKeptBrief(site: Site, id: string, version?: number): KeptBrief {
  const kept = site.store.findBrief(site.viewer, id, version);
  if (!kept) throw new AppError('NOT_FOUND', version === undefined ? `brief ${id}` : `brief ${id} v${version}`);
  return kept;
}

/** @throws AppError NOT_FOUND */
export function loadBriefPage(site: Site, { id, version, audience }: BriefParams, { lang }: Visitor): BriefPage {
  const kept = getKeptBrief(site, id, version);
  const { body, latest, lockedAt } = kept;
  const copy = { id: kept.briefId, version: kept.version, body };
  const { accountId, accountName } = body;
  const shared = redactBrief(copy, audience, lang, getBriefVocabulary(site.store));
  return {
    ...{ id, version: kept.version, latest, audience, formats: BRIEF_FORMATS },
    ...{ isLocked: lockedAt !== null, canKeep: site.canKeep },
    audiences: AUDIENCES.map((one) => ({
      audience: one,
      href: params.hrefOf(`/briefs/${id}`, { version, audience: one === 'internal' ? null : one }),
      isCurrent: one === audience,
    })),
    account: audience === 'internal' && accountId !== null ? { accountId, name: accountName } : null,
    stale: audience === 'internal' ? countStale(site, kept) : 0,
    isExpired: body.expires < new Date().toISOString().slice(0, 10),
    hasLines: shared.sections.some(({ lines }) => lines.length > 0),
    brief: viewBrief(shared),
  };
}

function countStale(site: Site, { briefId, version }: KeptBrief): number {
  const found = site.staleBriefs().find(({ kept }) => kept.briefId === briefId && kept.version === version);
  return found?.lines.length ?? 0;
}

export const briefPage: PageRoute<BriefParams, BriefPage> = {
  name: 'brief',
  params: briefParams,
  hasKeys: () => true,
  load: loadBriefPage,
  titleOf: ({ brief }) => brief.title,
};
