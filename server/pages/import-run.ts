import { z } from 'zod';
import { IMPORT_OUTCOMES, type ImportOutcome } from '../facts/import-receipt.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { ImportRow, ImportRun } from '../store/imports.ts';
import { type BarPart, type ImportLine, importLineOf, layOutBar } from './import-line.ts';
import { pasteHrefOf, type ReasonLine, readReason } from './import-reason.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import type { Site } from './site.ts';

const PAGE_SIZE = 100;
const EARLIER = 6;

export const importRunParams = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/, '1–999999999999999')
    .transform(Number),
  outcome: z.enum(IMPORT_OUTCOMES).optional(),
  page: params.page,
});
type ImportRunParams = z.infer<typeof importRunParams>;

export interface ImportItemLine extends ImportRow, ReasonLine {
  /** File or link and the place in it. */
  place: string;
  /** Leads to the document, where there is one. */
  href: string | null;
  /** The form to hand its text in by, where the link could not be fetched. */
  pasteHref: string | null;
  written: { kind: string; count: number }[];
  isUndone: boolean;
  /** Whether there is anything to say of it. */
  isSaid: boolean;
}

export interface ImportRunPage {
  run: ImportLine;
  bar: BarPart[];
  /** Whether this viewer may take it back here and now. */
  canUndo: boolean;
  /** Whether this viewer may mark quarantined items. */
  canMark: boolean;
  /** Quarantined items that nobody ignores. */
  openCount: number;
  /** The lines as they are filtered, for a spreadsheet. */
  csvHref: string;
  /** Choices of the filter: all first. */
  filters: { outcome: ImportOutcome | null; count: number; href: string; isSelected: boolean }[];
  items: ImportItemLine[];
  /** What it wrote in all: "moves", "figures", … */
  written: { kind: string; count: number }[];
  /** Sentences that look like news and gave nothing. */
  unread: number;
  earlier: ImportLine[];
  paging: Paging;
}

export function loadImportRunPage(site: Site, { id, outcome, page }: ImportRunParams): ImportRunPage {
  const run = importLineOf(site.store.getImportRun(site.viewer, id));
  const total = outcome ? run.totals[outcome] : run.count;
  const link = (wanted: ImportOutcome | null | undefined, number: number): string =>
    hrefOf(`/imports/${id}`, { outcome: wanted, page: number > 1 ? number : undefined });
  const filter = { runId: id, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE, ...(outcome && { outcome }) };
  const { unread = 0, ...written } = site.store.countWritten(site.viewer, id);
  return {
    run,
    bar: layOutBar(run.totals),
    canUndo: site.canAdd && isUndoable(run),
    canMark: site.canMark,
    openCount: run.totals.quarantined - run.ignored,
    csvHref: hrefOf(`/imports/${id}/items.csv`, { outcome }),
    filters: [null, ...IMPORT_OUTCOMES.filter((one) => run.totals[one] > 0)].map((one) => ({
      outcome: one,
      count: one ? run.totals[one] : run.count,
      href: link(one, 1),
      isSelected: one === (outcome ?? null),
    })),
    items: site.store.listImportItems(site.viewer, filter).map((row) => itemLineOf(row, run)),
    written: listWritten(written),
    unread,
    earlier: site.store
      .listImportRuns(site.viewer, { limit: EARLIER + 1, offset: 0 })
      .filter(({ runId }) => runId !== id)
      .slice(0, EARLIER)
      .map(importLineOf),
    paging: pagingOf(total, page, PAGE_SIZE, (number) => link(outcome, number)),
  };
}

/** Whoever may not see all of an import may not take it back. */
export function isUndoable({ command, undoneAt, keepsBefore, totals }: ImportRun): boolean {
  const wrote = totals.stored + totals.updated + totals.version > 0;
  return command !== null && undoneAt === null && keepsBefore && wrote;
}

const WROTE: readonly ImportOutcome[] = ['stored', 'updated', 'version'];

function itemLineOf(row: ImportRow, { undoneAt }: ImportRun): ImportItemLine {
  const reason = readReason(row.reason);
  return {
    ...row,
    ...reason,
    place: [row.path, row.locator].filter((part) => part !== '').join(' · '),
    href: row.documentId && row.isStored ? `/documents/${row.documentId}` : null,
    isUndone: undoneAt !== null && WROTE.includes(row.outcome),
    pasteHref: pasteHrefOf(reason.code, row.path),
    written: listWritten(row.counts),
    isSaid: row.outcome === 'duplicate' || row.reason !== '' || row.warnings.length > 0 || row.unread.length > 0,
  };
}

function listWritten(counts: Record<string, number>): { kind: string; count: number }[] {
  return Object.entries(counts)
    .map(([kind, count]) => ({ kind, count }))
    .filter(({ count }) => count > 0);
}

export const importRunPage: PageRoute<ImportRunParams, ImportRunPage> = {
  name: 'import-run',
  params: importRunParams,
  isOverview: true,
  load: loadImportRunPage,
  titleOf: ({ run }, say) => say('imports.receipt', { id: run.runId }),
};
