import type { Entry } from './facet-values.ts';

/** What is shown of candidates: one a work. */
export interface Collapsed<T> {
  shown: T[];
  /** How many versions answer, by the work's id. */
  versions: ReadonlyMap<string, number>;
}

/** Of the versions of one work the first stays, which is the best where they come best first. */
export function collapseWorks<T extends { documentNo: number }>(
  candidates: readonly T[],
  entryOf: (documentNo: number) => Entry | undefined,
): Collapsed<T> {
  const versions = new Map<string, number>();
  const shown = candidates.filter(({ documentNo }) => {
    const workId = entryOf(documentNo)?.workId ?? null;
    if (workId === null) return true;
    const count = versions.get(workId) ?? 0;
    versions.set(workId, count + 1);
    return count === 0;
  });
  return { shown, versions };
}
