import { readFileSync } from 'node:fs';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { loadAccountFacts } from '../../../server/briefs/account-facts.ts';
import { loadBriefInput } from '../../../server/briefs/brief-input.ts';
import { buildBrief } from '../../../server/briefs/build-brief.ts';
import { chooseIncumbent } from '../../../server/briefs/choose-sides.ts';
import { listUncited } from '../../../server/briefs/redact-brief.ts';
import { BRIEF_SECTIONS, type BriefBody } from '../../../server/facts/brief-types.ts';
import { TLP_LABELS } from '../../../server/model.ts';
import { createSearchIndex } from '../../../server/search/index.ts';
import { type AccountBase, openAccountBase, SELLER } from '../../helpers/account-base.ts';
import { runCommand } from '../../helpers/run-command.ts';
import { hasSeeds, seedTexts } from '../../helpers/seeds.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const ARTICLES = [
  {
    name: 'switch',
    date: '2023-05-10',
    text: [
      '去年，快手的直播业务从阿里云迁移到华为云上，是因为价格更低。',
      '2021年，快手把数据库部署在AWS上。',
      '有传闻说，快手要从华为云搬到火山引擎。',
      '快手已准备将一部分海外业务从AWS迁移到微软云上。',
    ].join('\n'),
  },
  { name: 'inside', date: '2024-03-01', text: '快手每年在华为云花费两亿元。', head: { tlp: 'AMBER+STRICT' } },
  {
    name: 'ahead',
    date: '2024-04-01',
    text: '我们在滴滴的规模已经反超阿里云。\n滴滴在腾讯云的消耗每月两百万元。\n滴滴正在谈新一轮合同。',
  },
  { name: 'once', date: '2024-03-02', text: '哔哩哔哩参加了大会。' },
];

const folder = makeTempFolder();
let base: AccountBase;
beforeAll(() => {
  base = openAccountBase(folder, ARTICLES);
});
afterAll(() => base.close());

const ASKED = { accountId: 'kuaishou', incumbentId: 'huawei', usId: 'tencent', owner: 'local', asOf: '2025-01-01' };

function built(from: AccountBase, request: typeof ASKED): BriefBody {
  const brief = buildBrief(loadBriefInput(from.store, SELLER, request));
  if (brief.isRefused) throw new Error(`refused: ${JSON.stringify(brief)}`);
  return brief.body;
}

/** What holds of every brief. */
function expectSound(body: BriefBody): void {
  const sections = body.lines.map(({ section }) => BRIEF_SECTIONS.indexOf(section));
  expect(new Set(body.lines.map(({ section }) => section)).size).toBe(BRIEF_SECTIONS.length);
  expect(sections).not.toContain(-1);
  for (const line of body.lines) {
    if (line.label !== 'assumption') expect(line.evidence.length, line.text.zh).toBeGreaterThan(0);
    else expect(line.share).toBe('AMBER+STRICT');
    for (const { tlp } of line.evidence)
      expect(TLP_LABELS.indexOf(line.share)).toBeGreaterThanOrEqual(TLP_LABELS.indexOf(tlp));
  }
}

describe('a brief', () => {
  it('fills every section, cites every fact and inference, and is no looser than its evidence', () => {
    const body = built(base, ASKED);
    expectSound(body);
    expect(body).toMatchObject({ accountName: '快手', incumbentId: 'huawei', expires: '2025-01-31' });
    const spend = body.lines.find(({ section, evidence }) => section === 'price' && evidence.length > 0);
    expect(spend?.share).toBe('AMBER+STRICT');
  });

  it('tells changes in time order, hearsay and plans for what they are', () => {
    const loss = built(base, ASKED).lines.filter(({ section }) => section === 'loss');
    expect(loss[0]?.text.zh).toContain('2021');
    expect(loss[1]).toMatchObject({ label: 'fact', tags: [], text: { zh: '2022 年，直播从阿里云迁到华为云' } });
    expect(loss.find(({ tags }) => tags.includes('rumoured'))?.label).toBe('inference');
    const avoid = built(base, ASKED).lines.filter(({ section }) => section === 'avoid');
    const words = avoid.map(({ text }) => text.zh).join('\n');
    expect(words).toMatch(/不要当事实说：.*火山引擎/);
    expect(words).toMatch(/不要说已经搬走：.*微软云/);
  });

  it('takes what follows from the words for an inference, and never for a strength of theirs', () => {
    const { lines } = built(base, { ...ASKED, accountId: 'didi', incumbentId: 'alibaba' });
    const told = lines.filter(({ evidence }) => evidence.some(({ exact }) => exact.includes('反超')));
    expect(told.map(({ section }) => section)).toContain('loss');
    expect(told.map(({ section }) => section)).not.toContain('strong');
    expect(new Set(told.map(({ label }) => label))).toEqual(new Set(['inference']));
  });

  it('is refused with a collection list where too little is told', () => {
    const brief = buildBrief(loadBriefInput(base.store, SELLER, { ...ASKED, accountId: 'bilibili' }));
    expect(brief).toMatchObject({ isRefused: true, relations: 0 });
    expect(brief.isRefused && brief.collect.length).toBeGreaterThan(4);
  });

  it('shows nothing above the clearance of who makes it', () => {
    const low = buildBrief(loadBriefInput(base.store, { clearance: 'CLEAR', role: 'sales' }, ASKED));
    expect(JSON.stringify(low)).not.toContain('两亿');
    expect(JSON.stringify(built(base, ASKED))).toContain('两亿');
  });
});

describe('the page of a draft', () => {
  const show = async (path: string) => {
    const search = createSearchIndex(base.path);
    const answer = await request(createApp({ store: base.store, search, viewer: SELLER })).get(path);
    await search.close();
    return answer;
  };

  it('chooses who serves it now and us, and shows the brief with its evidence', async () => {
    const { body } = await show('/briefs/draft.json?account=kuaishou');
    expect(body.given).toEqual({ incumbent: 'huawei', us: 'tencent' });
    const { text } = await show('/briefs/draft?account=kuaishou');
    expect(text).toContain('直播从阿里云迁到华为云');
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of text.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(id);
  });

  it('refuses politely', async () => {
    const { status, text } = await show('/briefs/draft?account=bilibili');
    expect(status).toBe(200);
    expect(text).toContain('要采集什么');
    expect((await show('/briefs/draft?account=nobody')).status).toBe(404);
  });
});

describe('npm run export -- brief', () => {
  const run = (...args: string[]) => runCommand('server/commands/export.ts', ['brief', '--db', base.path, ...args]);

  it('writes a file for an audience, by names or ids', () => {
    const out = folder.at('brief.json');
    const { status, stderr } = run(
      '--account',
      '快手',
      '--incumbent',
      '华为云',
      '--us',
      'tencent',
      '--audience',
      'customer',
      '--format',
      'json',
      '--out',
      out,
    );
    expect(stderr).toContain('customer, TLP:CLEAR');
    expect(status).toBe(0);
    const text = readFileSync(out, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ audience: 'customer', account: null, owner: null });
    expect(text).not.toMatch(/快手|两亿/);
  });

  it('chooses the sides that are not given: who serves it by the sources, and our own company', () => {
    const { status, stdout } = run('--account', '快手', '--format', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ account: '快手', incumbent: '华为云', us: '腾讯云' });
  });

  it.each([
    [['--account', 'nobody', '--incumbent', 'huawei', '--us', 'tencent'], 'BAD_PARAMETER: --account nobody'],
    [['--account', '哔哩哔哩', '--incumbent', 'huawei', '--us', 'tencent'], 'TOO_LITTLE_EVIDENCE'],
  ])('says what is wrong with %j', (args, words) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe.skipIf(!hasSeeds)('briefs of the real input', () => {
  let seeds: AccountBase;
  const own = makeTempFolder();
  beforeAll(() => {
    seeds = openAccountBase(own, [], seedTexts);
  });
  afterAll(() => seeds.close());

  // Read against the articles by hand: who serves, and the days as they tell them; a day of report is no day of the change.
  it.each([
    [
      'shein',
      'azure',
      [
        '2015–2017，AWS',
        '2022 年前后，欧洲站从AWS',
        '2022 年，微软云在争取',
        '2023-04前后，中央站和美国站从AWS',
        '2025-01-23报道，谷歌云',
      ],
    ],
    ['xiaohongshu', 'alibaba', ['2024-05-31报道，考虑离开AWS', '2025-06-24报道，阿里云在为其服务']],
    [
      'mihoyo',
      '',
      ['曾在金山云与阿里云之间', '2024-11-07报道，缩减在一家未点名的云厂商', '一家未点名的云厂商曾为其服务'],
    ],
    [
      'anker',
      'aws',
      ['2024-07-10报道，一部分欧美业务从AWS', '2024-07-10报道，AWS在为其服务', '2024-07-10报道，阿里云在争取'],
    ],
  ])('name the incumbent and tell what happened in order, each line cited: %s', (accountId, incumbentId, told) => {
    const facts = loadAccountFacts(seeds.store, SELLER, accountId);
    expect(chooseIncumbent(facts, 'tencent')).toBe(incumbentId);
    const body = built(seeds, { ...ASKED, accountId, incumbentId });
    expectSound(body);
    expect(listUncited(body)).toEqual([]);
    const loss = body.lines.filter(({ section, text }) => section === 'loss' && !text.zh.startsWith('原因码'));
    expect(loss.map(({ text }, at) => text.zh.slice(0, told[at]?.length))).toEqual(told);
  });

  it('are refused where no source tells of a switch, with what to collect', () => {
    const asked = { ...ASKED, accountId: 'kingdee', incumbentId: 'aws' };
    const brief = buildBrief(loadBriefInput(seeds.store, SELLER, asked));
    expect(brief).toMatchObject({ isRefused: true, relations: 0 });
    expect(brief.isRefused && brief.collect.map(({ zh }) => zh)).toContain('现在由谁服务');
  });
});
