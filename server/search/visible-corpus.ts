import type { Viewer } from '../model.ts';
import type { MatchRow } from '../store/search-rows.ts';
import { rankOfTlp } from '../store/visibility.ts';
import { buildPhrase } from '../text/tokenise.ts';
import type { Candidate } from './candidates.ts';
import { allowedSlips, editDistance } from './edit-distance.ts';
import type { Dimension, Entry } from './facet-values.ts';
import type { SearchState } from './state.ts';

/** The corpus as one viewer may know it: what lies above the clearance neither matches nor weighs. */
export interface VisibleCorpus {
  /** Documents in it. */
  size: number;
  entryOf(documentNo: number): Entry | undefined;
  /** @param expression FTS5, made of phrases */
  match(expression: string): MatchRow[];
  /** Numbers of the documents that hold any of the folded words. */
  holding(words: readonly string[]): ReadonlySet<number>;
  isVisible(documentNo: number): boolean;
  /** Whether any document, of whatever class, holds the folded word: one that none holds only costs time. */
  isHeld(folded: string): boolean;
  isKnown(folded: string): boolean;
  /** Does any document have this value? */
  isPresent(dimension: Dimension, value: string): boolean;
  /** How many documents have this value? */
  countOf(dimension: Dimension, value: string): number;
  /** Every document without the excluded words. */
  listAll(excluded: readonly string[]): Candidate[];
  /** Latin words that these documents hold and that the given one could be a slip of. */
  listNearWords(folded: string): string[];
}

/** Views and their answers live as long as the state: a commit makes a new one. */
const views = new WeakMap<SearchState, Map<number, VisibleCorpus>>();
const MOST_CACHED = 2000;
/** Sets of document numbers kept: a common word in a large base is hundreds of kilobytes. */
const MOST_CACHED_NUMBERS = 3_000_000;
/** Scored matches kept, some 40 bytes each. */
const MOST_CACHED_ROWS = 300_000;
const MOST_SCANNED = 20_000;
const MOST_NEAR = 2;

export function viewCorpus(state: SearchState, viewer: Viewer): VisibleCorpus {
  const clearance = rankOfTlp(viewer.clearance);
  const known = views.get(state) ?? new Map<number, VisibleCorpus>();
  views.set(state, known);
  const view = known.get(clearance) ?? buildView(state, clearance);
  known.set(clearance, view);
  return view;
}

function buildView(state: SearchState, clearance: number): VisibleCorpus {
  const admits = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && entry.tlp <= clearance && (entry.replacedAt === null || entry.replacedAt > clearance);
  const match = keepAnswers((expression) =>
    state.rows.matchDocuments(expression).filter((row) => admits(state.entries.get(row.documentNo))),
  );
  const cache = new Map<string, ReadonlySet<number>>();
  let cachedNumbers = 0;
  const holding = (words: readonly string[]): ReadonlySet<number> => {
    const expression = anyOf(words);
    if (!expression) return new Set();
    const cached = cache.get(expression);
    if (cached) return cached;
    const found = new Set(
      state.rows.listHolders(expression).filter((documentNo) => admits(state.entries.get(documentNo))),
    );
    cachedNumbers += found.size;
    if (cache.size >= MOST_CACHED || cachedNumbers > MOST_CACHED_NUMBERS) {
      cache.clear();
      cachedNumbers = found.size;
    }
    cache.set(expression, found);
    return found;
  };
  const isKnown = (folded: string): boolean => holding([folded]).size > 0;
  const held = new Map<string, boolean>();
  const isHeld = (folded: string): boolean => {
    const expression = anyOf([folded]);
    const known = held.get(folded) ?? (!expression || state.rows.listNewestHolders(expression, 1).length > 0);
    if (held.size >= MOST_CACHED) held.clear();
    held.set(folded, known);
    return known;
  };
  const visible = [...state.entries.values()].filter(admits);
  let counts: Map<number, number> | undefined;
  const countOf = (dimension: Dimension, value: string): number => {
    counts ??= countValues(visible);
    return counts.get(state.facets.find(dimension, value) ?? -1) ?? 0;
  };
  return {
    ...{ size: visible.length, match, holding, isKnown, isHeld },
    isVisible: (documentNo) => admits(state.entries.get(documentNo)),
    countOf,
    isPresent: (dimension, value) => countOf(dimension, value) > 0,
    listAll(excluded) {
      const banned = holding(excluded);
      return visible
        .filter(({ documentNo }) => !banned.has(documentNo))
        .map(({ documentNo }) => ({ documentNo, bm25: 0, whole: true }));
    },
    entryOf: (documentNo) => state.entries.get(documentNo),
    listNearWords: (folded) => listNearWords(state, folded).filter(isKnown).slice(0, MOST_NEAR),
  };
}

/** The next page, another order and a filter ask the same again; scoring every match is the dearest part of an answer. */
function keepAnswers(answer: (expression: string) => MatchRow[]): (expression: string) => MatchRow[] {
  const kept = new Map<string, MatchRow[]>();
  let rows = 0;
  return (expression) => {
    const known = kept.get(expression);
    if (known) return known;
    const found = answer(expression);
    if (rows + found.length > MOST_CACHED_ROWS) {
      kept.clear();
      rows = 0;
    }
    rows += found.length;
    kept.set(expression, found);
    return found;
  };
}

function countValues(entries: readonly Entry[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { values } of entries) for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Slips in the first letter are rare, and leaving them out spares reading every word of the index. */
function listNearWords({ rows }: SearchState, folded: string): string[] {
  const limit = /^[a-z]+$/.test(folded) ? allowedSlips(folded) : 0;
  if (limit === 0) return [];
  const first = folded.charCodeAt(0);
  return rows
    .listIndexWords(String.fromCharCode(first), String.fromCharCode(first + 1), MOST_SCANNED)
    .map((word) => ({ word, distance: /^[a-z]+$/.test(word) ? editDistance(folded, word, limit) : limit + 1 }))
    .filter(({ distance }) => distance > 0 && distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .map(({ word }) => word);
}

/** @returns an FTS5 expression that any of the folded words satisfies; undefined when none has a letter or digit. */
export function anyOf(words: readonly string[], titleOnly = false): string | undefined {
  const phrases = words.map(buildPhrase).filter((phrase) => phrase !== undefined);
  if (phrases.length === 0) return undefined;
  return titleOnly ? `(title : (${phrases.join(' OR ')}))` : `(${phrases.join(' OR ')})`;
}
