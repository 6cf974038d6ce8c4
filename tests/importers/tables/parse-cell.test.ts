import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCell } from '../../../importers/normalise/tables/parse-cell.ts';

const MONTH = { start: '2025-03-01', end: '2025-03-31', precision: 'month' };

describe('parseCell', () => {
  it.each([
    ['105', 105, 105, ''],
    ['14,000', 14_000, 14_000, ''],
    ['-13%', -13, -13, '%'],
    ['4-5折', 4, 5, '折'],
    ['4~5 折', 4, 5, '折'],
    ['约1.2亿元', 1.2, 1.2, '亿元'],
    ['$3.5亿', 3.5, 3.5, '亿美元'],
    ['300+', 300, 300, ''],
    ['2.7人月', 2.7, 2.7, '人月'],
    ['+41%', 41, 41, '%'],
    ['下降3%', -3, -3, '%'],
    ['↓10%~15%', -15, -10, '%'],
    ['下调20%', 20, 20, '%'],
    ['低至1.5折', 1.5, 1.5, '折'],
    ['400万+', 400, 400, '万'],
    ['3万至5万', 3, 5, '万'],
    ['0.8元/百万tokens', 0.8, 0.8, '元/百万tokens'],
  ])('reads the number %s', (text, low, high, unit) => {
    expect(parseCell(text)).toMatchObject({ kind: 'number', value: { low, high, unit } });
  });

  it('keeps that a number is not exact', () => {
    expect(parseCell('5折以下').value).toMatchObject({ low: 5, unit: '折', qualifier: '以下', approximate: true });
    expect(parseCell('5折').value).toMatchObject({ approximate: false, qualifier: '' });
  });

  it('reads what is there and what is planned', () => {
    expect(parseCell('2->3 (25年3月)')).toMatchObject({
      kind: 'plan',
      value: { low: 2 },
      planned: { low: 3, when: MONTH },
    });
    expect(parseCell('0→2（26Q2）').planned).toMatchObject({
      low: 2,
      when: { start: '2026-04-01', end: '2026-06-30' },
    });
    expect(parseCell('2->3(待定)')).toMatchObject({ planned: { low: 3, when: null }, badDate: '' });
  });

  it.each(['0->2(26-9Q2)', '0->1(22/9Q4)', '1->2(明天)'])('says that the date of %s is none', (text) => {
    const { planned, badDate } = parseCell(text);
    expect(planned?.when).toBeNull();
    expect(badDate).not.toBe('');
  });

  it.each([
    ['', 'blank'],
    ['*', 'mark'],
    ['—', 'none'],
    ['未披露', 'none'],
    ['全球知名', 'text'],
    ['=SUM(A1:A9)', 'text'],
    ['5-3', 'text'],
    ['3O%', 'text'],
    ['2024年', 'text'],
    ['3月', 'text'],
  ])('takes %j as %s', (text, kind) => {
    expect(parseCell(text)).toMatchObject({ kind, value: null, planned: null });
  });

  it('parts the number of a note from the number before it', () => {
    expect(parseCell('28②')).toMatchObject({ value: { low: 28 }, marker: '②' });
    expect(parseCell('31[1]')).toMatchObject({ value: { low: 31 }, marker: '[1]' });
    expect(parseCell('12³')).toMatchObject({ value: { low: 12 }, marker: '³' });
  });

  it('reads a plan beside what there is, and keeps what else a bracket says', () => {
    expect(parseCell('28（规划39）')).toMatchObject({ kind: 'plan', value: { low: 28 }, planned: { low: 39 } });
    expect(parseCell('2->3, 26年二季度').planned).toMatchObject({ low: 3, when: { start: '2026-04-01' } });
    expect(parseCell('12（含政府云）')).toMatchObject({ kind: 'number', value: { low: 12 }, marker: '（含政府云）' });
  });

  it('keeps a sign beside a number', () => {
    expect(parseCell('3*')).toMatchObject({ kind: 'number', value: { low: 3 }, marker: '*' });
    expect(parseCell('□ 2')).toMatchObject({ kind: 'number', value: { low: 2 }, marker: '□' });
  });

  it('places every number inside its cell, whatever the cell holds', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'0123456789,.-->()（）折%亿元年月Q*□约 +~a'), maxLength: 40 });
    fc.assert(
      fc.property(cell, (text) => {
        const { value, planned } = parseCell(text);
        for (const span of [value, planned]) {
          if (!span) continue;
          expect(text.slice(span.start, span.end)).toMatch(/\d/);
          expect(span.high).toBeGreaterThanOrEqual(span.low);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
