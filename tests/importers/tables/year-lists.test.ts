import { describe, expect, it } from 'vitest';
import { readTables } from '../../helpers/read-table.ts';

const LISTS = [
  '# 客户规模',
  '',
  '甲客户：21年3.5亿，22年2.4亿，23年E 1.3亿；23年同比-46%',
  '',
  '主要受去年项目收尾影响。',
  '',
  '乙客户：21年0.6亿，22年1.5亿，23年E 2亿',
  '',
  '丙客户：22年4.1亿，23年E 3.9亿；23年同比-5%',
].join('\n');

describe('lists of values by year', () => {
  it('are a table: names down, years across', () => {
    const [table] = readTables(LISTS).tables;
    expect(table?.header).toEqual([['', '21年', '22年', '23年E', '23年同比']]);
    expect(table?.cells.map(({ rowPath, qualifier, low, unit }) => [rowPath.join(), qualifier, low, unit])).toEqual([
      ['甲客户', '21年', 3.5, '亿'],
      ['甲客户', '22年', 2.4, '亿'],
      ['甲客户', '23年E', 1.3, '亿'],
      ['甲客户', '23年同比', -46, '%'],
      ['乙客户', '21年', 0.6, '亿'],
      ['乙客户', '22年', 1.5, '亿'],
      ['乙客户', '23年E', 2, '亿'],
      ['丙客户', '22年', 4.1, '亿'],
      ['丙客户', '23年E', 3.9, '亿'],
      ['丙客户', '23年同比', -5, '%'],
    ]);
  });

  it('are no facts about a vendor that they do not name', () => {
    expect(readTables(LISTS).figures).toEqual([]);
  });

  it('are no table where two years are told in passing', () => {
    expect(readTables('公司：21年3亿，22年4亿。\n\n此后无数据。').tables).toEqual([]);
  });
});
