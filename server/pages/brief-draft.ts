import { z } from 'zod';
import { loadAccountFacts } from '../briefs/account-facts.ts';
import { loadBriefInput } from '../briefs/brief-input.ts';
import { type BriefView, viewBrief } from '../briefs/brief-view.ts';
import { type BuiltBrief, buildBrief } from '../briefs/build-brief.ts';
import { chooseIncumbent, chooseUs, listIncumbents } from '../briefs/choose-sides.ts';
import { redactBrief } from '../briefs/redact-brief.ts';
import type { BriefVocabulary } from '../facts/brief-types.ts';
import * as params from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { AccountRow } from '../store/accounts.ts';
import { labelFrom, listLabels, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const draftParams = z.object({
  account: params.vendorId,
  /** `unnamed`: a vendor that no source names. */
  incumbent: params.vendorId.optional(),
  us: params.vendorId.optional(),
});
/** Stands in addresses for a vendor without a name. */
const UNNAMED = 'unnamed';
type DraftParams = z.infer<typeof draftParams>;

/** A brief before it is kept: internal, made of the base as it is now. */
export interface DraftPage {
  account: AccountRow;
  given: { incumbent: string; us: string };
  incumbents: VendorLabel[];
  ours: VendorLabel[];
  brief: BriefView | null;
  /** Too little is told of the account for a brief. */
  refusal: { sentences: number; relations: number; collect: string[] } | null;
  canKeep: boolean;
  unnamed: string;
}

/** The day on which a brief is made, UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);
/** There is no sign-in yet: whoever sits at this machine. */
export const OWNER = 'local';

/** @throws AppError NOT_FOUND for an unknown account or vendor */
export function loadDraftPage(site: Site, { account: accountId, ...given }: DraftParams, visitor: Visitor): DraftPage {
  const vendors = site.vendors();
  const facts = loadAccountFacts(site.store, site.viewer, accountId);
  const us = given.us ?? chooseUs(vendors);
  const told = listIncumbents(facts, us);
  const incumbent = given.incumbent === UNNAMED ? '' : (given.incumbent ?? chooseIncumbent(facts, us));
  const input = loadBriefInput(site.store, site.viewer, {
    ...{ accountId, incumbentId: incumbent, usId: us, owner: OWNER, asOf: today() },
  });
  const labels = listLabels(site);
  const tracked = vendors.filter(({ isTracked }) => isTracked).map(({ vendorId }) => vendorId);
  const choices = [...new Set([...told, ...(incumbent ? [incumbent] : []), ...tracked])];
  return {
    account: facts.account,
    given: { incumbent, us },
    incumbents: choices.map((id) => labelFrom(labels, id)),
    ours: [...new Set([us, ...tracked])].map((id) => labelFrom(labels, id)),
    ...showBuilt(buildBrief(input), input.vocabulary, visitor.lang),
    canKeep: site.canKeep,
    unnamed: UNNAMED,
  };
}

function showBuilt(
  built: BuiltBrief,
  vocabulary: BriefVocabulary,
  lang: Visitor['lang'],
): Pick<DraftPage, 'brief' | 'refusal'> {
  if (built.isRefused) {
    const { sentences, relations, collect } = built;
    return { brief: null, refusal: { sentences, relations, collect: collect.map((words) => words[lang]) } };
  }
  const copy = { id: 'draft', version: 0, body: built.body };
  return { brief: viewBrief(redactBrief(copy, 'internal', lang, vocabulary)), refusal: null };
}

export const draftPage: PageRoute<DraftParams, DraftPage> = {
  name: 'brief-draft',
  params: draftParams,
  load: loadDraftPage,
  titleOf: ({ account }, say) => say('brief.draftTitle', { name: account.name }),
};
