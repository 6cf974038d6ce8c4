import type { ConflictKind, LedgerFigure } from '../facts/figure-conflicts.ts';
import { RELIABILITY_GRADES, type Reliability } from '../model.ts';

export const PREFER_REASONS = [
  'later-restates',
  'more-digits',
  'not-approximate',
  'better-source',
  'majority',
  'other-scope',
  'none',
] as const;
/** Why one value is preferred, or why none is. */
export type PreferReason = (typeof PREFER_REASONS)[number];

interface Graded extends LedgerFigure {
  figure: { document: { reliability: Reliability } };
}

/** Never by taste: each kind has one rule, and without one nothing is preferred. */
export function choosePreferred(
  kind: ConflictKind,
  figures: readonly Graded[],
): { preferred: number | null; reason: PreferReason } {
  switch (kind) {
    case 'scope':
      return { preferred: null, reason: 'other-scope' };
    case 'restated':
      return pick(figures, ({ published }) => Date.parse(published ?? '1970-01-01'), 'later-restates');
    case 'rounding':
      return pick(figures, ({ value }) => -value.step, 'more-digits');
    case 'approximate':
      return pick(figures, exactness, 'not-approximate');
    case 'version':
      return pickMajority(figures);
    case 'contradiction':
      return pick(figures, ({ figure }) => -RELIABILITY_GRADES.indexOf(figure.document.reliability), 'better-source');
  }
}

const exactness = ({ value, approximate, qualifier }: LedgerFigure): number =>
  Number(value.low === value.high) + Number(!approximate && qualifier === '');

/** @returns the one that stands above all others; none where two are level */
function pick(figures: readonly Graded[], weigh: (figure: Graded) => number, reason: PreferReason) {
  const weights = figures.map(weigh);
  const best = Math.max(...weights);
  const first = weights.indexOf(best);
  const isAlone = weights.lastIndexOf(best) === first;
  return isAlone ? { preferred: first, reason } : { preferred: null, reason: 'none' as const };
}

function pickMajority(figures: readonly Graded[]): { preferred: number | null; reason: PreferReason } {
  const votes = figures.map(({ value }) => figures.filter((other) => other.value.low === value.low).length);
  const most = Math.max(...votes);
  return 2 * most > figures.length
    ? { preferred: votes.indexOf(most), reason: 'majority' }
    : { preferred: null, reason: 'none' };
}
