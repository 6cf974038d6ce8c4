import type { Db } from '../db/open.ts';
import { createAccountStore } from './accounts.ts';
import { createBriefFactStore } from './brief-facts.ts';
import { createBriefStore } from './briefs.ts';
import { createCorpusStore } from './corpus.ts';
import { createDecisionLogStore } from './decision-log.ts';
import { createDocumentStore } from './documents.ts';
import { createFactStateStore } from './fact-states.ts';
import { createFigureStore } from './figures.ts';
import { createFoldStore } from './folds.ts';
import { createImportStore } from './imports.ts';
import { createMentionStore } from './mentions.ts';
import { createMoveStore } from './moves.ts';
import { createNameStore } from './names.ts';
import { createReleaseStore } from './releases.ts';
import { createReviewStore } from './review.ts';
import { createSearchDeskStore } from './search-desk.ts';
import { createSourceStore } from './sources.ts';
import { createTableStore } from './tables.ts';
import { createVendorStore } from './vendors.ts';
import { createWorkStore } from './works.ts';

/** Prepares every statement at once, so that wrong SQL fails at start. Needs a migrated database. */
export function createStore(db: Db) {
  return {
    ...createAccountStore(db),
    ...createBriefFactStore(db),
    ...createBriefStore(db),
    ...createCorpusStore(db),
    ...createDecisionLogStore(db),
    ...createDocumentStore(db),
    ...createFactStateStore(db),
    ...createFigureStore(db),
    ...createFoldStore(db),
    ...createImportStore(db),
    ...createMentionStore(db),
    ...createMoveStore(db),
    ...createNameStore(db),
    ...createReleaseStore(db),
    ...createReviewStore(db),
    ...createSearchDeskStore(db),
    ...createTableStore(db),
    ...createSourceStore(db),
    ...createVendorStore(db),
    ...createWorkStore(db),
  };
}
export type Store = ReturnType<typeof createStore>;
