import { describe, expect, it } from 'vitest';
import { findEnglishNumbers } from '../../../importers/normalise/english-numbers.ts';
import { findNumbers } from '../../../importers/normalise/numbers.ts';

/** qualifier|low–high unit of each amount, and ~ where it is not exact. */
const amountsIn = (words: string): string[] =>
  findEnglishNumbers(words).map(
    ({ qualifier, low, high, unit, approximate }) =>
      `${qualifier}|${low === high ? low : `${low}-${high}`} ${unit}${approximate ? ' ~' : ''}`,
  );

const READ: [string, string[]][] = [
  ['revenue rose to $13.6 billion', ['|13.6 billion usd']],
  ['at least 380 billion yuan ($53 billion)', ['at least|380 billion cny', '|53 billion usd']],
  ['about 45 percent of 1,000 enterprise customers', ['about|45 % ~', '|1000 customers']],
  ['in 29 cloud regions and 87 availability zones', ['|29 regions', '|87 availability zones']],
  ['nearly 14,000 corporate jobs', ['nearly|14000 jobs ~']],
  ['rents for $6.16 an hour', ['|6.16 usd/hour']],
  ['$0.15 per million tokens, $30 per user per month', ['|0.15 usd/百万tokens', '|30 usd/user/month']],
  ['a loss of $3-4 billion', ['|3-4 billion usd']],
  ['between 30% and 40% of it, between $3 billion and $4 billion', ['|30-40 %', '|3-4 billion usd']],
  ['20% and $30 million', ['|30 million usd']],
  ['up 20 percentage points', ['|20 个百分点']],
  ['s$200m, 10 million won, rmb 5 million', ['|200 million sgd', '|10 million krw', '|5 million cny']],
  ['$40 billion+ in funding', ['|40 billion usd ~']],
  ['us$1.2亿的订单', ['|1.2 亿美元']],
];
const UNREAD = ['its 42nd region', 'gpt-4.5 mini', 'an ec2 p5 instance', 'a 100 mb file', 'in 2024 and 2025'];

describe('amounts of English news', () => {
  it.each(READ)('%s', (words, amounts) => {
    expect(amountsIn(words)).toEqual(amounts);
  });

  it.each(UNREAD)('holds none: %s', (words) => {
    expect(amountsIn(words)).toEqual([]);
  });

  it('stand once beside those of Chinese, which keep what they say', () => {
    const said = (words: string): string[] => findNumbers(words).map(({ low, unit }) => `${low} ${unit}`);
    expect(said("the unit's sales rose 32% to $13.6 billion")).toEqual(['32 %', '13.6 billion usd']);
    expect(said('aws降价82次,营收超过30亿美元')).toEqual(['82 次', '30 亿美元']);
  });
});
