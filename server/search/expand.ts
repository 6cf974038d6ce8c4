import { splitRuns } from '../text/tokenise.ts';
import type { NameDictionary, NameGroup } from './names.ts';
import type { ParsedQuery } from './parse-query.ts';
import type { Expansion } from './types.ts';

/** One thing that the person asks for, and the words that stand for it. */
export interface Concept {
  label: string;
  variants: string[];
  /** The listed entity that it names: results without it would be about something else. */
  entity?: NameGroup;
}

export interface ExpandedQuery {
  concepts: Concept[];
  expansions: Expansion[];
}

/** Does the corpus hold this folded text anywhere? */
export type IsKnown = (folded: string) => boolean;

/** Words that ask rather than name. */
const STOP_WORDS = new Set(
  (
    '的 了 和 与 及 在 是 有 对 为 从 被 把 将 也 都 就 还 又 很 最 更 哪 哪家 哪些 哪个 什么 为什么 怎么 怎样 如何 多少 谁 吗 呢 吧 啊 想 要 会 能 ' +
    '可以 没有 一个 这个 那个 到底 关于 以及 以上 以下 目前 现在 情况 the a an of in on for to and or is are was what who why how which'
  ).split(' '),
);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Terms up to this length are words; longer ones are cut. */
const LONGEST_WORD = 4;

/** Turns words into concepts: names with all their aliases, long runs cut into words, unknown words corrected to names. */
export function expandQuery(query: ParsedQuery, names: NameDictionary, isKnown: IsKnown): ExpandedQuery {
  const concepts: Concept[] = [];
  const expansions: Expansion[] = [];
  const terms = query.terms.flatMap((term) =>
    term.exact ? [term] : cutTerm(term.text, names, isKnown).map((text) => ({ text, exact: false })),
  );
  for (const { text, exact } of joinUnknownLatin(terms, isKnown, names)) {
    const listed = exact ? undefined : names.find(text);
    const corrected = !exact && !listed && !isKnown(text) ? names.correct(text) : undefined;
    const entity = listed ?? corrected;
    if (!entity) {
      concepts.push({ label: text, variants: [text] });
      continue;
    }
    const variants = [...new Set([...(listed ? [text] : []), ...entity.variants])];
    concepts.push({ label: entity.name, variants, entity });
    const also = variants.filter((variant) => variant !== text);
    if (also.length > 0) expansions.push({ term: text, reason: listed ? 'alias' : 'name', also });
  }
  return { concepts: mergeSame(concepts), expansions };
}

/** 为什么想换掉阿里云 → 换掉, 阿里云: listed names whole, the rest by words, without those that only ask. */
function cutTerm(term: string, names: NameDictionary, isKnown: IsKnown): string[] {
  if (names.find(term) || (term.length <= LONGEST_WORD && (isKnown(term) || !/\p{Script=Han}{3}/u.test(term))))
    return [term];
  const pieces: string[] = [];
  let rest = '';
  const flush = (): void => {
    pieces.push(...cutWords(rest));
    rest = '';
  };
  for (let i = 0; i < term.length; ) {
    const name = names.longestAt(term, i);
    if (name) {
      flush();
      pieces.push(name);
    } else rest += term[i];
    i += name?.length ?? 1;
  }
  flush();
  return pieces.length > 0 ? pieces : [term];
}

function cutWords(text: string): string[] {
  return splitRuns(text).flatMap((run) => {
    if (!run.unspaced) return STOP_WORDS.has(run.text) ? [] : [run.text];
    return Array.from(segmenter.segment(run.text), (part) => part.segment).filter(
      (word) => word.length > 1 && !STOP_WORDS.has(word),
    );
  });
}

/** "huoshan yinqing" is one name: neighbours that the corpus does not hold are tried together first. */
function joinUnknownLatin(
  terms: { text: string; exact: boolean }[],
  isKnown: IsKnown,
  names: NameDictionary,
): { text: string; exact: boolean }[] {
  const joined: { text: string; exact: boolean }[] = [];
  for (let i = 0; i < terms.length; i++) {
    const [here, next] = [terms[i] as { text: string; exact: boolean }, terms[i + 1]];
    const pair = next && `${here.text}${next.text}`;
    const both =
      next && /^[a-z]+$/.test(pair ?? '') && !here.exact && !next.exact && !isKnown(here.text) && !isKnown(next.text);
    if (both && pair && names.correct(pair)) {
      joined.push({ text: pair, exact: false });
      i++;
    } else joined.push(here);
  }
  return joined;
}

function mergeSame(concepts: readonly Concept[]): Concept[] {
  const byLabel = new Map<string, Concept>();
  for (const concept of concepts) {
    const known = byLabel.get(concept.label);
    byLabel.set(
      concept.label,
      known ? { ...known, variants: [...new Set([...known.variants, ...concept.variants])] } : concept,
    );
  }
  return [...byLabel.values()];
}
