import type { CorpusTable } from './corpus-table.ts';
import { DIMENSIONS, type Dimension, dayOf, type FacetValues } from './facet-values.ts';
import { collectMatches, type MatchList } from './match-list.ts';
import type { FacetValue } from './types.ts';

/** Wanted and unwanted values by dimension, and days; all of it must hold. */
export interface Filter {
  wanted: Partial<Record<Dimension, readonly string[]>>;
  unwanted: Partial<Record<Dimension, readonly string[]>>;
  /** First and last day, YYYY-MM-DD; empty for none. */
  from: string;
  to: string;
}

export interface Filtered {
  kept: MatchList;
  /** How many each value would leave, given the filters of all other dimensions. */
  facets: Record<Dimension, FacetValue[]>;
}

/** Filters matches and counts them by value in one pass; the versions of one work count once a value. */
export function filterAndCount(
  { numbers, scores }: MatchList,
  { days, hasWork, starts, values }: CorpusTable,
  workOf: (documentNo: number) => string | null,
  facets: FacetValues,
  filter: Filter,
): Filtered {
  const { isBetween, missedBy } = compileFilter(filter, values, facets);
  const counts = new Uint32Array(facets.size());
  const counted = new Map<string, Set<number>>();
  const kept = collectMatches(numbers.length, (keep) => {
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] as number;
      if (!isBetween(days[number] as number)) continue;
      const [start, end] = [starts[number] as number, starts[number + 1] as number];
      const missed = missedBy(start, end);
      if (missed < 0) continue;
      if (missed === 0) keep(number, scores[i] as number);
      if ((missed & (missed - 1)) !== 0) continue;
      const workId = hasWork[number] === 1 ? workOf(number) : null;
      const seen = workId === null ? undefined : seenOf(counted, workId);
      for (let at = start; at < end; at++) {
        const value = values[at] as number;
        if (missed !== 0 && missed !== 1 << facets.dimensionOf(value)) continue;
        if (seen?.has(value)) continue;
        seen?.add(value);
        counts[value] = (counts[value] as number) + 1;
      }
    }
  });
  return { kept, facets: listCounts(counts, facets) };
}

interface CompiledFilter {
  isBetween(day: number): boolean;
  /** One bit for each dimension none of whose wanted values the document has; negative for an unwanted value. */
  missedBy(start: number, end: number): number;
}

function compileFilter(filter: Filter, values: Uint32Array, facets: FacetValues): CompiledFilter {
  const wanted = markValues(facets, filter.wanted);
  const unwanted = markValues(facets, filter.unwanted);
  const active = DIMENSIONS.reduce((mask, name, i) => (filter.wanted[name]?.length ? mask | (1 << i) : mask), 0);
  const isAsked = active !== 0 || unwanted.includes(1);
  const from = dayOf(filter.from) || 1;
  const to = dayOf(filter.to) || Number.POSITIVE_INFINITY;
  const isDated = filter.from !== '' || filter.to !== '';
  return {
    isBetween: (day) => !isDated || (day >= from && day <= to),
    missedBy(start, end) {
      if (!isAsked) return 0;
      let hit = 0;
      for (let at = start; at < end; at++) {
        const value = values[at] as number;
        if (unwanted[value] === 1) return -1;
        if (wanted[value] === 1) hit |= 1 << facets.dimensionOf(value);
      }
      return ~hit & active;
    },
  };
}

function seenOf(counted: Map<string, Set<number>>, workId: string): Set<number> {
  const seen = counted.get(workId) ?? new Set<number>();
  counted.set(workId, seen);
  return seen;
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

function listCounts(counts: Uint32Array, facets: FacetValues): Filtered['facets'] {
  const lists = Object.fromEntries(DIMENSIONS.map((name) => [name, [] as FacetValue[]])) as Filtered['facets'];
  counts.forEach((count, number) => {
    const dimension = DIMENSIONS[facets.dimensionOf(number)];
    if (count > 0 && dimension) lists[dimension].push({ value: facets.valueOf(number), count });
  });
  for (const list of Object.values(lists)) list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  lists.years.sort((a, b) => b.value.localeCompare(a.value));
  return lists;
}
