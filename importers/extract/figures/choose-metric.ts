import type { NumberExpression } from '../../normalise/numbers.ts';
import type { MetricEntry } from '../../reference-data.ts';
import { ENGLISH_WIDTH, isEnglish } from '../english.ts';

/** How far before a number its measure is looked for, and how far after, in characters. */
const REACH_BEFORE = 30;
const REACH_AFTER = 10;
/** In English a measure is looked for so many times as far. */
const ENGLISH_REACH = 3.5;
/** What an English count counts is in its unit: a word of a measure before it (cut 100 jobs) says more. */
const IN_UNIT = 12;
/** A measure in another clause is a poor second: it mostly belongs to another number. */
const OTHER_CLAUSE = 15;
/** What is counted, right behind a count: 24个[地区]部署, 3万多个[会议点]. Not what a number does: 个到, 家以上. */
const COUNTED = /^的?(?<noun>[^\s\d,。、;:!?()（）"“”的了是到至多余以左上下在和与及被将已就都也不]{1,8})/;

/** 如果业绩增长达到30%, 假设…: a number of a case that is made up measures nothing that was seen. */
const MADE_UP = /假设|假如|假定|举例|比如说?[,，]?某|例如[,，]?某|(?:如果|若|只要|一旦)[^,。;]{0,30}$/;
/** 两家的差距不过10%, 比阿里云多4个, 与AWS相比价格低了40%: what lies between two numbers is neither. */
const GAP =
  /(?:差距|相差|差了)[^,。;]{0,8}$|(?<![占对])比(?!例|重|率)[^,。;]{1,14}[多少高低大小快慢贵强](?:出|了)?[^,。;\d]{0,3}$|相比[^。;]{0,20}[多少高低贵](?:出|了)[^,。;\d]{0,3}$/;
/** 毛利率提高4.5个百分点: how far a share moved, not the share. */
const POINTS = '个百分点';
/** 万, 亿 without a word for what is counted: it counts what stands right beside it, or nothing that is known. */
const BARE = /^[百千万亿]+$/;
const BARE_REACH = 6;
/** 三亿多的用户: people, not money. */
const COUNTS = /^(?:多|余)?的?(?:用户|客户|人次|台|条|次|设备)/;

/** 用户数已破6亿, 营收从高峰的7000万: what such a number counts may stand before it, too. */
const COUNTS_BEFORE =
  /(?:(?:用户|客户|会员|活跃|设备|终端)总?(?:数|量|规模)?量?|月活|日活|装机量?|下载量?|调用量?|人次)(?:[已将就也的是为总共破超近约有了]|累计|突破|超过|达到?){0,4}\s?$/;
const MONEY_BEFORE = /(?:营收|收入|利润|销售额|营业额|流水|金额|总额|成本|预算|合同|融资)[^,。;]{0,20}$/;

/** 裁撤1000人,其中约六成转岗: a part of what was told need not do what that did. */
const PART_OF = /其中(?:的|约|有|近|超|超过)*\s?$/;

/** Stands for the number itself. */
const PLACE = '#';

/** The metric of a number, and how far its words stand. */
export interface Measure {
  entry: MetricEntry;
  distance: number;
}

/**
 * What a number measures: of the metrics whose unit it can have, the one named nearest before it, or just after it in its clause.
 * Where the thing counted stands right behind the number, it alone names the metric.
 * @param words folded sentence
 * @param number offsets are of the sentence
 * @returns undefined where nothing names it: not understood, and shown so
 */
export function chooseMetric(
  words: string,
  number: NumberExpression,
  metrics: readonly MetricEntry[],
): Measure | undefined {
  const isWide = isEnglish(words.slice(Math.max(0, number.start - REACH_BEFORE), number.start));
  const [reach, width] = isWide ? [ENGLISH_REACH, ENGLISH_WIDTH] : [1, 1];
  const before = words.slice(Math.max(0, number.start - REACH_BEFORE * reach), number.start);
  if (number.unit === POINTS || GAP.test(before) || MADE_UP.test(words.slice(0, number.start))) return undefined;
  const after = /^\s?([^,。;:]*)/.exec(words.slice(number.end, number.end + REACH_AFTER * reach))?.[1] ?? '';
  const isBare = BARE.test(number.unit);
  const kind = isBare ? kindOfBare(before, number, after) : number.kind;
  const isCount = kind === 'count' || kind === 'people';
  const isNamed = /[a-z]{3}/.test(number.unit);
  const isSaid = isCount && !isNamed && !(isBare && after.startsWith('的'));
  const counted = isSaid ? COUNTED.exec(after)?.groups?.noun : undefined;
  const farthest = isBare && isCount && !counted ? BARE_REACH : Number.MAX_SAFE_INTEGER;
  let best: Measure | undefined;
  for (const entry of metrics) {
    if (!entry.units.includes(kind) || (entry.written && !entry.written.test(number.unit))) continue;
    if (entry.unless?.test(before)) continue;
    for (const pattern of entry.words) {
      const distance = counted
        ? distanceIn(counted, pattern)
        : Math.min(
            distanceBefore(before, pattern, kind, width),
            distanceAfter(after, pattern),
            distanceAround(before, isNamed ? `${number.unit} ${after}` : after, pattern),
            isNamed && pattern.test(number.unit) ? IN_UNIT : Number.POSITIVE_INFINITY,
          );
      if (distance <= farthest && (!best || distance < best.distance)) best = { entry, distance };
    }
  }
  return best ?? nameItself(kind, metrics);
}

/** 以不到3折的价格: a discount needs no word beside it. */
function nameItself(kind: NumberExpression['kind'], metrics: readonly MetricEntry[]): Measure | undefined {
  const entry = kind === 'discount' ? metrics.find(({ units }) => units[0] === kind) : undefined;
  return entry && { entry, distance: REACH_BEFORE };
}

function kindOfBare(before: string, { kind }: NumberExpression, after: string): NumberExpression['kind'] {
  if (COUNTS.test(after) || COUNTS_BEFORE.test(before)) return 'count';
  return MONEY_BEFORE.test(before) ? 'money' : kind;
}

function distanceIn(noun: string, pattern: RegExp): number {
  return pattern.exec(noun)?.index ?? Number.POSITIVE_INFINITY;
}

function distanceBefore(before: string, pattern: RegExp, kind: NumberExpression['kind'], width: number): number {
  const last = lastPlace(before, pattern);
  if (!last) return Number.POSITIVE_INFINITY;
  const clause = Math.max(before.lastIndexOf(','), before.lastIndexOf(':'), before.lastIndexOf('、'));
  if (kind === 'share' && PART_OF.test(before)) return Number.POSITIVE_INFINITY;
  return (before.length - last.end) / width + (last.end <= clause ? OTHER_CLAUSE : 0);
}

/** 80 %的营收, 13 家客户: what follows at once is the measure itself. */
function distanceAfter(after: string, pattern: RegExp): number {
  const next = pattern.exec(after)?.index;
  if (next === undefined) return Number.POSITIVE_INFINITY;
  return next <= (after.startsWith('的') ? 1 : 0) ? 1 : next + 6;
}

/** 占据国内四成云服务市场: the words of a measure may stand on either side of its number. */
function distanceAround(before: string, after: string, pattern: RegExp): number {
  const clause = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf('、')) + 1);
  const match = pattern.exec(`${clause}${PLACE}${after}`);
  const isAround = match && match.index < clause.length && match.index + match[0].length > clause.length + 1;
  return isAround ? 1 : Number.POSITIVE_INFINITY;
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
