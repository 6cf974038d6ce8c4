import { recallBriefs, type StaleBrief } from '../briefs/recall-briefs.ts';
import type { FoldLink, NameKind } from '../facts/decision.ts';
import type { ImportJob, ImportRunner } from '../http/import-runner.ts';
import type { Viewer } from '../model.ts';
import type { SearchIndex } from '../search/types.ts';
import type { CorpusState } from '../store/corpus.ts';
import type { Store } from '../store/index.ts';
import type { QueueShare } from '../store/review.ts';
import type { SearchWriter } from '../store/search-writer.ts';
import type { VendorSummary } from '../store/vendors.ts';

/** What every page reads from. */
export interface Site {
  store: Store;
  search: SearchIndex;
  viewer: Viewer;
  /** Counts over the whole base, kept until the database changes. */
  corpus(): CorpusState;
  vendors(): VendorSummary[];
  /** Moves that wait for review, by vendor and type. */
  queueShares(): QueueShare[];
  /** Moves that an analyst called one event, or two. */
  foldLinks(): FoldLink[];
  /** Names that wait for review. */
  nameCounts(): Record<NameKind, number>;
  /** Whether decisions can be written. */
  canDecide: boolean;
  /** Kept briefs with lines whose facts changed since. */
  staleBriefs(): StaleBrief[];
  /** Whether briefs can be kept and changed. */
  canKeep: boolean;
  /** Whether searches can be saved and collection requested. */
  canSave: boolean;
  /** Whether items of imports can be marked. */
  canMark: boolean;
  /** Whether documents can be added. */
  canAdd: boolean;
  /** Imports that were asked for on the site and have no receipt yet. */
  importJobs(): ImportJob[];
  /** Logs a search that found nothing, when nobody else writes. */
  noteMiss(query: string): void;
}

export function createSite({
  store,
  search,
  viewer,
  canDecide = false,
  canKeep = false,
  canMark = false,
  desk,
  runner,
}: Pick<Site, 'store' | 'search' | 'viewer'> & {
  canDecide?: boolean;
  canKeep?: boolean;
  canMark?: boolean;
  desk?: SearchWriter | undefined;
  runner?: ImportRunner | undefined;
}): Site {
  return {
    store,
    search,
    viewer,
    canDecide,
    canKeep,
    canMark,
    canSave: desk !== undefined,
    canAdd: runner !== undefined,
    importJobs: () => runner?.listJobs() ?? [],
    noteMiss: (query) => void desk?.logMiss(viewer, query),
    staleBriefs: whileUnchanged(store, () => recallBriefs(store, viewer, today()), today),
    corpus: whileUnchanged(store, () => store.getCorpusState(viewer)),
    vendors: whileUnchanged(store, () => store.listVendors(viewer)),
    queueShares: whileUnchanged(store, () => store.listQueueShares(viewer)),
    foldLinks: whileUnchanged(store, () => store.listFoldLinks(viewer)),
    nameCounts: whileUnchanged(store, () => store.countNameCandidates(viewer)),
  };
}

/** UTC. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** Counting everything costs more than a page may; another process's commit moves the data version. @param dayOf where it depends on the day */
function whileUnchanged<T>(store: Store, load: () => T, dayOf: () => string = () => ''): () => T {
  let kept: { version: string; value: T } | undefined;
  return () => {
    const version = `${store.getDataVersion()} ${dayOf()}`;
    if (kept?.version !== version) kept = { version, value: load() };
    return kept.value;
  };
}
