import type { Viewer } from '../model.ts';
import type { DocumentRow } from '../store/documents.ts';
import type { MoveRow } from '../store/moves.ts';
import { rankOfTlp } from '../store/visibility.ts';
import { foldText } from '../text/fold.ts';
import { buildPhrase } from '../text/tokenise.ts';
import { type Concept, expandQuery } from './expand.ts';
import type { SearchState } from './index.ts';
import { parseQuery } from './parse-query.ts';
import { countAny, inverseFrequency, scoreText } from './rank.ts';
import { buildSnippet, markAll } from './snippet.ts';
import type { DocumentHit, FacetValue, SearchAnswer, SearchRequest } from './types.ts';

const PAGE_SIZE = 10;
const LARGEST_PAGE = 50;
/** Fewer documents with every word than this: any word is enough. */
const ENOUGH = 20;
/** How many of the best are scored on their text. */
const RERANKED = 80;
const MOST_MOVES = 10;

interface Candidate {
  documentNo: number;
  bm25: number;
  /** Every concept is in it. */
  whole: boolean;
}

/** Answers one query for one viewer: what the viewer may not see is dropped before anything is counted. */
export function runQuery(state: SearchState, request: SearchRequest, viewer: Viewer): SearchAnswer {
  const query = parseQuery(request.text);
  const { concepts, expansions } = expandQuery(query, state.names, state.isKnown);
  const pageSize = Math.min(request.pageSize ?? PAGE_SIZE, LARGEST_PAGE);
  const page = Math.max(1, request.page ?? 1);
  const visible = findCandidates(state, concepts, query.excluded, viewer);
  const filtered = visible.filter((candidate) => passes(state, candidate, request));
  const ranked = rank(state, filtered, concepts, viewer, request.order ?? 'relevance');
  const shown = ranked.slice((page - 1) * pageSize, page * pageSize);
  return {
    query: request.text,
    total: filtered.length,
    page,
    pageSize,
    hits: shown.map((hit) => buildHit(hit, concepts)),
    moves: findMoves(state, ranked, concepts, request, viewer),
    names: concepts.flatMap(({ entity }) =>
      entity ? [{ kind: entity.kind, entityId: entity.entityId, name: entity.name }] : [],
    ),
    facets: countFacets(state, visible),
    expansions,
    loosened: visible.length > 0 && !visible.some((candidate) => candidate.whole),
  };
}

/** All of the words first; where few documents hold them all, any of them, but never without a named entity. */
function findCandidates(
  state: SearchState,
  concepts: readonly Concept[],
  excluded: readonly string[],
  viewer: Viewer,
): Candidate[] {
  const groups = concepts.map((concept) => anyOf(concept.variants)).filter((group) => group !== undefined);
  if (groups.length === 0) return [];
  const clearance = rankOfTlp(viewer.clearance);
  const banned = new Set(excluded.flatMap((word) => matchAny(state, [word])));
  const admit = ({ documentNo }: { documentNo: number }): boolean =>
    (state.columns.get(documentNo)?.tlp ?? Number.POSITIVE_INFINITY) <= clearance && !banned.has(documentNo);
  const whole = state.match(groups.join(' AND ')).filter(admit);
  if (groups.length === 1 || whole.length >= ENOUGH) return whole.map((row) => ({ ...row, whole: true }));
  const held = new Set(whole.map((row) => row.documentNo));
  const named = concepts
    .filter((concept) => concept.entity)
    .map((concept) => new Set(matchAny(state, concept.variants)));
  const some = state
    .match(groups.join(' OR '))
    .filter(admit)
    .filter(({ documentNo }) => named.every((documents) => documents.has(documentNo)));
  return some.map((row) => ({ ...row, whole: held.has(row.documentNo) }));
}

function anyOf(variants: readonly string[]): string | undefined {
  const phrases = variants.map(buildPhrase).filter((phrase) => phrase !== undefined);
  return phrases.length > 0 ? `(${phrases.join(' OR ')})` : undefined;
}

function matchAny(state: SearchState, variants: readonly string[]): number[] {
  const expression = anyOf(variants);
  return expression ? state.match(expression).map((row) => row.documentNo) : [];
}

function passes(state: SearchState, { documentNo }: Candidate, { vendorIds, years }: SearchRequest): boolean {
  const columns = state.columns.get(documentNo);
  if (!columns) return false;
  if (vendorIds?.length && !vendorIds.some((id) => columns.vendorIds.includes(id))) return false;
  return !years?.length || years.includes(columns.published.slice(0, 4));
}

function countFacets(state: SearchState, candidates: readonly Candidate[]): SearchAnswer['facets'] {
  const vendors = new Map<string, number>();
  const years = new Map<string, number>();
  const count = (map: Map<string, number>, value: string): void => void map.set(value, (map.get(value) ?? 0) + 1);
  for (const { documentNo } of candidates) {
    const columns = state.columns.get(documentNo);
    for (const id of columns?.vendorIds ?? []) count(vendors, id);
    if (columns?.published) count(years, columns.published.slice(0, 4));
  }
  const list = (map: Map<string, number>): FacetValue[] => [...map].map(([value, n]) => ({ value, count: n }));
  return {
    vendors: list(vendors).sort((a, b) => b.count - a.count || a.value.localeCompare(b.value)),
    years: list(years).sort((a, b) => b.value.localeCompare(a.value)),
  };
}

interface RankedDocument {
  document: DocumentRow & { text: string };
  foldedTitle: string;
  foldedText: string;
  score: number;
}

/** The best by the index are scored again on their text; order ties by date, then id, so that pages are stable. */
function rank(
  state: SearchState,
  candidates: readonly Candidate[],
  concepts: readonly Concept[],
  viewer: Viewer,
  order: 'relevance' | 'date',
): RankedDocument[] {
  const best = [...candidates]
    .sort((a, b) => Number(b.whole) - Number(a.whole) || a.bm25 - b.bm25)
    .slice(0, Math.max(RERANKED, 0));
  const texts = state.store.listDocumentTexts(
    viewer,
    best.map((candidate) => candidate.documentNo),
  );
  const folded = texts.map((document) => ({
    document,
    foldedTitle: foldText(document.title),
    foldedText: foldText(document.text),
  }));
  const average = folded.reduce((sum, { foldedText }) => sum + foldedText.length, 0) / Math.max(1, folded.length);
  const weights = concepts.map((concept) =>
    inverseFrequency(state.columns.size, matchAny(state, concept.variants).length),
  );
  const scored = folded.map((entry) => ({
    ...entry,
    score: scoreText({ title: entry.foldedTitle, entities: '', body: entry.foldedText }, concepts, weights, average),
  }));
  const byDate = (a: RankedDocument, b: RankedDocument): number =>
    (b.document.published ?? '').localeCompare(a.document.published ?? '') ||
    a.document.documentNo - b.document.documentNo;
  return scored.sort((a, b) => (order === 'date' ? byDate(a, b) : b.score - a.score || byDate(a, b)));
}

function buildHit(
  { document, foldedTitle, foldedText, score }: RankedDocument,
  concepts: readonly Concept[],
): DocumentHit {
  const variants = concepts.map((concept) => concept.variants);
  const { fragments, start, end } = buildSnippet(document.text, foldedText, variants);
  const { text: _, ...row } = document;
  return {
    document: row,
    title: markAll(document.title, foldedTitle, variants),
    snippet: fragments,
    start,
    end,
    score,
  };
}

/** Moves of the documents found whose own words, vendor or counterparty answer every concept. */
function findMoves(
  state: SearchState,
  ranked: readonly RankedDocument[],
  concepts: readonly Concept[],
  request: SearchRequest,
  viewer: Viewer,
): MoveRow[] {
  if (ranked.length === 0) return [];
  const filter = {
    documentIds: ranked.map(({ document }) => document.documentId),
    ...(request.vendorIds?.length ? { vendorIds: request.vendorIds } : {}),
  };
  const answers = (move: MoveRow): boolean => {
    const words = foldText(`${move.quote.exact} ${move.typeZh} ${move.typeEn} ${move.counterparty}`);
    return concepts.every(
      ({ entity, variants }) =>
        (entity?.kind === 'vendor' && entity.entityId === move.vendorId) || countAny(words, variants) > 0,
    );
  };
  return state.store
    .listMoves(viewer, filter)
    .filter(answers)
    .sort(
      (a, b) =>
        b.importance - a.importance || b.confidence - a.confidence || b.happened.start.localeCompare(a.happened.start),
    )
    .slice(0, MOST_MOVES);
}
