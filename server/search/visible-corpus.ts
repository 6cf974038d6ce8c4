import type { Viewer } from '../model.ts';
import { rankOfTlp } from '../store/visibility.ts';
import { buildTable, type CorpusTable } from './corpus-table.ts';
import { allowedSlips, editDistance } from './edit-distance.ts';
import type { Dimension, Entry } from './facet-values.ts';
import type { MatchList } from './match-list.ts';
import type { SearchState } from './state.ts';
import { createWordMatcher, type WordMatcher } from './word-matcher.ts';

/** The corpus as one viewer may know it: what lies above the clearance neither matches nor weighs. */
export interface VisibleCorpus extends WordMatcher {
  /** Documents in it. */
  size: number;
  table: CorpusTable;
  entryOf(documentNo: number): Entry | undefined;
  isVisible(documentNo: number): boolean;
  /** Does any document have this value? */
  isPresent(dimension: Dimension, value: string): boolean;
  /** How many documents have this value? */
  countOf(dimension: Dimension, value: string): number;
  /** Every document without the excluded words, none better than another. */
  listAll(excluded: readonly string[]): MatchList;
  /** Latin words that these documents hold and that the given one could be a slip of. */
  listNearWords(folded: string): string[];
}

/** Views and their answers live as long as the state: a commit makes a new one. */
const views = new WeakMap<SearchState, Map<number, VisibleCorpus>>();
const tables = new WeakMap<SearchState, CorpusTable>();
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

function tableOf(state: SearchState): CorpusTable {
  const table = tables.get(state) ?? buildTable(state.entries);
  tables.set(state, table);
  return table;
}

function buildView(state: SearchState, clearance: number): VisibleCorpus {
  const admits = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && entry.tlp <= clearance && (entry.replacedAt === null || entry.replacedAt > clearance);
  const visible = state.entries.filter(admits);
  const flags = new Uint8Array(state.entries.length);
  for (const { documentNo } of visible) flags[documentNo] = 1;
  const isVisible = (documentNo: number): boolean => flags[documentNo] === 1;
  const table = tableOf(state);
  const words = createWordMatcher({ rows: state.rows, size: visible.length, isVisible, days: table.days });
  let counts: Uint32Array | undefined;
  const countOf = (dimension: Dimension, value: string): number => {
    counts ??= countValues(visible, state.facets.size());
    return counts[state.facets.find(dimension, value) ?? -1] ?? 0;
  };
  return {
    ...words,
    ...{ size: visible.length, table, isVisible, countOf },
    isPresent: (dimension, value) => countOf(dimension, value) > 0,
    listAll(excluded) {
      const banned = words.holding(excluded);
      const numbers = Uint32Array.from(visible, ({ documentNo }) => documentNo).filter((number) => !banned.has(number));
      return { numbers, scores: new Float64Array(numbers.length) };
    },
    entryOf: (documentNo) => state.entries[documentNo],
    listNearWords: (folded) => listNearWords(state, folded).filter(words.isKnown).slice(0, MOST_NEAR),
  };
}

/** @returns how many documents have each value, by its number */
function countValues(entries: readonly Entry[], size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (const { values, from, to } of entries)
    for (let i = from; i < to; i++) counts[values[i] as number] = (counts[values[i] as number] as number) + 1;
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
