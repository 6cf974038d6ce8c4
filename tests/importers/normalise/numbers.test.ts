import { describe, expect, it } from 'vitest';
import { findNumbers, parseHanNumber } from '../../../importers/normalise/numbers.ts';
import { foldText } from '../../../server/text/fold.ts';

/** low–high unit, with ~ where the number is not exact. */
const read = (text: string): string[] =>
  findNumbers(foldText(text)).map(
    ({ low, high, unit, approximate }) => `${low}${high > low ? `–${high}` : ''} ${unit}${approximate ? ' ~' : ''}`,
  );

describe('findNumbers', () => {
  it.each([
    ['每年带来约 6 亿多美元', ['6 亿美元 ~']],
    ['用量三四百万美元', ['300–400 万美元']],
    ['四五百万元的订单', ['400–500 万元']],
    ['三十几万用户', ['30–39 万 ~']],
    ['二十几个亿', ['20–29 亿 ~']],
    ['1个多亿的现金流', ['1 亿 ~']],
    ['低至2.5折', ['2.5 折']],
    ['最高七折', ['7 折']],
    ['占营收将近 20%', ['20 % ~']],
    ['增长20%-30%', ['20–30 %']],
    ['达到了40-50%', ['40–50 %']],
    ['超过1/3', ['33.3 % ~']],
    ['三分之一的收入', ['33.3 %']],
    ['近一半的营收', ['50 % ~']],
    ['国内四成市场', ['40 %']],
    ['四成五', ['45 %']],
    ['增长9倍', ['9 倍']],
    ['定价0.0008元/千Tokens', ['0.0008 元/千tokens']],
    ['收入265.49亿元,同比增长6%', ['265.49 亿元', '6 %']],
    ['1,389.5亿元', ['1389.5 亿元']],
    ['10亿美金', ['10 亿美金']],
    ['约20个million', ['20 million ~']],
    ['裁员80多人', ['80 人 ~']],
    ['六个人的小组', ['6 人']],
    ['30多个行业', ['30 个 ~']],
    ['2000多万家企业', ['2000 万家 ~']],
    ['从1000个到200万个', ['1000 个', '200 万个']],
    ['14万张卡', ['14 万张']],
    ['20TB/s', ['20 tb/s']],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    '第三家',
    'L8高管',
    '一个新部门',
    '成立两家公司',
    '12-18个月',
    '版本4.0发布',
    'GPT-4',
    '曲折',
    '成功',
    '几十人',
    '3:2',
  ])('finds no amount in %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('keeps the qualifier and the offsets of the number itself', () => {
    const text = foldText('营收超过了 10 亿美元');
    const [number] = findNumbers(text);
    expect(number?.qualifier).toBe('超过');
    expect(text.slice(number?.start, number?.end)).toBe('10 亿美元');
  });
});

describe('findNumbers, with words that bound a number', () => {
  it.each([
    ['提升5.6个百分点', ['5.6 个百分点']],
    ['预算不超过900万元', ['900 万元 ~']],
    ['毛利率不低于两成', ['20 %']],
    ['上百家伙伴', ['100 家 ~']],
    ['一千多号员工', ['1000 号 ~']],
    ['服务300+家银行', ['300 家 ~']],
    ['销售额30亿+', ['30 亿 ~']],
    ['翻了一倍多。', ['1 倍 ~']],
    ['1月8号人民银行', []],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['不超过900万元', '不超过'],
    ['未超过20%', '未超过'],
    ['不低于6亿元', '不低于'],
    ['低于30%', '低于'],
    ['不止40家', '不止'],
  ])('never turns a qualifier round: %s', (text, qualifier) => {
    expect(findNumbers(text).map((number) => number.qualifier)).toEqual([qualifier]);
  });
});

describe('parseHanNumber', () => {
  it.each([
    ['三千二百', 3200, 3200],
    ['十二', 12, 12],
    ['四五百', 400, 500],
    ['七八', 7, 8],
  ])('reads %s as %d to %d', (text, low, high) => {
    expect(parseHanNumber(text)).toEqual({ low, high });
  });

  it('does not read neighbours that are no range', () => {
    expect(parseHanNumber('二九')).toBeUndefined();
  });
});

describe("a price's rate", () => {
  it.each([
    ['低至百万tokens 0.3元', ['0.3 元/百万tokens']],
    ['免费送百万tokens，再减20元', ['100 万tokens', '20 元']],
    ['前者每年4788元起', ['4788 元/年']],
    ['最低每GB每月0.4元', ['0.4 元/gb/月']],
    ['流量每GB 0.8元', ['0.8 元/gb']],
    ['每年3亿元的收入', ['3 亿元']],
  ])('is read before the price: %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
