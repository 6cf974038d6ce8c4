import { foldText } from '../text/fold.ts';
import { findLongestCommon } from './longest-common.ts';

/** Letters and digits of a text, folded, each with its offset: line breaks, signs and punctuation are no difference. */
export interface Letters {
  letters: string;
  /** Offset of each letter in the text. */
  offsets: readonly number[];
}

/** A stretch that reads alike in both texts; positions count letters. */
export interface Run {
  a: number;
  b: number;
  length: number;
}

const LETTER = /[\p{L}\p{N}]/u;
/** A list's number at the head of a line is layout: an export may drop it. */
const LIST_NUMBER = /(?<=^|\n)[ \t]*\(?\d{1,2}[.、)](?=\s)/g;
/** Words sought as landmarks, widest first: those that stand once on each side. */
const LANDMARKS = [16, 8, 4] as const;
/** Stretches of fewer pairs of letters than this are compared letter by letter. */
const MOST_PAIRS = 60_000;
/** Fewer letters alike between two differences are chance. */
const LEAST_ISLAND = 2;

export function lettersOf(text: string): Letters {
  const folded = foldText(text).replace(LIST_NUMBER, (number) => ' '.repeat(number.length));
  const offsets: number[] = [];
  let letters = '';
  for (let i = 0; i < folded.length; i++) {
    const unit = folded[i] as string;
    if (!LETTER.test(unit)) continue;
    letters += unit;
    offsets.push(i);
  }
  return { letters, offsets };
}

/**
 * Aligns two versions of one text: landmarks first, then what lies between them, then letter by letter. Time grows with the
 * length of the texts; a stretch that was moved counts as absent on one side and new on the other.
 * @returns runs that read alike, in the order of both texts
 */
export function alignLetters(a: string, b: string): Run[] {
  const runs: Run[] = [];
  alignBetween(a, b, { aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }, runs);
  return dropIslands(joinRuns(runs), a.length, b.length);
}

interface Window {
  aFrom: number;
  aTo: number;
  bFrom: number;
  bTo: number;
}

function alignBetween(a: string, b: string, window: Window, runs: Run[]): void {
  const { aFrom, bFrom } = window;
  let { aTo, bTo } = window;
  let head = 0;
  while (aFrom + head < aTo && bFrom + head < bTo && a[aFrom + head] === b[bFrom + head]) head++;
  if (head > 0) runs.push({ a: aFrom, b: bFrom, length: head });
  let tail = 0;
  while (aTo > aFrom + head && bTo > bFrom + head && a[aTo - 1] === b[bTo - 1]) {
    aTo--;
    bTo--;
    tail++;
  }
  alignInner(a, b, { aFrom: aFrom + head, aTo, bFrom: bFrom + head, bTo }, runs);
  if (tail > 0) runs.push({ a: aTo, b: bTo, length: tail });
}

function alignInner(a: string, b: string, window: Window, runs: Run[]): void {
  const { aFrom, aTo, bFrom, bTo } = window;
  if (aFrom === aTo || bFrom === bTo) return;
  if ((aTo - aFrom) * (bTo - bFrom) <= MOST_PAIRS) {
    for (const run of findLongestCommon(a.slice(aFrom, aTo), b.slice(bFrom, bTo)))
      runs.push({ a: aFrom + run.a, b: bFrom + run.b, length: run.length });
    return;
  }
  const landmarks = LANDMARKS.map((width) => findLandmarks(a, b, window, width)).find((list) => list.length > 0) ?? [];
  let [at, bt] = [aFrom, bFrom];
  for (const mark of landmarks) {
    if (mark.a < at || mark.b < bt) continue; // inside a landmark that overlaps
    alignBetween(a, b, { aFrom: at, aTo: mark.a, bFrom: bt, bTo: mark.b }, runs);
    runs.push(mark);
    [at, bt] = [mark.a + mark.length, mark.b + mark.length];
  }
  if (landmarks.length > 0) alignBetween(a, b, { aFrom: at, aTo, bFrom: bt, bTo }, runs);
}

/** Words of one width that stand once in each window, as many as come in the same order in both. */
function findLandmarks(a: string, b: string, { aFrom, aTo, bFrom, bTo }: Window, width: number): Run[] {
  const once = (text: string, from: number, to: number): Map<string, number> => {
    const places = new Map<string, number>();
    for (let i = from; i + width <= to; i++) {
      const word = text.slice(i, i + width);
      places.set(word, places.has(word) ? -1 : i);
    }
    return places;
  };
  const inB = once(b, bFrom, bTo);
  const shared = [...once(a, aFrom, aTo)].flatMap(([word, place]) => {
    const other = inB.get(word) ?? -1;
    return place >= 0 && other >= 0 ? [{ a: place, b: other, length: width }] : [];
  });
  return longestRising(shared.sort((one, two) => one.a - two.a));
}

/** The longest part of a list, in its order, whose places in `b` rise too (patience sorting). */
function longestRising(marks: readonly Run[]): Run[] {
  const piles: number[] = [];
  const before: number[] = [];
  marks.forEach((mark, index) => {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((marks[piles[middle] as number] as Run).b < mark.b) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (piles[low - 1] as number) : -1;
    piles[low] = index;
  });
  const chain: Run[] = [];
  for (let index = piles.at(-1) ?? -1; index >= 0; index = before[index] as number) chain.push(marks[index] as Run);
  return chain.reverse();
}

function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && last.a + last.length === run.a && last.b + last.length === run.b) last.length += run.length;
    else joined.push({ ...run });
  }
  return joined;
}

/** A letter or two alike between two larger differences belong to the difference. */
function dropIslands(runs: readonly Run[], aLength: number, bLength: number): Run[] {
  const kept: Run[] = [];
  runs.forEach((run, index) => {
    const last = kept.at(-1) ?? { a: 0, b: 0, length: 0 };
    const next = runs[index + 1] ?? { a: aLength, b: bLength, length: 0 };
    const before = Math.max(run.a - last.a - last.length, run.b - last.b - last.length);
    const after = Math.max(next.a - run.a - run.length, next.b - run.b - run.length);
    if (run.length <= LEAST_ISLAND && before > run.length && after > run.length) return;
    kept.push(run);
  });
  return kept;
}
