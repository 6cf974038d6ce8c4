import { z } from 'zod';
import { TLP_LABELS, type Tlp } from '../model.ts';
import { type ImportLine, importLineOf } from './import-line.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

/** Why a form was sent back. */
export const ADD_FAULTS = ['nothing', 'address', 'several'] as const;
export type AddFault = (typeof ADD_FAULTS)[number];

const EARLIER = 6;
const importAddParams = z.object({ url: z.string().max(2000).default(''), fault: z.enum(ADD_FAULTS).optional() });
type ImportAddParams = z.infer<typeof importAddParams>;

export interface ImportAddPage {
  canAdd: boolean;
  fault: AddFault | null;
  url: string;
  /** Classes that whoever adds may read afterwards. */
  labels: Tlp[];
  /** Hosts that may be fetched from. */
  hosts: string[];
  earlier: ImportLine[];
}

export function loadImportAddPage(site: Site, { url, fault }: ImportAddParams): ImportAddPage {
  return {
    canAdd: site.canAdd,
    fault: fault ?? null,
    url,
    labels: TLP_LABELS.slice(0, TLP_LABELS.indexOf(site.viewer.clearance) + 1),
    hosts: site.store.listCrawlHosts(site.viewer).map(({ host }) => host),
    earlier: site.store.listImportRuns(site.viewer, { limit: EARLIER, offset: 0 }).map(importLineOf),
  };
}

export const importAddPage: PageRoute<ImportAddParams, ImportAddPage> = {
  name: 'import-add',
  params: importAddParams,
  load: loadImportAddPage,
  titleOf: (_page, say) => say('importAdd.heading'),
};
