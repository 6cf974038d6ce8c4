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
const UNIT = '[\\p{Script=Han}a-z%]{0,8}?(?:/[\\p{Script=Han}a-z\\d]{1,12}){0,2}?';
const QUALIFIER =
  '约为?|接近|将近|近|超过|超|逾|大约|不到|不足|至少|至多|最多|最少|最高|最低|低至|高达|多达|不[低少高多]于|不超过|仅|平均|预[计估]|>=?|<=?|≥|≤|~';
const FALLING = '↓|▼|下降|下跌|下滑|减少|跌|降(?!价|幅)';
const RISING = '↑|上升|上涨|增长|增加|提升|涨|增';
/** Words that name what the number is and leave its sign alone. */
const NAMED = '下调|降价|降幅|直降|涨幅|增幅|增速|同比|环比';
const VALUE = new RegExp(
  `^(?<qualifier>${QUALIFIER})?\\s*(?:${NAMED})?(?:(?<falling>${FALLING})|${RISING})?\\s*(?:us)?(?<currency>[$¥€£])?\\s*(?<low>${NUMBER})` +
    `\\s?(?:(?<lowUnit>%|折|[百千万亿]{1,2})?\\s?(?:-|~|–|—|至|到)\\s?(?<high>${NUMBER}))?\\s?(?<plus>\\+|多|余)?\\s?(?<unit>${UNIT})` +
    `\\s?(?<tail>\\+|以上|以下|以内|左右|起步?|多|余)?$`,
  'u',
);
const PLAN = new RegExp(
  `^(?<low>${NUMBER})\\s?(?:->|→|=>|—>|–>|-{2,3}>)\\s?(?<high>${NUMBER})\\s?(?<unit>[\\p{Script=Han}a-z]{0,4}?)\\s?(?:\\((?<when>[^()]{0,30})\\)|[,\\s](?<bare>[^()]{2,12}))?$`,
  'u',
);
/** 28 (规划 39): what is, and what is planned. A bracket that says anything else is kept as a mark. */
const NOTED = /^(?<value>[^()]{1,24}?)\s?\((?<note>[^()]{1,24})\)$/;
const PLANNED_NOTE = /^(?:规划|计划|planned?)[:\s]?(?<planned>\d{1,9})(?:个)?$/;
/** No units: digits that a scan read as letters, months and days. */
const MISREAD = /^(?:[oli]+(?![a-z]).*|[月日号].*|年[月底初中].*)$/;
/** A year is no amount. */
const YEAR = /^(?:19|20)\d{2}年?$/;
const MARKS = '[*※†‡△▲□■☆★◇◆#]';
const ONLY_MARKS = new RegExp(`^${MARKS}{1,3}$`, 'u');
const MARK_AT_END = new RegExp(`(?:^(${MARKS})\\s?|\\s?(${MARKS}))$|^(${MARKS})\\s?`, 'u');
/** 31[1], 28②, 12³: the number of a note below the table. Read before folding, which makes digits of them. */
const FOOTNOTE = /(?<=[\d%\p{Script=Han}])\s?(?:\[(?:注?\d{1,2}|[a-z])\]|[(（]注\d{0,2}[)）]|[①-⑳¹²³⁰-⁹]{1,2})$/u;
/** Words that may stand among numbers and say that there is none to tell. */
const NONE =
  /^(?:-{1,3}|—{1,2}|–|\/|n\/?\.?a\.?|tb[da]|无|不适用|未披露|未公布|未公开|未知|未上线|未开放|未提供|不支持|不提供|暂无|没有|不详|待定|未定|保密|详询|面议|持平|免费|不限)$/;
const CURRENCY: Record<string, string> = { $: '美元', '¥': '元', '€': '欧元', '£': '英镑' };

/** Reads one cell: value or range with unit, marker, plan (`2->3 (25年3月)`); what is none of these is text. */
export function parseCell(text: string): ParsedCell {
  const note = FOOTNOTE.exec(text);
  if (note) {
    const bare = parseCell(text.slice(0, note.index));
    if (bare.value || bare.kind === 'none') return { ...bare, marker: bare.marker + note[0].trim() };
  }
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
  return value ? { ...empty, kind: 'number', value, marker } : (readNoted(folded, text) ?? { ...empty, kind: 'text' });
}

function readNoted(folded: string, text: string): ParsedCell | undefined {
  const { value: words = '', note = '' } = NOTED.exec(folded)?.groups ?? {};
  const value = readValue(words, text);
  if (!value) return undefined;
  const planned = PLANNED_NOTE.exec(note)?.groups?.planned;
  if (planned === undefined)
    return { kind: 'number', value, marker: text.slice(words.length).trim(), planned: null, badDate: '' };
  const start = folded.indexOf(planned, words.length);
  const [low, end] = [readNumber(planned), start + planned.length];
  const plan = { low, high: low, when: null, text: text.slice(start, end), start, end };
  return { kind: 'plan', value, marker: '', planned: plan, badDate: '' };
}

function readPlan(match: RegExpExecArray, text: string): ParsedCell {
  const { low = '', high = '', unit = '', bare } = match.groups ?? {};
  const when = match.groups?.when ?? bare;
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
  if (!groups?.low || MISREAD.test(groups.unit ?? '') || YEAR.test(folded.trim())) return null;
  const sign = groups.falling && !/^[-−]/.test(groups.low) ? -1 : 1;
  const first = sign * readNumber(groups.low);
  const second = groups.high === undefined ? first : sign * readNumber(groups.high);
  const [low, high] = sign < 0 ? [second, first] : [first, second];
  const unit = groups.unit ?? '';
  // 3万-5万 counts in one unit; 8千-1.2万 in two.
  if (high < low || (groups.lowUnit && !unit.startsWith(groups.lowUnit))) return null;
  const start = lead + (match?.[0].indexOf(groups.low) ?? 0);
  const unitAt = unit ? folded.lastIndexOf(unit) : -1;
  const written = unitAt < 0 ? '' : text.slice(unitAt, unitAt + unit.length);
  const shown = `${written}${groups.currency ? CURRENCY[groups.currency] : ''}` || (folded.includes('折') ? '折' : '');
  const qualifier = groups.qualifier ?? groups.plus ?? groups.tail ?? '';
  const end = unitAt < 0 ? folded.trimEnd().length : unitAt + unit.length;
  return { low, high, unit: shown, qualifier, approximate: qualifier !== '', start, end };
}

const readNumber = (words: string): number => Number(words.replace(/,/g, '').replace('−', '-'));
