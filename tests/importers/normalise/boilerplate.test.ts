import { describe, expect, it } from 'vitest';
import { removeBoilerplate } from '../../../importers/normalise/boilerplate.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const press = loadReferenceData().sources.find((source) => source.boilerplate.length > 0)!;
const FACT = '示例云中国区在一月换了负责人。';

describe('removeBoilerplate', () => {
  it.each([
    '更多内情，欢迎添加作者微信 abc123 交流。',
    '关于这次调整的更多细节，可加作者微信：cloud_88 互通有无。',
    '想了解更多云厂商的人事变动，欢迎联系本文作者微信 xyz2025。',
    '（更多故事可添加作者微信 abc123 交流）',
    '(感兴趣的读者可以加作者微信abc123聊聊)',
  ])('cuts a call to get in touch after a sentence: %s', (call) => {
    expect(removeBoilerplate(`${FACT}${call}`, press)).toEqual({ body: FACT, removed: [call] });
  });

  it.each(['更多内情，欢迎添加作者微信 abc123 交流。', '雷峰网雷峰网', '雷峰网'])(
    'cuts it on a line of its own: %s',
    (call) => {
      const { body, removed } = removeBoilerplate(`${FACT}\n\n${call}\n\n客户没有回应。`, press);
      expect(body).toBe(`${FACT}\n\n客户没有回应。`);
      expect(removed).toEqual([call]);
    },
  );

  it.each(['雷峰网雷峰网', '雷峰网', '（公众号：雷峰网）', '(雷峰网雷峰网)'])(
    "cuts the publisher's name at the end: %s",
    (name) => {
      expect(removeBoilerplate(`${FACT}${name}`, press)).toEqual({ body: FACT, removed: [name] });
    },
  );

  it.each([
    '客户通过企业微信与销售沟通，腾讯会议也接入了微信。',
    '微信支付与企业微信的后端都跑在腾讯云上。',
    '作者在文章中写道，微信的月活超过 13 亿。',
    '企业微信宣布将联系人上限提高到十万，渠道商可添加客户微信后再建群。',
    '雷峰网获悉，示例云将下调存储价格。',
    '据雷峰网了解，示例云正在与三家车企接触。',
    '这家厂商把编辑器的微信小程序版迁到了另一家云。',
  ])('keeps a sentence about a product or by the reporter: %s', (sentence) => {
    expect(removeBoilerplate(`${FACT}${sentence}`, press)).toEqual({ body: `${FACT}${sentence}`, removed: [] });
  });

  it('keeps everything where the source has no patterns', () => {
    const text = '更多内情，欢迎添加作者微信 abc123 交流。';
    expect(removeBoilerplate(text, { boilerplate: [] })).toEqual({ body: text, removed: [] });
  });

  it('cuts nothing when a pattern would cut more than 400 characters', () => {
    const text = `开头${'很长的正文'.repeat(100)}结尾`;
    expect(removeBoilerplate(text, { boilerplate: [/开头.*结尾/gu] })).toEqual({ body: text, removed: [] });
  });
});
