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

  it('makes no name of a title and the verb that follows', () => {
    expect(peopleIn('阿里云总裁对外表示，将继续降价。')).toEqual([]);
  });
});
