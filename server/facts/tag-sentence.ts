import { ACCOUNT_MARK, VENDOR_MARK } from './account-vocabulary.ts';

/** A name and whom it means; `owner` '' is a vendor that the source does not name. */
interface Hit {
  start: number;
  end: number;
  kind: 'account' | 'vendor';
  owner: string;
}

/** A sentence with each name replaced by one character. */
export interface TaggedSentence {
  tagged: string;
  /** Vendor ids by the place of their mark in `tagged`; '' for one that is not named. */
  vendors: Map<number, string>;
  hasAccount: boolean;
  /** Place in the sentence of a place in `tagged`. */
  placeOf(tagged: number): number;
}

/** Lower-case names by their first character, the longest first, so that a product's name is not cut up. */
export type NamesByFirst = ReadonlyMap<string, readonly { name: string; owner: string }[]>;

export interface NameFinder {
  find(sentence: string): Hit[];
  /** Whether the account is named: much cheaper than finding everybody. */
  hasAccount(text: string): boolean;
}

const LETTER = /[a-z0-9]/;

export function indexNames(names: readonly { name: string; owner: string }[]): NamesByFirst {
  const owners = new Map(names.map(({ name, owner }) => [name.toLowerCase(), owner]));
  const byFirst = new Map<string, { name: string; owner: string }[]>();
  for (const [name, owner] of [...owners].sort(([a], [b]) => b.length - a.length)) {
    if (name.length < 2) continue;
    const first = name.charAt(0);
    byFirst.set(first, [...(byFirst.get(first) ?? []), { name, owner }]);
  }
  return byFirst;
}

/** @returns names that do not overlap, from the left; Latin names are whole words: `Anker` is not in `Ankera`. */
export function scanNames(lower: string, names: NamesByFirst, kind: Hit['kind'] = 'account'): Hit[] {
  const hits: Hit[] = [];
  for (let start = 0; start < lower.length; start++) {
    const found = names
      .get(lower.charAt(start))
      ?.find(({ name }) => lower.startsWith(name, start) && isWhole(lower, start, name));
    if (!found) continue;
    hits.push({ start, end: start + found.name.length, kind, owner: found.owner });
    start += found.name.length - 1;
  }
  return hits;
}

function isWhole(lower: string, start: number, name: string): boolean {
  const end = start + name.length;
  const opens = LETTER.test(name.charAt(0)) && LETTER.test(lower.charAt(start - 1));
  return !opens && !(LETTER.test(name.charAt(name.length - 1)) && LETTER.test(lower.charAt(end)));
}

/** A company named on the way to a thing of its own: 甲公司跨境电商乙. */
const OWNED_REACH = 8;

/**
 * @param account its id, which no vendor's name may stand for, its names, and those of accounts that it owns: where one of these
 *   follows at once, that one is meant
 */
export function createNameFinder(
  vendors: NamesByFirst,
  account: { id: string; names: readonly string[]; owned: readonly string[] },
  unnamed: RegExp,
): NameFinder {
  const own = indexNames(account.names.map((name) => ({ name, owner: account.id })));
  const owned = account.owned.map((name) => name.toLowerCase());
  const names = account.names.map((name) => name.toLowerCase());
  const findOwn = (lower: string): Hit[] =>
    scanNames(lower, own, 'account').filter(({ end }) => {
      const after = /^[^，,。；;、和与及]*/u.exec(lower.slice(end, end + OWNED_REACH))?.[0] ?? '';
      return !owned.some((name) => after.includes(name));
    });
  return {
    hasAccount(text) {
      const lower = text.toLowerCase();
      return names.some((name) => lower.includes(name)) && findOwn(lower).length > 0;
    },
    find(sentence) {
      const lower = sentence.toLowerCase();
      const named = findOwn(lower);
      const others = scanNames(lower, vendors, 'vendor').filter((hit) => hit.owner !== account.id);
      // The longer of two names that cross is the one that is meant.
      const kept = named.filter((hit) => !others.some((other) => cross(hit, other) && lengthOf(other) > lengthOf(hit)));
      const all = [...kept, ...others.filter((hit) => !kept.some((other) => cross(hit, other)))];
      const vague = [...sentence.matchAll(unnamed)]
        .map(({ 0: text, index }): Hit => ({ start: index, end: index + text.length, kind: 'vendor', owner: '' }))
        .filter((hit) => !all.some((other) => cross(hit, other)));
      return [...all, ...vague].sort((a, b) => a.start - b.start);
    },
  };
}

const cross = (a: Hit, b: Hit): boolean => a.start < b.end && b.start < a.end;
const lengthOf = ({ start, end }: Hit): number => end - start;

export function tagSentence(sentence: string, finder: NameFinder): TaggedSentence {
  const places: number[] = [];
  const vendors = new Map<number, string>();
  let tagged = '';
  let from = 0;
  const copy = (to: number): void => {
    for (let i = from; i < to; i++) places.push(i);
    tagged += sentence.slice(from, to);
  };
  const hits = finder.find(sentence);
  for (const hit of hits) {
    copy(hit.start);
    if (hit.kind === 'vendor') vendors.set(tagged.length, hit.owner);
    places.push(hit.start);
    tagged += hit.kind === 'account' ? ACCOUNT_MARK : VENDOR_MARK;
    from = hit.end;
  }
  copy(sentence.length);
  return {
    tagged,
    vendors,
    hasAccount: hits.some((hit) => hit.kind === 'account'),
    placeOf: (place) => places[place] ?? sentence.length,
  };
}
