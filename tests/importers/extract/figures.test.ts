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

  it('takes a rebate for no discount and no growth', () => {
    expect(figuresIn('腾讯会议给代理商的返佣最高达55%、65%，于是有人低价报给客户。')).toEqual([
      'tencent:rebate:55',
      'tencent:rebate:65',
    ]);
    expect(figuresIn('阿里云规定，今年业绩增长之后，新增部分给9%、13%的返点。')).toEqual([
      'alibaba:rebate:9',
      'alibaba:rebate:13',
    ]);
  });

  it.each([
    ['假设一位伙伴在阿里云完成4000万元的目标，收入会涨。', 'alibaba:?:4000'],
    ['如果伙伴的业绩增长达到35%，阿里云另有奖励。', 'alibaba:?:35'],
  ])('measures nothing in a case that is made up: %s', (text, figure) => {
    expect(figuresIn(text)).toContain(figure);
  });

  it.each([
    ['AWS的年销售额过千万，伙伴不多。', 'aws:?:1000'],
    ['腾讯云的用户规模惊人，三亿多的用户都在用。', 'tencent:customers:3'],
    ['阿里云服务了超过52万客户。', 'alibaba:customers:52'],
    ['天翼云的营收从去年的8000万涨到今年的9000万。', 'ctyun:revenue:9000'],
    ['钉钉的用户数已破7亿。', 'alibaba:customers:7'],
  ])('counts with a bare 万 or 亿 what stands right beside it alone: %s', (text, figure) => {
    expect(figuresIn(text)).toContain(figure);
  });

  it.each([
    ['火山引擎的时延更低，成本降低20%。', 'volcano:?:20'],
    ['有人说某云能做到比AWS便宜88%。', 'aws:?:88'],
    ['去年微软云增速更高，与AWS在份额上的差距不过8%。', 'aws:?:8'],
    ['百度智能云的综合资源利用率提升了40%。', 'baidu:?:40'],
    ['一家客户贡献的营收就占到AWS将近22%的份额。', 'aws:revenue-share:22'],
    ['天翼云今年的目标更高，去年是900亿元业绩目标。', 'ctyun:target:900'],
    ['信号从巴黎经阿里云传输到全球190个国家。', 'alibaba:?:190'],
  ])('names no measure that the words before the number deny: %s', (text, figure) => {
    expect(figuresIn(text)).toContain(figure);
  });
});

describe('the vendor of a figure', () => {
  it.each([
    '营收200-600万的合作伙伴，腾讯云最看重。',
    '腾讯云在广州有一家代理商，去年公司收入达4000万元。',
    '阿里云降价了。某云大厂给出了低至3折的优惠。',
    '“其他几家云厂商少招了至少40%的人，火山引擎还在招。”',
    '阿里云团队、原钉钉团队、腾讯云团队三方共约300人。',
    '阿里云、腾讯云都不大。前三名合计占51.2%。',
    '阿里云还好。上半年公有云市场规模为812亿元。',
  ])('files no number of somebody else under a vendor: %s', (text) => {
    expect(figuresIn(text)).toEqual([]);
  });

  it.each([
    ['腾讯会议的员工里，从宝利通、思科等处招来的人约占60%。', 'tencent:?:60'],
    ['AWS的产品平均比阿里云贵一倍。', 'aws:?:1'],
    ['但比起微软云的600人，AWS仍大。', 'azure:?:600'],
    ['甲骨文的数据库强大。它最多支持30个节点共享，而阿里云要几十万台服务器。', 'oracle:?:30'],
    ['以阿里云为首，占据国内四成云服务市场。', 'alibaba:market-share:40'],
    ['百度智能云的价格仅为阿里云的2%。', 'baidu:?:2'],
  ])('takes for its vendor who acts, not who is reached: %s', (text, figure) => {
    expect(figuresIn(text)).toContain(figure);
  });

  it.each([
    ['华为云已有88个可用区，比阿里云多6个。', ['huawei:zones:88', 'huawei:?:6']],
    ['金山云毛利率升至17.2%，提高3.5个百分点。', ['kingsoft:margin:17.2', 'kingsoft:?:3.5']],
    ['与AWS相比，腾讯云的存储价格低了近30%。', ['tencent:?:30']],
    ['微软云的收入增长了39%，高于分析师预期的36%。', ['azure:revenue-growth:39']],
    ['谷歌云收入142亿美元，积压订单达1450亿美元，同比增长72%。', ['gcp:revenue:142', 'gcp:order:1450', 'gcp:?:72']],
    ['华为云裁撤事业部，涉及2000多名员工，其中约七成转岗。', ['huawei:?:2000', 'huawei:?:70']],
    ['阿里云的高管说：“我们不裁员，还要再招300人。”', ['alibaba:?:300']],
    ['二季度，阿里云实现EBITA利润暴涨140%。', ['alibaba:profit-growth:140']],
    ['金山云净亏损收窄至3.02亿元，净利润转正尚远。', ['kingsoft:loss:3.02']],
    ['阿里云年消费300万元以上的客户改为直签，总代由9家减为4家。', ['alibaba:?:9', 'alibaba:partners:4']],
    ['一位华南代理商说，他去年卖阿里云的收入约600万元。', []],
    ['二十家企业的用云支出约为180亿元，其中AWS拿走近一半。', ['aws:?:50']],
    ['2024年Azure中国区（由世纪互联运营）的收入约为80亿元。', ['azure:revenue:80']],
    ['阿里云推出“Azure迁移专项”，最高补贴迁移费用的40%。', ['alibaba:?:40']],
    ['截至发稿，微软云母公司股价报388美元，年内下跌7.9%。', []],
    ['谷歌云以不到3折的价格抢走了其中的三分之一。', ['gcp:discount:3', 'gcp:?:33.3']],
  ])('takes no number for another of its kind: %s', (text, expected) => {
    expect(figuresIn(text)).toEqual(expected);
  });

  it('has no time of what it is measured against', () => {
    const read = (text: string): (string | undefined)[] =>
      extractor
        .extract({ title: '云市场', ...buildBlocks(text), published: null })
        .figures.map(({ period }) => period?.start);
    expect(read('豆包的日均调用量达到11.5万亿，是2023年12月的3倍，较2024年5月增长80倍。')).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(read('豆包2024年的日均调用量达到11.5万亿。')).toEqual(['2024-01-01']);
  });

  it('is no plan for what is planned after it', () => {
    const { figures } = extractor.extract({
      title: '阿里云降价',
      ...buildBlocks('今年，阿里云全线降价，最高降幅58%，后又宣布将在泰国建数据中心。'),
      published: null,
    });
    expect(figures.map(({ low, state }) => `${low} ${state}`)).toEqual(['58 actual']);
  });

  it('is a target only where its own time has one', () => {
    const { figures } = extractor.extract({
      title: '火山引擎营收',
      ...buildBlocks('火山引擎2025年营收目标为240亿元，2024年营收超过120亿元。'),
      published: null,
    });
    expect(figures.map(({ low, state }) => `${low} ${state}`)).toEqual(['240 target', '120 actual']);
  });
});

describe('the time of a figure', () => {
  /** value and start of the period of every figure. */
  const periodsIn = (text: string): string[] =>
    extractor
      .extract({ title: '云市场', ...buildBlocks(text), published: null })
      .figures.map(({ low, period }) => `${low}:${period?.start ?? '?'}`);

  it('goes on behind a semicolon', () => {
    expect(periodsIn('2024年第二季度，阿里云的收入为265亿元；阿里云、华为云的市场份额分别是36%、18%。')).toEqual([
      '265:2024-04-01',
      '36:2024-04-01',
      '18:2024-04-01',
    ]);
  });

  it('is not an end that was told before, nor one before what has just come', () => {
    expect(periodsIn('2022年之前，游戏都在AWS上；现在每年付给Oracle的费用超过10亿美元。')).toEqual(['10:?']);
    expect(periodsIn('今年7月，AWS涨价；华为云刚刚拿下医疗云合同，首期金额1.4亿美元。')).toEqual(['1.4:?']);
  });

  it('is not that from which something changed', () => {
    expect(periodsIn('阿里云的折扣从2023年的3折收到了5折。')).toEqual(['3:2023-01-01', '5:?']);
  });
});
