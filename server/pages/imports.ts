import { z } from 'zod';
import type { ImportJob } from '../http/import-runner.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import { type ImportLine, importLineOf } from './import-line.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import type { Site } from './site.ts';

const PAGE_SIZE = 30;
const REFRESH_SECONDS = 3;

const importsParams = z.object({ page: params.page });
type ImportsParams = z.infer<typeof importsParams>;

export interface ImportsPage {
  canAdd: boolean;
  /** Asked for on this site and without a receipt: they wait, run, or failed. */
  jobs: (ImportJob & { isFailed: boolean })[];
  runs: ImportLine[];
  paging: Paging;
}

export function loadImportsPage(site: Site, { page }: ImportsParams): ImportsPage {
  const link = (number: number): string => hrefOf('/imports', { page: number > 1 ? number : undefined });
  const runs = site.store.listImportRuns(site.viewer, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return {
    canAdd: site.canAdd,
    jobs: site.importJobs().map((job) => ({ ...job, isFailed: job.state === 'failed' })),
    runs: runs.map(importLineOf),
    paging: pagingOf(site.store.countImportRuns(), page, PAGE_SIZE, link),
  };
}

export const importsPage: PageRoute<ImportsParams, ImportsPage> = {
  name: 'imports',
  params: importsParams,
  load: loadImportsPage,
  refreshSeconds: ({ jobs }) => (jobs.some(({ isFailed }) => !isFailed) ? REFRESH_SECONDS : undefined),
  titleOf: (_page, say) => say('imports.heading'),
};
