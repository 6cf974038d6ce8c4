import { foldText } from '../text/fold.ts';
import { scaleExactly, splitUnit } from './unit-scale.ts';

interface Both {
  zh: string;
  en: string;
}

/** Parts of a comparison, in their order. */
export const METRIC_GROUPS = ['scale', 'price', 'business', 'people'] as const;
export type MetricGroup = (typeof METRIC_GROUPS)[number];

/** A metric as data/vocab/metrics.yaml defines it. */
export interface MetricDefinition {
  id: string;
  group: MetricGroup;
  label: Both;
  /** 口径: what is counted. */
  definition: Both;
  /** That values are compared in; empty where each is shown as written. */
  unit: string;
  disclosed: 'yes' | 'partly' | 'no';
  /** Counted over a time, or at a moment. */
  of: 'period' | 'moment';
  /** Days; `report`: until the next quarterly report. */
  halfLife: number | 'report';
  /** Vendors that have no such thing. */
  notFor: string[];
  /** How it is drawn. */
  chart: 'places' | 'ranges' | 'times' | null;
  /** Whether more of it is more. */
  ranked: boolean;
}

/** A dimension of what a number is of, with the words that name its values. */
export interface ScopeDimension {
  id: string;
  reach: 'clause' | 'sentence';
  label: Both;
  values: { id: string; label: Both; words: string }[];
}

/** metrics.yaml and scopes.yaml as they are stored. */
export interface LedgerBody {
  metrics: MetricDefinition[];
  scopes: ScopeDimension[];
}

/** The words around a number. */
export interface NumberPlace {
  /** 口径 that a table says; else empty. */
  scope: string;
  /** The sentence or cell, with the offsets of the number in it. */
  sentence: string;
  start: number;
  end: number;
}

/** Values of the dimensions that the words around a number name: counted → zone. */
export type ScopeValues = Readonly<Record<string, string>>;

export interface Ledger {
  metrics: ReadonlyMap<string, MetricDefinition>;
  readScopes(place: NumberPlace): ScopeValues;
  /** @returns the words of a value in a language; the id of one that is not defined */
  nameScope(dimension: string, value: string, lang: 'zh' | 'en'): string;
}

const CLAUSE_END = /[,，;；。:：•|、]/;
/** A report comes each quarter; a month later it is out. */
export const REPORT_DAYS = 120;

export function compileLedger({ metrics, scopes }: LedgerBody): Ledger {
  const dimensions = scopes.map((dimension) => ({
    ...dimension,
    values: dimension.values.map(({ id, words }) => ({ id, pattern: new RegExp(words, 'gu') })),
  }));
  return {
    metrics: new Map(metrics.map((metric) => [metric.id, metric])),
    readScopes(place) {
      const found: [string, string][] = [];
      const parts = partsOf(place);
      for (const { id, reach, values } of dimensions) {
        const value = (reach === 'clause' ? [...parts.clause] : [...parts.clause, parts.sentence])
          .map((words) => nearest(words, values))
          .find((name) => name !== undefined);
        if (value) found.push([id, value]);
      }
      return Object.fromEntries(found);
    },
    nameScope: (dimension, value, lang) =>
      scopes.find(({ id }) => id === dimension)?.values.find(({ id }) => id === value)?.label[lang] ?? value,
  };
}

/** Nearest words first: what a table says, before the number in its clause, after it, before it in its sentence. */
function partsOf({ scope, sentence, start, end }: NumberPlace): { clause: string[]; sentence: string } {
  const folded = foldText(sentence);
  const before = folded.slice(0, start);
  const after = folded.slice(end);
  const stop = after.search(CLAUSE_END);
  const clause = before.split(CLAUSE_END).at(-1) ?? '';
  return { clause: [foldText(scope), clause, stop < 0 ? after : after.slice(0, stop)], sentence: before };
}

function nearest(words: string, values: readonly { id: string; pattern: RegExp }[]): string | undefined {
  let best: { id: string; at: number } | undefined;
  for (const { id, pattern } of values) {
    for (const match of words.matchAll(pattern)) {
      const at = match.index + match[0].length;
      if (!best || at > best.at) best = { id, at };
    }
  }
  return best?.id;
}

/** A value in the unit that its kind is compared in: 2.5 折 is 25 %, 265.49 亿元 is 26,549,000,000 元. USD stays USD. */
export interface Comparable {
  low: number;
  high: number;
  base: string;
  /** What one step of the digits that were written means in `base`. */
  step: number;
}

/** @param written the number as the source wrote it, for its precision */
export function toComparable(low: number, high: number, unit: string, written: string): Comparable {
  const isFold = /^折/.test(unit);
  const { scale, base } = isFold ? { scale: 10, base: '%' } : splitUnit(unit);
  // 75 折 is 7.5 折.
  const fold = isFold && high > 10 ? scale / 10 : scale;
  const decimals = /\.(\d+)/.exec(written)?.[1]?.length ?? decimalsOf(low);
  const zeros = decimals > 0 ? 0 : (/0+$/.exec(String(low))?.[0].length ?? 0);
  return {
    low: scaleExactly(low, fold),
    high: scaleExactly(high, fold),
    base: nameBase(base),
    step: scaleExactly(decimals > 0 ? 10 ** -decimals : 10 ** zeros, fold),
  };
}

const decimalsOf = (value: number): number => /\.(\d+)/.exec(String(value))?.[1]?.length ?? 0;

/** 美金 is 美元; 亿 alone is money or a count as its metric says, so that its base stays empty. */
function nameBase(base: string): string {
  if (/^(?:美元|美金|usd|\$)/i.test(base)) return '美元';
  if (/^(?:元|人民币|rmb|cny|块钱)$/i.test(base)) return '元';
  if (/^(?:个|家|位|名|人|款|座|处|户)$/.test(base)) return '个';
  return base;
}
