import { IMPORT_OUTCOMES, type ImportOutcome } from '../facts/import-receipt.ts';
import type { ImportRun } from '../store/imports.ts';

/** An import in a list. */
export interface ImportLine extends ImportRun {
  /** How many items it had. */
  count: number;
  /** null while it runs, and for ever when it was killed. */
  seconds: number | null;
}

export function importLineOf(run: ImportRun): ImportLine {
  const { startedAt, finishedAt } = run;
  const seconds = finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  const count = IMPORT_OUTCOMES.reduce((sum, outcome) => sum + run.totals[outcome], 0);
  return { ...run, count, seconds: seconds === null ? null : Math.round(seconds * 10) / 10 };
}

/** One part of the bar of outcomes, in hundredths of its width. */
export interface BarPart {
  outcome: ImportOutcome;
  count: number;
  x: number;
  width: number;
}

const GAP = 2;
const WIDTH = 500;
/** A part that is there is seen, however small its share. */
const LEAST_WIDTH = 6;

/** @returns the parts of a bar `WIDTH` wide, in the order of outcomes; [] for an import without items. */
export function layOutBar(totals: Record<ImportOutcome, number>): BarPart[] {
  const parts = IMPORT_OUTCOMES.map((outcome) => ({ outcome, count: totals[outcome] })).filter(
    ({ count }) => count > 0,
  );
  const sum = parts.reduce((total, { count }) => total + count, 0);
  const room = WIDTH - GAP * (parts.length - 1) - LEAST_WIDTH * parts.length;
  let x = 0;
  return parts.map((part) => {
    const width = LEAST_WIDTH + Math.floor((room * part.count) / sum);
    const placed = { ...part, x, width };
    x += width + GAP;
    return placed;
  });
}
