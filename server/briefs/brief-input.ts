import { AppError } from '../errors.ts';
import { type AccountGap, listGaps } from '../facts/account-gaps.ts';
import type { Both, BriefVocabulary } from '../facts/brief-types.ts';
import { indexNames, type NamesByFirst, scanNames } from '../facts/tag-sentence.ts';
import type { PartialDate, Viewer } from '../model.ts';
import type { DocumentLink } from '../store/brief-facts.ts';
import type { FigureRow } from '../store/figures.ts';
import type { Store } from '../store/index.ts';
import type { MoveRow } from '../store/moves.ts';
import { type AccountFacts, loadAccountFacts } from './account-facts.ts';

/** What a brief is to be about. Vendor ids; '' is an incumbent that no source names. */
export interface BriefRequest {
  accountId: string;
  incumbentId: string;
  usId: string;
  owner: string;
  /** YYYY-MM-DD: what is fresh is judged on this day. */
  asOf: string;
}

/** Everything that a brief is assembled from, as one viewer may see it. */
export interface BriefInput {
  request: BriefRequest;
  facts: AccountFacts;
  gaps: AccountGap[];
  theirs: MoveRow[];
  ours: MoveRow[];
  prices: FigureRow[];
  baseAsOf: string | null;
  vocabulary: BriefVocabulary;
  nameOf(vendorId: string | null): Both;
  /** Whether words name an account that is no public reference, or a person. */
  isNaming(words: string): boolean;
  linkOf(documentId: string): DocumentLink | undefined;
}

const PRICE_METRICS = new Set(['price', 'discount', 'price-cut']);
const MOST_MOVES = 300;

/** @throws AppError BAD_REFERENCE_DATA in a base without the rules of briefs */
export function getBriefVocabulary(store: Store): BriefVocabulary {
  const vocabulary = store.findVocabulary<BriefVocabulary>('briefs');
  if (!vocabulary)
    throw new AppError('BAD_REFERENCE_DATA', 'data/vocab/briefs.yaml: not in this base yet; import anything');
  return vocabulary;
}

/** @throws AppError NOT_FOUND for an unknown account or vendor */
export function loadBriefInput(store: Store, viewer: Viewer, request: BriefRequest): BriefInput {
  const { accountId, incumbentId, usId } = request;
  const vocabulary = getBriefVocabulary(store);
  const facts = loadAccountFacts(store, viewer, accountId);
  if (incumbentId !== '') store.getVendor(incumbentId);
  store.getVendor(usId);
  const base = loadVendorInput(store, viewer, incumbentId, usId, vocabulary);
  const { statements, events, stints } = facts;
  const sources = new Set(facts.documents.map(({ sourceName }) => sourceName)).size;
  const latest =
    facts.documents
      .map(({ published }) => published ?? '')
      .sort()
      .at(-1) || null;
  const gaps = listGaps({ statements, events, stints, people: 0, sources, latest, asOf: request.asOf });
  return { ...base, request, facts, gaps };
}

/** The part of the input that is about the two vendors alone. */
export function loadVendorInput(
  store: Store,
  viewer: Viewer,
  incumbentId: string,
  usId: string,
  vocabulary: BriefVocabulary,
): Omit<BriefInput, 'request' | 'facts' | 'gaps'> {
  const movesOf = (vendorId: string, types: string[]): MoveRow[] =>
    vendorId === ''
      ? []
      : store.listMoves(viewer, { vendorIds: [vendorId], types, leastImportance: 2, limit: MOST_MOVES });
  const figuresOf = (vendorId: string): FigureRow[] =>
    vendorId === '' ? [] : store.listFigures(viewer, { vendorId }).filter(({ metric }) => PRICE_METRICS.has(metric));
  return {
    ...loadLineRules(store, viewer),
    theirs: movesOf(incumbentId, vocabulary.theirs.types),
    ours: movesOf(usId, vocabulary.ours.types),
    prices: [...figuresOf(incumbentId), ...figuresOf(usId)],
    baseAsOf: store.findNewestPublication(viewer),
    nameOf: createNaming(store, vocabulary),
  };
}

/** What a line needs beside its words to get its class. @throws AppError BAD_REFERENCE_DATA */
export function loadLineRules(store: Store, viewer: Viewer): Pick<BriefInput, 'vocabulary' | 'isNaming' | 'linkOf'> {
  const vocabulary = getBriefVocabulary(store);
  return {
    vocabulary,
    isNaming: createNameTest(store, vocabulary),
    linkOf: (documentId) => store.findDocumentLink(viewer, documentId),
  };
}

function createNaming(store: Store, { phrases }: BriefVocabulary): BriefInput['nameOf'] {
  const names = new Map(
    store.listVendorNames().map(({ vendorId, nameZh, nameEn }) => [vendorId, { zh: nameZh, en: nameEn }]),
  );
  const word = (key: string): Both => phrases[key] ?? { zh: key, en: key };
  return (vendorId) => {
    if (vendorId === null) return word('unknown');
    return vendorId === '' ? word('unnamed') : (names.get(vendorId) ?? { zh: vendorId, en: vendorId });
  };
}

function createNameTest(store: Store, { references }: BriefVocabulary): (words: string) => boolean {
  const index = listGuardedNames(store, references);
  return (words) => scanNames(words.toLowerCase(), index).length > 0;
}

/** Kept until the base changes. */
const guarded = new WeakMap<Store, { version: number; names: NamesByFirst }>();

function listGuardedNames(store: Store, references: readonly string[]): NamesByFirst {
  const version = store.getDataVersion();
  const known = guarded.get(store);
  if (known?.version === version) return known.names;
  const listed = store
    .listNamedEntities()
    .filter(({ kind, entityId }) => kind === 'person' || (kind === 'account' && !references.includes(entityId)))
    .map(({ name, entityId }) => ({ name, owner: entityId }));
  const names = indexNames([...listed, ...store.listUnlistedNames().map((name) => ({ name, owner: name }))]);
  guarded.set(store, { version, names });
  return names;
}

export const startOf = (date: PartialDate | null): string => date?.start ?? '';
