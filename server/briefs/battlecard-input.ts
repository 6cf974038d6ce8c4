import { AppError } from '../errors.ts';
import type { Both, BriefVocabulary } from '../facts/brief-types.ts';
import { indexNames, scanNames } from '../facts/tag-sentence.ts';
import type { Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';
import type { AccountFacts } from './account-facts.ts';
import { type BriefInput, getBriefVocabulary, loadVendorInput } from './brief-input.ts';
import { type LedgerEntry, loadSwitchLedger } from './switch-ledger.ts';

/** What a battlecard is to be about; vendor ids. */
export interface CardRequest {
  vendorId: string;
  usId: string;
  owner: string;
  /** YYYY-MM-DD */
  asOf: string;
}

/** data/vocab/battlecards.yaml */
export interface CardWords {
  sections: BriefVocabulary['sections'];
  recentDays: number;
  phrases: Record<string, Both>;
}

/** Everything that a battlecard is assembled from, as one viewer may see it. */
export interface CardInput {
  request: CardRequest;
  recentDays: number;
  /** Rules of briefs with the sections and words of battlecards: lines and renderings are those of briefs. */
  vendors: Omit<BriefInput, 'request' | 'facts' | 'gaps'>;
  /** Changes that the vendor won, and those by which it lost or may lose, over all accounts. */
  won: LedgerEntry[];
  lost: LedgerEntry[];
  relations: AccountFacts['vocabulary'];
}

export const hasCardVocabulary = (store: Store): boolean =>
  store.findVocabulary('battlecards') !== undefined && store.findVocabulary('briefs') !== undefined;

/** @throws AppError BAD_REFERENCE_DATA in a base without the words of battlecards */
export function getCardVocabulary(store: Store): BriefVocabulary & Pick<CardWords, 'recentDays'> {
  const words = store.findVocabulary<CardWords>('battlecards');
  if (!words)
    throw new AppError('BAD_REFERENCE_DATA', 'data/vocab/battlecards.yaml: not in this base yet; import anything');
  const briefs = getBriefVocabulary(store);
  const phrases = { ...briefs.phrases, ...words.phrases };
  return { ...briefs, sections: words.sections, recentDays: words.recentDays, phrases };
}

/** @throws AppError NOT_FOUND for an unknown vendor */
export function loadCardInput(store: Store, viewer: Viewer, request: CardRequest): CardInput {
  const { vendorId, usId } = request;
  store.getVendor(vendorId);
  store.getVendor(usId);
  const { recentDays, ...vocabulary } = getCardVocabulary(store);
  const { entries, vocabulary: relations } = loadSwitchLedger(store, viewer);
  const oneWay = entries.filter(({ event }) => event.lead.kind !== 'between');
  const base = loadVendorInput(store, viewer, vendorId, usId, vocabulary);
  const isOfAccount = createAccountTest(store);
  return {
    ...{ request, recentDays, relations },
    vendors: {
      ...{ ...base, vocabulary },
      theirs: base.theirs.filter(({ gist }) => !isOfAccount(gist)),
      ours: base.ours.filter(({ gist }) => !isOfAccount(gist)),
      prices: base.prices.filter(({ quote }) => !isOfAccount(quote.exact)),
    },
    won: oneWay.filter(({ event }) => event.to === vendorId && event.state === 'actual'),
    lost: oneWay.filter(({ event }) => event.from === vendorId && event.lead.kind !== 'reduce'),
  };
}

/** What is told of one account is no knowledge of the vendor at large. */
function createAccountTest(store: Store): (words: string) => boolean {
  const accounts = store.listNamedEntities().filter(({ kind }) => kind === 'account');
  const index = indexNames(accounts.map(({ name, entityId }) => ({ name, owner: entityId })));
  return (words) => scanNames(words.toLowerCase(), index).length > 0;
}
