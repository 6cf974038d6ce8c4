import { type Grade, gradeOf } from '../facts/grade.ts';
import type { FigureRow } from '../store/figures.ts';
import { quoteHref } from './move-item.ts';
import type { ReadingNote } from './reading-notes.ts';

/** A number ready to be printed: qualifier, amount, unit. */
export interface FigureValue {
  /** 近, 超过 …; empty when the source has none. */
  qualifier: string;
  /** Never rounded; the source's own words where digits would say more or less than they do. */
  amount: string;
  unit: string;
  /** The number as the source wrote it, where it is printed in another way; else empty. */
  written: string;
}

/** A figure as a page shows it. */
export interface FigureItem extends FigureRow {
  value: FigureValue;
  /** The words around the number, as many as say what it counts; empty where the number stands alone in its cell. */
  context: string;
  /** Of what part a table gives it, and in which sense where no words around say it: 东南亚 › 泰国 · 可用区; empty for prose. */
  extent: string;
  grade: Grade;
  /** Its sentence in our own copy. */
  href: string;
  /** Where its number reads otherwise than in most versions of the text. */
  readings: ReadingNote[];
}

/** 数十亿, 几百万, 三分之二: no digits say the same. */
const VAGUE = /[数几多余]|上[百千万]|分之|\d\/\d|左右|上下|以上|以下|以内/;
/** What belongs to such a number may stand just outside it. */
const VAGUE_BEFORE = /[数几]$/;
const ABOVE_BEFORE = /上$/;
const VAGUE_AFTER = /^\s*(?:左右|上下|以上|以下|以内)/;

/** $13.6 billion, RMB 10 million: a currency before the number makes it read best as it stands. */
const SIGNED = /^[^\d\s]{1,3}\s?\d/;

/** Not the comma inside 1,700. */
const CLAUSE_END = /[，；。！？|]|[,;](?!\d)/g;
/** In characters: a shorter clause says little alone; more than the longer one on a side is left off. */
const SHORT_CONTEXT = 14;
const LONG_CONTEXT = 36;
/** The same of text without Han, which takes more characters to say as much and is cut between words. */
const LONG_LATIN_CONTEXT = 84;

export function toFigureItem(figure: FigureRow, readings: ReadingNote[] = []): FigureItem {
  const context = contextOf(figure);
  return {
    ...figure,
    value: printFigure(figure),
    context,
    extent: [figure.place, context === '' ? figure.scope : ''].filter((part) => part !== '').join(' · '),
    grade: gradeOf(figure),
    href: quoteHref(figure.document.documentId, figure.quote),
    readings,
  };
}

/** @returns 300–400 万美元 for 三四百万美元, 1,700 人 for 1700 人, and 30 多亿美元 as it stands. */
export function printFigure(figure: FigureRow): FigureValue {
  const { low, high, unit, qualifier, approximate } = figure;
  const words = wordsOf(figure);
  const tail = words.slice(words.length - unit.length);
  const endsInUnit = tail.toLowerCase() === unit.toLowerCase();
  if (low === high && (VAGUE.test(words) || (approximate && qualifier === ''))) {
    const amount = endsInUnit ? words.slice(0, words.length - unit.length).trim() : words;
    const isSaid = qualifier !== '' && words.includes(qualifier);
    return { qualifier: isSaid ? '' : qualifier, amount, unit: endsInUnit ? tail : '', written: '' };
  }
  if (SIGNED.test(words)) return { qualifier, amount: words, unit: '', written: '' };
  const decimals = /^\d[\d,]*\.(\d+)/.exec(words)?.[1]?.length ?? 0;
  const amount = low === high ? digits(low, decimals) : `${digits(low)}–${digits(high)}`;
  // Units are stored folded: the source's own letters are kept where it has them.
  const printed = { qualifier, amount, unit: endsInUnit ? tail : unit };
  return { ...printed, written: squeeze(`${printed.amount}${printed.unit}`) === squeeze(words) ? '' : words };
}

/** The number as the source wrote it, with what makes it vague on either side. */
function wordsOf({ quote, valueStart, valueEnd, qualifier }: FigureRow): string {
  const [from, to] = [Math.max(0, valueStart - quote.start), Math.max(0, valueEnd - quote.start)];
  const before = (qualifier === '上' ? ABOVE_BEFORE : VAGUE_BEFORE).exec(quote.exact.slice(0, from))?.[0] ?? '';
  const after = VAGUE_AFTER.exec(quote.exact.slice(to))?.[0] ?? '';
  return `${before}${quote.exact.slice(from, to)}${after}`.trim();
}

/** @returns the clause of the number, and the one before when it is short; words left off show as an ellipsis. */
function contextOf({ quote, valueStart, valueEnd }: FigureRow): string {
  const { exact } = quote;
  const [from, to] = [Math.max(0, valueStart - quote.start), Math.max(0, valueEnd - quote.start)];
  const ends = [...exact.matchAll(CLAUSE_END)].map(({ index, 0: mark }) => index + mark.length);
  const starts = [0, ...ends.filter((end) => end <= from)].reverse();
  const end = ends.find((place) => place > to) ?? exact.length;
  const start = starts.find((place) => end - place >= SHORT_CONTEXT) ?? 0;
  const isLatin = !/\p{Script=Han}/u.test(exact);
  const reach = isLatin ? LONG_LATIN_CONTEXT : LONG_CONTEXT;
  const nearest = [Math.max(start, from - reach), Math.min(end, to + reach)] as const;
  const [first, last] = isLatin ? widenToWords(exact, nearest) : nearest;
  const words = exact.slice(first, last).replace(/[，,；;。：:]$/, '');
  if (words.trim() === exact.slice(from, to).trim()) return '';
  return `${first > 0 ? '…' : ''}${words.trim()}${last < exact.length ? '…' : ''}`;
}

/** @returns the span up to the next blank on either side */
function widenToWords(text: string, [first, last]: readonly [number, number]): [number, number] {
  const blank = text.slice(last).search(/\s|$/);
  return [text.slice(0, first).lastIndexOf(' ') + 1, last + blank];
}

/** @param decimals that the source wrote, zeros too. */
function digits(value: number, decimals = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: 20 });
}

/** Spaces, commas and the kind of dash do not make another number. */
const squeeze = (text: string): string => text.replace(/[\s,]/g, '').replace(/[-—~～]/g, '–');
