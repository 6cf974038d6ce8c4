import type { NamedEntity } from '../store/vendors.ts';
import { allowedSlips, editDistance } from './edit-distance.ts';
import { lazily } from './lazy.ts';
import { groupNames, type NameGroup } from './name-groups.ts';
import { soundOf } from './sound.ts';

export type { NameGroup } from './name-groups.ts';

/** Finds listed names: exactly, by pinyin or initials, or with a slip of the pen. */
export interface NameDictionary {
  /** Names as they stand in the lists, folded. */
  find(folded: string): NameGroup | undefined;
  /** For a word that the corpus does not hold; the likeliest first. Callers take the first that their reader may know. */
  correct(folded: string): NameGroup[];
  /** Longest listed name that begins at this place of a folded text. */
  longestAt(folded: string, offset: number): string | undefined;
  /** Is this the full pinyin of a name? */
  isPinyin(latin: string): boolean;
  /** A name that sounds like the stretch of Han at this place, such as 滕讯云. */
  soundsAt(folded: string, offset: number): string | undefined;
}

interface Sounded {
  name: string;
  /** Without spaces. */
  whole: string;
  isHan: boolean;
  pinyin: string;
  initials: string;
  group: NameGroup;
}

const HAN = /\p{Script=Han}/u;
const LONGEST_NAME = 24;
const LONGEST_SOUND = 6;
const MOST_GUESSES = 4;
const KIND_ORDER = { vendor: 0, account: 1, person: 2 } as const;

export function buildNameDictionary(entities: readonly NamedEntity[]): NameDictionary {
  const byName = groupNames(entities);
  const longest = Math.min(LONGEST_NAME, Math.max(0, ...[...byName.keys()].map((name) => name.length)));
  const sounded = lazily(() => listSounds(byName));

  return {
    find: (folded) => byName.get(folded),
    correct(folded) {
      const term = folded.replace(/\s+/g, '');
      if (term.length < 2 || term.length > LONGEST_NAME) return [];
      const found = HAN.test(term) ? correctHan(term, sounded()) : correctLatin(term, sounded());
      return [...new Set(found.map(({ group }) => group))].slice(0, MOST_GUESSES);
    },
    longestAt(folded, offset) {
      for (let length = Math.min(longest, folded.length - offset); length >= 2; length--) {
        const candidate = folded.slice(offset, offset + length);
        if (byName.has(candidate)) return candidate;
      }
      return undefined;
    },
    isPinyin: (latin) => sounded().bySound.has(latin),
    soundsAt(folded, offset) {
      for (let length = Math.min(LONGEST_SOUND, folded.length - offset); length >= 3; length--) {
        const candidate = folded.slice(offset, offset + length);
        if (/^\p{Script=Han}+$/u.test(candidate) && sounded().bySound.has(soundOf(candidate).pinyin)) return candidate;
      }
      return undefined;
    },
  };
}

/** Names by how they sound. */
interface Sounds {
  entries: readonly Sounded[];
  bySound: ReadonlyMap<string, Sounded[]>;
  byInitials: ReadonlyMap<string, Sounded[]>;
}

function listSounds(byName: ReadonlyMap<string, NameGroup>): Sounds {
  const entries = Array.from(byName, ([name, group]): Sounded => {
    return { name, whole: name.replace(/\s+/g, ''), isHan: HAN.test(name), ...soundOf(name), group };
  });
  return {
    entries,
    bySound: collect(entries, ({ pinyin }) => pinyin),
    byInitials: collect(entries, ({ initials }) => initials),
  };
}

function collect(entries: readonly Sounded[], keyOf: (entry: Sounded) => string): Map<string, Sounded[]> {
  const map = new Map<string, Sounded[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== '') map.set(key, [...(map.get(key) ?? []), entry]);
  }
  for (const list of map.values()) list.sort((a, b) => KIND_ORDER[a.group.kind] - KIND_ORDER[b.group.kind]);
  return map;
}

/** The same sound, then one other character in a name of as many, or one more or less in a long one. */
function correctHan(term: string, { entries, bySound }: Sounds): Sounded[] {
  const same = bySound.get(soundOf(term).pinyin);
  if (same) return same;
  const near = entries.filter(
    ({ whole, isHan }) =>
      isHan &&
      (whole.length === term.length || term.length > 3) &&
      whole.length > 1 &&
      editDistance(term, whole, 1) === 1,
  );
  // Two characters of which one is wrong could be anything, unless one name alone is like it.
  return term.length > 2 || near.length === 1 ? near : [];
}

/** Full pinyin, initials, then the nearest spelling of a Latin name or of a name's pinyin. */
function correctLatin(term: string, { entries, bySound, byInitials }: Sounds): Sounded[] {
  const sounded = bySound.get(term) ?? (term.length > 2 ? byInitials.get(term) : undefined);
  if (sounded) return sounded;
  const limit = allowedSlips(term);
  if (limit === 0 || /\d/.test(term)) return [];
  return entries
    .map((entry) => ({ entry, distance: editDistance(term, entry.isHan ? entry.pinyin : entry.whole, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || KIND_ORDER[a.entry.group.kind] - KIND_ORDER[b.entry.group.kind])
    .map(({ entry }) => entry);
}
