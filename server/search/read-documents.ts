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

/** Folded texts of the last documents read: the same few are asked for again on the next page and by the next query. */
const folded = new WeakMap<SearchState, Map<number, ReadDocument>>();
const MOST_KEPT = 600;
/** So few documents are read to see whether they are about what is asked. */
const FEW = 5;

/** Reads documents as the viewer; what the viewer may not see is not among them. */
export function readDocuments(state: SearchState, viewer: Viewer, numbers: readonly number[]): ReadDocument[] {
  const kept = folded.get(state) ?? new Map<number, ReadDocument>();
  folded.set(state, kept);
  const missing = numbers.filter((number) => !kept.has(number));
  if (kept.size + missing.length > MOST_KEPT) kept.clear();
  const wanted = numbers.filter((number) => !kept.has(number));
  for (const document of state.store.listDocumentTexts(viewer, wanted)) {
    const texts = { foldedTitle: foldText(document.title), foldedText: foldText(document.text) };
    kept.set(document.documentNo, { document, ...texts, score: 0 });
  }
  return numbers.flatMap((number) => {
    const entry = kept.get(number);
    return entry ? [{ ...entry }] : [];
  });
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
