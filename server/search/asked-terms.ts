import { foldText } from '../text/fold.ts';

/** Words by which a question asks for moves of a type. */
export interface AskedTerms {
  /** Types that this folded word asks for. */
  find(folded: string): readonly string[];
  /** Longest such word that begins at this place. */
  longestAt(folded: string, offset: number): string | undefined;
}

export function buildAskedTerms(rows: readonly { type: string; term: string }[]): AskedTerms {
  const types = new Map<string, string[]>();
  for (const { type, term } of rows) types.set(foldText(term), [...(types.get(foldText(term)) ?? []), type]);
  const longest = Math.max(0, ...[...types.keys()].map((term) => term.length));
  return {
    find: (folded) => types.get(folded) ?? [],
    longestAt(folded, offset) {
      for (let length = Math.min(longest, folded.length - offset); length >= 2; length--) {
        const candidate = folded.slice(offset, offset + length);
        if (types.has(candidate)) return candidate;
      }
      return undefined;
    },
  };
}
