import type { FigureState } from '../model.ts';
import type { Comparable, ScopeValues } from './figure-ledger.ts';
import { shareOfPairs } from './fold-moves.ts';
import { shiftDays } from './partial-date.ts';

/** From what needs a person most to what needs none. */
export const CONFLICT_KINDS = ['contradiction', 'version', 'restated', 'scope', 'approximate', 'rounding'] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** A figure with all that decides whether it disagrees with another. */
export interface LedgerFigure {
  figureId: string;
  vendorId: string;
  metric: string;
  /** Counted over a time, or at a moment. */
  of: 'period' | 'moment';
  place: string;
  value: Comparable;
  state: FigureState;
  approximate: boolean;
  /** 近, 超过 …; empty when the source has none. */
  qualifier: string;
  scopes: ScopeValues;
  period: { start: string; end: string } | null;
  published: string | null;
  documentId: string;
  workId: string | null;
  /** A cell says what it is of by its column and row, prose (null) by its words. */
  tableId: string | null;
  /** The clause and what stands beside it, without the number. */
  around: string;
  sentence: string;
  /** The number as its sentence has it. */
  written: string;
}

/** What is said to be true on days so near is said of one time. */
const SAME_TIME_DAYS = 92;
/** Sentences that share this much speak of one thing. */
const SAME_THING = 0.3;
/** Sentences that share this much are one sentence in two versions. */
const SAME_SENTENCE = 0.6;
/** 约 80 and 87 may be one number. */
const ROUGH = 0.1;
/** 超 80 says no more than that it is not far above. */
const ROUGH_BEYOND = 0.25;
/** A written zero may stand for digits left off while it moves the value by no more than this. */
const ROUNDED_SHARE = 0.1;
const RESTATED_AFTER_DAYS = 30;
const RESTATED = /重述|追溯|重新列报|调整后|更正|勘误|修订|修正|restat|revis|correct/i;
const ABOVE = /(?<![不未有])超|逾|(?<!不)[高多]于|不[少低]于|不止|至少|以上|余|more than|over|above|at least/;
const BELOW =
  /近|不到|不足|[不未有]超过|(?<!不)[少低]于|不[高多]于|以下|以内|至多|最多|将近|less than|below|under|nearly|up to/;

/**
 * Tells in which way two figures disagree.
 * @returns undefined where they do not: one value, another time, another thing, a plan against a fact
 */
export function classifyPair(a: LedgerFigure, b: LedgerFigure): ConflictKind | undefined {
  if (a.vendorId !== b.vendorId || a.metric !== b.metric || a.place !== b.place) return undefined;
  if (a.metric === '' || a.value.base !== b.value.base || isPlan(a) !== isPlan(b)) return undefined;
  if (a.value.low === b.value.low && a.value.high === b.value.high) return undefined;
  if (tellsBoth(a, b)) return undefined;
  if (isVersion(a, b)) return 'version';
  if (!isSameTime(a, b) || !isSameThing(a, b)) return undefined;
  if (!sharesScope(a.scopes, b.scopes)) return 'scope';
  if (isRounded(a, b) || isRounded(b, a)) return 'rounding';
  if (isRestated(a, b)) return 'restated';
  return isRough(a, b) ? 'approximate' : 'contradiction';
}

const isPlan = ({ state }: LedgerFigure): boolean => state === 'planned' || state === 'target';

/** A sentence that holds both numbers tells of two things, whoever repeats it. */
const tellsBoth = (a: LedgerFigure, b: LedgerFigure): boolean =>
  a.tableId === null && b.tableId === null && a.sentence.includes(b.written) && b.sentence.includes(a.written);

/** One work in two versions, and the sentence is the same but for the number. */
function isVersion(a: LedgerFigure, b: LedgerFigure): boolean {
  if (a.documentId === b.documentId || a.workId === null || a.workId !== b.workId) return false;
  return [shareOfPairs(a.sentence, b.sentence), shareOfPairs(a.around, b.around)].every(
    (share) => share >= SAME_SENTENCE,
  );
}

/** What is counted over a time needs the time stated, and the same; at a moment, days near each other. */
function isSameTime(a: LedgerFigure, b: LedgerFigure): boolean {
  if (a.of === 'period') {
    if (!a.period || !b.period) return false;
    return a.period.start === b.period.start && a.period.end === b.period.end;
  }
  const [one, other] = [timeOf(a), timeOf(b)];
  if (!one || !other) return a.tableId !== null && b.tableId !== null;
  return one.start <= shiftDays(other.end, SAME_TIME_DAYS) && other.start <= shiftDays(one.end, SAME_TIME_DAYS);
}

function timeOf({ period, published }: LedgerFigure): { start: string; end: string } | undefined {
  return period ?? (published ? { start: published, end: published } : undefined);
}

/** Cells of one row and metric speak of one thing; prose does where its words are near enough. */
function isSameThing(a: LedgerFigure, b: LedgerFigure): boolean {
  if (a.tableId !== null && b.tableId !== null) return a.tableId !== b.tableId;
  // One text tells of several things side by side: it does not disagree with itself.
  if (a.documentId === b.documentId && a.tableId === null && b.tableId === null) return false;
  return shareOfPairs(a.around, b.around) >= SAME_THING;
}

function sharesScope(a: ScopeValues, b: ScopeValues): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((dimension) => a[dimension] === b[dimension]);
}

/** @returns whether the first is the second with fewer digits; what a source calls rough is not rounded but rough. */
function isRounded({ value: coarse, approximate, qualifier }: LedgerFigure, { value: fine }: LedgerFigure): boolean {
  if (approximate || qualifier !== '') return false;
  if (coarse.low !== coarse.high || fine.low !== fine.high) return false;
  let { step } = coarse;
  while (step > Math.abs(coarse.low) * ROUNDED_SHARE && step > 1) step /= 10;
  return step > fine.step && Math.abs(coarse.low - fine.low) <= step / 2 + step * 1e-9;
}

/** The later of two says of the same time that it puts the earlier right. */
function isRestated(a: LedgerFigure, b: LedgerFigure): boolean {
  if (!a.published || !b.published) return false;
  const [earlier, later] = a.published <= b.published ? [a, b] : [b, a];
  const isLater = (later.published ?? '') >= shiftDays(earlier.published ?? '', RESTATED_AFTER_DAYS);
  return isLater && RESTATED.test(later.sentence);
}

function isRough(a: LedgerFigure, b: LedgerFigure): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** @returns whether the first, as loosely as it is told, admits the second. */
function isWithin({ value, approximate, qualifier }: LedgerFigure, { value: other }: LedgerFigure): boolean {
  if (value.low !== value.high && value.low <= other.high && other.low <= value.high) return true;
  if (!approximate && qualifier === '') return false;
  const above = ABOVE.test(qualifier) ? ROUGH_BEYOND : ROUGH;
  const below = BELOW.test(qualifier) ? ROUGH_BEYOND : ROUGH;
  return other.high >= value.low * (1 - below) && other.low <= value.high * (1 + above);
}

/** Figures that disagree in one way. */
export interface FigureConflict<T> {
  kind: ConflictKind;
  figures: T[];
}

/** @returns the conflicts among figures of any vendors and metrics, in the order of their first figures. */
export function findConflicts<T extends LedgerFigure>(figures: readonly T[]): FigureConflict<T>[] {
  const groups = new Map<string, T[]>();
  for (const figure of figures) {
    const key = [figure.vendorId, figure.metric, figure.place, figure.value.base].join('/');
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()].flatMap((group) =>
    CONFLICT_KINDS.flatMap((kind) =>
      joinPairs(group, (a, b) => classifyPair(a, b) === kind).map((list) => ({ kind, figures: list })),
    ),
  );
}

/** @returns the sets that pairs join, each of two figures or more. */
function joinPairs<T>(items: readonly T[], isPair: (a: T, b: T) => boolean): T[][] {
  const sets: T[][] = [];
  items.forEach((item, index) => {
    const near = new Set(items.slice(0, index).filter((other) => isPair(other, item)));
    const joined = sets.filter((set) => set.some((other) => near.has(other)));
    const alone = [...near].filter((other) => !sets.some((set) => set.includes(other)));
    if (near.size === 0) return;
    for (const set of joined) sets.splice(sets.indexOf(set), 1);
    sets.push([...joined.flat(), ...alone, item]);
  });
  return sets.map((set) => items.filter((item) => set.includes(item)));
}
