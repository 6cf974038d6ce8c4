import { describe, expect, it } from 'vitest';
import { findNumberConflicts, type ToldNumber, type ToldWithNumbers } from '../../../server/facts/number-conflicts.ts';

function number(written: string, values: Partial<ToldNumber> = {}): ToldNumber {
  const [, digits = '0', unit = ''] = /^([\d.]+)(.*)$/.exec(written) ?? [];
  const low = Number(digits);
  const measure = { metric: 'discount', metricZh: '折扣', metricEn: 'Discount' };
  return { ...measure, low, high: low, unit, state: 'actual', approximate: false, written, around: '', ...values };
}
const telling = (documentId: string, numbers: ToldNumber[], workId: string | null = null): ToldWithNumbers => ({
  document: { documentId, workId },
  numbers,
});
const written = (...tellings: ToldWithNumbers[]): string[][] =>
  findNumberConflicts(tellings).map(({ readings }) => readings.map((reading) => reading.written));

describe('findNumberConflicts', () => {
  it('names each value once with the telling that gives it', () => {
    const tellings = [telling('a', [number('20%')]), telling('b', [number('25%')]), telling('c', [number('20%')])];
    const [conflict, ...rest] = findNumberConflicts(tellings);
    expect(rest).toEqual([]);
    expect(conflict).toMatchObject({ metric: 'discount', metricZh: '折扣' });
    expect(conflict?.readings).toEqual([
      { written: '20%', telling: tellings[0] },
      { written: '25%', telling: tellings[1] },
    ]);
  });

  it('scales units: 1.3 亿元 is 13000 万元, and dollars are no yuan', () => {
    expect(written(telling('a', [number('1.3亿元')]), telling('b', [number('13000万元')]))).toEqual([]);
    expect(written(telling('a', [number('1.3亿元')]), telling('b', [number('1.4万元')]))).toEqual([
      ['1.3亿元', '1.4万元'],
    ]);
    expect(written(telling('a', [number('1.3亿元')]), telling('b', [number('2亿美元')]))).toEqual([]);
  });

  it('lets rough numbers and ranges meet', () => {
    expect(written(telling('a', [number('80人', { approximate: true })]), telling('b', [number('86人')]))).toEqual([]);
    expect(written(telling('a', [number('80人', { high: 100 })]), telling('b', [number('90人')]))).toEqual([]);
    expect(
      written(telling('a', [number('80人', { approximate: true })]), telling('b', [number('120人')])),
    ).toHaveLength(1);
  });

  it('compares no versions of one work, no other state, and no sentence that gives a measure twice', () => {
    expect(written(telling('a', [number('20%')], 'w'), telling('b', [number('29%')], 'w'))).toEqual([]);
    expect(written(telling('a', [number('20%')]), telling('b', [number('29%', { state: 'target' })]))).toEqual([]);
    expect(written(telling('a', [number('20%'), number('30%')]), telling('b', [number('40%')]))).toEqual([]);
  });

  it('compares numbers without a metric only where their neighbours agree', () => {
    const bare = { metric: '', metricZh: '', metricEn: '' };
    const at = (value: string, around: string) => [number(value, { ...bare, around })];
    expect(written(telling('a', at('80人', '裁员约')), telling('b', at('120人', '裁员约')))).toHaveLength(1);
    expect(written(telling('a', at('80人', '裁员约')), telling('b', at('120人', '新招的')))).toEqual([]);
  });
});
