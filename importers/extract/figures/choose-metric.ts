import type { NumberExpression } from '../../normalise/numbers.ts';
import type { MetricEntry } from '../../reference-data.ts';

/** How far before a number its measure is looked for, and how far after, in characters. */
const REACH_BEFORE = 30;
const REACH_AFTER = 10;
/** A measure in another clause is a poor second: it mostly belongs to another number. */
const OTHER_CLAUSE = 15;
/** What is counted, right behind a count: 24个[地区]部署, 3万多个[会议点]. Not what a number does: 个到, 家以上. */
const COUNTED = /^的?(?<noun>[^\s\d,。、;:!?()（）"“”的了是到至多余以左上下在和与及被将已就都也不]{1,8})/;

/**
 * What a number measures: of the metrics whose unit it can have, the one named nearest before it, or just after it. Where the
 * thing counted stands right behind the number, it alone names the metric.
 * @param words folded sentence
 * @param number offsets are of the sentence
 * @returns undefined where nothing names it: not understood, and shown so
 */
export function chooseMetric(
  words: string,
  number: NumberExpression,
  metrics: readonly MetricEntry[],
): MetricEntry | undefined {
  const before = words.slice(Math.max(0, number.start - REACH_BEFORE), number.start);
  const after = words.slice(number.end, number.end + REACH_AFTER);
  const counted = number.kind === 'count' || number.kind === 'people' ? COUNTED.exec(after)?.groups?.noun : undefined;
  let best: { entry: MetricEntry; distance: number } | undefined;
  for (const entry of metrics) {
    if (!entry.units.includes(number.kind) || (entry.written && !entry.written.test(number.unit))) continue;
    for (const pattern of entry.words) {
      const distance = counted
        ? distanceIn(counted, pattern)
        : Math.min(distanceBefore(before, pattern), distanceAfter(after, pattern));
      if (Number.isFinite(distance) && (!best || distance < best.distance)) best = { entry, distance };
    }
  }
  return best?.entry;
}

function distanceIn(noun: string, pattern: RegExp): number {
  return pattern.exec(noun)?.index ?? Number.POSITIVE_INFINITY;
}

function distanceBefore(before: string, pattern: RegExp): number {
  const last = lastPlace(before, pattern);
  if (!last) return Number.POSITIVE_INFINITY;
  const clause = Math.max(before.lastIndexOf(','), before.lastIndexOf(':'), before.lastIndexOf('、'));
  return before.length - last.end + (last.end <= clause ? OTHER_CLAUSE : 0);
}

/** 80 %的营收, 13 家客户: what follows at once is the measure itself. */
function distanceAfter(after: string, pattern: RegExp): number {
  const next = pattern.exec(after)?.index;
  if (next === undefined) return Number.POSITIVE_INFINITY;
  return next <= (after.startsWith('的') ? 1 : 0) ? 1 : next + 6;
}

function lastPlace(text: string, pattern: RegExp): { end: number } | undefined {
  if (!pattern.test(text)) return undefined;
  let last: { end: number } | undefined;
  for (const match of text.matchAll(repeating(pattern))) last = { end: match.index + match[0].length };
  return last;
}

const repeatingOf = new WeakMap<RegExp, RegExp>();

function repeating(pattern: RegExp): RegExp {
  const known = repeatingOf.get(pattern) ?? new RegExp(pattern.source, 'gu');
  repeatingOf.set(pattern, known);
  return known;
}
