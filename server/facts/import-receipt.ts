import type { UnreadWords } from '../model.ts';

export const IMPORT_OUTCOMES = ['stored', 'updated', 'unchanged', 'duplicate', 'quarantined'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

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
