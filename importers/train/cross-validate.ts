import type { Tally } from '../../server/facts/score-facts.ts';
import type { LogisticModel } from '../extract/logistic.ts';
import { type Example, type FitOptions, fitLogistic } from './fit-logistic.ts';

/** One article as the trainer sees it. */
export interface Article {
  examples: Example[];
  tally(model: LogisticModel): Tally;
}

/** A wrong line costs more than a missing one: of thresholds that score alike, so near to the best, the highest is taken. */
const ALIKE = 0.005;
const THRESHOLDS = Array.from({ length: 17 }, (_, i) => 0.1 + i * 0.03);

/**
 * Leaves articles out fold by fold and scores what a model that never saw them would file.
 * @param leastThreshold lower ones are not tried
 * @returns the highest threshold whose F1 over all folds is as good as the best, and its tally.
 */
export function crossValidate(
  articles: readonly Article[],
  folds: number,
  options: FitOptions,
  leastThreshold = 0,
): { threshold: number; tally: Tally } {
  const models = Array.from({ length: folds }, (_, fold) =>
    fitLogistic(
      articles.filter((_, i) => i % folds !== fold).flatMap((article) => article.examples),
      options,
    ),
  );
  const results = THRESHOLDS.filter((threshold) => threshold >= leastThreshold).map((threshold) => {
    const tallies = articles.map((article, i) => article.tally({ ...(models[i % folds] as LogisticModel), threshold }));
    return { threshold: Math.round(threshold * 100) / 100, tally: sumTallies(tallies) };
  });
  const best = Math.max(...results.map(({ tally }) => f1Of(tally)));
  return results.filter(({ tally }) => f1Of(tally) >= best - ALIKE).at(-1) as { threshold: number; tally: Tally };
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  const total = { hit: 0, label: 0, predicted: 0 };
  for (const tally of tallies) {
    total.hit += tally.hit;
    total.label += tally.label;
    total.predicted += tally.predicted;
  }
  return total;
}

export function f1Of({ hit, label, predicted }: Tally): number {
  return label + predicted === 0 ? 0 : (2 * hit) / (label + predicted);
}
