import type { Viewer } from '../model.ts';
import type { MatchRow, SearchColumns } from '../store/search-rows.ts';
import { rankOfTlp } from '../store/visibility.ts';
import { buildPhrase } from '../text/tokenise.ts';
import type { SearchState } from './index.ts';

/** The corpus as one viewer may know it: what lies above the clearance neither matches nor weighs. */
export interface VisibleCorpus {
  /** Documents in it. */
  size: number;
  columnsOf(documentNo: number): SearchColumns | undefined;
  /** @param expression FTS5, made of phrases */
  match(expression: string): MatchRow[];
  /** Numbers of the documents that hold any of the folded words. */
  holding(words: readonly string[]): ReadonlySet<number>;
}

/** Views and their answers live as long as the state: a commit makes a new one. */
const views = new WeakMap<SearchState, Map<number, VisibleCorpus>>();
const MOST_CACHED = 2000;

export function viewCorpus(state: SearchState, viewer: Viewer): VisibleCorpus {
  const clearance = rankOfTlp(viewer.clearance);
  const known = views.get(state) ?? new Map<number, VisibleCorpus>();
  views.set(state, known);
  const view = known.get(clearance) ?? buildView(state, clearance);
  known.set(clearance, view);
  return view;
}

function buildView(state: SearchState, clearance: number): VisibleCorpus {
  const admits = (columns: SearchColumns | undefined): boolean =>
    columns !== undefined &&
    columns.tlp <= clearance &&
    (columns.replacedAt === null || columns.replacedAt > clearance);
  const cache = new Map<string, ReadonlySet<number>>();
  const match = (expression: string): MatchRow[] =>
    state.match(expression).filter((row) => admits(state.columns.get(row.documentNo)));
  return {
    size: [...state.columns.values()].filter(admits).length,
    columnsOf: (documentNo) => state.columns.get(documentNo),
    match,
    holding(words) {
      const expression = anyOf(words);
      if (!expression) return new Set();
      const cached = cache.get(expression) ?? new Set(match(expression).map((row) => row.documentNo));
      if (cache.size < MOST_CACHED) cache.set(expression, cached);
      return cached;
    },
  };
}

/** @returns an FTS5 expression that any of the folded words satisfies; undefined when none has a letter or digit. */
export function anyOf(words: readonly string[]): string | undefined {
  const phrases = words.map(buildPhrase).filter((phrase) => phrase !== undefined);
  return phrases.length > 0 ? `(${phrases.join(' OR ')})` : undefined;
}
