import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';
import { buildDecisionExamples, tallyDecisions } from '../../../importers/train/decision-examples.ts';
import { type Example, fitLogistic } from '../../../importers/train/fit-logistic.ts';
import type { ReviewAction, ReviewDecision } from '../../../server/facts/decision.ts';
import { quoteAt } from '../../../server/facts/locate-quote.ts';
import { buildDay } from '../../../server/facts/partial-date.ts';
import type { ExtractedMove } from '../../../server/model.ts';

const TEXT =
  '2025年1月20日，阿里云宣布核心产品全线降价，最高降幅达到55%。\n2024年12月，腾讯云拿下理想汽车的大单，双方签署合作协议。';
const [FIRST = '', SECOND = ''] = TEXT.split('\n');
const extractor = buildExtractor(loadReferenceData());
const document = {
  title: '示例',
  text: TEXT,
  published: { ...buildDay(2025, 1, 23)!, text: '', guessed: false },
  passages: [
    { kind: 'paragraph' as const, start: 0, end: FIRST.length },
    { kind: 'paragraph' as const, start: FIRST.length + 1, end: TEXT.length },
  ],
};
const proposals = extractor.propose(document);
const filed = extractor.extract(document).moves;

function decide(action: ReviewAction, move: ExtractedMove, change: Partial<ExtractedMove> = {}): ReviewDecision {
  const { vendorId, type, happened, counterparty, gist, importance, state, quote } = { ...move, ...change };
  const value = { vendorId, type, happened, counterparty, gist, importance, state };
  return {
    ...{ decisionId: 'd', documentId: 'doc', action, quote, vendorId: move.vendorId, type: move.type, note: '' },
    ...{ decidedBy: 'local', decidedAt: '', undoneAt: null, value: action === 'reject' ? null : value },
  };
}

const examplesOf = (...decisions: ReviewDecision[]): Example[] =>
  buildDecisionExamples({ documentId: 'doc', decisions, reading: proposals.reading, moves: proposals.moves });
const featuresOf = (move: ExtractedMove) =>
  proposals.moves.find(({ candidate }) => candidate.vendorId === move.vendorId && candidate.type === move.type)
    ?.features;

describe('buildDecisionExamples', () => {
  const [first, second] = [filed[0]!, filed.find(({ quote }) => quote.start > SECOND.length)!];

  it('takes confirmed moves as right, rejected ones as wrong, and nothing else', () => {
    expect(examplesOf(decide('confirm', first), decide('reject', second))).toEqual([
      { features: featuresOf(first), label: 1, group: 'doc' },
      { features: featuresOf(second), label: 0, group: 'doc' },
    ]);
    expect(examplesOf()).toEqual([]);
  });

  it('lets the latest decision on a move hold', () => {
    expect(examplesOf(decide('reject', first), decide('confirm', first))).toMatchObject([{ label: 1 }]);
  });

  it('takes a correction of the type as one wrong and one right, of the words as right', () => {
    const other = proposals.moves.find(
      ({ candidate }) => candidate.vendorId === second.vendorId && candidate.type !== second.type,
    )!;
    const labels = examplesOf(decide('correct', second, { type: other.candidate.type })).map(({ label }) => label);
    expect(labels).toEqual([0, 1]);
    expect(examplesOf(decide('correct', second, { gist: '改' }))).toMatchObject([{ label: 1 }]);
  });

  it('takes an added move as right, and nothing from words that are gone', () => {
    expect(examplesOf(decide('add', second))).toMatchObject([{ label: 1 }]);
    const gone = { ...quoteAt(TEXT, 0, 5), exact: '没有这些' };
    expect(examplesOf(decide('confirm', { ...first, quote: gone }))).toEqual([]);
  });

  it('moves a known model towards the decisions, and leaves it without any', () => {
    const prior = { ...loadReferenceData().moveModel };
    const fit = { l2: 1, iterations: 200, prior };
    expect(fitLogistic([], fit).weights).toEqual(
      expect.objectContaining({ 'cues:strong': prior.weights['cues:strong'] }),
    );
    const examples = examplesOf(decide('reject', first), decide('confirm', second));
    const before = tallyDecisions(examples, { ...prior, threshold: 0.5 });
    const after = tallyDecisions(examples, { ...fitLogistic(examples, fit), threshold: 0.5 });
    expect(after).toMatchObject({ hit: 1, label: 1, predicted: 1 });
    expect(before.label).toBe(1);
  });
});
