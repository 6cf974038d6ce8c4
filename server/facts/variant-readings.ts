import { alignLetters, type Letters, lettersOf, type Run } from './align-texts.ts';

/** A text to be compared, with the id by which its readings are told. */
export interface VersionText {
  id: string;
  text: string;
}

/** How one version reads a place where versions differ. */
export interface Reading {
  id: string;
  /** Offsets in that version's text; equal where it has nothing there. */
  start: number;
  end: number;
  /** Folded letters. */
  letters: string;
}

/** Longer differences are passages that one version lacks, not readings. */
const LONGEST_READING = 12;
const LONGEST_OMISSION = 6;
/** Letters that must agree on each side, or the place is not the same place. */
const LEAST_AGREEMENT = 2;

interface Gap {
  aFrom: number;
  aTo: number;
  bFrom: number;
  bTo: number;
  isReading: boolean;
}

/**
 * Finds where versions of one work read differently, by aligning each with the first.
 * @param lead the version that gives the order
 * @returns one list of readings a place, in the order of the lead; a version that lacks the passage is not in it
 */
export function findVariantReadings(lead: VersionText, others: readonly VersionText[]): Reading[][] {
  const base = lettersOf(lead.text);
  const aligned = others.map(({ id, text }) => {
    const letters = lettersOf(text);
    return { id, letters, gaps: listGaps(alignLetters(base.letters, letters.letters), base.letters, letters.letters) };
  });
  const places = mergePlaces(aligned.flatMap(({ gaps }) => gaps.filter((gap) => gap.isReading)));
  return places
    .map(({ from, to }) => [
      readingOf(lead.id, base, from, to),
      ...aligned.flatMap(({ id, letters, gaps }) => {
        const span = mapSpan(gaps, from, to);
        return span ? [readingOf(id, letters, span.from, span.to)] : [];
      }),
    ])
    .filter((readings) => new Set(readings.map((reading) => reading.letters)).size > 1);
}

/** What lies between the runs that agree, ends of the texts included. */
function listGaps(runs: readonly Run[], a: string, b: string): Gap[] {
  const gaps: Gap[] = [];
  let last: Run = { a: 0, b: 0, length: 0 };
  for (const run of [...runs, { a: a.length, b: b.length, length: 0 }]) {
    const [aFrom, bFrom] = [last.a + last.length, last.b + last.length];
    if (run.a > aFrom || run.b > bFrom) {
      const [least, most] = [run.a - aFrom, run.b - bFrom].sort((x, y) => x - y) as [number, number];
      const isShort = most <= (least === 0 ? LONGEST_OMISSION : LONGEST_READING);
      const isReading = isShort && last.length >= LEAST_AGREEMENT && run.length >= LEAST_AGREEMENT;
      gaps.push({ aFrom, aTo: run.a, bFrom, bTo: run.b, isReading });
    }
    last = run;
  }
  return gaps;
}

/** Places of the lead that overlap or touch in two versions are one place. */
function mergePlaces(gaps: readonly Gap[]): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (const { aFrom, aTo } of [...gaps].sort((x, y) => x.aFrom - y.aFrom || x.aTo - y.aTo)) {
    const last = places.at(-1);
    if (last && aFrom <= last.to) last.to = Math.max(last.to, aTo);
    else places.push({ from: aFrom, to: aTo });
  }
  return places;
}

/** @returns where a span of the lead stands in the version of these gaps; undefined where that version lacks the passage. */
function mapSpan(gaps: readonly Gap[], from: number, to: number): { from: number; to: number } | undefined {
  const touching = gaps.filter((gap) => gap.aFrom <= to && gap.aTo >= from);
  if (touching.some((gap) => !gap.isReading)) return undefined;
  const before = gaps.filter((gap) => gap.aTo < from || (gap.aTo === from && gap.aFrom < from && !gap.isReading));
  const shift = (gap: Gap | undefined): number => (gap ? gap.bTo - gap.aTo : 0);
  const first = touching[0];
  const start = first && first.aFrom <= from ? first.bFrom : from + shift(before.at(-1));
  const end = to + shift(touching.at(-1) ?? before.at(-1));
  return { from: start, to: end };
}

function readingOf(id: string, { letters, offsets }: Letters, from: number, to: number): Reading {
  const start = offsets[from] ?? (offsets.at(-1) ?? -1) + 1;
  const end = to > from ? (offsets[to - 1] as number) + 1 : start;
  return { id, start, end, letters: letters.slice(from, to) };
}
