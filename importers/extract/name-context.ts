/** So far about a name the words stand that give it its part. */
const ABOUT = 28;

/** @returns the words about a name with the name itself as `{N}`: what the vocabulary's patterns of a name's part are tried on. */
export function markName(folded: string, { start, end }: { start: number; end: number }): string {
  return `${folded.slice(Math.max(0, start - ABOUT), start)}{N}${folded.slice(end, end + ABOUT)}`;
}
