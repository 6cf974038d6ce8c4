import { foldText } from '../text/fold.ts';
import { lazily } from './lazy.ts';
import { soundOf } from './sound.ts';

/** Words of the trade that a search takes for one another. */
export interface Synonyms {
  /** The words beside it in all sets that hold this folded word; undefined when none does. */
  find(folded: string): string[] | undefined;
  /** A Han word of the sets with this joined pinyin. */
  findByPinyin(latin: string): string | undefined;
  longestAt(folded: string, offset: number): string | undefined;
}

export function buildSynonyms(rows: readonly { setNo: number; term: string }[]): Synonyms {
  const sets = new Map<number, string[]>();
  for (const { setNo, term } of rows) sets.set(setNo, [...(sets.get(setNo) ?? []), foldText(term)]);
  const byTerm = new Map<string, string[]>();
  for (const terms of sets.values()) {
    for (const term of terms) byTerm.set(term, [...new Set([...(byTerm.get(term) ?? []), ...terms])]);
  }
  const bySound = lazily(() => listSounds(byTerm.keys()));
  const longest = Math.max(0, ...[...byTerm.keys()].map((term) => term.length));
  return {
    find: (folded) => byTerm.get(folded)?.filter((term) => term !== folded),
    findByPinyin: (latin) => bySound().get(latin),
    longestAt(folded, offset) {
      for (let length = Math.min(longest, folded.length - offset); length >= 2; length--) {
        const candidate = folded.slice(offset, offset + length);
        if (byTerm.has(candidate)) return candidate;
      }
      return undefined;
    },
  };
}

function listSounds(terms: Iterable<string>): Map<string, string> {
  const bySound = new Map<string, string>();
  for (const term of terms) {
    const { pinyin } = soundOf(term);
    if (pinyin !== '' && !bySound.has(pinyin)) bySound.set(pinyin, term);
  }
  return bySound;
}
