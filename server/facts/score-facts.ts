import { foldEvidence, sharedRun } from './evidence.ts';

/** Facts of one article, as labelled or as exported. */
export interface ScoredFacts {
  vendors: { id: string; role: string }[];
  accounts: string[];
  people: { name: string }[];
  moves: { vendor: string; type: string; date: string; evidence: string; importance: number }[];
  figures: { value: number; unit: string; evidence: string }[];
}

export interface Tally {
  hit: number;
  label: number;
  predicted: number;
}

export interface Scoreboard {
  kinds: Record<string, Tally>;
  moveTypes: Record<string, Tally>;
  headline: Tally;
  dates: Tally;
}

const SCALES: readonly (readonly [string, number])[] = [
  ['万亿', 1e12],
  ['千万', 1e7],
  ['百万', 1e6],
  ['亿', 1e8],
  ['万', 1e4],
  ['million', 1e6],
  ['billion', 1e9],
];

/** 1.2 亿元 and 12000 万元 are one number. */
export function amountOf(value: number, unit: string): number {
  return value * (SCALES.find(([word]) => unit.toLowerCase().includes(word))?.[1] ?? 1);
}

export function isSameAmount(a: { value: number; unit: string }, b: { value: number; unit: string }): boolean {
  const [x, y] = [amountOf(a.value, a.unit), amountOf(b.value, b.unit)];
  return Math.abs(x - y) <= 1e-6 * Math.max(1, Math.abs(x));
}

/** Names agree when one holds the other: 理想 and 理想汽车. */
export function isSameName(a: string, b: string): boolean {
  const [x, y] = [foldEvidence(a), foldEvidence(b)];
  return x !== '' && (x === y || (Math.min(x.length, y.length) >= 2 && (x.includes(y) || y.includes(x))));
}

/** The first and last day of YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD as comparable numbers. */
function spanOf(date: string): [number, number] | undefined {
  const match = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?$/.exec(date);
  if (!match) return undefined;
  const [year, quarter, half, month, day] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const at = (m: number, d: number): number => (year as number) * 372 + (m - 1) * 31 + d - 1;
  if (month) return day ? [at(month, day), at(month, day)] : [at(month, 1), at(month, 31)];
  if (quarter) return [at(quarter * 3 - 2, 1), at(quarter * 3, 31)];
  return half ? [at(half * 6 - 5, 1), at(half * 6, 31)] : [at(1, 1), at(12, 31)];
}

/** A date is right when the coarser of the two contains the finer. */
export function doDatesAgree(a: string, b: string): boolean {
  const [x, y] = [spanOf(a), spanOf(b)];
  return x !== undefined && y !== undefined && ((x[0] <= y[0] && y[1] <= x[1]) || (y[0] <= x[0] && x[1] <= y[1]));
}

/** Pairs labels with predictions one to one, the weightiest first; weight 0 is no pair. */
export function pairUp<L, P>(
  labels: readonly L[],
  predictions: readonly P[],
  weigh: (label: L, prediction: P) => number,
): [L, P][] {
  const all = labels.flatMap((label, i) =>
    predictions.map((prediction, j) => ({ i, j, label, prediction, weight: weigh(label, prediction) })),
  );
  const [usedLabels, usedPredictions] = [new Set<number>(), new Set<number>()];
  const pairs: [L, P][] = [];
  for (const { i, j, label, prediction } of all.filter((pair) => pair.weight > 0).sort((a, b) => b.weight - a.weight)) {
    if (usedLabels.has(i) || usedPredictions.has(j)) continue;
    usedLabels.add(i);
    usedPredictions.add(j);
    pairs.push([label, prediction]);
  }
  return pairs;
}

/** @returns precision, recall and F1, 0…1. */
export function ratiosOf({ hit, label, predicted }: Tally): { precision: number; recall: number; f1: number } {
  const [precision, recall] = [predicted ? hit / predicted : 0, label ? hit / label : 0];
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}

/** Scores articles: names by name, moves by vendor, type and shared evidence, figures by amount and shared evidence. */
export function scoreFacts(articles: readonly { label: ScoredFacts; predicted: ScoredFacts }[]): Scoreboard {
  const board: Scoreboard = { kinds: {}, moveTypes: {}, headline: emptyTally(), dates: emptyTally() };
  for (const { label, predicted } of articles) scoreArticle(board, label, predicted);
  return board;
}

const emptyTally = (): Tally => ({ hit: 0, label: 0, predicted: 0 });

function add(tallies: Record<string, Tally>, name: string, hit: number, label: number, predicted: number): void {
  const tally = tallies[name] ?? emptyTally();
  tallies[name] = { hit: tally.hit + hit, label: tally.label + label, predicted: tally.predicted + predicted };
}

function scoreArticle(board: Scoreboard, label: ScoredFacts, predicted: ScoredFacts): void {
  const count = <L, P>(
    name: string,
    labels: readonly L[],
    predictions: readonly P[],
    weigh: (l: L, p: P) => number,
  ): [L, P][] => {
    const pairs = pairUp(labels, predictions, weigh);
    add(board.kinds, name, pairs.length, labels.length, predictions.length);
    return pairs;
  };
  const main = (vendors: ScoredFacts['vendors']): string[] =>
    vendors.filter((vendor) => vendor.role === 'main').map((vendor) => vendor.id);
  const ids = (vendors: ScoredFacts['vendors']): string[] => [...new Set(vendors.map((vendor) => vendor.id))];
  count('vendors', ids(label.vendors), ids(predicted.vendors), (a, b) => Number(a === b));
  count('main vendors', main(label.vendors), main(predicted.vendors), (a, b) => Number(a === b));
  count('accounts', label.accounts, predicted.accounts, (a, b) => Number(isSameName(a, b)));
  count('people', label.people, predicted.people, (a, b) => Number(isSameName(a.name, b.name)));
  count('figures', label.figures, predicted.figures, (a, b) => (isSameAmount(a, b) ? runOf(a, b) : 0));
  const pairs = count('moves', label.moves, predicted.moves, (a, b) =>
    a.vendor === b.vendor && a.type === b.type ? runOf(a, b) : 0,
  );
  const found = new Set(pairs.map(([move]) => move));
  for (const move of label.moves) {
    add(board.moveTypes, move.type, Number(found.has(move)), 1, 0);
    if (move.importance === 3)
      board.headline = {
        ...board.headline,
        hit: board.headline.hit + Number(found.has(move)),
        label: board.headline.label + 1,
      };
  }
  for (const move of predicted.moves) add(board.moveTypes, move.type, 0, 0, 1);
  const right = pairs.filter(([a, b]) => doDatesAgree(a.date, b.date)).length;
  board.dates = { hit: board.dates.hit + right, label: board.dates.label + pairs.length, predicted: 0 };
}

function runOf(a: { evidence: string }, b: { evidence: string }): number {
  return sharedRun(foldEvidence(a.evidence), foldEvidence(b.evidence));
}
