import type { Viewer } from '../model.ts';
import { foldText } from '../text/fold.ts';
import { buildPhrase } from '../text/tokenise.ts';
import type { NameGuess } from './name-typeahead.ts';
import type { SearchState } from './state.ts';
import type { Suggestion } from './types.ts';
import { type VisibleCorpus, viewCorpus } from './visible-corpus.ts';

const MOST_SUGGESTIONS = 10;
const MOST_NAMES = 6;
const MOST_TITLES = 5;
const LONGEST_TYPED = 60;
const MOST_WORDS = 6;
const KIND_WORTH = { vendor: 1, account: 0.5, person: 0.3 } as const;
/** Of so many newest documents with such a title, those that the viewer may see. */
const MOST_SCANNED = 100;

/** Names that what was typed may begin, then the newest titles that hold it. */
export function suggest(state: SearchState, typed: string, viewer: Viewer): Suggestion[] {
  const text = typed.slice(0, LONGEST_TYPED).trim();
  if (text === '') return [];
  const folded = foldText(text);
  const corpus = viewCorpus(state, viewer);
  const guesses = state.typeahead(text);
  const names = sortByUse(guesses.length > 0 ? guesses : guessSlips(state, folded), corpus).slice(0, MOST_NAMES);
  const titles = listTitles(state, folded, corpus, viewer);
  return [
    ...names.map(({ kind, entityId, name, via }) => ({ kind, text: name, id: entityId, via })),
    ...titles.slice(0, MOST_TITLES),
  ].slice(0, MOST_SUGGESTIONS);
}

/** Swapped letters and homophones are left to the dictionary of the search itself. */
function guessSlips({ names }: SearchState, folded: string): NameGuess[] {
  return names.correct(folded).map(({ kind, entityId, name }) => ({ kind, entityId, name, via: '', begins: false }));
}

/** Who begins so before who is like it; who is told of before who is not; vendors first, then by how many documents. */
function sortByUse(guesses: readonly NameGuess[], corpus: VisibleCorpus): NameGuess[] {
  const worth = (guess: NameGuess): number => {
    const documents = countDocuments(guess, corpus);
    return (guess.begins ? 4 : 0) + KIND_WORTH[guess.kind] + (documents === 0 ? -1 : Math.log1p(documents ?? 0) / 2);
  };
  return guesses
    .map((guess) => ({ guess, worth: worth(guess) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ guess }) => guess);
}

/** @returns undefined for a person: their documents are not counted. */
function countDocuments({ kind, entityId, name }: NameGuess, corpus: VisibleCorpus): number | undefined {
  if (kind === 'person') return undefined;
  return kind === 'vendor' ? corpus.countOf('vendors', entityId) : corpus.countOf('accounts', name);
}

function listTitles(state: SearchState, folded: string, corpus: VisibleCorpus, viewer: Viewer): Suggestion[] {
  const words = folded.split(/\s+/).slice(0, MOST_WORDS);
  const phrases = words.flatMap((word, i) => toPhrase(word, i === words.length - 1) ?? []);
  if (phrases.length === 0) return [];
  const numbers = state.rows
    .listNewestHolders(`title : (${phrases.join(' AND ')})`, MOST_SCANNED)
    .filter(corpus.isVisible)
    .slice(0, MOST_TITLES);
  const rows = state.store.listDocumentTexts(viewer, numbers);
  return rows.map(({ title, documentId }) => ({ kind: 'document', text: title, id: documentId, via: '' }));
}

/** The last word may be typed in part: a Latin one then begins a word. */
function toPhrase(word: string, isLast: boolean): string | undefined {
  const phrase = buildPhrase(word);
  return phrase && isLast && /[a-z0-9]$/.test(word) && phrase.endsWith('"') ? `${phrase}*` : phrase;
}
