import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const extractor = buildExtractor(loadReferenceData());

/** name@vendor of everybody that a text gives a role at a vendor. */
function peopleIn(text: string): string[] {
  const document = { title: '云计算人事', ...buildBlocks(text), published: null };
  return extractor.extract(document).people.map(({ name, vendorId }) => `${name}@${vendorId}`);
}

describe('people', () => {
  it('finds an unlisted name beside a title, with the vendor before it', () => {
    expect(peopleIn('阿里云副总裁钱大海表示，今年会继续投入。')).toEqual(['钱大海@alibaba']);
    expect(peopleIn('腾讯云方面，由孙小山接任该职。')).toEqual(['孙小山@tencent']);
  });

  it('takes no executive of a customer for one of the vendor', () => {
    expect(peopleIn('小鹏汽车董事长赵大川在阿里云的大会上说，合作会继续。')).toEqual([]);
  });

  it('takes no name that a note declares invented', () => {
    expect(peopleIn('阿里云总监周小舟告诉记者，折扣在收紧。\n\n注：文中周小舟为化名。')).toEqual([]);
  });

  it('gives somebody of a vendor that the text does not name no other vendor', () => {
    expect(peopleIn('在腾讯云的会上，台下坐着杨植麟。')).toEqual([]);
  });

  it.each([
    ['陆鸣舟是阿里云华东区总经理，他对价格并不讳言。', '陆鸣舟@alibaba'],
    ['腾讯云把三个团队合到一处，由负责架构的沈既白领衔。', '沈既白@tencent'],
    ['阿里云的区域负责人分别是：北区顾长河，东区许一苇。', '顾长河@alibaba'],
    ['去年8月，冷以宁从腾讯云离开。', '冷以宁@tencent'],
  ])('finds a name by its post: %s', (text, person) => {
    expect(peopleIn(text)).toContain(person);
  });

  it('finds the speaker of an interview by the lines of the talk', () => {
    expect(peopleIn('我们和腾讯云的计凯南聊了一个下午。\n\n记者：收入呢？\n\n计凯南：比去年多。')).toEqual([
      '计凯南@tencent',
    ]);
  });

  it("keeps a title in the source's own letters", () => {
    const document = { title: '云计算人事', ...buildBlocks('华为云CEO张平安表示没有变化。'), published: null };
    expect(extractor.extract(document).people.map(({ title }) => title)).toEqual(['华为云CEO']);
  });

  it.each([
    ['8月，华为任命沈见川为华为云CEO，原CEO顾长河改任顾问。', { 沈见川: '华为云CEO', 顾长河: '原CEO' }],
    [
      '操盘此单的是腾讯云国际中东区总经理陆鸣舟，他向腾讯云国际高级副总裁许一苇汇报。',
      { 陆鸣舟: '腾讯云国际中东区总经理', 许一苇: '腾讯云国际高级副总裁' },
    ],
    ['谷歌云把香港团队并入新加坡，原负责人沈晴转往日本。', { 沈晴: '原负责人' }],
  ])('takes the title nearest to a name, without what leads into it: %s', (text, titles) => {
    const document = { title: '云计算人事', ...buildBlocks(text), published: null };
    const read = extractor.extract(document).people.map(({ name, title }) => [name, title]);
    expect(Object.fromEntries(read)).toMatchObject(titles);
  });

  it('takes no part of a word for a name', () => {
    expect(peopleIn('由于紧张，腾讯云总监解释道，文档要足够。')).toEqual([]);
    expect(peopleIn('腾讯云CTO张宇解释道，成本会降。')).toEqual(['张宇@tencent']);
  });

  it('makes no name of a title and the verb that follows', () => {
    expect(peopleIn('阿里云总裁对外表示，将继续降价。')).toEqual([]);
  });
});
