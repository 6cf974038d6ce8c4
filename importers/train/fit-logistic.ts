import type { Features, LogisticModel } from '../extract/logistic.ts';

export interface Example {
  features: Features;
  /** 1: an analyst would file it. */
  label: 0 | 1;
  /** How much it counts; 1 unless said. */
  weight?: number;
  /** Article, for leaving whole articles out. */
  group: string;
}

export interface FitOptions {
  /** Ridge penalty. Larger: weights of rare features stay nearer 0. */
  l2: number;
  iterations: number;
  /** Weights to stay near instead of 0: a few examples then move a known model a little. */
  prior?: Pick<LogisticModel, 'intercept' | 'weights'>;
}

/** A feature seen in fewer examples than this says nothing that generalises. */
const LEAST_SEEN = 3;

/**
 * Fits a logistic regression by batch gradient descent with Adam (Kingma & Ba 2015), deterministic: same examples, same weights.
 * @returns intercept and weights; weights that round to 0 at four decimals are left out.
 */
export function fitLogistic(
  examples: readonly Example[],
  { l2, iterations, prior }: FitOptions,
): Omit<LogisticModel, 'threshold'> {
  const names = [...new Set([...listNames(examples), ...Object.keys(prior?.weights ?? {})])].sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const rows = examples.map(({ features, label, weight = 1 }) => ({ label, weight, cells: toCells(features, index) }));
  const size = names.length + 1; // the last is the intercept
  const rest = Float64Array.from([...names.map((name) => prior?.weights[name] ?? 0), prior?.intercept ?? 0]);
  const weights = Float64Array.from(rest);
  const hold = { l2, rest, holdIntercept: prior !== undefined };
  const [mean, variance, gradient] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let step = 1; step <= iterations; step++) {
    computeGradient(rows, weights, gradient, hold);
    const rate = 0.05 / Math.sqrt(1 + step / 100);
    for (let i = 0; i < size; i++) {
      const g = gradient[i] as number;
      mean[i] = 0.9 * (mean[i] as number) + 0.1 * g;
      variance[i] = 0.999 * (variance[i] as number) + 0.001 * g * g;
      const corrected =
        (mean[i] as number) / (1 - 0.9 ** step) / (Math.sqrt((variance[i] as number) / (1 - 0.999 ** step)) + 1e-8);
      weights[i] = (weights[i] as number) - rate * corrected;
    }
  }
  const named = names
    .map((name, i) => [name, round(weights[i] as number)] as const)
    .filter(([, weight]) => weight !== 0);
  return { intercept: round(weights[size - 1] as number), weights: Object.fromEntries(named) };
}

interface Row {
  label: 0 | 1;
  weight: number;
  cells: [number, number][];
}

function listNames(examples: readonly Example[]): string[] {
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  return [...seen]
    .filter(([, count]) => count >= LEAST_SEEN)
    .map(([name]) => name)
    .sort();
}

function toCells(features: Features, index: ReadonlyMap<string, number>): [number, number][] {
  return [...features].flatMap(([name, value]): [number, number][] => {
    const i = index.get(name);
    return i === undefined ? [] : [[i, value]];
  });
}

interface Hold {
  l2: number;
  /** Where each weight rests without examples. */
  rest: Float64Array;
  holdIntercept: boolean;
}

function computeGradient(
  rows: readonly Row[],
  weights: Float64Array,
  gradient: Float64Array,
  { l2, rest, holdIntercept }: Hold,
): void {
  const intercept = weights.length - 1;
  const pull = (i: number): number => (l2 * ((weights[i] as number) - (rest[i] as number))) / Math.max(1, rows.length);
  for (let i = 0; i < intercept; i++) gradient[i] = pull(i);
  gradient[intercept] = holdIntercept ? pull(intercept) : 0;
  for (const { label, weight, cells } of rows) {
    let sum = weights[intercept] as number;
    for (const [i, value] of cells) sum += (weights[i] as number) * value;
    const error = (weight * (1 / (1 + Math.exp(-sum)) - label)) / rows.length;
    for (const [i, value] of cells) gradient[i] = (gradient[i] as number) + error * value;
    gradient[intercept] = (gradient[intercept] as number) + error;
  }
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
