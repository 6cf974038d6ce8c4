import type { FigureCandidate } from '../extract/figures/candidates.ts';
import { chooseFigures, type FeaturedFigure } from '../extract/figures/index.ts';
import { type LogisticModel, predict } from '../extract/logistic.ts';
import { chooseSpan } from '../extract/quotes.ts';
import type { Reading } from '../extract/reading.ts';
import type { Tally } from './cross-validate.ts';
import { foldEvidence, sharedRun } from './evidence.ts';
import type { Example } from './fit-logistic.ts';
import type { Label } from './labels.ts';

/** A labelled article with every number that was proposed for it. */
export interface LabelledFigures {
  label: Label;
  reading: Reading;
  figures: FeaturedFigure[];
}

type LabelledFigure = Label['figures'][number];

const SCALES: [string, number][] = [
  ['万亿', 1e12],
  ['千万', 1e7],
  ['百万', 1e6],
  ['亿', 1e8],
  ['万', 1e4],
  ['million', 1e6],
  ['billion', 1e9],
];

/** 1.2 亿元 and 12000 万元 are one number. */
function amountOf(value: number, unit: string): number {
  return value * (SCALES.find(([word]) => unit.toLowerCase().includes(word))?.[1] ?? 1);
}

/** Examples of one article: a proposal is right when a labelled figure has its number and shares its evidence. */
export function buildFigureExamples({ label, reading, figures }: LabelledFigures): Example[] {
  return figures.map((entry) => {
    const right = label.figures.some((figure) => runOf(reading, entry.candidate, figure) > 0);
    return { features: entry.features, label: right ? 1 : 0, group: label.slug };
  });
}

function runOf(reading: Reading, { number, facts }: FigureCandidate, figure: LabelledFigure): number {
  const [ours, theirs] = [amountOf(number.low, number.unit), amountOf(figure.value, figure.unit)];
  if (Math.abs(ours - theirs) > 1e-6 * Math.max(1, Math.abs(ours))) return 0;
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
