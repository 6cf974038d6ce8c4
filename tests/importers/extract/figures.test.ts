import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const data = loadReferenceData();
const extractor = buildExtractor(data);

/** vendor:metric:value of every number that may be a figure, whatever the model thinks of it. */
function figuresIn(text: string): string[] {
  const { figures } = extractor.propose({ title: '云市场', ...buildBlocks(text), published: null });
  return figures.map(({ candidate: { vendorId, metric, number } }) => `${vendorId}:${metric ?? '?'}:${number.low}`);
}

describe('figures', () => {
  it('gives each vendor of a row its own number', () => {
    expect(figuresIn('报告显示，AWS、微软云和阿里云分别拿到31%、24%和6%的市场份额。')).toEqual([
      'aws:market-share:31',
      'azure:market-share:24',
      'alibaba:market-share:6',
    ]);
  });

  it('names what is counted by the noun behind the number', () => {
    expect(figuresIn('目前，阿里云在全球24个地区运营着80个可用区。')).toEqual(['alibaba:zones:24', 'alibaba:zones:80']);
    expect(figuresIn('腾讯云的产品拥有200个专利。')).toEqual(['tencent:?:200']);
  });

  it('names no measure whose unit does not fit', () => {
    expect(figuresIn('AWS对客户持续降价达82次。')).toEqual(['aws:?:82']);
    expect(figuresIn('腾讯云把迁移的性能优化了100%。')).toEqual(['tencent:?:100']);
  });

  it("leaves an account's own revenue out", () => {
    expect(figuresIn('AWS的客户很多。安克创新2021年的营收达125亿元。')).toEqual([]);
    expect(figuresIn('安克创新每月在AWS上的用量约为20万美元。')).toEqual(['aws:order:20']);
  });

  it('reads growth where something grows', () => {
    expect(figuresIn('二季度，阿里云收入265亿元，同比增长6%。')).toEqual([
      'alibaba:revenue:265',
      'alibaba:revenue-growth:6',
    ]);
  });
});
