import { foldEvidence, sharedRun } from '../../server/facts/evidence.ts';
import { isSameAmount, type Tally } from '../../server/facts/score-facts.ts';
import type { FigureCandidate } from '../extract/figures/candidates.ts';
import { chooseFigures, type FeaturedFigure } from '../extract/figures/index.ts';
import { type LogisticModel, predict } from '../extract/logistic.ts';
import { chooseSpan } from '../extract/quotes.ts';
import type { Reading } from '../extract/reading.ts';
import type { Example } from './fit-logistic.ts';
import type { Label } from './labels.ts';

/** A labelled article with every number that was proposed for it. */
export interface LabelledFigures {
  label: Label;
  reading: Reading;
  figures: FeaturedFigure[];
}

type LabelledFigure = Label['figures'][number];

/** Examples of one article: a proposal is right when a labelled figure has its number and shares its evidence. */
export function buildFigureExamples({ label, reading, figures }: LabelledFigures): Example[] {
  return figures.map((entry) => {
    const right = label.figures.some((figure) => runOf(reading, entry.candidate, figure) > 0);
    return { features: entry.features, label: right ? 1 : 0, group: label.slug };
  });
}

function runOf(reading: Reading, { number, facts }: FigureCandidate, figure: LabelledFigure): number {
  if (!isSameAmount({ value: number.low, unit: number.unit }, figure)) return 0;
  const span = chooseSpan(reading.folded, facts.sentence, number);
  return sharedRun(foldEvidence(reading.text.slice(span.start, span.end)), foldEvidence(figure.evidence));
}

/** Scores what a model would file of one article, matched one to one. */
export function tallyFigures({ label, reading, figures }: LabelledFigures, model: LogisticModel): Tally {
  const chosen = chooseFigures(
    figures.map(({ candidate, features }) => ({ candidate, probability: predict(model, features) })),
    model.threshold,
  );
  const taken = new Set<number>();
  for (const figure of label.figures) {
    const found = chosen.findIndex(({ candidate }, j) => !taken.has(j) && runOf(reading, candidate, figure) > 0);
    if (found >= 0) taken.add(found);
  }
  return { hit: taken.size, label: label.figures.length, predicted: chosen.length };
}

/** @returns how many labelled figures were proposed at all. */
export function countProposedFigures({ label, reading, figures }: LabelledFigures): number {
  return label.figures.filter((figure) => figures.some(({ candidate }) => runOf(reading, candidate, figure) > 0))
    .length;
}
