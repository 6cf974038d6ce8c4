import { describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../../importers/extract/gazetteer.ts';
import { loadReferenceData, type VendorFile } from '../../../importers/reference-data.ts';
import { foldText } from '../../../server/text/fold.ts';

const gazetteer = buildGazetteer(loadReferenceData());
const namesIn = (text: string): string[] =>
  gazetteer.match(foldText(text)).map(({ kind, id, start, end }) => `${kind} ${id}: ${text.slice(start, end)}`);

describe('Gazetteer.match', () => {
  it('lets the longest name win', () => {
    expect(namesIn('亚马逊云科技')).toEqual(['vendor aws: 亚马逊云科技']);
    expect(namesIn('网易云音乐续约')).toEqual(['account netease-music: 网易云音乐']);
    expect(namesIn('Amazon Web Services')).toEqual(['vendor aws: Amazon Web Services']);
  });

  it('finds Latin names as words, with Han beside them or not', () => {
    expect(namesIn('AWS中国与 aws、AWS。')).toEqual(['vendor aws: AWS', 'vendor aws: aws', 'vendor aws: AWS']);
    for (const text of ['laws', 'AWSome', 'draws 2', 'aws2', '3AWS']) expect(namesIn(text)).toEqual([]);
  });

  it('passes over look-alikes', () => {
    expect(namesIn('亚马逊雨林与亚马逊河')).toEqual([]);
    expect(namesIn('健美团队')).toEqual([]);
    expect(namesIn('Amazon Prime')).toEqual([]);
  });

  it.each([
    ['騰訊雲降價', 'vendor tencent: 騰訊雲'],
    ['華為雲擴建', 'vendor huawei: 華為雲'],
    ['ＡＷＳ降价', 'vendor aws: ＡＷＳ'],
  ])('reads Traditional and full-width letters: %s', (text, expected) => {
    expect(namesIn(text)).toEqual([expected]);
  });

  it('names an entity once at a place though two of its names fold alike', () => {
    expect(namesIn('TikTok')).toEqual(['account tiktok: TikTok']);
    expect(namesIn('ｔｉｋｔｏｋ续约')).toEqual(['account tiktok: ｔｉｋｔｏｋ']);
  });

  it('tells strong, weak and product names apart and gives no overlaps', () => {
    const strengths = gazetteer.match(foldText('亚马逊与AWS的Bedrock')).map((match) => match.strength);
    expect(strengths).toEqual(['weak', 'strong', 'product']);
    const matches = gazetteer.match(foldText('阿里云钉钉腾讯云腾讯会议华为云AWS亚马逊云科技TikTok'));
    expect(matches.length).toBeGreaterThan(5);
    for (const [i, match] of matches.entries()) expect(match.start).toBeGreaterThanOrEqual(matches[i - 1]?.end ?? 0);
  });

  it('finds names anywhere in a text of one vendor', () => {
    const vendor = {
      id: 'x',
      aliases: [{ text: '示例云', sort: 'name' }],
      weak: [],
      products: [],
      ignore: ['示例云雀'],
    };
    const own = buildGazetteer({ vendors: [vendor as unknown as VendorFile], accounts: [], people: [] });
    expect(own.match('示例云示例云雀示例示例云').map(({ start, end }) => [start, end])).toEqual([
      [0, 3],
      [9, 12],
    ]);
  });
});
