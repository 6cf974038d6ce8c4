import type { AccountNaming } from '../../reference-data.ts';
import type { Reading, Sentence } from '../reading.ts';

/** How a possible name of an organisation was noticed. */
export type Sign = 'suffix' | 'place' | 'category' | 'subject' | 'object' | 'quoted';

/** A stretch of folded text that may name an organisation. */
export interface NameSighting {
  name: string;
  sign: Sign;
  /** Group of the name's last word, or ''. */
  group: string;
  /** The name without its last word. */
  brand: string;
  start: number;
  end: number;
  sentence: Sentence;
}

/** Finds every stretch that is made like an organisation's name. Proposed widely; the model decides. */
export interface NameFinder {
  find(
    reading: Pick<Reading, 'folded' | 'sentences'>,
    isTaken: (start: number, end: number) => boolean,
  ): NameSighting[];
}

const LONGEST_BRAND = 6;
const HAN = /\p{Script=Han}/u;
const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const oneOf = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(escapePattern)
    .join('|');

/** Moments that open a clause before its subject. */
const MOMENT =
  '(?:今年|去年|前年|本月|上个?月|\\d{1,2}月(?:份|底|初)?|(?:上|下)半年|年初|年底|最近|随后|同月|而|但|不过|目前|如今)*';
const OBJECT =
  '(?:拿下|签下|签约|中标|失去|丢掉|丢了|撬走|服务于?|赢得|替|帮助?|给|为|与|和|跟|是|像|比如|例如|包括|客户|来自)';
const OBJECT_END = '(?=提供|打造|搭建|做|签|合作|达成|联合|共建|的|这|等|上|装|建|,|。|、|两|三|一)';

export function buildNameFinder(naming: AccountNaming): NameFinder {
  const groupOf = new Map(
    Object.entries(naming.suffixes).flatMap(([group, words]) => words.map((word) => [word, group])),
  );
  const suffix = new RegExp(`(?:${oneOf([...groupOf.keys()])})`, 'g');
  const place = new RegExp(`(?:${oneOf(naming.places)})`, 'g');
  const follower = `(?=${oneOf(naming.followers)})`;
  const category = new RegExp(
    `(?:${oneOf(naming.categories)})(?<name>[\\p{Script=Han}]{2,5}?|[a-z][a-z0-9 ]{1,15}?)${follower}`,
    'gu',
  );
  const subject = new RegExp(`^${MOMENT},?(?<name>\\p{Script=Han}{2,5}?|[a-z][a-z0-9 ]{1,15}?)${follower}`, 'u');
  const object = new RegExp(`${OBJECT}(?<name>\\p{Script=Han}{2,5}?|[a-z][a-z0-9 ]{1,15}?)${OBJECT_END}`, 'gu');
  const generic = new Set(naming.generic);
  const longestBoundary = Math.max(...[...naming.boundaries, ...naming.categories].map((word) => word.length));
  const boundary = new RegExp(`(?:${oneOf(naming.boundaries)}|${oneOf(naming.categories)})$`);
  const deals = naming.deals;

  /** Walks left from a name's last word over its brand. */
  const brandStart = (words: string, at: number): number => {
    let start = at;
    while (start > 0 && at - start < LONGEST_BRAND) {
      if (!HAN.test(words[start - 1] as string)) break;
      if (boundary.test(words.slice(Math.max(0, start - longestBoundary), start))) break;
      start--;
    }
    return start;
  };

  return {
    find(reading, isTaken) {
      const found: NameSighting[] = [];
      for (const sentence of reading.sentences) {
        const words = reading.folded.slice(sentence.start, sentence.end);
        const add = (sign: Sign, start: number, end: number, group: string, brand: string): void => {
          const [from, to] = [sentence.start + start, sentence.start + end];
          if (isTaken(from, to) || /\s$/.test(words.slice(start, end))) return;
          found.push({ name: words.slice(start, end), sign, group, brand, start: from, end: to, sentence });
        };
        for (const match of words.matchAll(suffix)) {
          const start = brandStart(words, match.index);
          const brand = words.slice(start, match.index);
          const joined = /^(?:集团|控股|股份)/.exec(words.slice(match.index + match[0].length))?.[0] ?? '';
          if (brand.length >= 1 && brand.length <= 5 && !generic.has(brand))
            add('suffix', start, match.index + match[0].length + joined.length, groupOf.get(match[0]) ?? '', brand);
        }
        for (const match of words.matchAll(place)) {
          const start = brandStart(words, match.index);
          const brand = words.slice(start, match.index);
          if (brand.length >= 2 && brand.length <= 4 && !generic.has(brand))
            add('place', start, match.index + match[0].length, 'place', brand);
        }
        if (!deals.test(words)) continue;
        for (const match of words.matchAll(category)) addNamed('category', match, match.index, add, generic);
        for (const clause of words.matchAll(/[^,。;:"“”]+/g)) {
          const match = subject.exec(words.slice(clause.index));
          if (match) addNamed('subject', match, clause.index, add, generic);
        }
        for (const match of words.matchAll(object)) addNamed('object', match, match.index, add, generic);
      }
      return dropInner(found);
    },
  };
}

function addNamed(
  sign: Sign,
  match: RegExpMatchArray,
  index: number,
  add: (sign: Sign, start: number, end: number, group: string, brand: string) => void,
  generic: ReadonlySet<string>,
): void {
  const name = match.groups?.name ?? '';
  const start = index + match[0].lastIndexOf(name);
  if (!generic.has(name)) add(sign, start, start + name.length, '', name);
}

/** Of two that overlap the longer stays; the same stretch may stand once a sign. */
function dropInner(found: readonly NameSighting[]): NameSighting[] {
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.start <= one.start &&
          one.end <= other.end &&
          other.end - other.start > one.end - one.start &&
          (other.sign === 'suffix' || other.sign === 'place' || one.sign === other.sign),
      ),
  );
}
