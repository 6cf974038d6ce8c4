import type { Entry } from './facet-values.ts';

/** What every match is filtered, counted and ordered by, in flat arrays by document number: hundreds of thousands a second pass here. */
export interface CorpusTable {
  /** Published, 20240131; 0 for none. */
  days: Uint32Array;
  /** 1 for a version of a work. */
  hasWork: Uint8Array;
  /** Whether any document is a version of a work. */
  hasWorks: boolean;
  /** The facet values of document n stand in `values` from `starts[n]` up to `starts[n + 1]`. */
  starts: Uint32Array;
  values: Uint32Array;
}

const lengthOf = (entry: Entry | undefined): number => (entry ? entry.to - entry.from : 0);

/** @param entries by document number, with gaps */
export function buildTable(entries: readonly (Entry | undefined)[]): CorpusTable {
  const size = entries.length;
  const starts = new Uint32Array(size + 1);
  for (let n = 0; n < size; n++) starts[n + 1] = (starts[n] as number) + lengthOf(entries[n]);
  const table: CorpusTable = {
    ...{ days: new Uint32Array(size), hasWork: new Uint8Array(size), hasWorks: false, starts },
    values: new Uint32Array(starts[size] as number),
  };
  for (const entry of entries) {
    if (!entry) continue;
    table.days[entry.documentNo] = entry.day;
    table.hasWork[entry.documentNo] = entry.workId === null ? 0 : 1;
    const start = starts[entry.documentNo] as number;
    for (let i = entry.from; i < entry.to; i++) table.values[start + i - entry.from] = entry.values[i] as number;
  }
  table.hasWorks = table.hasWork.includes(1);
  return table;
}
