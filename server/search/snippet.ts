import { indexOfWord } from '../text/find-words.ts';
import type { Fragment } from './types.ts';

export interface Snippet {
  fragments: Fragment[];
  start: number;
  end: number;
  /** Places of the whole text that match, overlapping ones once. */
  matchCount: number;
}

interface Span {
  start: number;
  end: number;
  concept: number;
}

const WINDOW = 110;
const MOST_SPANS = 400;
const BREAK = /[。！？!?；;\n]/;

/** Marks every occurrence of the variants in a text. @param folded the same text folded, of the same length */
export function markAll(text: string, folded: string, variants: readonly (readonly string[])[]): Fragment[] {
  return cutFragments(text, 0, text.length, listSpans(folded, variants));
}

/** The stretch of text that holds the most different concepts, from a sentence's start, with its matches marked. */
export function buildSnippet(text: string, folded: string, variants: readonly (readonly string[])[]): Snippet {
  const spans = listSpans(folded, variants);
  const best = bestWindow(spans);
  const start = sentenceStart(text, best);
  const end = Math.min(text.length, Math.max(start + WINDOW, best.end));
  return { fragments: cutFragments(text, start, end, spans), start, end, matchCount: countApart(spans) };
}

function listSpans(folded: string, variants: readonly (readonly string[])[]): Span[] {
  const spans: Span[] = [];
  variants.forEach((words, concept) => {
    for (const word of words) {
      for (
        let at = indexOfWord(folded, word);
        at >= 0 && spans.length < MOST_SPANS;
        at = indexOfWord(folded, word, at + word.length)
      ) {
        spans.push({ start: at, end: at + word.length, concept });
      }
    }
  });
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

function countApart(spans: readonly Span[]): number {
  let end = 0;
  let count = 0;
  for (const span of spans) {
    if (span.start >= end) count++;
    end = Math.max(end, span.end);
  }
  return count;
}

function bestWindow(spans: readonly Span[]): { start: number; end: number } {
  let best = { start: 0, end: 0 };
  let most = 0;
  spans.forEach((first, i) => {
    const seen = new Set<number>();
    let hits = 0;
    let end = first.end;
    for (let j = i; j < spans.length && (spans[j] as Span).end <= first.start + WINDOW; j++) {
      seen.add((spans[j] as Span).concept);
      end = Math.max(end, (spans[j] as Span).end);
      hits++;
    }
    const worth = seen.size * 100 + Math.min(hits, 20);
    if (worth > most) {
      most = worth;
      best = { start: first.start, end };
    }
  });
  return best;
}

/** Begins at the sentence's start where that leaves room for the matches, else a little before the first. */
function sentenceStart(text: string, { start, end }: { start: number; end: number }): number {
  for (let i = start - 1; i >= 0 && end - i <= WINDOW; i--) if (BREAK.test(text[i] as string)) return i + 1;
  return end <= WINDOW ? 0 : Math.max(0, start - 20);
}

function cutFragments(text: string, start: number, end: number, spans: readonly Span[]): Fragment[] {
  const fragments: Fragment[] = [];
  let at = start;
  const push = (to: number, hit: boolean): void => {
    if (to > at) fragments.push({ text: text.slice(at, to).replace(/\n/g, ' '), hit });
    at = Math.max(at, to);
  };
  for (const span of spans) {
    if (span.end <= at || span.start < start) continue;
    if (span.start >= end) break;
    push(Math.max(at, span.start), false);
    push(Math.min(end, span.end), true);
  }
  push(end, false);
  return fragments;
}
