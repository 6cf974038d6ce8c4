import { splitRuns } from '../text/tokenise.ts';
import type { Lexicon } from './expand.ts';

/** Words that ask rather than name. */
const STOP_WORDS = new Set(
  (
    '的 了 和 与 及 在 是 有 对 为 从 被 把 将 也 都 就 还 又 很 最 更 哪 哪家 哪些 哪个 什么 为什么 怎么 怎样 如何 多少 谁 吗 呢 吧 啊 想 要 会 能 ' +
    '可以 没有 一个 这个 那个 到底 关于 以及 以上 以下 目前 现在 情况 为何 是否 有没有 什么样 几个 多大 多久 去年 今年 ' +
    'the a an of in on for to and or is are was were what who why how which when did does do has have with from by at its'
  ).split(' '),
);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Terms up to this length are words; longer ones are cut. */
const LONGEST_WORD = 4;
const MOST_JOINED = 4;

/** 为什么想换掉阿里云 → 换掉, 阿里云: listed names whole, the rest by words, without those that only ask. */
export function cutTerm(term: string, { names, synonyms, isKnown }: Lexicon): string[] {
  if (names.find(term) || synonyms.find(term)) return [term];
  if (term.length <= LONGEST_WORD && (isKnown(term) || !/\p{Script=Han}{3}/u.test(term))) return [term];
  const pieces: string[] = [];
  let rest = '';
  const flush = (): void => {
    pieces.push(...cutWords(rest));
    rest = '';
  };
  for (let i = 0; i < term.length; ) {
    const name = names.longestAt(term, i) ?? synonyms.longestAt(term, i) ?? soundedAt(term, i);
    if (name && !splitsWord(term, i, name.length)) {
      flush();
      pieces.push(name);
      i += name.length;
    } else rest += term[i++];
  }
  flush();
  return pieces.length > 0 ? pieces : [term];

  function soundedAt(text: string, offset: number): string | undefined {
    const name = names.soundsAt(text, offset);
    return name && !isKnown(name) ? name : undefined;
  }
}

/** A Latin name must not be cut out of a longer word: ai in email. */
function splitsWord(text: string, start: number, length: number): boolean {
  const isLatin = (at: number): boolean => /[a-z0-9]/.test(text[at] ?? '');
  return (isLatin(start) && isLatin(start - 1)) || (isLatin(start + length - 1) && isLatin(start + length));
}

function cutWords(text: string): string[] {
  return splitRuns(text).flatMap((run) => {
    if (!run.unspaced) return STOP_WORDS.has(run.text) ? [] : [run.text];
    return Array.from(segmenter.segment(run.text), (part) => part.segment).filter(
      (word) => word.length > 1 && !STOP_WORDS.has(word),
    );
  });
}

/**
 * Neighbours that are one name or notion of several words: "alibaba cloud", "price cut", "huo shan yin qing". Words that only ask
 * go, unless nothing else is there.
 */
export function joinNeighbours(
  terms: readonly string[],
  lexicon: Lexicon,
  isPlain: (text: string) => boolean,
): string[] {
  const joined: string[] = [];
  for (let i = 0; i < terms.length; ) {
    const length = lengthOfName(terms.slice(i, i + MOST_JOINED), lexicon, isPlain);
    joined.push(length > 1 ? nameOf(terms.slice(i, i + length), lexicon) : (terms[i] as string));
    i += length;
  }
  const telling = joined.filter((term) => !STOP_WORDS.has(term));
  return telling.length > 0 ? telling : joined;
}

function lengthOfName(terms: readonly string[], lexicon: Lexicon, isPlain: (text: string) => boolean): number {
  for (let length = terms.length; length > 1; length--) {
    const part = terms.slice(0, length);
    if (!part.some(isPlain) && nameOf(part, lexicon) !== '') return length;
  }
  return 1;
}

/** @returns the joined name; empty when the words are none. */
function nameOf(terms: readonly string[], { names, synonyms, isKnown }: Lexicon): string {
  const spaced = terms.join(' ');
  if (names.find(spaced) || synonyms.find(spaced)) return spaced;
  const whole = terms.join('');
  if (!/^[a-z]+$/.test(whole)) return '';
  if (names.find(whole)) return whole;
  const isStrange = terms.some((term) => !isKnown(term));
  return isStrange && names.isPinyin(whole) ? whole : '';
}
