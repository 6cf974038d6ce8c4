import type { Tlp, UnreadWords } from '../model.ts';

export const IMPORT_OUTCOMES = ['stored', 'updated', 'version', 'unchanged', 'duplicate', 'quarantined'] as const;
/** `version`: stored, and a version of a work that was here already. */
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** Who asked for an import: the command line, or the form of the site. */
export const IMPORT_WAYS = ['command', 'site'] as const;
export type ImportWay = (typeof IMPORT_WAYS)[number];

/** One line of an import receipt. */
export interface ImportItem {
  path: string;
  locator: string;
  outcome: ImportOutcome;
  title: string;
  documentId: string | null;
  /** Coded reason and what to do, for a duplicate or a quarantined item; empty otherwise. */
  reason: string;
  /** What was extracted: "moves", "people", … → how many. */
  counts: Record<string, number>;
  warnings: string[];
  /** Class that an item without a document states; a document's own is kept with it. */
  tlp?: Tlp;
  /** The sentences most worth a look of those that were not understood; counts say how many there are. */
  unread?: UnreadWords[];
}

export interface ImportReceipt {
  runId: number | null;
  startedAt: string;
  finishedAt: string;
  dryRun: boolean;
  items: ImportItem[];
  totals: Record<ImportOutcome, number>;
}
