import type { Viewer } from '../model.ts';
import type { DocumentRow, DocumentWords } from '../store/documents.ts';
import { foldText } from '../text/fold.ts';
import { isWhole } from './candidates.ts';
import type { Concept } from './expand.ts';
import { isAboutNamed } from './is-about.ts';
import type { MatchList } from './match-list.ts';
import { inverseFrequency, scoreText } from './rank.ts';
import { buildSnippet, markAll } from './snippet.ts';
import type { SearchState } from './state.ts';
import type { DocumentHit } from './types.ts';
import type { VisibleCorpus } from './visible-corpus.ts';

/** A document of one query with its folded texts. */
export interface ReadDocument {
  document: DocumentWords;
  foldedTitle: string;
  foldedText: string;
  score: number;
}

/** Documents that were read last, oldest first: the same few are asked for again on the next page and by the next query. */
interface Kept {
  /** Whose eyes they were read with: others read for themselves. */
  clearance: Viewer['clearance'];
  entries: Map<number, ReadDocument>;
  characters: number;
}

const kept = new WeakMap<SearchState, Kept>();
/** Some 24 MB of texts and their folded twins. */
const MOST_CHARACTERS = 6_000_000;
/** So few documents are read to see whether they are about what is asked. */
const FEW = 5;

/** Reads documents as the viewer; what the viewer may not see is not among them. */
export function readDocuments(state: SearchState, viewer: Viewer, numbers: readonly number[]): ReadDocument[] {
  const known = recall(state, viewer);
  const { entries } = known;
  const missing = numbers.filter((number) => !entries.has(number));
  const read = new Map(
    state.store.listDocumentTexts(viewer, missing).map((document) => [document.documentNo, fold(document)]),
  );
  const wanted = numbers.flatMap((number) => read.get(number) ?? entries.get(number) ?? []);
  keep(known, wanted);
  return wanted.map((entry) => ({ ...entry }));
}

function recall(state: SearchState, { clearance }: Viewer): Kept {
  const known = kept.get(state);
  if (known?.clearance === clearance) return known;
  const fresh = { clearance, entries: new Map(), characters: 0 };
  kept.set(state, fresh);
  return fresh;
}

const fold = (document: DocumentWords): ReadDocument => ({
  ...{ document, foldedTitle: foldText(document.title), foldedText: foldText(document.text), score: 0 },
});

/** Puts them last, and lets the oldest go until the rest is small enough. */
function keep(known: Kept, read: readonly ReadDocument[]): void {
  for (const entry of read) {
    if (!known.entries.delete(entry.document.documentNo)) known.characters += entry.foldedText.length;
    known.entries.set(entry.document.documentNo, entry);
  }
  for (const [number, { foldedText }] of known.entries) {
    if (known.characters <= MOST_CHARACTERS) return;
    known.entries.delete(number);
    known.characters -= foldedText.length;
  }
}

function weigh(corpus: VisibleCorpus, concepts: readonly Concept[]): number[] {
  return concepts.map(({ variants, similar }) =>
    inverseFrequency(corpus.size, corpus.holding([...variants, ...similar]).size),
  );
}

/**
 * Do few documents hold every word, and none of them near the entity that is named? Then the words stand there about others.
 */
export function areWordsApart(
  state: SearchState,
  corpus: VisibleCorpus,
  { numbers, scores }: MatchList,
  concepts: readonly Concept[],
  viewer: Viewer,
): boolean {
  if (!concepts.some(({ entity }) => entity)) return false;
  const whole: number[] = [];
  for (let i = 0; i < numbers.length && whole.length <= FEW; i++)
    if (isWhole(scores[i] as number)) whole.push(numbers[i] as number);
  if (whole.length === 0 || whole.length > FEW) return false;
  const weights = weigh(corpus, concepts);
  return !readDocuments(state, viewer, whole).some((entry) => isAboutNamed(entry, concepts, weights));
}

/** Scores the best by the index on their text, best first. */
export function scoreBest(
  state: SearchState,
  corpus: VisibleCorpus,
  numbers: readonly number[],
  concepts: readonly Concept[],
  viewer: Viewer,
): ReadDocument[] {
  const read = readDocuments(state, viewer, numbers);
  const weights = weigh(corpus, concepts);
  const average = read.reduce((sum, { foldedText }) => sum + foldedText.length, 0) / Math.max(1, read.length);
  for (const entry of read) {
    const text = { title: entry.foldedTitle, body: entry.foldedText };
    entry.score = scoreText(text, concepts, weights, average);
  }
  return read.sort((a, b) => b.score - a.score || a.document.documentNo - b.document.documentNo);
}

export function buildHit(
  row: DocumentRow,
  entry: ReadDocument,
  concepts: readonly Concept[],
): Omit<DocumentHit, 'versionCount'> {
  const words = concepts.map(({ variants, similar }) => [...variants, ...similar]);
  const { document, foldedTitle, foldedText, score } = entry;
  const { fragments, start, end, matchCount } = buildSnippet(document.text, foldedText, words);
  const title = markAll(document.title, foldedTitle, words);
  return { document: row, title, snippet: fragments, start, end, matchCount, score };
}
