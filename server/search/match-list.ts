/** Documents that match, in the order of their numbers, with a score each: the lower the better, as FTS5's bm25. */
export interface MatchList {
  numbers: Uint32Array;
  scores: Float64Array;
}

export const NO_MATCHES: MatchList = { numbers: new Uint32Array(0), scores: new Float64Array(0) };
/** Where one list is so much longer, its places are found by halving. */
const MUCH_LONGER = 16;

/** @returns what all of the lists hold, scores added up, which is what FTS5 gives for their conjunction */
export function meetLists(lists: readonly MatchList[]): MatchList {
  const [first = NO_MATCHES, ...others] = [...lists].sort((a, b) => a.numbers.length - b.numbers.length);
  return others.reduce(meetTwo, first);
}

/** @returns what any of the lists holds, scores added up */
export function joinLists(lists: readonly MatchList[]): MatchList {
  return lists.reduce(joinTwo, NO_MATCHES);
}

/** @param most how many `each` may add, in the order of their numbers */
export function collectMatches(most: number, each: (add: (number: number, score: number) => void) => void): MatchList {
  const numbers = new Uint32Array(most);
  const scores = new Float64Array(most);
  let count = 0;
  each((number, score) => {
    numbers[count] = number;
    scores[count++] = score;
  });
  return { numbers: numbers.subarray(0, count), scores: scores.subarray(0, count) };
}

/** @param numbers ascending */
export const hasNumber = (numbers: Uint32Array, wanted: number): boolean =>
  numbers[placeOf(numbers, wanted)] === wanted;

/** @returns the first place from `from` on whose number is not below the wanted one, by halving */
export function placeOf(numbers: Uint32Array, wanted: number, from = 0): number {
  let low = from;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function meetTwo(short: MatchList, long: MatchList): MatchList {
  const find = long.numbers.length > short.numbers.length * MUCH_LONGER ? placeOf : walkTo;
  let at = 0;
  return collectMatches(short.numbers.length, (add) => {
    for (let i = 0; i < short.numbers.length; i++) {
      const number = short.numbers[i] as number;
      at = find(long.numbers, number, at);
      if (long.numbers[at] === number) add(number, (short.scores[i] as number) + (long.scores[at] as number));
    }
  });
}

function walkTo(numbers: Uint32Array, wanted: number, from: number): number {
  let at = from;
  while (at < numbers.length && (numbers[at] as number) < wanted) at++;
  return at;
}

function joinTwo(a: MatchList, b: MatchList): MatchList {
  if (a.numbers.length === 0) return b;
  return collectMatches(a.numbers.length + b.numbers.length, (add) => {
    for (let i = 0, j = 0; i < a.numbers.length || j < b.numbers.length; ) {
      const left = a.numbers[i] ?? Number.POSITIVE_INFINITY;
      const right = b.numbers[j] ?? Number.POSITIVE_INFINITY;
      const scoreA = left <= right ? (a.scores[i++] as number) : 0;
      const scoreB = right <= left ? (b.scores[j++] as number) : 0;
      add(Math.min(left, right), scoreA + scoreB);
    }
  });
}
