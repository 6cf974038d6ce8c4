import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAccountFacts } from '../../../server/briefs/account-facts.ts';
import { type AccountBase, openAccountBase, SELLER } from '../../helpers/account-base.ts';
import { hasSeeds, seedTexts } from '../../helpers/seeds.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const folder = makeTempFolder();
let base: AccountBase;

/** What the texts say, in our own words. */
const ARTICLES = [
  {
    name: 'switch',
    date: '2023-05-10',
    text: [
      '去年，快手的直播业务从阿里云迁移到华为云上。',
      '2021年，快手把数据库部署在AWS上。',
      '快手没有从腾讯云迁移到AWS。',
      '有传闻说，快手要从华为云搬到火山引擎。',
      '快手已准备将一部分海外业务从AWS迁移到微软云上。',
    ].join('\n'),
  },
  { name: 'retold', date: '2024-03-01', text: '近年来，阿里云接连丢失快手等客户的订单。' },
  {
    name: 'unnamed',
    date: '2024-04-01',
    text: '快手对某家云大厂的预算近乎砍半，是出于降本的考量。\n拼多多跨境电商Temu被微软云拿下。微软云拿下了Temu。',
  },
  {
    name: 'list',
    date: '2024-06-20',
    text: [
      '华为云近期赢得两单：拿下美团，拿下滴滴。',
      '去年，华为云拿下了美团的订单。',
      '美团的大头还是部署在阿里云上，其次是腾讯云，最后才是AWS。',
      '针对美团的续约，已有云大厂开出了低至3折的优惠。',
      '当时，滴滴用的是阿里云的数据库。',
      '滴滴每年在腾讯云上的消耗约为3000万元。',
      '携程的用量反超腾讯云。',
      '这款邮箱为哈啰贡献着1个多亿的收入。',
    ].join('\n'),
  },
  {
    name: 'english',
    date: '2025-07-24',
    text: [
      'Netflix moved a part of its workloads from AWS to Google Cloud last year. It has not left Azure.',
      'Netflix did not switch to Azure. Netflix is considering leaving Google Cloud, people familiar with the matter said.',
    ].join('\n'),
  },
];

beforeAll(() => {
  base = openAccountBase(folder, ARTICLES);
});
afterAll(() => {
  base.close();
});

const factsOf = (id: string) => loadAccountFacts(base.store, SELLER, id);
const eventsOf = (id: string) =>
  factsOf(id).events.map(({ from, to, state, workload }) => ({ from, to, state, workload }));

describe('where a vendor stands', () => {
  it('says what only follows from the words, and what is told', () => {
    const standings = (id: string) =>
      factsOf(id).stints.map(({ vendorId, standing, isImplied }) => ({ vendorId, standing, isImplied }));
    expect(standings('ctrip')).toEqual([{ vendorId: 'tencent', standing: 'now', isImplied: true }]);
    expect(standings('meituan').find(({ vendorId }) => vendorId === 'alibaba')).toMatchObject({ isImplied: false });
  });
});

describe('what sentences say of an account', () => {
  it('reads who lost and who won where the sentence says both', () => {
    const [first] = factsOf('kuaishou').events;
    expect(first).toMatchObject({ from: 'alibaba', to: 'huawei', workload: '直播', state: 'actual', isWhole: true });
    expect(first?.happened).toMatchObject({ start: '2022-01-01', precision: 'year', guessed: false });
  });

  it('takes plans and hearsay for what they are, and a denial for nothing', () => {
    const events = eventsOf('kuaishou');
    expect(events).toContainEqual({ from: 'aws', to: 'azure', state: 'planned', workload: '一部分海外业务' });
    expect(events).toContainEqual({ from: 'huawei', to: 'volcano', state: 'rumoured', workload: '' });
    expect(events.some(({ from }) => from === 'tencent')).toBe(false);
  });

  it('reads English sentence by sentence, with the time that stands behind what it tells', () => {
    const [switched, ...rest] = factsOf('netflix').events;
    expect(switched).toMatchObject({ from: 'aws', to: 'gcp', state: 'actual', happened: { start: '2024-01-01' } });
    expect(rest.map(({ from, state }) => [from, state])).toEqual([['gcp', 'planned']]);
  });

  it('folds a story told again into the change that it tells', () => {
    const [first] = factsOf('kuaishou').events;
    expect(first?.others.map(({ document }) => document.title)).toEqual(['retold']);
    expect(first?.documentCount).toBe(2);
  });

  it('takes a win that one text tells twice for one, in the more exact of its dates', () => {
    const won = factsOf('meituan').events.filter(({ to }) => to === 'huawei');
    expect(won).toHaveLength(1);
    expect(won[0]?.happened).toMatchObject({ start: '2023-01-01', precision: 'year' });
  });

  it('reads every vendor of a list by rank, and offers of unnamed ones', () => {
    const { statements } = factsOf('meituan');
    const served = statements.filter(({ kind }) => kind === 'serves').map(({ at }) => at);
    expect(served.sort()).toEqual(['alibaba', 'aws', 'tencent']);
    expect(statements.find(({ kind }) => kind === 'discount')?.quote.exact).toContain('3折');
  });

  it('tells spend with its vendor, and takes no income of the account for spend', () => {
    const { statements, stints } = factsOf('didi');
    expect(statements.find(({ kind }) => kind === 'spend')).toMatchObject({ at: 'tencent' });
    expect(stints.find(({ vendorId }) => vendorId === 'alibaba')?.standing).toBe('past');
    expect(factsOf('hellobike').statements).toEqual([]);
  });

  it('leaves a vendor unnamed that the source does not name', () => {
    expect(eventsOf('kuaishou')).toContainEqual({ from: '', to: null, state: 'actual', workload: '' });
  });

  it('takes a company named on the way to its product for the product', () => {
    expect(eventsOf('pinduoduo')).toEqual([]);
    expect(eventsOf('temu')).toEqual([{ from: null, to: 'azure', state: 'actual', workload: '' }]);
  });

  it('quotes the text word for word', () => {
    const { statements, documents } = factsOf('kuaishou');
    expect(statements.length).toBeGreaterThan(4);
    for (const { quote, document } of statements) {
      const text = documents.find(({ documentId }) => documentId === document.documentId)?.text ?? '';
      expect(text.slice(quote.start, quote.end)).toBe(quote.exact);
    }
  });

  it('says since when and how a vendor stands', () => {
    const stints = new Map(factsOf('kuaishou').stints.map((stint) => [stint.vendorId, stint]));
    expect(stints.get('aws')).toMatchObject({ standing: 'now', start: '2021-01-01' });
    expect(stints.get('alibaba')).toMatchObject({ standing: 'partly', lost: '2022-01-01' });
    expect(stints.get('huawei')).toMatchObject({ standing: 'now', start: '2022-01-01' });
    expect(stints.has('volcano')).toBe(false);
  });
});

describe.skipIf(!hasSeeds)('real articles', () => {
  const real = makeTempFolder();
  let seeds: AccountBase;
  beforeAll(() => {
    seeds = openAccountBase(real, [], seedTexts);
  });
  afterAll(() => {
    seeds.close();
  });

  it.each([
    ['shein', { now: ['azure', 'gcp'], before: ['aws'] }],
    ['anker', { now: ['aws'], before: [] }],
    ['mihoyo', { now: [''], before: ['alibaba', 'kingsoft'] }],
    ['kingdee', { now: [], before: [] }],
  ])('name the vendors of %s', (id, expected) => {
    const { stints } = loadAccountFacts(seeds.store, SELLER, id);
    const ids = (isNow: boolean): string[] =>
      stints
        .filter(({ standing }) => (standing === 'now') === isNow)
        .map(({ vendorId }) => vendorId)
        .sort();
    expect({ now: ids(true), before: ids(false) }).toEqual(expected);
  });
});
