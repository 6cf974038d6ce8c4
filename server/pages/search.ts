import { z } from 'zod';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { DocumentHit, Expansion, FacetValue, Fragment, NameHit, SearchAnswer } from '../search/types.ts';
import type { DocumentRow } from '../store/documents.ts';
import { labelFrom, listLabels, type MoveItem, toMoveItems, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import { listExamples } from './search-examples.ts';
import type { Site } from './site.ts';

const PAGE_SIZE = 10;
const MOST_FACETS = 12;

const searchParams = z.object({
  q: z
    .string()
    .max(500, '≤ 500')
    .default('')
    .transform((text) => text.trim()),
  vendor: params.listOf(params.vendorId),
  year: params.listOf(params.year),
  sort: z.enum(['relevance', 'date']).default('relevance').catch('relevance'),
  page: params.page,
});
type SearchParams = z.infer<typeof searchParams>;

/** A choice of a facet; its link adds or takes away the value. */
export interface FacetLink extends FacetValue {
  vendor: VendorLabel | null;
  isSelected: boolean;
  href: string;
}

export interface SearchHit {
  document: DocumentRow;
  title: Fragment[];
  snippet: Fragment[];
  /** The passage of the snippet in the reading view. */
  href: string;
}

export interface SearchPage {
  query: string;
  /** Milliseconds that the search took. */
  took: number;
  total: number;
  sort: 'relevance' | 'date';
  sortHref: string;
  names: { kind: NameHit['kind']; name: string; vendor: VendorLabel | null; href: string }[];
  moves: MoveItem[];
  hits: SearchHit[];
  expansions: Expansion[];
  loosened: boolean;
  facets: { vendors: FacetLink[]; years: FacetLink[] };
  /** The same query without the facets chosen; null when none is. */
  unfilteredHref: string | null;
  paging: Paging;
  /** Queries to try, for a page without one. */
  examples: { text: string; href: string }[];
}

export async function loadSearchPage(site: Site, given: SearchParams, visitor: Visitor): Promise<SearchPage> {
  const started = performance.now();
  const answer = given.q === '' ? emptyAnswer() : await site.search.search(requestOf(given), site.viewer);
  const took = Math.round(performance.now() - started);
  const link = linker(given);
  return {
    query: given.q,
    took,
    total: answer.total,
    sort: given.sort,
    sortHref: link({ sort: given.sort === 'date' ? 'relevance' : 'date' }),
    names: listNames(site, answer.names),
    moves: given.page === 1 ? toMoveItems(site, answer.moves, visitor.lastVisit) : [],
    hits: answer.hits.map(toHit),
    expansions: answer.expansions.filter(({ also }) => also.length > 0),
    loosened: answer.loosened,
    facets: {
      vendors: listFacet(site, answer.facets.vendors, given.vendor, (vendor) => link({ vendor }), true),
      years: listFacet(site, answer.facets.years, given.year, (year) => link({ year }), false),
    },
    unfilteredHref: given.vendor.length + given.year.length > 0 ? link({ vendor: [], year: [] }) : null,
    paging: pagingOf(answer.total, given.page, PAGE_SIZE, (page) => link({ page })),
    examples: given.q === '' ? listExamples(site, visitor.lang) : [],
  };
}

function requestOf({ q, vendor, year, sort, page }: SearchParams) {
  return {
    ...{ text: q, order: sort, page, pageSize: PAGE_SIZE },
    ...(vendor.length > 0 && { vendorIds: vendor }),
    ...(year.length > 0 && { years: year }),
  };
}

/** Every change but a turn of the page leads back to the first page. */
function linker({ q, vendor, year, sort }: SearchParams) {
  const kept = { q, vendor, year, sort: sort === 'date' ? sort : null };
  return (change: Record<string, string | number | readonly string[]>): string =>
    hrefOf('/search', { ...kept, ...change, ...(change.sort === 'relevance' && { sort: null }) });
}

function toHit({ document, title, snippet, start, end }: DocumentHit): SearchHit {
  const path = `/documents/${document.documentId}`;
  return { document, title, snippet, href: end > start ? `${hrefOf(path, { from: start, to: end })}#hit` : path };
}

/** Vendors first: theirs is a page of its own; the others lead to a search for the exact name. */
function listNames(site: Site, names: readonly NameHit[]): SearchPage['names'] {
  const labels = listLabels(site);
  const links = names.map(({ kind, entityId, name }) => ({
    ...{ kind, name },
    vendor: kind === 'vendor' ? labelFrom(labels, entityId) : null,
    href: kind === 'vendor' ? `/vendors/${entityId}` : hrefOf('/search', { q: `"${name}"` }),
  }));
  return links.sort((a, b) => Number(b.vendor !== null) - Number(a.vendor !== null));
}

function listFacet(
  site: Site,
  values: readonly FacetValue[],
  chosen: readonly string[],
  link: (values: readonly string[]) => string,
  ofVendors: boolean,
): FacetLink[] {
  const labels = listLabels(site);
  const missing = chosen
    .filter((value) => !values.some((row) => row.value === value))
    .map((value) => ({ value, count: 0 }));
  const shown = [...values, ...missing].filter((row, index) => index < MOST_FACETS || chosen.includes(row.value));
  return shown.map(({ value, count }) => ({
    ...{ value, count, vendor: ofVendors ? labelFrom(labels, value) : null, isSelected: chosen.includes(value) },
    href: link(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]),
  }));
}

function emptyAnswer(): Omit<SearchAnswer, 'query' | 'page' | 'pageSize'> {
  return {
    total: 0,
    hits: [],
    moves: [],
    names: [],
    facets: { vendors: [], years: [] },
    expansions: [],
    loosened: false,
  };
}

export const searchPage: PageRoute<SearchParams, SearchPage> = {
  name: 'search',
  params: searchParams,
  load: loadSearchPage,
  titleOf: ({ query }, say) => (query === '' ? say('nav.search') : say('search.title', { query })),
};
