import { isInBrackets } from './aside.ts';
import type { EntityMatch } from './gazetteer.ts';
import type { Reading } from './reading.ts';

/** Which vendor a place of the text is about: named just before, or carried over from what was said last. */
export interface Focus {
  /** Vendors named inside a span, in order, each once. */
  within(start: number, end: number): string[];
  /** The vendor named last before the offset in its passage, else in the passage before, else the title's. */
  at(offset: number): string | undefined;
}

/** How many passages back a subject is carried. */
const REACH = 2;

export function buildFocus(reading: Reading, matches: readonly EntityMatch[], titleVendors: readonly string[]): Focus {
  const sorted = matches.filter((match) => !isInBrackets(reading.folded, match)).sort((a, b) => a.start - b.start);
  const starts = sorted.map((match) => match.start);
  const passageStarts = reading.passages.map((passage) => passage.start);

  return {
    within(start, end) {
      const ids = new Set<string>();
      for (let i = lowerBound(starts, start); i < sorted.length && (starts[i] as number) < end; i++)
        ids.add((sorted[i] as EntityMatch).id);
      return [...ids];
    },
    at(offset) {
      const last = sorted[lowerBound(starts, offset) - 1];
      const passage = lowerBound(passageStarts, offset + 1) - 1;
      const oldest = passageStarts[Math.max(0, passage - REACH)] ?? 0;
      if (last && last.start >= oldest) return last.id;
      return titleVendors[0];
    },
  };
}

/** @returns the index of the first value that is at least `wanted`. */
function lowerBound(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
