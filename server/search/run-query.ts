import type { Viewer } from '../model.ts';
import type { DocumentRow } from '../store/documents.ts';
import type { MoveRow } from '../store/moves.ts';
import { foldText } from '../text/fold.ts';
import { type Candidate, countFacets, findCandidates, passesFilters } from './candidates.ts';
import { type Concept, expandQuery } from './expand.ts';
import type { SearchState } from './index.ts';
import { parseQuery } from './parse-query.ts';
import { countAny, inverseFrequency, scoreText } from './rank.ts';
import { buildSnippet, markAll } from './snippet.ts';
import type { DocumentHit, SearchAnswer, SearchRequest } from './types.ts';
import { type VisibleCorpus, viewCorpus } from './visible-corpus.ts';

const PAGE_SIZE = 10;
const LARGEST_PAGE = 50;
/** How many of the best by the index are scored again on their text; the others follow in the index's order. */
const RERANKED = 80;
const MOST_MOVES = 10;

/** A document of one query with its folded texts. */
interface ReadDocument {
  document: DocumentRow & { text: string };
  foldedTitle: string;
  foldedText: string;
  score: number;
}

/** Answers one query for one viewer: what the viewer may not see is dropped before anything is counted or weighed. */
export function runQuery(state: SearchState, request: SearchRequest, viewer: Viewer): SearchAnswer {
  const corpus = viewCorpus(state, viewer);
  const query = parseQuery(request.text);
  const { concepts, expansions } = expandQuery(query, state.names, (folded) => corpus.holding([folded]).size > 0);
  const pageSize = Math.min(request.pageSize ?? PAGE_SIZE, LARGEST_PAGE);
  const page = Math.max(1, request.page ?? 1);
  const found = findCandidates(corpus, concepts, query.excluded);
  const filtered = sortByIndex(found.filter((candidate) => passesFilters(corpus, candidate, request)));
  const best = scoreBest(state, corpus, filtered.slice(0, RERANKED), concepts, viewer);
  const order =
    request.order === 'date'
      ? sortByDate(corpus, filtered)
      : [...best.map((entry) => entry.document), ...filtered.slice(RERANKED)];
  const shown = order.slice((page - 1) * pageSize, page * pageSize).map((entry) => entry.documentNo);
  const read = new Map(
    [...best, ...readDocuments(state, viewer, missing(shown, best))].map((entry) => [entry.document.documentNo, entry]),
  );
  return {
    query: request.text,
    total: filtered.length,
    page,
    pageSize,
    hits: shown.flatMap((number) => read.get(number) ?? []).map((entry) => buildHit(entry, concepts)),
    moves: findMoves(state, best, concepts, request, viewer),
    names: concepts.flatMap(({ entity }) =>
      entity ? [{ kind: entity.kind, entityId: entity.entityId, name: entity.name }] : [],
    ),
    facets: countFacets(corpus, found),
    expansions,
    loosened: found.length > 0 && !found.some((candidate) => candidate.whole),
  };
}

function sortByIndex(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (a, b) => Number(b.whole) - Number(a.whole) || a.bm25 - b.bm25 || a.documentNo - b.documentNo,
  );
}

/** Newest first; ties by number, so that pages are stable. */
function sortByDate(corpus: VisibleCorpus, candidates: readonly Candidate[]): Candidate[] {
  const dayOf = ({ documentNo }: Candidate): string => corpus.columnsOf(documentNo)?.published ?? '';
  return [...candidates].sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || a.documentNo - b.documentNo);
}

function missing(numbers: readonly number[], read: readonly ReadDocument[]): number[] {
  const known = new Set(read.map((entry) => entry.document.documentNo));
  return numbers.filter((number) => !known.has(number));
}

function readDocuments(state: SearchState, viewer: Viewer, numbers: readonly number[]): ReadDocument[] {
  return state.store.listDocumentTexts(viewer, numbers).map((document) => ({
    document,
    foldedTitle: foldText(document.title),
    foldedText: foldText(document.text),
    score: 0,
  }));
}

/** Scores the best by the index on their text. */
function scoreBest(
  state: SearchState,
  corpus: VisibleCorpus,
  candidates: readonly Candidate[],
  concepts: readonly Concept[],
  viewer: Viewer,
): ReadDocument[] {
  const read = readDocuments(
    state,
    viewer,
    candidates.map((candidate) => candidate.documentNo),
  );
  const average = read.reduce((sum, { foldedText }) => sum + foldedText.length, 0) / Math.max(1, read.length);
  const weights = concepts.map((concept) => inverseFrequency(corpus.size, corpus.holding(concept.variants).size));
  for (const entry of read) {
    const text = { title: entry.foldedTitle, entities: '', body: entry.foldedText };
    entry.score = scoreText(text, concepts, weights, average);
  }
  return read.sort((a, b) => b.score - a.score || a.document.documentNo - b.document.documentNo);
}

function buildHit(
  { document, foldedTitle, foldedText, score }: ReadDocument,
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
  ranked: readonly ReadDocument[],
  concepts: readonly Concept[],
  { vendorIds }: SearchRequest,
  viewer: Viewer,
): MoveRow[] {
  if (ranked.length === 0) return [];
  const documentIds = ranked.map(({ document }) => document.documentId);
  const answers = (move: MoveRow): boolean => {
    const words = foldText(`${move.quote.exact} ${move.typeZh} ${move.typeEn} ${move.counterparty}`);
    return concepts.every(
      ({ entity, variants }) =>
        (entity?.kind === 'vendor' && entity.entityId === move.vendorId) || countAny(words, variants) > 0,
    );
  };
  return state.store
    .listMoves(viewer, { documentIds, ...(vendorIds?.length ? { vendorIds } : {}) })
    .filter(answers)
    .sort(
      (a, b) =>
        b.importance - a.importance || b.confidence - a.confidence || b.happened.start.localeCompare(a.happened.start),
    )
    .slice(0, MOST_MOVES);
}
