import { foldText } from '../../server/text/fold.ts';
import { findNumbers, type NumberExpression } from '../normalise/numbers.ts';
import type { MetricEntry } from '../reference-data.ts';

/** A number inside a cell of words, with the clause that says what it is. */
export interface TextNumber
  extends Pick<NumberExpression, 'low' | 'high' | 'unit' | 'qualifier' | 'approximate' | 'start' | 'end'> {
  metric: string;
  /** The clause without the number: 口径 in the source's own words. */
  scope: string;
  isEstimate: boolean;
}

const LONGEST_SCOPE = 30;
const ESTIMATE = /预估|估计|预计|估算/;

/**
 * Reads the numbers of a cell of words that measure something defined: 大客户平均折扣4-5折. A stroke between Han and a digit is
 * a bullet that lost its line, not a minus.
 */
export function readTextNumbers(
  text: string,
  metrics: readonly MetricEntry[],
  near: MetricEntry | undefined,
): TextNumber[] {
  const folded = foldText(text).replace(/(?<=[\p{Script=Han}])-(?=\d)/gu, ' ');
  return findNumbers(folded).flatMap((number): TextNumber[] => {
    const clause = clauseOf(folded, number);
    const words = folded.slice(clause.start, number.start);
    const metric = chooseMetric(words, folded.slice(number.end, clause.end), number, metrics, near);
    if (!metric) return [];
    const bound = /^\s?(?:以下|以内|以上)/.exec(folded.slice(number.end, clause.end))?.[0] ?? '';
    const scope = `${text.slice(clause.start, number.start)}${text.slice(number.end + bound.length, clause.end)}`;
    const { low, high, unit, start, end } = number;
    const qualifier = number.qualifier || bound.trim();
    return [
      {
        ...{ low, high, unit, qualifier, start, end, metric },
        approximate: number.approximate || bound !== '',
        scope: scope.replace(/^[\s•-]+|[\s-]+$/g, '').slice(0, LONGEST_SCOPE),
        isEstimate: ESTIMATE.test(words),
      },
    ];
  });
}

/** What follows the number at once, else the last words before it, else what the row is about. */
function chooseMetric(
  before: string,
  after: string,
  number: NumberExpression,
  metrics: readonly MetricEntry[],
  near: MetricEntry | undefined,
): string | undefined {
  const fitting = metrics.filter(({ units }) => units.includes(number.kind));
  const follows = fitting.find(({ words }) => words.some((pattern) => pattern.exec(after)?.index === 0));
  if (follows) return follows.id;
  const named = fitting
    .map(({ id, words }) => ({ id, at: Math.max(...words.map((pattern) => lastIndex(before, pattern))) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at)[0];
  if (named) return named.id;
  if (number.kind === 'discount') return fitting.find(({ units }) => units[0] === 'discount')?.id;
  return near?.units.includes(number.kind) && number.kind !== 'share' && number.kind !== 'count' ? near.id : undefined;
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const match of text.matchAll(new RegExp(pattern.source, 'gu'))) last = match.index;
  return last;
}

function clauseOf(folded: string, { start, end }: NumberExpression): { start: number; end: number } {
  const before = /[^,;。•:]*$/.exec(folded.slice(0, start));
  const after = folded.slice(end).search(/[,;。•]/);
  return { start: before?.index ?? 0, end: after < 0 ? folded.length : end + after };
}
