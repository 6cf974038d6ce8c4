import { TLP_LABELS, type Tlp, type Viewer } from '../../server/model.ts';
import type { Store } from '../../server/store/index.ts';

/** The word that only the documents of one class hold. */
export const secretOf = (label: Tlp): string => `密语${'甲乙丙丁戊'[TLP_LABELS.indexOf(label)]}`;
export const idOf = (label: Tlp): string => `document-${TLP_LABELS.indexOf(label)}`;

/** Every read of the store, as one viewer makes it. */
export const READS: Record<keyof Store, (store: Store, viewer: Viewer) => unknown> = {
  getCorpusState: (store, viewer) => store.getCorpusState(viewer),
  listSources: (store, viewer) => [store.listSources(viewer), store.listSources(viewer, { vendorId: 'acme' })],
  listSourceNames: (store, viewer) => store.listSourceNames(viewer),
  getDataVersion: () => null,
  listAccounts: (store, viewer) => store.listAccounts(viewer),
  getAccount: (store) => attempt(() => store.getAccount('acme')),
  listAccountNames: () => null,
  listOwnedAccounts: (store) => store.listOwnedAccounts('acme'),
  listAccountTexts: (store, viewer) => store.listAccountTexts(viewer, 'acme'),
  // Names to keep out of what is shared: never shown.
  listUnlistedNames: () => null,
  findNewestPublication: (store, viewer) => store.findNewestPublication(viewer),
  findDocumentLink: (store, viewer) => TLP_LABELS.map((label) => store.findDocumentLink(viewer, idOf(label))),
  listBriefs: (store, viewer) => store.listBriefs(viewer),
  findBrief: (store, viewer) => TLP_LABELS.map((label) => store.findBrief(viewer, idOf(label))),
  listBriefVersions: (store, viewer) => TLP_LABELS.map((label) => store.listBriefVersions(viewer, idOf(label))),
  listHandouts: (store, viewer) => store.listHandouts(viewer),
  findDocumentState: (store, viewer) => TLP_LABELS.map((label) => store.findDocumentState(viewer, idOf(label))),
  listFactStates: (store, viewer) => TLP_LABELS.map((label) => store.listFactStates(viewer, idOf(label))),
  listVendorNames: (store) => store.listVendorNames(),
  listAccountCandidates: (store, viewer) => store.listAccountCandidates(viewer),
  findVocabulary: () => null,
  listRolesOf: (store, viewer) => TLP_LABELS.map((label) => store.listRolesOf(viewer, secretOf(label))),
  listPeople: (store, viewer) => store.listPeople(viewer, 50),
  getDocument: (store, viewer) => TLP_LABELS.map((label) => attempt(() => store.getDocument(viewer, idOf(label)))),
  listDocuments: (store, viewer) => [store.listDocuments(viewer), store.listDocuments(viewer, { vendorId: 'acme' })],
  countDocuments: (store, viewer) => store.countDocuments(viewer),
  listDocumentTexts: (store, viewer) => store.listDocumentTexts(viewer, [1, 2, 3, 4, 5, 6]),
  listDocumentRows: (store, viewer) => store.listDocumentRows(viewer, [1, 2, 3, 4, 5, 6]),
  listVendorMentions: (store, viewer) => eachFilter((filter) => store.listVendorMentions(viewer, filter)),
  listAccountMentions: (store, viewer) => eachFilter((filter) => store.listAccountMentions(viewer, filter)),
  listPersonRoles: (store, viewer) => eachFilter((filter) => store.listPersonRoles(viewer, filter)),
  listFigures: (store, viewer) => eachFilter((filter) => store.listFigures(viewer, filter)),
  listMoves: (store, viewer) => [
    store.listMoves(viewer),
    store.listMoves(viewer, { documentIds: TLP_LABELS.map(idOf) }),
  ],
  listMoveWords: (store, viewer) => [
    store.listMoveWords(viewer),
    store.listMoveWords(viewer, { documentIds: TLP_LABELS.map(idOf) }),
  ],
  countMoves: (store, viewer) => store.countMoves(viewer),
  countMovesByMonth: (store, viewer) => store.countMovesByMonth(viewer),
  countMovesByType: (store, viewer) => store.countMovesByType(viewer),
  listMoveTypes: (store) => store.listMoveTypes(),
  listReleases: (store, viewer) => store.listReleases(viewer, 'acme'),
  listReviewQueue: (store, viewer) => [
    store.listReviewQueue(viewer),
    ...TLP_LABELS.map((label) => store.listReviewQueue(viewer, { documentId: idOf(label) })),
  ],
  countReviewQueue: (store, viewer) => store.countReviewQueue(viewer),
  listQueueShares: (store, viewer) => store.listQueueShares(viewer),
  findReviewMove: (store, viewer) => TLP_LABELS.map((label) => store.findReviewMove(viewer, `${idOf(label)}-0`)),
  getReviewMove: (store, viewer) =>
    TLP_LABELS.map((label) => attempt(() => store.getReviewMove(viewer, `${idOf(label)}-0`))),
  listDecisions: (store, viewer) => [
    store.listDecisions(viewer),
    ...TLP_LABELS.map((label) => store.listDecisions(viewer, { documentId: idOf(label) })),
  ],
  countDecisions: (store, viewer) => store.countDecisions(viewer),
  listDecisionLog: (store, viewer) => [
    store.listDecisionLog(viewer),
    ...TLP_LABELS.map((label) => store.listDecisionLog(viewer, { documentId: idOf(label) })),
  ],
  countDecisionLog: (store, viewer) => store.countDecisionLog(viewer),
  listFoldLinks: (store, viewer) => store.listFoldLinks(viewer),
  listNameCandidates: (store, viewer) => [
    store.listNameCandidates(viewer),
    store.listNameCandidates(viewer, { kind: 'account' }),
  ],
  countNameCandidates: (store, viewer) => store.countNameCandidates(viewer),
  listEntities: (store) => [store.listEntities('account'), store.listEntities('person')],
  listUnread: (store, viewer) => TLP_LABELS.map((label) => store.listUnread(viewer, idOf(label))),
  listVersions: (store, viewer) => store.listVersions(viewer, 'work'),
  findWorkId: (store, viewer) => TLP_LABELS.map((label) => store.findWorkId(viewer, idOf(label))),
  listWorkIds: (store, viewer) => store.listWorkIds(viewer),
  listReadings: (store, viewer) => store.listReadings(viewer, 'work'),
  listMinorityReadings: (store, viewer) => store.listMinorityReadings(viewer, TLP_LABELS.map(idOf)),
  listSavedSearches: (store, viewer) => store.listSavedSearches(viewer),
  findSavedSearch: (store, viewer) => TLP_LABELS.map((label) => store.findSavedSearch(viewer, idOf(label))),
  findFeed: (store, viewer) => TLP_LABELS.map((label) => store.findFeed(viewer, `token-${idOf(label)}`)),
  listCollectionRequests: (store, viewer) => store.listCollectionRequests(viewer),
  listValuelessCells: (store, viewer) => store.listValuelessCells(viewer, ['表']),
  listTables: (store, viewer) => TLP_LABELS.map((label) => store.listTables(viewer, { documentId: idOf(label) })),
  listCells: (store, viewer) => TLP_LABELS.map((label) => store.listCells(viewer, `${idOf(label)}-t0`)),
  listRegisteredSources: (store, viewer) => store.listRegisteredSources(viewer),
  listCrawlHosts: (store, viewer) => store.listCrawlHosts(viewer),
  listSubscribedFeeds: (store, viewer) => store.listSubscribedFeeds(viewer),
  listImportRuns: (store, viewer) => store.listImportRuns(viewer, { limit: 50, offset: 0 }),
  countImportRuns: (store) => store.countImportRuns(),
  getImportRun: (store, viewer) => [1, 2, 3].map((runId) => attempt(() => store.getImportRun(viewer, runId))),
  listImportItems: (store, viewer) =>
    [1, 2, 3].map((runId) => store.listImportItems(viewer, { runId, limit: 50, offset: 0 })),
  countWritten: (store, viewer) => [1, 2, 3].map((runId) => store.countWritten(viewer, runId)),
  listVendors: (store, viewer) => store.listVendors(viewer),
  getVendor: (store) => store.getVendor('acme'),
  getVendorSummary: (store, viewer) => store.getVendorSummary(viewer, 'acme'),
  listVendorAliases: (store) => store.listVendorAliases('acme'),
  listNamedEntities: (store) => store.listNamedEntities(),
};

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const eachFilter = <T>(read: (filter: { documentId?: string; vendorId?: string }) => T): T[] => [
  read({}),
  read({ vendorId: 'acme' }),
  ...TLP_LABELS.map((label) => read({ documentId: idOf(label) })),
];
