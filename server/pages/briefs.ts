import { z } from 'zod';
import { getBriefVocabulary } from '../briefs/brief-input.ts';
import type { StaleReason } from '../briefs/judge-evidence.ts';
import type { StaleBrief } from '../briefs/recall-briefs.ts';
import type { Audience } from '../facts/brief-types.ts';
import { hrefOf } from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { Tlp } from '../model.ts';
import type { Handout } from '../store/briefs.ts';
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
  /** Lines of its newest version that went stale. */
  stale: number;
}

/** A version with the lines that no longer stand as they were told. */
export interface StaleRow {
  id: string;
  name: string;
  version: number;
  isLatest: boolean;
  isLocked: boolean;
  href: string;
  handouts: { audience: Audience; at: string }[];
  lines: StaleLineRow[];
}

interface StaleLineRow {
  section: string;
  text: string;
  audiences: Audience[];
  findings: { reason: StaleReason; was: string; now: string; href: string | null }[];
}

export interface BriefsPage {
  canKeep: boolean;
  stale: StaleRow[];
  briefs: BriefRow[];
}

/** Kept briefs, the last changed first. */
export function loadBriefsPage(site: Site, _params: Record<string, never>, { lang }: Visitor): BriefsPage {
  const day = new Date().toISOString().slice(0, 10);
  const handouts = site.store.listHandouts(site.viewer);
  const stale = site.staleBriefs();
  return {
    canKeep: site.canKeep,
    stale: stale.map((one) => toStaleRow(site, one, handouts, lang)),
    briefs: site.store.listBriefs(site.viewer).map(({ briefId, version, savedAt, lockedAt, tlp, body }) => ({
      ...{ id: briefId, version, savedAt, tlp, isLocked: lockedAt !== null },
      ...{
        name: body.accountName || body.incumbentName[lang],
        incumbent: body.incumbentName[lang],
        us: body.usName[lang],
      },
      ...{ expires: body.expires, isExpired: body.expires < day },
      handouts: handouts.filter((one) => one.briefId === briefId).length,
      stale: stale.find(({ kept, isLatest }) => isLatest && kept.briefId === briefId)?.lines.length ?? 0,
    })),
  };
}

function toStaleRow(
  site: Site,
  { kept, isLatest, lines }: StaleBrief,
  handouts: readonly Handout[],
  lang: Visitor['lang'],
): StaleRow {
  const { briefId, version, lockedAt, body } = kept;
  const titles = new Map(
    getBriefVocabulary(site.store).sections.map(({ id, no, title }) => [id, `${no} ${title[lang]}`]),
  );
  return {
    ...{
      id: briefId,
      version,
      isLatest,
      isLocked: lockedAt !== null,
      name: body.accountName || body.incumbentName[lang],
    },
    href: hrefOf(`/briefs/${briefId}`, { version: isLatest ? null : version }),
    handouts: handouts
      .filter((one) => one.briefId === briefId && one.version === version)
      .map(({ audience, at }) => ({ audience, at })),
    lines: lines.map(({ line, findings, audiences }) => ({
      ...{ section: titles.get(line.section) ?? '', text: line.text[lang], audiences },
      findings: findings.map(({ reason, was, now, href }) => ({ reason, was, now, href })),
    })),
  };
}

export const briefsPage: PageRoute<Record<string, never>, BriefsPage> = {
  name: 'briefs',
  params: z.object({}),
  load: loadBriefsPage,
  titleOf: (_page, say) => say('nav.briefs'),
};
