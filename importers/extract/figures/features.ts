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
  addWords(candidate, both);
  if (facts.people.length > 0) set('person');
  const many = (facts.words.match(/\d+(?:\.\d+)?(?=\s?[%亿万折倍])/g) ?? []).length;
  set(`numbers:${Math.min(many, 4)}`);
  if (number.start - facts.sentence.start < 12) set('place:sentence-start');
  set('sentence:length', Math.log(facts.words.length) - 4);
  if (facts.speech) both('speech');
  addPlace(features, candidate, context);
  return features;
}

/** 市场规模为118亿美元: what a market does, not a vendor. */
const OF_MARKET = /(?:市场|行业|全球|全国|国内|中国|产业)[^,。;]{0,14}(?:规模|增长|增速|同比|达|市场)[^,。;]{0,8}$/;
const SUPPOSED = /如果|假如|例如|比如|譬如|举个例子|某(?:个|家|代理|客户)|按[^,。;]{0,8}[算计]/;

/** The words about a number, and how it is written: 一半 and 上千 say less than 47% and 1,240. */
function addWords({ facts, number, clause }: FigureCandidate, both: (name: string) => void): void {
  const { words, sentence, vendors } = facts;
  const [from, at, to] = [clause.start, number.start, number.end].map((place) => place - sentence.start) as [
    number,
    number,
    number,
  ];
  const before = words.slice(from, at);
  if (!/\d/.test(words.slice(at, to))) both('form:words');
  const isNamed = vendors.some((match) => match.start >= clause.start && match.start < number.start);
  if (!isNamed && OF_MARKET.test(before)) both('subject:market');
  if (SUPPOSED.test(words.slice(0, at))) both('supposed');
  if (/(?:从|由|原(?:来|先|本)?|此前|以前)[^,。;]{0,10}$/.test(before)) both('change:from');
  if (/(?:到|至|为|成)了?[^,。;]{0,2}$/.test(before)) both('change:to');
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
