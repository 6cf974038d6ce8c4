import type { CellPlan } from '../../../server/facts/table.ts';
import { foldText } from '../../../server/text/fold.ts';
import { parsePlanDate } from './parse-plan-date.ts';

/** A number of a cell; offsets are within the cell's text. */
export interface CellValue {
  low: number;
  high: number;
  /** As the source wrote it; empty for a bare number. */
  unit: string;
  qualifier: string;
  approximate: boolean;
  start: number;
  end: number;
}

/** `blank`: nothing. `none`: a word or sign that says there is none. `mark`: a sign alone. `text`: words. */
export type CellKind = 'blank' | 'none' | 'mark' | 'number' | 'plan' | 'text';

export interface ParsedCell {
  kind: CellKind;
  value: CellValue | null;
  /** `*`, `□` …: signs beside or instead of a number. */
  marker: string;
  planned: (CellPlan & { start: number; end: number }) | null;
  /** Words in the brackets of a plan that are no date. */
  badDate: string;
}

/** Longer cells are words; keeps each expression to a few characters. */
const LONGEST_VALUE = 48;
const NUMBER = '[-−+]?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.\\d{1,9})?';
const VALUE = new RegExp(
  `^(?<qualifier>约|近|超过|超|逾|大约|不到|至少|>=?|<=?|≥|≤|~)?\\s*(?<currency>[$¥€£])?\\s*(?<low>${NUMBER})\\s?(?:(?:%|折)?\\s?(?:-|~|–|—|至)\\s?(?<high>${NUMBER}))?` +
    `\\s?(?<plus>\\+|多|余)?\\s?(?<unit>[\\p{Script=Han}a-z%/]{0,8}?)\\s?(?<tail>以上|以下|以内|左右)?$`,
  'u',
);
const PLAN = new RegExp(
  `^(?<low>${NUMBER})\\s?(?:->|→|=>|—>|-{2,3}>)\\s?(?<high>${NUMBER})\\s?(?<unit>[\\p{Script=Han}a-z]{0,4})\\s?(?:\\((?<when>[^()]{0,30})\\))?$`,
  'u',
);
/** No units: digits that a scan read as letters. */
const MISREAD = /^[oli]+$/;
const MARKS = '[*※†‡△▲□■☆★◇◆#]';
const ONLY_MARKS = new RegExp(`^${MARKS}{1,3}$`, 'u');
const MARK_AT_END = new RegExp(`(?:^(${MARKS})\\s?|\\s?(${MARKS}))$|^(${MARKS})\\s?`, 'u');
const NONE = /^(?:-{1,3}|—{1,2}|–|\/|n\/?a|无|不适用|未披露|暂无|没有|不详)$/;
const CURRENCY: Record<string, string> = { $: '美元', '¥': '元', '€': '欧元', '£': '英镑' };

/** Reads one cell: value or range with unit, marker, plan (`2->3 (25年3月)`); what is none of these is text. */
export function parseCell(text: string): ParsedCell {
  const folded = foldText(text);
  const empty = { value: null, marker: '', planned: null, badDate: '' };
  if (folded === '') return { ...empty, kind: 'blank' };
  if (NONE.test(folded)) return { ...empty, kind: 'none' };
  if (ONLY_MARKS.test(folded)) return { ...empty, kind: 'mark', marker: folded };
  if (folded.length > LONGEST_VALUE) return { ...empty, kind: 'text' };
  const plan = PLAN.exec(folded);
  if (plan) return readPlan(plan, text);
  const mark = MARK_AT_END.exec(folded);
  const marker = mark?.[1] ?? mark?.[2] ?? mark?.[3] ?? '';
  const bare = marker === '' ? folded : folded.replace(marker, ' ');
  const value = readValue(bare, text);
  return value ? { ...empty, kind: 'number', value, marker } : { ...empty, kind: 'text' };
}

function readPlan(match: RegExpExecArray, text: string): ParsedCell {
  const { low = '', high = '', unit = '', when } = match.groups ?? {};
  const date = when === undefined ? null : parsePlanDate(when);
  const lowEnd = low.length;
  const highStart = match[0].indexOf(high, lowEnd);
  const span = { start: highStart, end: highStart + high.length };
  const number = readNumber(high);
  return {
    kind: 'plan',
    value: plainValue(readNumber(low), unit, 0, lowEnd),
    marker: '',
    planned: { low: number, high: number, when: date ?? null, text: text.slice(highStart), ...span },
    badDate: date === undefined ? (when ?? '') : '',
  };
}

const plainValue = (number: number, unit: string, start: number, end: number): CellValue => ({
  ...{ low: number, high: number, unit, start, end, qualifier: '', approximate: false },
});

function readValue(folded: string, text: string): CellValue | null {
  const lead = folded.length - folded.trimStart().length;
  const match = VALUE.exec(folded.trim());
  const groups = match?.groups;
  if (!groups?.low || MISREAD.test(groups.unit ?? '')) return null;
  const low = readNumber(groups.low);
  const high = groups.high === undefined ? low : readNumber(groups.high);
  if (high < low) return null;
  const start = lead + (match?.[0].indexOf(groups.low) ?? 0);
  const unitAt = groups.unit ? folded.lastIndexOf(groups.unit) : -1;
  const written = unitAt < 0 ? '' : text.slice(unitAt, unitAt + (groups.unit ?? '').length);
  const unit = `${written}${groups.currency ? CURRENCY[groups.currency] : ''}` || (folded.includes('折') ? '折' : '');
  const qualifier = groups.qualifier ?? groups.plus ?? groups.tail ?? '';
  return { low, high, unit, qualifier, approximate: qualifier !== '', start, end: folded.trimEnd().length };
}

const readNumber = (words: string): number => Number(words.replace(/,/g, '').replace('−', '-'));
