import { foldText } from '../../server/text/fold.ts';
import type { UnitKind } from '../normalise/numbers.ts';
import type { MetricEntry } from '../reference-data.ts';

export interface NamedMetric {
  metric: MetricEntry;
  /** The words that named it: what is counted. */
  words: string;
}

/**
 * @param kind of the unit that its numbers have, where that is known
 * @returns the metric that a heading, a row's name or a title names first; undefined for none.
 */
export function findMetric(text: string, metrics: readonly MetricEntry[], kind?: UnitKind): NamedMetric | undefined {
  const folded = foldText(text);
  let best: (NamedMetric & { at: number }) | undefined;
  for (const metric of metrics) {
    if (kind && !metric.units.includes(kind)) continue;
    for (const pattern of metric.columns) {
      const match = pattern.exec(folded);
      if (match && (!best || match.index < best.at)) best = { metric, words: match[0], at: match.index };
    }
  }
  return best && { metric: best.metric, words: best.words };
}
