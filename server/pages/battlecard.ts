import { z } from 'zod';
import { getCardVocabulary, loadCardInput } from '../briefs/battlecard-input.ts';
import { type BriefView, viewBrief } from '../briefs/brief-view.ts';
import { buildBattlecard } from '../briefs/build-battlecard.ts';
import { chooseUs } from '../briefs/choose-sides.ts';
import { redactBrief, type SharedBrief } from '../briefs/redact-brief.ts';
import { BRIEF_FORMATS } from '../briefs/write-brief.ts';
import { AUDIENCES, type Audience } from '../facts/brief-types.ts';
import * as params from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import { OWNER, today } from './brief-draft.ts';
import { labelFrom, listLabels, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const cardShape = {
  id: params.vendorId,
  us: params.vendorId.optional(),
  audience: z.enum(AUDIENCES).default('internal'),
};
const cardParams = z.object(cardShape);
export const cardFileParams = z.object({ ...cardShape, format: z.enum(BRIEF_FORMATS) });
type CardParams = z.infer<typeof cardParams>;

/** What is known of one rival over all accounts, as one audience may have it. */
export interface CardPage {
  vendor: VendorLabel;
  us: string;
  ours: VendorLabel[];
  audience: Audience;
  audiences: { audience: Audience; href: string; isCurrent: boolean }[];
  formats: readonly string[];
  brief: BriefView;
}

/** @throws AppError NOT_FOUND for an unknown vendor */
export function shareCard(
  { store, viewer, vendors }: Site,
  { id: vendorId, us, audience }: CardParams,
  lang: Visitor['lang'],
): SharedBrief {
  const usId = us ?? chooseUs(vendors());
  const body = buildBattlecard(loadCardInput(store, viewer, { vendorId, usId, owner: OWNER, asOf: today() }));
  return redactBrief({ id: 'battlecard', version: 0, body }, audience, lang, getCardVocabulary(store));
}

export function loadCardPage(site: Site, given: CardParams, { lang }: Visitor): CardPage {
  const { id, audience } = given;
  const us = given.us ?? chooseUs(site.vendors());
  const labels = listLabels(site);
  const tracked = site.vendors().filter(({ isTracked }) => isTracked);
  return {
    ...{ us, audience, vendor: labelFrom(labels, id), formats: BRIEF_FORMATS },
    ours: [...new Set([us, ...tracked.map(({ vendorId }) => vendorId)])].map((vendorId) => labelFrom(labels, vendorId)),
    audiences: AUDIENCES.map((one) => ({
      audience: one,
      href: params.hrefOf(`/vendors/${id}/battlecard`, { us: given.us, audience: one === 'internal' ? null : one }),
      isCurrent: one === audience,
    })),
    brief: viewBrief(shareCard(site, given, lang)),
  };
}

export const battlecardPage: PageRoute<CardParams, CardPage> = {
  name: 'battlecard',
  params: cardParams,
  hasKeys: () => true,
  load: loadCardPage,
  titleOf: ({ brief }) => brief.title,
};
