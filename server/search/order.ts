import type { MatchList } from './match-list.ts';

/** The best first; ties by number. @returns all numbers, of which the first `count` are in order */
export function sortByScore({ numbers, scores }: MatchList, count: number): Uint32Array {
  if (numbers.length === 0) return numbers;
  const last = selectSmallest(scores.slice(), Math.min(count, numbers.length) - 1);
  const first: number[] = [];
  const sorted = new Uint32Array(numbers.length);
  let end = numbers.length;
  for (let i = numbers.length - 1; i >= 0; i--) {
    if ((scores[i] as number) <= last) first.push(i);
    else sorted[--end] = numbers[i] as number;
  }
  first.sort((a, b) => (scores[a] as number) - (scores[b] as number) || a - b);
  first.forEach((place, i) => {
    sorted[i] = numbers[place] as number;
  });
  return sorted;
}

/** Hoare's selection: @returns the value that would stand at this place were all in order. The values change places. */
function selectSmallest(values: Float64Array, place: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >>> 1] as number;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while ((values[j] as number) > pivot) j--;
      if (i > j) break;
      const kept = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = kept;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else break;
  }
  return values[place] as number;
}

/** Newest first; ties by number, so that pages are stable. @param dayOf anything that sorts as days do */
export function sortNewest<T extends string | number>(
  numbers: Uint32Array,
  dayOf: (documentNo: number) => T,
): Uint32Array {
  const dated = Array.from(numbers, (number) => ({ number, day: dayOf(number) }));
  dated.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.number - b.number));
  return Uint32Array.from(dated, ({ number }) => number);
}
