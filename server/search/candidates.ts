import type { Concept } from './expand.ts';
import type { FacetValue, SearchAnswer, SearchRequest } from './types.ts';
import { anyOf, type VisibleCorpus } from './visible-corpus.ts';

/** A document that may be shown for a query. */
export interface Candidate {
  documentNo: number;
  bm25: number;
  /** Every concept is in it. */
  whole: boolean;
}

/** Fewer documents with every word than this: any word is enough. */
const ENOUGH = 20;

/** All of the words first; where few documents hold them all, any of them, but never without a named entity. */
export function findCandidates(
  corpus: VisibleCorpus,
  concepts: readonly Concept[],
  excluded: readonly string[],
): Candidate[] {
  const groups = concepts.map((concept) => anyOf(concept.variants)).filter((group) => group !== undefined);
  if (groups.length === 0) return [];
  const banned = corpus.holding(excluded);
  const allowed = (row: { documentNo: number }): boolean => !banned.has(row.documentNo);
  const whole = corpus.match(groups.join(' AND ')).filter(allowed);
  if (groups.length === 1 || whole.length >= ENOUGH) return whole.map((row) => ({ ...row, whole: true }));
  const held = new Set(whole.map((row) => row.documentNo));
  const named = listNamed(corpus, concepts);
  return corpus
    .match(groups.join(' OR '))
    .filter((row) => allowed(row) && named.every((documents) => documents.has(row.documentNo)))
    .map((row) => ({ ...row, whole: held.has(row.documentNo) }));
}

/**
 * The documents of each named entity, all of which a result must be in. An entity that no document names is asked for in vain:
 * alone it leaves nothing to show, beside one that is named it is let go.
 */
function listNamed(corpus: VisibleCorpus, concepts: readonly Concept[]): ReadonlySet<number>[] {
  const all = concepts.filter((concept) => concept.entity).map((concept) => corpus.holding(concept.variants));
  const present = all.filter((documents) => documents.size > 0);
  return present.length > 0 ? present : all;
}

/** Vendor and year filters of the request. */
export function passesFilters(
  corpus: VisibleCorpus,
  { documentNo }: Candidate,
  { vendorIds, years }: SearchRequest,
): boolean {
  const columns = corpus.columnsOf(documentNo);
  if (!columns) return false;
  if (vendorIds?.length && !vendorIds.some((id) => columns.vendorIds.includes(id))) return false;
  return !years?.length || years.includes(columns.published.slice(0, 4));
}

/** How many of the candidates each vendor and year has, before filters. */
export function countFacets(corpus: VisibleCorpus, candidates: readonly Candidate[]): SearchAnswer['facets'] {
  const vendors = new Map<string, number>();
  const years = new Map<string, number>();
  const count = (map: Map<string, number>, value: string): void => void map.set(value, (map.get(value) ?? 0) + 1);
  for (const { documentNo } of candidates) {
    const columns = corpus.columnsOf(documentNo);
    for (const id of columns?.vendorIds ?? []) count(vendors, id);
    if (columns?.published) count(years, columns.published.slice(0, 4));
  }
  const list = (map: Map<string, number>): FacetValue[] => [...map].map(([value, n]) => ({ value, count: n }));
  return {
    vendors: list(vendors).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value)),
    years: list(years).sort((a, b) => b.value.localeCompare(a.value)),
  };
}
