import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../server/search/parse-query.ts';

const texts = (query: string): string[][] => parseQuery(query).clauses.map((clause) => clause.map(({ text }) => text));

describe('the query language', () => {
  it('reads words, phrases, alternatives and exclusions', () => {
    expect(texts('阿里云 降价')).toEqual([['阿里云'], ['降价']]);
    expect(parseQuery('"大幅 下云"').clauses).toEqual([[{ text: '大幅 下云', exact: true }]]);
    expect(parseQuery('“大幅下云”').clauses).toEqual([[{ text: '大幅下云', exact: true }]]);
    expect(texts('裁员 AWS OR Azure OR "谷歌云" 中国')).toEqual([['裁员'], ['aws', 'azure', '谷歌云'], ['中国']]);
    expect(parseQuery('云 -会议 -"腾讯会议"').excluded.map(({ text }) => text)).toEqual(['会议', '腾讯会议']);
  });

  it('reads operators, with Chinese keys, full-width colons and quoted values', () => {
    const { operators, clauses } = parseQuery(
      '降价 vendor:aws 厂商：阿里云 -source:leiphone account:"甲 公司" lang:zh',
    );
    expect(clauses).toHaveLength(1);
    expect(operators).toEqual([
      { key: 'vendor', value: 'aws', negated: false },
      { key: 'vendor', value: '阿里云', negated: false },
      { key: 'source', value: 'leiphone', negated: true },
      { key: 'account', value: '甲 公司', negated: false },
      { key: 'lang', value: 'zh', negated: false },
    ]);
  });

  it.each([
    ['after:2024', '2024-01-01', ''],
    ['after:2024-06 before:2025', '2024-06-01', '2025-01-01'],
    ['after:2024/6/9', '2024-06-09', ''],
    ['早于:2024年3月', '', '2024-03-01'],
  ])('reads the days of %s', (query, after, before) => {
    expect(parseQuery(query)).toMatchObject({ after, before, clauses: [] });
  });

  it('finds in:title', () => {
    expect(parseQuery('in:title 降价')).toMatchObject({ titleOnly: true, clauses: [[{ text: '降价' }]] });
    expect(parseQuery('题名 降价').titleOnly).toBe(false);
  });

  it.each([
    ['colour:red', [['colour'], ['red']]],
    ['after:soon', [['after'], ['soon']]],
    ['in:body', [['in'], ['body']]],
    ['vendor:', [['vendor']]],
    ['OR', []],
    ['a OR', [['a']]],
    ['OR a', [['a']]],
    ['或', [['或']]],
    ['a 或 b', [['a', 'b']]],
    ['- -- "', []],
    ['"未闭', [['未闭']]],
    ['12:30', [['12'], ['30']]],
    ['re:Invent', [['re'], ['invent']]],
  ])('takes %s as text', (query, clauses) => {
    expect(texts(query)).toEqual(clauses);
  });

  it('bounds what it takes', () => {
    const many = parseQuery(Array.from({ length: 200 }, (_, i) => `w${i}`).join(' '));
    expect(many.clauses.length).toBeLessThanOrEqual(16);
    expect(parseQuery('vendor:x '.repeat(100)).operators.length).toBeLessThanOrEqual(20);
  });
});
