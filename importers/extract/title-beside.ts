import type { Reading } from './reading.ts';

interface Span {
  start: number;
  end: number;
}

/** How far before a title the words that belong to it may begin: 腾讯云国际中东区 of 总经理. */
const LONGEST_PREFIX = 16;
const PREFIX = /[\p{Script=Han}a-z0-9&·]*$/u;
/** What ends before a title begins: 任命某人为, 操盘此单的是, 由, 向. */
const OPENS = /.*(?:(?<!华)为|[是由的了从向和与对令命让]|担任|出任|接任|升任|改任|兼任|现任|曾任)/u;
/** A title behind a name is a little further off than one before it: 原CEO张平安改任顾问 was CEO. */
const BEHIND = 1;

/**
 * The title nearest to a name, with the words before it that say where, in the source's own letters.
 * @param around where it may stand, offsets of the text
 * @param titles all titles, a global pattern over folded text
 * @returns empty where none stands there
 */
export function findTitleBeside({ text, folded }: Reading, around: Span, name: Span, titles: RegExp): string {
  const places = Array.from(folded.slice(around.start, around.end).matchAll(titles), (match): Span => {
    const start = around.start + match.index;
    return { start, end: start + match[0].length };
  });
  const distance = ({ start, end }: Span): number =>
    end <= name.start ? name.start - end : start >= name.end ? start - name.end + BEHIND : Number.POSITIVE_INFINITY;
  const nearest = places.sort((a, b) => distance(a) - distance(b))[0];
  if (!nearest || distance(nearest) === Number.POSITIVE_INFINITY) return '';
  const from = Math.max(around.start, nearest.start - LONGEST_PREFIX, nearest.start >= name.end ? name.end : 0);
  const prefix = PREFIX.exec(folded.slice(from, nearest.start))?.[0] ?? '';
  const own = prefix.slice(OPENS.exec(prefix)?.[0].length ?? 0);
  return text.slice(nearest.start - own.length, nearest.end).trim();
}
