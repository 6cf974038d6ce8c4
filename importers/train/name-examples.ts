import { isSameName, type Tally } from '../../server/facts/score-facts.ts';
import { type LogisticModel, predict } from '../extract/logistic.ts';
import { chooseNames, type FeaturedName } from '../extract/names/index.ts';
import type { Example } from './fit-logistic.ts';
import type { Label } from './labels.ts';

/** A labelled article with every stretch of it that may name an organisation, whether a list holds it or not. */
export interface LabelledNames {
  label: Label;
  names: FeaturedName[];
}

/** Examples of one article: a name is right when a labelled account agrees with it. */
export function buildNameExamples({ label, names }: LabelledNames): Example[] {
  return names.map(({ candidate, features }) => ({
    features,
    label: label.accounts.some((account) => isSameName(account, candidate.name)) ? 1 : 0,
    group: label.slug,
  }));
}

/** Scores the names that a model would keep, matched one to one. */
export function tallyNames({ label, names }: LabelledNames, model: LogisticModel): Tally {
  const kept = chooseNames(
    names.map(({ candidate, features }) => ({ candidate, probability: predict(model, features) })),
    model.threshold,
  );
  const taken = new Set<number>();
  for (const account of label.accounts) {
    const found = kept.findIndex(({ name }, j) => !taken.has(j) && isSameName(account, name));
    if (found >= 0) taken.add(found);
  }
  return { hit: taken.size, label: label.accounts.length, predicted: kept.length };
}

/** @returns how many labelled accounts were proposed at all. */
export function countProposedNames({ label, names }: LabelledNames): number {
  return label.accounts.filter((account) => names.some(({ candidate }) => isSameName(account, candidate.name))).length;
}
