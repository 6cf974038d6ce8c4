import { describe, expect, it } from 'vitest';
import {
  doDatesAgree,
  isSameAmount,
  ratiosOf,
  type ScoredFacts,
  scoreFacts,
} from '../../../server/facts/score-facts.ts';

const nothing: ScoredFacts = { vendors: [], accounts: [], people: [], moves: [], figures: [] };
const cut = {
  vendor: 'x',
  type: 'pricing',
  date: '2024-02-29',
  evidence: '北云官网百余款产品大幅降价，平均两成',
  importance: 3,
};

describe('scoreFacts', () => {
  it('pairs one to one: a second telling of a labelled move is spurious', () => {
    const predicted = { ...nothing, moves: [cut, { ...cut, date: '2024-02' }] };
    const board = scoreFacts([{ label: { ...nothing, moves: [cut] }, predicted }]);
    expect(board.kinds.moves).toEqual({ hit: 1, label: 1, predicted: 2 });
    expect(board.headline).toMatchObject({ hit: 1, label: 1 });
  });

  it('asks for vendor, type and shared words, not for the date', () => {
    const scoreOf = (values: Partial<typeof cut>): number | undefined =>
      scoreFacts([{ label: { ...nothing, moves: [cut] }, predicted: { ...nothing, moves: [{ ...cut, ...values }] } }])
        .kinds.moves?.hit;
    expect(scoreOf({ date: '2020' })).toBe(1);
    expect(scoreOf({ vendor: 'y' })).toBe(0);
    expect(scoreOf({ type: 'product' })).toBe(0);
    expect(scoreOf({ evidence: '南云招聘二百名工程师' })).toBe(0);
    expect(scoreOf({ evidence: `${cut.evidence}${'，等等'.repeat(120)}` })).toBe(0);
  });

  it('takes names that hold each other as one', () => {
    const board = scoreFacts([
      { label: { ...nothing, accounts: ['理想'] }, predicted: { ...nothing, accounts: ['理想汽车', '蔚来'] } },
    ]);
    expect(board.kinds.accounts).toEqual({ hit: 1, label: 1, predicted: 2 });
  });
});

describe('isSameAmount', () => {
  it.each([
    [{ value: 1.2, unit: '亿元' }, { value: 12000, unit: '万元' }, true],
    [{ value: 6, unit: '亿美元' }, { value: 6, unit: '万美元' }, false],
    [{ value: 20, unit: '%' }, { value: 20, unit: '' }, true],
  ])('compares %o and %o', (a, b, same) => {
    expect(isSameAmount(a, b)).toBe(same);
  });
});

describe('doDatesAgree', () => {
  it.each([
    ['2024-02', '2024-02-29', true],
    ['2024', '2024-H1', true],
    ['2024-Q1', '2024-03', true],
    ['2024-Q1', '2024-04', false],
    ['2023', '2024-01', false],
    ['', '2024', false],
  ])('%s and %s: %s', (a, b, agree) => {
    expect(doDatesAgree(a, b)).toBe(agree);
  });
});

describe('ratiosOf', () => {
  it('is 0, not NaN, where nothing is', () => {
    expect(ratiosOf({ hit: 0, label: 0, predicted: 0 })).toEqual({ precision: 0, recall: 0, f1: 0 });
  });
});
