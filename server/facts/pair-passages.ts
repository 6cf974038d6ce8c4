import type { Passage } from '../model.ts';
import { foldText } from '../text/fold.ts';
import { shingleText } from '../text/shingles.ts';

export interface VersionPassages {
  text: string;
  passages: readonly Passage[];
}

/** A passage of one version beside those of the others that say the same. */
export interface PairedRow {
  /** One cell a version, in the order given; empty where a version has nothing of it here. */
  cells: Passage[][];
  /** Versions of which a passage in this row stands nowhere in any other. */
  alone: number[];
}

/** Passages that share this much of the smaller one are the same passage. */
const SAME_PASSAGE = 0.4;
/** A passage of which less than this stands in the other versions is held by its version alone. */
const ELSEWHERE = 0.3;
/** Shorter ones, such as a heading of two words, are told by their letters alone. */
const FEWEST_SHINGLES = 4;

interface Read extends Passage {
  letters: string;
  shingles: ReadonlySet<number>;
}

/**
 * Sets the passages of versions side by side. Time grows with the length of the texts.
 * @param versions the first gives the order; at least one
 * @returns one row for each passage of the first and for each of the others that it lacks, in reading order
 */
export function pairPassages(versions: readonly VersionPassages[]): PairedRow[] {
  const read = versions.map(({ text, passages }) => passages.map((passage) => readPassage(text, passage)));
  const held = read.map((passages) => new Set(passages.flatMap(({ shingles }) => [...shingles])));
  const isAlone = (passage: Read, version: number): boolean =>
    passage.shingles.size >= FEWEST_SHINGLES &&
    held.every((shingles, other) => other === version || shareIn(passage.shingles, shingles) < ELSEWHERE);
  const [lead = [], ...others] = read;
  const rows: Read[][][] = lead.map((passage) => [[passage], ...others.map(() => [])]);
  const own = [...rows];
  others.forEach((passages, index) => {
    const find = createFinder(lead);
    let last = -1;
    for (const passage of passages) {
      const place = find(passage, last);
      const row = place === undefined ? undefined : own[place];
      if (row) row[index + 1]?.push(passage);
      else insertAfter(rows, own[last], index + 1, passage, versions.length);
      if (place !== undefined) last = place;
    }
  });
  return rows.map((cells) => ({
    cells: cells.map((passages) => passages.map(({ kind, start, end }) => ({ kind, start, end }))),
    alone: cells.flatMap((passages, version) => (passages.some((one) => isAlone(one, version)) ? [version] : [])),
  }));
}

function readPassage(text: string, passage: Passage): Read {
  const folded = foldText(text.slice(passage.start, passage.end));
  return { ...passage, letters: folded.replace(/[^\p{L}\p{N}]+/gu, ''), shingles: shingleText(folded) };
}

/** @returns a function that finds a passage's like in the lead, of equals the next after a place. */
function createFinder(lead: readonly Read[]): (passage: Read, after: number) => number | undefined {
  const byShingle = new Map<number, number[]>();
  const byLetters = new Map<string, number[]>();
  const note = <K>(map: Map<K, number[]>, key: K, index: number): void => {
    const known = map.get(key);
    if (known) known.push(index);
    else map.set(key, [index]);
  };
  lead.forEach(({ shingles, letters }, index) => {
    for (const shingle of shingles) note(byShingle, shingle, index);
    note(byLetters, letters, index);
  });
  return ({ shingles, letters }, after) => {
    const nearest = (places: readonly number[]): number | undefined =>
      [...places].sort((a, b) => Math.abs(a - after - 1) - Math.abs(b - after - 1))[0];
    const same = byLetters.get(letters);
    if (same) return nearest(same);
    const votes = new Map<number, number>();
    for (const shingle of shingles)
      for (const place of byShingle.get(shingle) ?? []) votes.set(place, (votes.get(place) ?? 0) + 1);
    const most = Math.max(0, ...votes.values());
    const best = nearest([...votes].filter(([, count]) => count === most).map(([place]) => place));
    const least = Math.min(shingles.size, lead[best ?? 0]?.shingles.size ?? 0);
    return best !== undefined && most >= SAME_PASSAGE * least ? best : undefined;
  };
}

/** Passages that the lead lacks stand after the row before them, one row for what follows each other in one version. */
function insertAfter(
  rows: Read[][][],
  before: Read[][] | undefined,
  version: number,
  passage: Read,
  count: number,
): void {
  let at = before ? rows.indexOf(before) + 1 : 0;
  while (rows[at]?.[0]?.length === 0) at++;
  const cells = Array.from({ length: count }, (_, index) => (index === version ? [passage] : []));
  rows.splice(at, 0, cells);
}

function shareIn(shingles: ReadonlySet<number>, all: ReadonlySet<number>): number {
  let shared = 0;
  for (const shingle of shingles) if (all.has(shingle)) shared++;
  return shingles.size === 0 ? 1 : shared / shingles.size;
}
