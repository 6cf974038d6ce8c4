import type { Features } from '../logistic.ts';
import type { MoveContext } from '../moves/index.ts';
import type { FigureCandidate } from './candidates.ts';

const JOINT = 0.6;

/** Names what a reader would weigh before filing a number. */
export function buildFigureFeatures(candidate: FigureCandidate, context: MoveContext): Features {
  const features: Features = new Map();
  const { facts, number, naming, vendorId, metric, clause } = candidate;
  const set = (name: string, value = 1): void => void features.set(name, value);
  const both = (name: string, value = 1): void => {
    set(name, value);
    set(`${number.kind}|${name}`, value * JOINT);
  };
  set(`kind:${number.kind}`);
  set(`unit:${number.unit.replace(/^[百千万亿]+/, '') || 'none'}`);
  set(`scale:${/亿/.test(number.unit) ? '亿' : /万/.test(number.unit) ? '万' : 'none'}`);
  both(`metric:${metric ?? 'none'}`);
  both(`naming:${naming}`);
  if (context.mainVendors.has(vendorId)) both('vendor:main');
  if (facts.vendors.some((match) => match.start >= clause.start && match.end <= clause.end)) both('vendor:in-clause');
  set(`vendors:${Math.min(facts.vendors.length, 3)}`);
  set(`size:${sizeOf(number.low)}`);
  if (number.high > number.low) set('range');
  if (number.approximate) both('approximate');
  if (number.qualifier) set(`qualifier:${number.qualifier}`);
  for (const signal of facts.signals) set(`signal:${signal}`);
  if (facts.dates.some((expression) => !expression.vague)) both('date');
  if (facts.accounts.length > 0) both('account');
  if (isAboutAccount(candidate)) both('subject:account');
  if (facts.people.length > 0) set('person');
  if (facts.speech) both('speech');
  addPlace(features, candidate, context);
  return features;
}

/** An account stands nearer before the number than any vendor: the number may be the account's own. */
function isAboutAccount({ facts, number, clause }: FigureCandidate): boolean {
  const last = (list: readonly { start: number }[]): number =>
    Math.max(-1, ...list.map((match) => match.start).filter((start) => start >= clause.start && start < number.start));
  return last(facts.accounts) > last(facts.vendors);
}

function addPlace(
  features: Features,
  { facts, index, number }: FigureCandidate,
  { sentences, reading, mainVendors }: MoveContext,
): void {
  features.set('title-overlap', facts.titleOverlap);
  if (facts.sentence.passage < 3) features.set('place:lead', 1);
  features.set('place:depth', index / Math.max(1, sentences.length));
  features.set('document:length', Math.log(1 + sentences.length) - 4);
  features.set(
    'document:speech',
    sentences.filter((sentence) => sentence.speech).length / Math.max(1, sentences.length),
  );
  features.set(`document:main-vendors:${Math.min(mainVendors.size, 3)}`, 1);
  const digits = reading.folded.slice(number.start, number.end).match(/\d+(?:\.\d+)?/)?.[0];
  if (digits && reading.foldedTitle.includes(digits)) features.set('in-title', 1);
  if (digits?.includes('.')) features.set('decimal', 1);
}

function sizeOf(value: number): string {
  if (value < 3) return 'tiny';
  if (value < 10) return 'ones';
  return value < 100 ? 'tens' : value < 1000 ? 'hundreds' : 'thousands';
}
