import { hrefOf } from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { DocumentHit, Expansion, Fragment, NameHit, SearchAnswer, UnknownOperator } from '../search/types.ts';
import type { DocumentRow } from '../store/documents.ts';
import { labelFrom, listLabels, type MoveItem, toMoveItems, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import { listExamples } from './search-examples.ts';
import { type Facet, listFacets } from './search-facets.ts';
import { hrefWith, isFiltered, requestOf, type SearchParams, searchParams, UNFILTERED } from './search-params.ts';
import type { Site } from './site.ts';

const PAGE_SIZE = 10;

export interface SearchHit {
  document: DocumentRow;
  title: Fragment[];
  snippet: Fragment[];
  matchCount: number;
  /** Versions of the same work that answer too, this one counted. */
  versionCount: number;
  /** Imported after the visit that newness is counted from. */
  isNew: boolean;
  /** The passage of the snippet in the reading view. */
  href: string;
}

/** Words that were searched beside the typed one, and an address without them. */
export interface ExpansionLink extends Expansion {
  exactHref: string;
}

export interface SearchPage {
  /** There is something to look for; else the page invites. */
  isAsked: boolean;
  query: string;
  /** Milliseconds that the search took. */
  took: number;
  total: number;
  moveCount: number;
  newCount: number | null;
  sort: 'relevance' | 'date';
  sortHref: string;
  names: { kind: NameHit['kind']; name: string; vendor: VendorLabel | null; href: string }[];
  moves: MoveItem[];
  period: SearchAnswer['period'];
  hits: SearchHit[];
  expansions: ExpansionLink[];
  /** Searches only what was typed; null where nothing else was searched. */
  exactHref: string | null;
  /** Searches other words too; null unless that is switched off. */
  inexactHref: string | null;
  unknownOperators: UnknownOperator[];
  loosened: boolean;
  /** Words that stand nowhere, each with the search without it. */
  missing: { word: string; href: string }[];
  /** Documents that hold the words, but apart from one another. */
  apart: { count: number; href: string } | null;
  facets: Facet[];
  /** Filters that are set, each with the address without it. */
  chips: { dimension: string; nameZh: string; nameEn: string; href: string }[];
  /** Kept when the form of the dates is sent. */
  kept: { name: string; value: string }[];
  from: string;
  to: string;
  /** The same query without the facets chosen; null when none is. */
  unfilteredHref: string | null;
  exports: { csv: string; jsonl: string } | null;
  paging: Paging;
  /** Nothing answers, though no filter stands in the way. */
  isMiss: boolean;
  /** The address of this search, for saving it. */
  address: string;
  canSave: boolean;
  /** Queries to try, for a page without one. */
  examples: { text: string; href: string }[];
}

export async function loadSearchPage(site: Site, given: SearchParams, visitor: Visitor): Promise<SearchPage> {
  const started = performance.now();
  const today = new Date().toISOString().slice(0, 10);
  const since = given.since ?? visitor.lastVisit;
  const isAsked = given.q !== '' || isFiltered(given);
  const answer = await site.search.search(requestOf(given, isAsked ? PAGE_SIZE : 0, today), site.viewer);
  const took = Math.round(performance.now() - started);
  const facets = listFacets(site, answer.facets, given);
  return {
    ...{ isAsked, query: given.q, took, total: answer.total, moveCount: answer.moveCount, newCount: answer.newCount },
    ...{ sort: given.sort, sortHref: hrefWith(given, { sort: given.sort === 'date' ? 'relevance' : 'date' }) },
    names: listNames(site, answer.names),
    moves: given.page === 1 ? toMoveItems(site, answer.moves, since) : [],
    period: answer.period,
    hits: answer.hits.map((hit) => toHit(hit, since)),
    ...listExpansions(answer, given),
    ...{ unknownOperators: answer.unknownOperators, loosened: answer.loosened },
    missing: answer.missing.map((word) => ({ word, href: hrefWith(given, { q: without(given.q, word) }) })),
    apart: answer.apart > 0 ? { count: answer.apart, href: hrefWith(given, { apart: '1' }) } : null,
    ...{ facets, chips: listChips(facets, given), kept: listKept(given), from: given.from ?? '', to: given.to ?? '' },
    unfilteredHref: isFiltered(given) ? hrefWith(given, UNFILTERED) : null,
    exports:
      answer.total > 0
        ? { csv: hrefWith(given, {}, '/search.csv'), jsonl: hrefWith(given, {}, '/search.jsonl') }
        : null,
    paging: pagingOf(answer.total, given.page, PAGE_SIZE, (page) => hrefWith(given, { page })),
    isMiss: given.q !== '' && !isFiltered(given) && answer.total === 0 && answer.moveCount === 0 && answer.apart === 0,
    ...{ address: hrefWith(given, { since: null }), canSave: site.canSave },
    examples: isAsked ? [] : listExamples(site, visitor.lang),
  };
}

function toHit(
  { document, title, snippet, start, end, matchCount, versionCount }: DocumentHit,
  since: string | null,
): SearchHit {
  const path = `/documents/${document.documentId}`;
  return {
    ...{ document, title, snippet, matchCount, versionCount, isNew: since !== null && document.importedAt > since },
    href: end > start ? `${hrefOf(path, { from: start, to: end })}#hit` : path,
  };
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

function listExpansions(
  answer: SearchAnswer,
  given: SearchParams,
): Pick<SearchPage, 'expansions' | 'exactHref' | 'inexactHref'> {
  const expansions = answer.expansions.map((expansion) => ({
    ...expansion,
    exactHref: hrefWith(given, { exact: [...given.exact, expansion.term] }),
  }));
  return {
    expansions,
    exactHref: expansions.length > 0 ? hrefWith(given, { exact: ['*'] }) : null,
    inexactHref: given.exact.length > 0 ? hrefWith(given, { exact: [] }) : null,
  };
}

/** Every filter that is set: a facet's value or a day. */
function listChips(facets: readonly Facet[], given: SearchParams): SearchPage['chips'] {
  const chosen = facets.flatMap(({ dimension, links }) =>
    links
      .filter(({ isSelected }) => isSelected)
      .map(({ nameZh, nameEn, href }) => ({ dimension, nameZh, nameEn, href })),
  );
  const days = (['from', 'to'] as const).flatMap((name) => {
    const day = given[name];
    return day ? [{ dimension: name, nameZh: day, nameEn: day, href: hrefWith(given, { [name]: null }) }] : [];
  });
  return [...chosen, ...days];
}

function listKept(given: SearchParams): SearchPage['kept'] {
  const address = new URL(hrefWith(given, { from: null, to: null }), 'http://localhost');
  return [...address.searchParams].map(([name, value]) => ({ name, value }));
}

/** The query without a word that stands nowhere; the whole query where the word is not in it as such. */
function without(query: string, word: string): string {
  const rest = query
    .split(/\s+/)
    .filter((piece) => piece.toLowerCase() !== word)
    .join(' ');
  return rest === '' ? query : rest;
}

export const searchPage: PageRoute<SearchParams, SearchPage> = {
  name: 'search',
  hasTypeahead: true,
  params: searchParams,
  load: loadSearchPage,
  onShown: (site, { isMiss, query }) => {
    if (isMiss) site.noteMiss(query);
  },
  titleOf: ({ query }, say) => (query === '' ? say('nav.search') : say('search.title', { query })),
};
