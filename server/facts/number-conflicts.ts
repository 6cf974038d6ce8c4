import type { FigureState } from '../model.ts';
import { shareOfPairs } from './fold-moves.ts';
import { scaleExactly, splitUnit } from './unit-scale.ts';

/** A number in the sentence of a telling. */
export interface ToldNumber {
  /** Empty when no defined metric is named. */
  metric: string;
  metricZh: string;
  metricEn: string;
  low: number;
  high: number;
  unit: string;
  state: FigureState;
  approximate: boolean;
  /** The number as the source wrote it. */
  written: string;
  /** The words on both sides of it. */
  around: string;
}

/** One telling of an event with its numbers. */
export interface ToldWithNumbers {
  document: { documentId: string; workId: string | null };
  numbers: readonly ToldNumber[];
}

/** A measure on which tellings of one event cannot both be right. */
export interface NumberConflict<T> {
  metric: string;
  metricZh: string;
  metricEn: string;
  /** One for each value, in the order of the tellings. */
  readings: { written: string; telling: T }[];
}

/** 约 80 人 and 80 余人 are no two numbers; what a source calls rough may be off by this share. */
const ROUGH = 0.1;
/** Without a metric two numbers measure one thing only where their neighbours share this much. */
const SAME_NEIGHBOURS = 0.3;

interface Measured<T> extends ToldNumber {
  key: string;
  from: number;
  to: number;
  telling: T;
}

/**
 * Finds numbers that differ between tellings of one event: same metric, same unit after scaling, once in each sentence. Versions
 * of one work are not compared: where those differ is a variant reading.
 */
export function findNumberConflicts<T extends ToldWithNumbers>(tellings: readonly T[]): NumberConflict<T>[] {
  const byKey = new Map<string, Measured<T>[]>();
  for (const number of tellings.flatMap(listSingle)) byKey.set(number.key, [...(byKey.get(number.key) ?? []), number]);
  return [...byKey.values()].flatMap((numbers) => {
    const [first] = numbers;
    if (!first || !numbers.some((a) => numbers.some((b) => isContrary(a, b)))) return [];
    const { metric, metricZh, metricEn } = first;
    const kept = numbers.filter(
      (number, index) => !numbers.slice(0, index).some((before) => isSameValue(before, number)),
    );
    return [{ metric, metricZh, metricEn, readings: kept.map(({ written, telling }) => ({ written, telling })) }];
  });
}

/** Numbers of a telling whose measure it gives one value. */
function listSingle<T extends ToldWithNumbers>(telling: T): Measured<T>[] {
  const measured = telling.numbers.map((number): Measured<T> => {
    const { scale, base } = splitUnit(number.unit);
    const [from, to] = [scaleExactly(number.low, scale), scaleExactly(number.high, scale)];
    return { ...number, key: [number.metric, number.state, base].join('/'), from, to, telling };
  });
  return measured.filter((one) => measured.every((other) => other.key !== one.key || isSameValue(one, other)));
}

const isSameValue = (a: Measured<unknown>, b: Measured<unknown>): boolean => a.from === b.from && a.to === b.to;

function isContrary<T extends ToldWithNumbers>(a: Measured<T>, b: Measured<T>): boolean {
  const [one, other] = [a.telling.document, b.telling.document];
  if (one.documentId === other.documentId || (one.workId !== null && one.workId === other.workId)) return false;
  if (a.metric === '' && shareOfPairs(a.around, b.around) < SAME_NEIGHBOURS) return false;
  const leeway = a.approximate || b.approximate ? ROUGH * Math.max(Math.abs(a.to), Math.abs(b.to)) : 0;
  return a.to + leeway < b.from || b.to + leeway < a.from;
}
