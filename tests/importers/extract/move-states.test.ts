import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const extractor = buildExtractor(loadReferenceData());
const PUBLISHED = { start: '2024-09-12', end: '2024-09-12', precision: 'day', text: '', guessed: false } as const;

/** vendor:type:state of every move. */
const movesIn = (text: string): string[] =>
  extractor
    .extract({ title: '阿里云与腾讯云的渠道', ...buildBlocks(text), published: PUBLISHED })
    .moves.map(({ vendorId, type, state }) => `${vendorId}:${type}:${state}`);

describe('the state of a move', () => {
  it.each([
    ['米哈游正在评估把业务从阿里云迁到腾讯云。', 'tencent:win:planned'],
    ['5月，腾讯云正式推出“星光计划”，投入8亿元扶持伙伴。', 'tencent:product:actual'],
    ['腾讯云明年的收入目标仍是400亿元。', 'tencent:financial:planned'],
  ])('%s', (text, move) => {
    expect(movesIn(text)).toContain(move);
  });
});

describe('no move of a vendor', () => {
  it.each([
    '5月，腾讯云降价。咨询机构的数据显示，2024年二季度中国云市场规模为94亿美元，同比增长8%。',
    '一位华北代理商说，他去年代理阿里云的流水约7000万元，毛利不到5%。',
    '世纪互联公告称，与阿里云的协议将于2027年到期，双方正在就续约进行磋商。',
    '2022年之前，它九成以上的流量跑在阿里云和腾讯云上。',
  ])('is what a market or a partner does, or what was before: %s', (text) => {
    expect(movesIn(text).filter((move) => /financial|win/.test(move))).toEqual([]);
  });
});

describe('no move at all', () => {
  it.each([
    '阿里云今年则没有发生大范围故障。',
    '5月，阿里云降价。11月底，工信部约谈了两家云厂商。',
    '某电商表示，公司去年曾考虑把核心系统从阿里云迁到腾讯云，评估后放弃了。',
    '众安保险8月推出首款云宕机险，首批客户来自华为云。',
  ])('%s', (text) => {
    expect(movesIn(text).filter((move) => /incident|win|loss/.test(move))).toEqual([]);
  });

  it('is what another account does in a later clause', () => {
    const text = '小红书今年把直播业务部署在腾讯云上，B站则自建了第二机房。';
    expect(movesIn(text)).not.toContain('tencent:loss:actual');
  });
});

describe('the other side of a move', () => {
  it('is nobody who only thinks of it', () => {
    const { moves } = extractor.extract({
      title: '阿里云与腾讯云的客户',
      ...buildBlocks('8月，奔驰把一部分应用从阿里云迁到腾讯云，宝洁正考虑跟进。'),
      published: PUBLISHED,
    });
    expect(moves.map(({ vendorId, type, counterparty }) => `${vendorId}:${type}:${counterparty}`).sort()).toEqual([
      'alibaba:loss:奔驰',
      'tencent:win:奔驰',
    ]);
  });
});
