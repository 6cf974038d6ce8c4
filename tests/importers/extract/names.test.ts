import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildNameFinder } from '../../../importers/extract/names/candidates.ts';
import { buildReading } from '../../../importers/extract/reading.ts';
import { findWordEdges } from '../../../importers/extract/words.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const data = loadReferenceData();
const finder = buildNameFinder(data.accountNaming);
const extractor = buildExtractor(data);

/** sign:name of every stretch that may be a name. */
function sightingsIn(text: string): string[] {
  const reading = buildReading({ title: '', ...buildBlocks(text), published: null });
  return finder.find(reading, () => false).map(({ sign, name }) => `${sign}:${name}`);
}

function accountsIn(text: string): { name: string; listed: boolean }[] {
  const { accounts } = extractor.extract({ title: '云市场', ...buildBlocks(text), published: null });
  return accounts.map(({ name, accountId }) => ({ name, listed: accountId !== undefined }));
}

describe('names that no list holds', () => {
  it('proposes a brand and the word of an industry, up to the last word before it that no brand holds', () => {
    expect(sightingsIn('上周拿下橘岭证券的新合同。')).toContain('suffix:橘岭证券');
    expect(sightingsIn('与柳溪乳业集团达成合作。')).toContain('suffix:柳溪乳业集团');
  });

  it('proposes what stands behind a kind of firm, and the subject of a switch', () => {
    expect(sightingsIn('短视频平台麦芒把存储迁到了云上。')).toContain('category:麦芒');
    expect(sightingsIn('去年,栗鹿把全部订单系统搬到了云上。')).toContain('subject:栗鹿');
  });

  it('takes no kind of firm for a firm', () => {
    expect(accountsIn('国有银行和新能源汽车都从AWS迁到了腾讯云。')).toEqual([]);
  });

  it('keeps a likely one as a candidate, under no listed id', () => {
    const text = '5月,游戏公司星槎互娱把两款手游从AWS搬到了腾讯云。星槎互娱的账单因此少了三成。';
    expect(accountsIn(text)).toEqual([{ name: '星槎互娱', listed: false }]);
  });

  it('keeps a listed name under its id, by the form on the list where the text has it', () => {
    expect(accountsIn('安克创新(Anker Innovations)把一部分业务从AWS迁到了腾讯云。')).toEqual([
      { name: '安克创新', listed: true },
    ]);
  });

  it('makes no account of words that only look like one', () => {
    expect(accountsIn('随着汽车智能化，阿里云的客户需要更多算力，装备制造也在上云。')).toEqual([]);
  });
});

describe('findWordEdges', () => {
  it('holds both ends and the places between words, and none inside one', () => {
    const edges = findWordEdges('由于紧张');
    expect(edges.has(0) && edges.has(2) && edges.has(4)).toBe(true);
    expect(edges.has(1)).toBe(false);
  });

  it('takes no office for a firm', () => {
    expect(accountsIn('滨海市通信管理局约谈了阿里云，要求限期整改。')).toEqual([]);
  });
});
