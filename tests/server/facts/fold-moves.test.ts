import { describe, expect, it } from 'vitest';
import type { FoldLink } from '../../../server/facts/decision.ts';
import { type FoldableMove, foldMoves } from '../../../server/facts/fold-moves.ts';
import { buildDay, buildMonth } from '../../../server/facts/partial-date.ts';

const on = (day: string) => ({
  ...buildDay(...(day.split('-').map(Number) as [number, number, number]))!,
  text: day,
  guessed: false,
});
const inMonth = (year: number, month: number, guessed = false) => ({ ...buildMonth(year, month), text: '', guessed });

function move(
  words: string,
  values: Partial<FoldableMove> & { source?: string; id?: string; workId?: string | null } = {},
): FoldableMove {
  const { source = '甲报', id = words, workId = null, ...rest } = values;
  return {
    moveId: id,
    vendorId: 'northcloud',
    type: 'pricing',
    happened: on('2024-02-29'),
    counterparty: '',
    importance: 2,
    confidence: 0.5,
    quote: { exact: words },
    document: { documentId: id, sourceName: source, workId },
    readsAlone: false,
    ...rest,
  };
}

describe('foldMoves', () => {
  it('folds two tellings of one event and counts documents and sources apart', () => {
    const first = move('北云官网百余款产品大幅降价，平均降幅两成');
    const again = move('2月29日，北云官网百余款产品大幅降价，平均降幅达到两成', { confidence: 0.9 });
    const elsewhere = move('北云官网百余款产品大幅降价', { source: '乙报' });
    const [event, ...rest] = foldMoves([first, again, elsewhere]);
    expect(rest).toEqual([]);
    expect(event?.lead).toBe(again);
    expect(event?.others).toEqual([first, elsewhere]);
    expect([event?.documentCount, event?.sourceCount]).toEqual([3, 2]);
  });

  it('counts versions of one work as one source, and leads with the reading of most', () => {
    const told = '北云官网百余款产品大幅降价，平均降幅两成';
    const misread = move(`${told}整`, { source: '甲报', workId: 'w', confidence: 0.9, readsAlone: true });
    const repost = move(told, { source: '乙报', workId: 'w', confidence: 0.7 });
    const again = move(`本周${told}`, { source: '乙报' });
    expect(foldMoves([misread, repost, again])[0]).toMatchObject({ lead: repost, documentCount: 3, sourceCount: 1 });
    const apart = move(`据悉${told}`, { source: '丙报' });
    expect(foldMoves([misread, repost, apart])[0]?.sourceCount).toBe(2);
  });

  it('keeps apart what differs in vendor, type, day or words', () => {
    const moves = [
      move('北云官网百余款产品大幅降价'),
      move('北云官网百余款产品大幅降价', { vendorId: 'southcloud' }),
      move('北云官网百余款产品大幅降价', { type: 'product' }),
      move('北云官网百余款产品大幅降价', { happened: on('2024-09-19') }),
      move('北云向经销商提高了存储返点比例'),
    ];
    expect(foldMoves(moves).map((event) => event.lead)).toEqual(moves);
  });

  it('lets a guessed date meet a stated one nearby, and no further', () => {
    const stated = move('甲公司把业务迁到北云', { happened: on('2024-05-02'), counterparty: '甲公司' });
    const near = move('甲公司已将业务迁到北云', { happened: inMonth(2024, 7, true), counterparty: '甲公司' });
    const far = move('甲公司已将业务迁到北云了', { happened: inMonth(2025, 1, true), counterparty: '甲公司' });
    expect(foldMoves([stated, near, far]).map((event) => event.others.length)).toEqual([1, 0]);
  });

  it('says when the tellings give days that cannot both be right', () => {
    const march = move('甲公司把主站业务迁到北云', { happened: inMonth(2024, 3), counterparty: '甲公司' });
    const year = move('甲公司把主站业务迁到北云', {
      happened: { ...inMonth(2024, 1), end: '2024-12-31' },
      counterparty: '甲公司',
    });
    const may = move('甲公司把主站业务迁到北云', { happened: inMonth(2024, 5), counterparty: '甲公司' });
    expect(foldMoves([march, year])[0]?.datesDisagree).toBe(false);
    expect(foldMoves([year, march, may])[0]?.datesDisagree).toBe(true);
  });

  it('folds what two documents tell in nearly the same words under dates a few days apart, and says so', () => {
    const told = (id: string, day: string, words = '北云官网百余款产品大幅降价，平均降幅两成') =>
      move(words, { id, happened: on(day), source: id });
    const [event, ...rest] = foldMoves([told('甲', '2024-02-29'), told('乙', '2024-02-28')]);
    expect(rest).toEqual([]);
    expect(event).toMatchObject({ datesDisagree: true, documentCount: 2 });
    const apart = [told('甲', '2024-02-29'), told('乙', '2024-05-28')];
    expect(foldMoves(apart)).toHaveLength(2);
    const others = [told('甲', '2024-02-29'), told('乙', '2024-02-28', '北云官网的存储产品降价，平均降幅三成')];
    expect(foldMoves(others)).toHaveLength(2);
    const twice = [told('甲', '2024-02-29'), { ...told('甲', '2024-02-28'), moveId: 'b' }];
    expect(foldMoves(twice)).toHaveLength(2);
  });

  it('takes two releases that differ in number and day alone for two', () => {
    const dated = (words: string, text: string, day: string) => move(words, { happened: { ...on(day), text } });
    const one = dated('1.286.0 (July 24, 2026)', 'July 24, 2026', '2026-07-24');
    const other = dated('1.284.0 (July 2, 2026)', 'July 2, 2026', '2026-07-02');
    expect(foldMoves([one, other])).toHaveLength(2);
  });

  it('takes a sentence that another publisher copied for no second source', () => {
    const long = '据了解，北云官网百余款产品自本周四起大幅降价，平均降幅达到两成';
    const [first, copied] = [move(long, { id: 'a' }), move(`${long}。`, { id: 'b', source: '乙报' })];
    const own = move(long.replace('据了解，', '北云方面称，'), { id: 'c', source: '丙报' });
    expect(foldMoves([first, copied])[0]).toMatchObject({ documentCount: 2, sourceCount: 1 });
    expect(foldMoves([first, copied, own])[0]?.sourceCount).toBe(2);
  });

  it('folds what an analyst called one event, across types too, and parts what they took out', () => {
    const posts = move('北云任命新的华东区总经理', { id: 'a', type: 'leadership' });
    const order = move('华东区并入北云新设的东部大区', { id: 'b', type: 'reorg' });
    const again = move('北云任命了新的华东区总经理', { id: 'c', type: 'leadership' });
    const moves = [posts, order, again];
    const idsOf = (links: FoldLink[]) =>
      foldMoves(moves, links).map(({ lead, others }) => [lead, ...others].map(({ moveId }) => moveId).sort());
    expect(idsOf([])).toEqual([['a', 'c'], ['b']]);
    expect(idsOf([{ action: 'merge', moveId: 'b', otherId: 'c' }])).toEqual([['a', 'b', 'c']]);
    expect(idsOf([{ action: 'split', moveId: 'a', otherId: 'c' }])).toEqual([['a'], ['b'], ['c']]);
    expect(idsOf([{ action: 'merge', moveId: 'b', otherId: 'gone' }])).toEqual([['a', 'c'], ['b']]);
  });

  it('takes nothing along with a move that was taken out', () => {
    const moves = ['a', 'b', 'c'].map((id) => move('北云官网百余款产品大幅降价', { id }));
    const parted = foldMoves(moves, [{ action: 'split', moveId: 'a', otherId: 'b' }]);
    expect(parted.map(({ lead, others }) => [lead, ...others].map(({ moveId }) => moveId))).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
  });

  it('loses and repeats no move', () => {
    const moves = Array.from({ length: 60 }, (_, i) => move(`北云第${i % 7}次降价，幅度${i % 5}成`, { id: `d${i}` }));
    const told = foldMoves(moves).flatMap((event) => [event.lead, ...event.others]);
    expect(new Set(told)).toEqual(new Set(moves));
    expect(told).toHaveLength(moves.length);
  });
});
