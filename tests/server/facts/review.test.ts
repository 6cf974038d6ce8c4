import { describe, expect, it } from 'vitest';
import type { MoveValue, ReviewAction, ReviewDecision } from '../../../server/facts/decision.ts';
import { locateQuote, quoteAt } from '../../../server/facts/locate-quote.ts';
import { applyDecisions } from '../../../server/facts/review.ts';
import { readStatedDate, writeStatedDate } from '../../../server/facts/stated-date.ts';
import type { ExtractedMove } from '../../../server/model.ts';

const TEXT = '前言。北云宣布降价三成。南云没有跟进。北云又签下甲公司，双方称共建平台。';
const DAY = { start: '2025-01-23', end: '2025-01-23', precision: 'day' as const, text: '1月23日', guessed: false };

const valueWith = (vendorId: string, type: string, gist = '要点'): MoveValue => ({
  ...{ vendorId, type, happened: DAY, counterparty: '', gist, importance: 2, state: 'actual' },
});

function moveOn(text: string, words: string, vendorId = 'north', type = 'pricing'): ExtractedMove {
  const start = text.indexOf(words);
  const quote = quoteAt(text, start, start + words.length);
  return {
    ...valueWith(vendorId, type, words),
    confidence: 0.4,
    reasons: [{ name: 'cues:strong', contribution: 1 }],
    quote,
  };
}

let serial = 0;
function decide(action: ReviewAction, move: ExtractedMove, value: Partial<MoveValue> = {}): ReviewDecision {
  serial += 1;
  const { vendorId, type, happened, counterparty, gist, importance, state, quote } = move;
  const whole = { vendorId, type, happened, counterparty, gist, importance, state, ...value };
  return {
    ...{ decisionId: `d${serial}`, documentId: 'doc', action, quote, vendorId, type, note: '', decidedBy: 'local' },
    ...{ decidedAt: `2025-01-0${serial % 9}T00:00:00Z`, undoneAt: null, value: action === 'reject' ? null : whole },
  };
}

const outcomes = (text: string, moves: ExtractedMove[], decisions: ReviewDecision[]) =>
  applyDecisions(text, moves, decisions).map(({ move, outcome }) => [outcome, move.gist]);

describe('applyDecisions', () => {
  const [cut, won] = [moveOn(TEXT, '北云宣布降价三成'), moveOn(TEXT, '北云又签下甲公司', 'north', 'win')];

  it('leaves alone what nobody decided on', () => {
    expect(applyDecisions(TEXT, [cut], [])).toEqual([
      { move: cut, outcome: 'proposed', decision: null, extracted: cut },
    ]);
  });

  it('confirms, rejects and corrects the move that is meant, and keeps the extractor’s reading', () => {
    const decisions = [decide('confirm', cut), decide('correct', won, { type: 'loss', gist: '改过' })];
    const [first, second] = applyDecisions(TEXT, [cut, won], decisions);
    expect(first).toMatchObject({ outcome: 'confirmed', move: { confidence: 1, gist: cut.gist }, extracted: cut });
    expect(second).toMatchObject({ outcome: 'corrected', move: { type: 'loss', gist: '改过' }, extracted: won });
    expect(outcomes(TEXT, [cut], [decide('reject', cut)])).toEqual([['rejected', cut.gist]]);
  });

  it('lets the latest decision hold', () => {
    expect(outcomes(TEXT, [cut], [decide('reject', cut), decide('confirm', cut)])).toEqual([['confirmed', cut.gist]]);
    expect(outcomes(TEXT, [], [decide('confirm', cut), decide('reject', cut)])).toEqual([]);
    expect(outcomes(TEXT, [], [decide('confirm', cut), decide('correct', cut, { gist: '新' })])).toEqual([
      ['corrected', '新'],
    ]);
  });

  it.each([
    ['another vendor', moveOn(TEXT, '北云宣布降价三成', 'south')],
    ['another type', moveOn(TEXT, '北云宣布降价三成', 'north', 'win')],
    ['other words', moveOn(TEXT, '南云没有跟进')],
  ])('does not touch a move of %s', (_, other) => {
    expect(outcomes(TEXT, [other], [decide('reject', cut)])).toEqual([['proposed', other.gist]]);
  });

  it('follows a sentence that moved, and a quote that was cut otherwise', () => {
    const edited = `编者按：以下有更新。\n${TEXT}`;
    const wider = moveOn(edited, '北云宣布降价三成。南云没有跟进');
    expect(outcomes(edited, [wider], [decide('reject', cut)])).toEqual([['rejected', wider.gist]]);
  });

  it('keeps a confirmed move that no extractor proposes any more, at its new place', () => {
    const edited = `新的开头。${TEXT}`;
    const [kept] = applyDecisions(edited, [], [decide('confirm', cut)]);
    expect(kept).toMatchObject({ outcome: 'confirmed', extracted: null, move: { reasons: [], confidence: 1 } });
    expect(edited.slice(kept!.move.quote.start, kept!.move.quote.end)).toBe('北云宣布降价三成');
  });

  it('does nothing once the words are gone', () => {
    expect(applyDecisions('全文改写。', [], [decide('confirm', cut), decide('add', won)])).toEqual([]);
  });

  it('adds a missed move, and gives way to the extractor that finds it later', () => {
    const missed = decide('add', won, { gist: '补记' });
    expect(outcomes(TEXT, [cut], [missed])).toEqual([
      ['proposed', cut.gist],
      ['added', '补记'],
    ]);
    expect(applyDecisions(TEXT, [won], [missed])).toMatchObject([{ outcome: 'added', extracted: won }]);
  });

  it('knows its move also when a newer extractor reads it as the analyst did', () => {
    const right = moveOn(TEXT, '北云宣布降价三成', 'north', 'product');
    expect(outcomes(TEXT, [right], [decide('correct', cut, { type: 'product', gist: '改' })])).toEqual([
      ['corrected', '改'],
    ]);
  });
});

describe('locateQuote', () => {
  it('tells equal words apart by their neighbours, else by nearness', () => {
    const text = '甲说：降价。乙说：降价。丙说：降价。';
    const second = quoteAt(text, text.indexOf('乙') + 3, text.indexOf('乙') + 5);
    expect(locateQuote(`新增一段。${text}`, second)?.start).toBe(second.start + 5);
    expect(locateQuote('降价，降价', { exact: '降价', prefix: '', suffix: '', start: 4, end: 6 })?.start).toBe(3);
    expect(locateQuote('没有', second)).toBeUndefined();
  });
});

describe('readStatedDate', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31', 'year'],
    ['2024-H2', '2024-07-01', '2024-12-31', 'half'],
    ['2024-q3', '2024-07-01', '2024-09-30', 'quarter'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    ['2024-02-29', '2024-02-29', '2024-02-29', 'day'],
    ['2024-10..2024-11', '2024-10-01', '2024-11-30', 'span'],
  ])('reads %s', (text, start, end, precision) => {
    const date = readStatedDate(` ${text} `);
    expect(date).toEqual({ start, end, precision, text, guessed: false });
    expect(readStatedDate(writeStatedDate(date!))).toMatchObject({ start, end, precision });
  });

  it.each([
    '',
    '24',
    '2024-13',
    '2023-02-29',
    '2024-Q5',
    '2024-H3',
    '2024/10',
    '2024-1',
    '2024-11..2024-10',
    '2024..',
    'x',
  ])('refuses %j', (text) => expect(readStatedDate(text)).toBeUndefined());
});
