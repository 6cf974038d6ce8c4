import type { CorpusTable } from './corpus-table.ts';

/** What is shown of matches: one a work. */
export interface Collapsed {
  shown: Uint32Array;
  /** How many versions answer, by the work's id. */
  versions: ReadonlyMap<string, number>;
}

/** Of the versions of one work the first stays, which is the best where they come best first. */
export function collapseWorks(
  numbers: Uint32Array,
  { hasWork, hasWorks }: Pick<CorpusTable, 'hasWork' | 'hasWorks'>,
  workOf: (documentNo: number) => string | null,
): Collapsed {
  const versions = new Map<string, number>();
  if (!hasWorks) return { shown: numbers, versions };
  const shown = numbers.filter((number) => {
    const workId = hasWork[number] === 1 ? workOf(number) : null;
    if (workId === null) return true;
    const count = versions.get(workId) ?? 0;
    versions.set(workId, count + 1);
    return count === 0;
  });
  return { shown, versions };
}
