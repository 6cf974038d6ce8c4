import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const data = loadReferenceData();
const { extract, propose } = buildExtractor(data);
const PUBLISHED = { start: '2024-06-07', end: '2024-06-07', precision: 'day', text: '', guessed: false } as const;

function read(...passages: string[]): { vendors: string[]; accounts: string[] } {
  const text = passages.join('\n');
  const { vendors, accounts } = extract({ title: '云市场观察', ...buildBlocks(text), published: PUBLISHED });
  return { vendors: vendors.map(({ vendorId }) => vendorId).sort(), accounts: accounts.map(({ name }) => name).sort() };
}

describe('firms of the edge of the trade', () => {
  it.each([
    ['会议厂商里，思科、腾讯会议和小鱼易连都降了价。', ['cisco', 'tencent', 'xylink']],
    ['当年Poly（博诣）、华为都在招募渠道。', ['huawei', 'poly']],
    ['深信服三年前起步，去年在负载均衡上首次超越了F5。', ['f5', 'sangfor']],
  ])('are vendors where they stand among sellers: %s', (sentence, vendors) => {
    expect(read(sentence).vendors).toEqual(vendors);
  });

  it.each([['他从思科离职后加入AWS。'], ['AWS把思科的交换机全部换掉。']])('and nobody elsewhere: %s', (sentence) => {
    expect(read(sentence).vendors).toEqual(['aws']);
  });
});

describe("a group's name", () => {
  it('is an account where it buys', () => {
    const found = read('离职前，他还签下了字节GPU大单，AWS内部为此庆祝。');
    expect(found).toEqual({ vendors: ['aws'], accounts: ['字节'] });
  });

  it('is an account in a list of accounts', () => {
    const found = read('包括小红书、微博、金山、携程在内的企业都是阿里云百炼的客户。');
    expect(found.vendors).toEqual(['alibaba']);
    expect(found.accounts).toContain('金山');
  });

  it.each([
    ['阿里拿下10亿元大单，AWS出局。', ['alibaba', 'aws']],
    ['小鹏汽车与阿里签署云服务协议，AWS落选。', ['alibaba', 'aws']],
    ['客户把订单给了阿里，大单不断，云服务供应商换了两次。', ['alibaba']],
  ])('is a vendor where it wins or nobody else sells: %s', (sentence, vendors) => {
    expect(read(sentence).vendors).toEqual(vendors);
  });

  it('is a vendor where it sells, or where its cloud is named too', () => {
    expect(read('阿里、字节等在大模型上轮番降价，AWS按兵不动。').vendors).toEqual(['alibaba', 'aws', 'volcano']);
    expect(read('字节旗下的火山引擎签下新单，字节的订单也在涨。').vendors).toEqual(['volcano']);
  });
});

describe('an organisation', () => {
  it.each([
    ['她早年加入小米，后来才到AWS负责生态。'],
    ['据美团的调研报告显示，AWS的用户最多。'],
    ['我去了快手，在那里第一次用AWS。'],
  ])('in another part than a buyer is no account: %s', (sentence) => {
    expect(read(sentence).accounts).toEqual([]);
  });

  it('that owns the one meant is not meant itself', () => {
    expect(read('去年，拼多多跨境电商Temu成了微软云的大客户。').accounts).toEqual(['Temu']);
  });

  it('of the only group spoken of is no customer of it', () => {
    expect(read('火山引擎背靠抖音的流量，卖起了大模型。').accounts).toEqual([]);
    expect(read('抖音海外版的系统都部署在AWS上。').accounts).toEqual(['抖音']);
  });

  it('of a common name counts beside a vendor', () => {
    expect(read('联想在新款电脑里集成了通义千问。').accounts).toEqual(['联想']);
    expect(read('这个名字容易让人产生联想，阿里云没有解释。').accounts).toEqual([]);
  });
});

describe('names of two characters', () => {
  it.each([
    ['金融云和政务云都在AWS的计划里。'],
    ['AWS说循环信用、年轻流量都是机会。'],
    ['AWS的份额涨了三个百分点科技股却跌了。'],
    ['AWS请来电影刀剑的剧组，全时段直播。'],
  ])('are not read inside other words: %s', (sentence) => {
    expect(read(sentence).vendors).toEqual(['aws']);
  });
});

describe('who a move is of', () => {
  const of = (text: string): string[] => {
    const { moves } = propose({ title: '云市场观察', ...buildBlocks(text), published: PUBLISHED });
    return [...new Set(moves.map(({ candidate }) => candidate.vendorId))].sort();
  };

  it('is not who is only measured against', () => {
    expect(of('AWS的销售团队已裁员至1700人，但比起微软云的700人和谷歌云的40人仍是庞然大物。')).toEqual(['aws']);
  });

  it('is not the home of a person who is named after another vendor', () => {
    expect(of('微软云还好。去年AWS调整架构，新成立大客户部门，交由梁岩负责。')).toEqual(['aws']);
    expect(of('微软云还好。梁岩去年调整架构，新成立大客户部门。')).toEqual(['azure']);
  });

  it('is not the home of today of what a person did long ago', () => {
    expect(of('微软云还好。2020年3月，梁岩卸任原职。')).toEqual([]);
    expect(of('微软云还好。2024年3月，梁岩卸任原职。')).toEqual(['azure']);
  });

  it('is not the home of today of who leaves, but of who follows', () => {
    expect(of('AWS少了一人，不如微软云。梁岩离职后，大客户部门目前由顾凡接任。')).toEqual(['aws']);
    expect(of('AWS与微软云都还好。顾凡接替梁岩，重新站上高层。')).toEqual(['aws']);
  });

  it('is not who begins a later clause', () => {
    const { moves } = propose({
      title: '云市场观察',
      ...buildBlocks('本周华为云裁撤事业部，AWS发生故障。'),
      published: PUBLISHED,
    });
    const told = moves.map(({ candidate }) => `${candidate.vendorId} ${candidate.type}`);
    expect(told).toContain('huawei reorg');
    expect(told).toContain('aws incident');
    expect(told).not.toContain('aws reorg');
  });

  it('is not the group that switches', () => {
    const losers = (text: string): string[] => {
      const { moves } = propose({ title: '云市场观察', ...buildBlocks(text), published: PUBLISHED });
      return moves.filter(({ candidate }) => candidate.type === 'loss').map(({ candidate }) => candidate.vendorId);
    };
    expect(losers('字节跳动将把海外业务的两成从Oracle迁移到自建机房。')).toEqual(['oracle']);
    expect(losers('华为云的市场份额从19%下滑至13%。')).toEqual([]);
    expect(losers('拼多多把业务从AWS、阿里云迁移到腾讯云。')).toEqual(['aws', 'alibaba']);
  });

  it.each([
    '华为云的CEO表示没有裁员计划。',
    '华为云否认裁员。',
    '有人说华为云裁员，这一说法不实。',
    '华为云从未降价。',
  ])('is nobody where it did not happen: %s', (text) => {
    const { moves } = propose({ title: '云市场观察', ...buildBlocks(text), published: PUBLISHED });
    const types = moves.map(({ candidate }) => candidate.type);
    expect(types.filter((type) => type === 'reorg' || type === 'pricing')).toEqual([]);
  });

  it('is not carried over to a career', () => {
    expect(of('微软云还好。1997年毕业后，她加入了一家咨询公司。')).toEqual([]);
  });
});
