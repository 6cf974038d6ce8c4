/** A named feature vector: absent names are 0. */
export type Features = Map<string, number>;

/** A logistic regression that a person can read: a weight a named feature. Kept as JSON under data/model. */
export interface LogisticModel {
  intercept: number;
  weights: Record<string, number>;
  /** Candidates at least this probable are kept. */
  threshold: number;
}

/** @returns the probability, 0…1, that the model gives these features. */
export function predict(model: LogisticModel, features: Features): number {
  let sum = model.intercept;
  for (const [name, value] of features) sum += (model.weights[name] ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}

/** What moved a prediction, strongest first: for the page that explains it. */
export function explain(model: LogisticModel, features: Features): { name: string; contribution: number }[] {
  return [...features]
    .map(([name, value]) => ({ name, contribution: (model.weights[name] ?? 0) * value }))
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
