import { describe, expect, it } from 'vitest';
import { joinStackedTables } from '../../../importers/normalise/stacked-tables.ts';

const rowsOf = (text: string): string[] =>
  joinStackedTables(text)
    .split('\n')
    .filter((line) => line.startsWith('|'));

describe('a table told one value a line', () => {
  it('is rows again: pieces of a cell joined, gaps where the form of a value says so', () => {
    const text =
      '前文在此。\n\n产品\n2021\n年Q2\n\n2022\n年Q1\n\nyoy yo2020\n2022\n年利\n用率\n\n甲产品ABC       31.5%\n\n乙产品\n45万\n核\n\n60万\n核\n\n+33% +90%\n约\n40%\n\n丙\n产品\n8万\n核\n9万\n核\n-5% +70%\n超\n55%\n\n第三部分 下面接着说这一年里产品的规划和其他的事情';
    expect(rowsOf(text)).toEqual([
      '| 产品 | 2021年Q2 | 2022年Q1 | yoy | yo2020 | 2022年利用率 |',
      '| 甲产品ABC |  |  |  |  | 31.5% |',
      '| 乙产品 | 45万核 | 60万核 | +33% | +90% | 约40% |',
      '| 丙产品 | 8万核 | 9万核 | -5% | +70% | 超55% |',
    ]);
    expect(joinStackedTables(text)).toContain('前文在此。');
    expect(joinStackedTables(text)).toContain('第三部分 下面');
  });

  it('has its headings one a line, its names and values too', () => {
    expect(rowsOf('厂商\n2023年\n2024年\n增速\nAWS\n907亿美元\n1076亿美元\n19%\n阿里云\n-\n120亿美元\n11%\n')).toEqual([
      '| 厂商 | 2023年 | 2024年 | 增速 |',
      '| AWS | 907亿美元 | 1076亿美元 | 19% |',
      '| 阿里云 | - | 120亿美元 | 11% |',
    ]);
  });

  it.each([
    ['short lines of prose', '甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n壬'],
    ['values that no heading names', '甲\n3\n4\n乙\n5\n6\n丙\n7\n8\n9'],
    ['rows of unequal length', '产品\n去年\n今年\n甲\n3\n4\n乙\n5\n丙\n7\n8\n9\n丁\n2'],
    ['a list of one number each', '产品\n数量\n甲\n3\n乙\n5\n丙\n7\n丁\n2'],
  ])('is not seen in %s', (_, text) => {
    expect(joinStackedTables(text)).toBe(text);
  });

  it('leaves every text without one as it was', () => {
    const text = '# 标题\n\n第一段，有标点。\n\n- 甲\n- 乙\n\n| a | b |\n|---|---|\n| 1 | 2 |\n';
    expect(joinStackedTables(text)).toBe(text);
  });
});
