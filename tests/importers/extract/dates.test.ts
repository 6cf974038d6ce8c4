import { describe, expect, it } from 'vitest';
import { type DateContext, findDates } from '../../../importers/extract/dates.ts';
import { formatPartialDate } from '../../../server/facts/partial-date.ts';
import type { PartialDate } from '../../../server/model.ts';
import { foldText } from '../../../server/text/fold.ts';

const publishedOn = (day: string): PartialDate => ({
  start: day,
  end: day,
  precision: 'day',
  text: day,
  guessed: false,
});

/** The dates of a sentence as exactly as they are stated, in order. */
function datesOf(sentence: string, published: string, context: Partial<DateContext> = {}): string[] {
  const folded = foldText(sentence);
  return findDates(folded, 0, folded.length, { published: publishedOn(published), ...context }).map(({ date }) =>
    formatPartialDate(date),
  );
}

/** What a careful reader of 2025-01-23 takes each expression for. */
const READINGS: [string, string][] = [
  // near the publication
  ['近日，示例云下调价格', '2025-01'],
  ['不久前总部做了决定', '2025-01'],
  ['上周宣布降价', '2025-01'],
  ['上周五宣布降价', '2025-01-17'],
  ['昨天宣布降价', '2025-01-22'],
  ['今日宣布降价', '2025-01-23'],
  ['三天前开服', '2025-01-20'],
  ['本月完成迁移', '2025-01'],
  ['上个月签约', '2024-12'],
  ['上季度亏损', '2024-Q4'],
  // words for years
  ['今年上半年完成迁移', '2025-H1'],
  ['去年底离职', '2024-12'],
  ['去年年底离职', '2024-12'],
  ['去年11月签约', '2024-11'],
  ['去年三季度亏损', '2024-Q3'],
  ['前年成立', '2023'],
  ['三年前成立', '2022'],
  ['3个月前签约', '2024-10'],
  ['半年前签约', '2024-07'],
  // parts of a year without the year
  ['2月29日起降价', '2024-02-29'],
  ['12月10日宣布调整', '2024-12-10'],
  ['1月6号生效', '2025-01-06'],
  ['自3月10日起上调带宽价格', '2025-03-10'],
  ['自9月起不再续签', '2024-09'],
  ['一个多月前调整架构', '2024-12'],
  ['截至2024年6月30日的季度', '2024-Q2'],
  ['截至9月底的六个月收入增长', '2024-04'],
  ['过去一年丢了三个大客户', '2024'],
  ['自9月以来裁员', '2024-09'],
  ['12月底降价', '2024-12'],
  ['十二月签约', '2024-12'],
  ['第三季度营收', '2024-Q3'],
  ['四季度营收', '2024-Q4'],
  ['前三季度营收', '2024-01'],
  ['计划在Q1完成', '2025-Q1'],
  ['双11期间扩容', '2024-11'],
  ['年初完成调整', '2025-Q1'],
  ['年中完成调整', '2024-06'],
  // with the year
  ['2024年上半年营收', '2024-H1'],
  ['2024Q2营收', '2024-Q2'],
  ['2024年Q2营收', '2024-Q2'],
  ['2024H1营收', '2024-H1'],
  ['24年伙伴贡献收入', '2024'],
  ['23年底签约', '2023-12'],
  ['2022年秋天成立', '2022-09'],
  ['2023年双十一', '2023-11'],
  ['2024 年 2 月 29 日降价', '2024-02-29'],
  ['2024-12-23 发文', '2024-12-23'],
  ['2024/3/18 发文', '2024-03-18'],
  ['截至2025年1月', '2025-01'],
];

describe('findDates, published 2025-01-23', () => {
  it.each(READINGS)('reads %s as %s', (sentence, expected) => {
    expect(datesOf(sentence, '2025-01-23')).toEqual([expected]);
  });

  it.each([
    ['2024年1月至3月', '2024-01-01', '2024-03-31'],
    ['计划在三四月上线', '2025-03-01', '2025-04-30'],
    ['去年4、5月签约', '2024-04-01', '2024-05-31'],
    ['去年4月或5月签约', '2024-04-01', '2024-05-31'],
    ['2023年3-6月裁员', '2023-03-01', '2023-06-30'],
    ['去年十一二月谈判', '2024-11-01', '2024-12-31'],
    ['2023年十月到十二月亏损', '2023-10-01', '2023-12-31'],
  ])('reads %s as one span', (sentence, start, end) => {
    const folded = foldText(sentence);
    const found = findDates(folded, 0, folded.length, { published: publishedOn('2025-01-23') });
    expect(found.map(({ date }) => [date.start, date.end, date.precision])).toEqual([[start, end, 'span']]);
  });

  it.each([
    ['2021年到2023年连续增长', ['2021', '2023']],
    ['2023年1月和3月两次裁员', ['2023-01', '2023-03']],
    ['2024年10月1日至12月3日', ['2024-10-01', '2024-12-03']],
    ['2023年底启动，次年3月完成', ['2023-12', '2024-03']],
    ['2023财年亏损，自4月13日挂牌以来下跌', ['2023', '2024-04-13']],
    ['四季度转亏，本季度续约率回升', ['2024-Q4', '2024-Q4']],
    ['三季度转亏，从本季度开始涨价', ['2024-Q3', '2025-Q1']],
  ])('reads both ends of %s', (sentence, expected) => {
    expect(datesOf(sentence, '2025-01-23')).toEqual(expected);
  });

  it.each([
    '3个月后上线',
    '近24年深耕企业市场',
    '24年来首次亏损',
    '投入2000万元',
    '套餐价格为1999元',
    '采购2048块GPU',
    '月活用户与月费',
    '折扣低至2.5折',
    '延迟降低12%',
  ])('finds no date in %s', (sentence) => {
    expect(datesOf(sentence, '2025-01-23')).toEqual([]);
  });

  it.each(['2月30日', '2023年2月29日', '4月31日宣布', '2024年13月1日'])(
    'makes no day of one that no calendar has: %s',
    (words) => {
      const found = findDates(words, 0, words.length, { published: publishedOn('2025-01-23') });
      expect(found.map(({ date }) => date.precision)).not.toContain('day');
    },
  );

  it('reads a month before a count as a month', () => {
    expect(datesOf('3月10家客户签约', '2025-01-23')).toEqual(['2024-03']);
    expect(datesOf('3月20%的客户续约', '2025-01-23')).toEqual(['2024-03']);
  });
});

describe('findDates, published on other days', () => {
  it.each([
    ['2024-08-20', 'Q1营收增长', '2024-Q1'],
    ['2024-08-20', '今年618大促', '2024-06'],
    ['2024-08-20', '年初调整架构', '2024-Q1'],
    ['2024-08-20', '年中调整架构', '2024-06'],
    ['2024-08-20', '上半年亏损', '2024-H1'],
    ['2024-08-20', '10月将裁员', '2024-10'],
    ['2024-08-20', '10月裁员', '2023-10'],
    ['2024-12-23', '调任将于1月6号生效', '2025-01-06'],
    ['2024-12-23', '明年1月生效', '2025-01'],
    ['2024-12-23', '前年12月成立', '2022-12'],
    ['2024-05-10', '一季度营收', '2024-Q1'],
    ['2024-05-10', '四季度营收', '2023-Q4'],
    ['2025-02-12', '上周签约', '2025-02'],
    ['2025-06-10', '2月29日起降价', '2024-02-29'],
    ['2025-03-31', '上个月签约', '2025-02'],
    ['2024-01-05', '上季度亏损', '2023-Q4'],
  ])('on %s reads %s as %s', (published, sentence, expected) => {
    expect(datesOf(sentence, published)).toEqual([expected]);
  });
});

describe('findDates in context', () => {
  it('counts fiscal years from the month in which the vendor begins them', () => {
    const april = { fiscalYearStart: 4 };
    expect(datesOf('2025财年第一季度营收', '2025-01-23', april)).toEqual(['2024-Q2']);
    expect(datesOf('2025财年Q4营收', '2025-01-23', april)).toEqual(['2025-Q1']);
    expect(datesOf('2024财年营收', '2025-01-23', april)).toEqual(['2023-04']);
    expect(datesOf('2024财年营收', '2025-01-23')).toEqual(['2024']);
    expect(datesOf('2025财年Q1营收', '2025-01-23', { fiscalYearStart: 7 })).toEqual(['2024-Q3']);
  });

  it('reads a month against the year last stated', () => {
    expect(datesOf('同年3月签约', '2025-01-23', { year: 2022 })).toEqual(['2022-03']);
    expect(datesOf('次年签约', '2025-01-23', { year: 2022 })).toEqual(['2023']);
    expect(datesOf('5月签约', '2025-01-23', { year: 2022 })).toEqual(['2022-05']);
  });

  it('gives offsets of the whole text and the words that stated the date', () => {
    const text = foldText('价格未变。2024 年 2 月 29 日，示例云降价。');
    const [found] = findDates(text, 5, text.length, { published: null });
    expect(text.slice(found!.start, found!.end)).toBe('2024 年 2 月 29 日');
    expect(found!.date).toEqual({
      start: '2024-02-29',
      end: '2024-02-29',
      precision: 'day',
      text: '2024 年 2 月 29 日',
      guessed: false,
    });
  });

  it('marks words that say little', () => {
    const vague = (words: string): boolean[] =>
      findDates(words, 0, words.length, { published: publishedOn('2025-01-23') }).map((one) => one.vague);
    expect(vague('目前最近如今')).toEqual([true, true, true]);
    expect(vague('近日')).toEqual([false]);
  });

  it.each([
    '近日',
    '昨天',
    '上周',
    '三天前',
    '两周前',
    '上个月',
    '三年前',
    '去年底',
    '9月',
    '双11',
    '2月29日',
    '目前',
    '上季度',
  ])('leaves %s unresolved without a publication date', (words) => {
    expect(findDates(words, 0, words.length, { published: null })).toEqual([]);
  });
});
