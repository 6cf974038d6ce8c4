import { DIMENSIONS, type Dimension, type Entry, type FacetValues } from './facet-values.ts';
import type { FacetValue } from './types.ts';

/** Wanted and unwanted values by dimension, and days; all of it must hold. */
export interface Filter {
  wanted: Partial<Record<Dimension, readonly string[]>>;
  unwanted: Partial<Record<Dimension, readonly string[]>>;
  /** First and last day, YYYY-MM-DD; empty for none. */
  from: string;
  to: string;
}

export interface Filtered<T> {
  kept: T[];
  /** How many each value would leave, given the filters of all other dimensions. */
  facets: Record<Dimension, FacetValue[]>;
}

/** Filters candidates and counts them by value in one pass; the versions of one work count once a value. */
export function filterAndCount<T extends { documentNo: number }>(
  candidates: readonly T[],
  entryOf: (documentNo: number) => Entry | undefined,
  facets: FacetValues,
  filter: Filter,
): Filtered<T> {
  const wanted = markValues(facets, filter.wanted);
  const unwanted = markValues(facets, filter.unwanted);
  const active = DIMENSIONS.reduce((mask, name, i) => (filter.wanted[name]?.length ? mask | (1 << i) : mask), 0);
  const counts = new Uint32Array(facets.size());
  const kept: T[] = [];
  const counted = new Map<string, Set<number>>();
  for (const candidate of candidates) {
    const entry = entryOf(candidate.documentNo);
    if (!entry || !isBetween(entry.published, filter)) continue;
    const absent = missedDimensions(entry.values, wanted, unwanted, facets);
    if (absent < 0) continue;
    const missed = absent & active;
    if (missed === 0) kept.push(candidate);
    if ((missed & (missed - 1)) !== 0) continue;
    const seen = entry.workId === null ? undefined : seenOf(counted, entry.workId);
    for (const value of entry.values) {
      if (missed !== 0 && missed !== 1 << facets.dimensionOf(value)) continue;
      if (seen?.has(value)) continue;
      seen?.add(value);
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return { kept, facets: listCounts(counts, facets) };
}

function seenOf(counted: Map<string, Set<number>>, workId: string): Set<number> {
  const seen = counted.get(workId) ?? new Set<number>();
  counted.set(workId, seen);
  return seen;
}

/** @returns one bit for each dimension none of whose wanted values the document has; the sign bit for an unwanted value. */
function missedDimensions(
  values: readonly number[],
  wanted: Uint8Array,
  unwanted: Uint8Array,
  facets: FacetValues,
): number {
  let hit = 0;
  for (const value of values) {
    if (unwanted[value]) return -1;
    if (wanted[value]) hit |= 1 << facets.dimensionOf(value);
  }
  return ~hit & 0x7fffffff;
}

function markValues(facets: FacetValues, given: Filter['wanted']): Uint8Array {
  const marks = new Uint8Array(facets.size());
  for (const dimension of DIMENSIONS) {
    for (const value of given[dimension] ?? []) {
      const number = facets.find(dimension, value);
      if (number !== undefined) marks[number] = 1;
    }
  }
  return marks;
}

function isBetween(day: string, { from, to }: Filter): boolean {
  if (from === '' && to === '') return true;
  return day !== '' && (from === '' || day >= from) && (to === '' || day <= to);
}

function listCounts(counts: Uint32Array, facets: FacetValues): Filtered<never>['facets'] {
  const lists = Object.fromEntries(DIMENSIONS.map((name) => [name, [] as FacetValue[]])) as Filtered<never>['facets'];
  counts.forEach((count, number) => {
    const dimension = DIMENSIONS[facets.dimensionOf(number)];
    if (count > 0 && dimension) lists[dimension].push({ value: facets.valueOf(number), count });
  });
  for (const list of Object.values(lists)) list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  lists.years.sort((a, b) => b.value.localeCompare(a.value));
  return lists;
}
