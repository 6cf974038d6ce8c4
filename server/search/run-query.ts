import type { Viewer } from '../model.ts';
import { type AskedPeriod, readAskedPeriod } from './asked-period.ts';
import { findCandidates, isWhole } from './candidates.ts';
import { collapseWorks } from './collapse.ts';
import { type Concept, expandQuery } from './expand.ts';
import { filterAndCount } from './filter.ts';
import { findMoves } from './find-moves.ts';
import { NO_MATCHES } from './match-list.ts';
import { sortByScore, sortNewest } from './order.ts';
import { type ParsedQuery, parseQuery } from './parse-query.ts';
import { areWordsApart, buildHit, type ReadDocument, readDocuments, scoreBest } from './read-documents.ts';
import { resolveFilters } from './resolve-filters.ts';
import type { SearchState } from './state.ts';
import type { NameHit, SearchAnswer, SearchRequest } from './types.ts';
import { type VisibleCorpus, viewCorpus } from './visible-corpus.ts';

const PAGE_SIZE = 10;
const LARGEST_PAGE = 100;
/** How many of the best by the index are scored again on their text; the others follow in the index's order. */
const RERANKED = 80;

/** Answers one query for one viewer: what the viewer may not see is dropped before anything is counted or weighed. */
export function runQuery(state: SearchState, request: SearchRequest, viewer: Viewer): SearchAnswer {
  const corpus = viewCorpus(state, viewer);
  const { query, period } = readQuestion(request);
  const { filter, words, unknown } = resolveFilters(state, query, request, corpus.isPresent, viewer);
  const clauses = [...query.clauses, ...words];
  const lexicon = { ...state, isKnown: corpus.isKnown, listNearWords: corpus.listNearWords };
  const { concepts, expansions } = expandQuery({ ...query, clauses }, lexicon, request.plain);
  const isFilterAlone = concepts.length === 0 && hasFilter(filter);
  const excluded = query.excluded.map(({ text }) => text);
  const held = isFilterAlone ? corpus.listAll(excluded) : findCandidates(corpus, concepts, excluded, query.titleOnly);
  const isApart = !request.keepApart && areWordsApart(state, corpus, held, concepts, viewer);
  const found = isApart ? NO_MATCHES : held;
  const workOf = (documentNo: number): string | null => corpus.entryOf(documentNo)?.workId ?? null;
  const { kept, facets } = filterAndCount(found, corpus.table, workOf, state.facets, filter);
  const sorted = isFilterAlone ? sortByDate(corpus, kept.numbers) : sortByScore(kept, lastShown(request));
  const first = isFilterAlone ? [] : Array.from(sorted.subarray(0, RERANKED));
  const best = scoreBest(state, corpus, first, concepts, viewer);
  const ranked = putFirst(best, sorted.subarray(first.length));
  const { shown, versions } = collapseWorks(ranked, corpus.table, workOf);
  const order = sortAs(request.order, corpus, shown);
  const documentIds = best.map(({ document }) => document.documentId);
  const moves = findMoves(state, concepts, documentIds, filter, period, viewer);
  return {
    ...{ query: request.text, total: shown.length, facets, expansions, unknownOperators: unknown },
    newCount: request.since === undefined ? null : countNew(corpus, shown, request.since),
    ...cutPage(state, viewer, order, best, concepts, request, versions),
    ...{ moves: moves.moves, moveCount: moves.count },
    period: period ? { from: period.from, to: period.to, isEmpty: moves.isOutside } : null,
    names: listNames(concepts),
    loosened: found.numbers.length > 0 && !found.scores.some(isWhole),
    apart: isApart ? held.numbers.length : 0,
    missing: listMissing(corpus, concepts),
  };
}

/** 去年 and the like are a period to moves, and words to documents only where nothing else is asked. */
function readQuestion({ text, today }: SearchRequest): { query: ParsedQuery; period: AskedPeriod | undefined } {
  const query = parseQuery(text);
  const period = today ? readAskedPeriod(query.folded, today) : undefined;
  const rest = period && parseQuery(period.rest);
  return rest && rest.clauses.length > 0 ? { query: { ...query, clauses: rest.clauses }, period } : { query, period };
}

function hasFilter({
  wanted,
  unwanted,
  from,
  to,
}: {
  wanted: object;
  unwanted: object;
  from: string;
  to: string;
}): boolean {
  return Object.keys(wanted).length > 0 || Object.keys(unwanted).length > 0 || from !== '' || to !== '';
}

/** How far down the list the page reaches; what lies beyond need not be in order. */
function lastShown({ page = 1, pageSize = PAGE_SIZE }: SearchRequest): number {
  return Math.max(RERANKED, Math.max(1, page) * Math.min(pageSize, LARGEST_PAGE));
}

function putFirst(best: readonly ReadDocument[], rest: Uint32Array): Uint32Array {
  const ranked = new Uint32Array(best.length + rest.length);
  ranked.set(best.map(({ document }) => document.documentNo));
  ranked.set(rest, best.length);
  return ranked;
}

function sortAs(order: SearchRequest['order'], corpus: VisibleCorpus, shown: Uint32Array): Uint32Array {
  if (order === 'date') return sortByDate(corpus, shown);
  if (order !== 'arrival') return shown;
  return sortNewest(shown, (documentNo) => corpus.entryOf(documentNo)?.importedAt ?? '');
}

const sortByDate = ({ table }: VisibleCorpus, numbers: Uint32Array): Uint32Array =>
  sortNewest(numbers, (documentNo) => table.days[documentNo] ?? 0);

function cutPage(
  state: SearchState,
  viewer: Viewer,
  order: Uint32Array,
  best: readonly ReadDocument[],
  concepts: readonly Concept[],
  request: SearchRequest,
  versions: ReadonlyMap<string, number>,
): Pick<SearchAnswer, 'hits' | 'page' | 'pageSize'> {
  const pageSize = Math.max(0, Math.min(request.pageSize ?? PAGE_SIZE, LARGEST_PAGE));
  const page = Math.max(1, request.page ?? 1);
  const shown = Array.from(order.slice((page - 1) * pageSize, page * pageSize));
  const read = new Map(best.map((entry) => [entry.document.documentNo, entry]));
  const missing = shown.filter((number) => !read.has(number));
  for (const entry of readDocuments(state, viewer, missing)) read.set(entry.document.documentNo, entry);
  const rows = new Map(state.store.listDocumentRows(viewer, shown).map((row) => [row.documentNo, row]));
  const hits = shown.flatMap((number) => {
    const [row, entry] = [rows.get(number), read.get(number)];
    return row && entry
      ? [{ ...buildHit(row, entry, concepts), versionCount: versions.get(row.workId ?? '') ?? 1 }]
      : [];
  });
  return { hits, page, pageSize };
}

function countNew(corpus: VisibleCorpus, numbers: Uint32Array, since: string): number {
  return numbers.filter((documentNo) => (corpus.entryOf(documentNo)?.importedAt ?? '') > since).length;
}

function listNames(concepts: readonly Concept[]): NameHit[] {
  return concepts.flatMap(({ entity }) =>
    entity ? [{ kind: entity.kind, entityId: entity.entityId, name: entity.name }] : [],
  );
}

function listMissing(corpus: VisibleCorpus, concepts: readonly Concept[]): string[] {
  return concepts
    .filter(({ variants, similar }) => corpus.holding([...variants, ...similar]).size === 0)
    .map(({ label }) => label);
}
