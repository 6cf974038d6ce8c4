import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';
import type { Extraction } from '../../../server/facts/extraction.ts';
import { formatPartialDate } from '../../../server/facts/partial-date.ts';

const extractor = buildExtractor(loadReferenceData());
const PUBLISHED = { start: '2025-07-24', end: '2025-07-24', precision: 'day', text: '', guessed: false } as const;
const TITLE = 'Cloud providers report results and moves';

const read = (text: string): Extraction =>
  extractor.extract({ title: TITLE, ...buildBlocks(text), published: PUBLISHED });
/** vendor:type:date, and ? for a plan, ~ for hearsay. */
const movesIn = (text: string): string[] =>
  read(text).moves.map(
    ({ vendorId, type, happened, state }) =>
      `${vendorId}:${type}:${formatPartialDate(happened)}${state === 'planned' ? '?' : state === 'rumoured' ? '~' : ''}`,
  );
/** vendor:metric:value of every number that may be a figure. */
const figuresIn = (text: string): string[] =>
  extractor
    .propose({ title: TITLE, ...buildBlocks(text), published: PUBLISHED })
    .figures.map(({ candidate: { vendorId, metric, number } }) => `${vendorId}:${metric ?? '?'}:${number.low}`);

const MOVES: [string, string[]][] = [
  ['AWS said on Wednesday it is reducing prices of its GPU instances by up to 40%.', ['aws:pricing:2025-07-23']],
  ['Google Cloud opened its third region in Mexico last December.', ['gcp:region:2024-12']],
  [
    'Alibaba Cloud said Wednesday it will launch its second data center in Korea by the end of June 2026.',
    ['alibaba:region:2026-06?'],
  ],
  ['In May AWS laid off about 100 people in its devices unit.', ['aws:reorg:2025-05']],
  ['Netflix moved a part of its workloads from AWS to Google Cloud last year.', ['aws:loss:2024', 'gcp:win:2024']],
  ['On June 12, an outage of Azure knocked out dozens of services for seven hours.', ['azure:incident:2025-06-12']],
];
const NOTHING = [
  'Tencent Cloud denied reports that it is withdrawing from Korea.',
  'AWS said there are no plans to cut jobs this year.',
  'Netflix said it had considered moving away from AWS but decided to stay.',
];

describe('moves of English news', () => {
  it.each(MOVES)('%s', (text, moves) => {
    expect(movesIn(text).sort()).toEqual(moves);
  });

  it.each(NOTHING)('are none where they did not happen: %s', (text) => {
    expect(movesIn(text)).toEqual([]);
  });

  it('are quoted by whole sentences', () => {
    const [first, second] = ['Azure opened a region in Chile in June.', 'AWS Inc. raised prices of support in May.'];
    expect(read(`${first} ${second}`).moves.map(({ quote }) => quote.exact)).toEqual([first, second]);
  });
});

describe('figures of English news', () => {
  it.each<[string, string[]]>([
    [
      "Google Cloud's revenue rose 30% to $12.5 billion, beating the $12.1 billion analysts had expected.",
      ['gcp:revenue-growth:30', 'gcp:revenue:12.5'],
    ],
    ['AWS posted an operating margin of 33% and a backlog of $189 billion.', ['aws:margin:33', 'aws:order:189']],
    ['Alibaba Cloud runs 87 availability zones in 29 regions.', ['alibaba:zones:87', 'alibaba:zones:29']],
    ['AWS and Azure together hold about 55 percent of the Korean market.', []],
    [
      'Tencent Cloud and Huawei Cloud cut prices by 20% and 30% respectively.',
      ['tencent:price-cut:20', 'huawei:price-cut:30'],
    ],
    ['CoreWeave rents one for $6 an hour, against about $4 on AWS.', ['coreweave:price:6', 'aws:price:4']],
    ['Alibaba Cloud held 33% of China’s cloud market.', ['alibaba:market-share:33']],
    ['AWS grew. The stock rose 3% in premarket trading.', []],
    ['Oracle cut 200 jobs and serves 3,000 customers.', ['oracle:layoffs:200', 'oracle:customers:3000']],
  ])('%s', (text, figures) => {
    expect(figuresIn(text)).toEqual(figures);
  });
});

describe('people of English news', () => {
  it.each<[string, string[]]>([
    ['Mary Whitfield, chief executive of AWS, spoke.', ['Mary Whitfield@aws:chief executive']],
    ['Google Cloud CEO Peter Lindqvist spoke.', ['Peter Lindqvist@gcp:CEO']],
    ['AWS named Julia Osterberg as chief marketing officer.', ['Julia Osterberg@aws:chief marketing officer']],
    ['Ivan Petrossian, CEO of Gazelle Motors, praised AWS.', []],
    ['Former AWS executive John Castellan praised Azure.', []],
    ['Last Thursday Google Cloud said it grew.', []],
  ])('%s', (text, people) => {
    expect(read(text).people.map(({ name, vendorId, title }) => `${name}@${vendorId}:${title}`)).toEqual(people);
  });
});

describe('accounts of English news', () => {
  it.each<[string, string[]]>([
    ["Tamarind, Java's largest grocer, completed the migration of its services to Azure.", ['Tamarind']],
    ['Harrow Bank has moved 1,500 applications to Azure, and Pennyworth runs on AWS.', ['Harrow Bank', 'Pennyworth']],
    [
      "Azure's customers include Brewer & Sons, Bank of Thule and Marigold.",
      ['Bank of Thule', 'Brewer & Sons', 'Marigold'],
    ],
    ['AWS won Pepper Foods as a customer.', ['Pepper Foods']],
    ['The company moved to AWS. Analysts left AWS out. In May AWS signed a deal.', []],
    ['Harrow Bank moved to a new office.', []],
    ['AWS will keep investing in its customers.', []],
  ])('%s', (text, accounts) => {
    expect(
      read(text)
        .accounts.map(({ name }) => name)
        .sort(),
    ).toEqual(accounts);
  });

  it('leave one vendor for another', () => {
    const text = 'Tamarind completed the migration of its services to Azure in May, ending its use of Google Cloud.';
    expect(movesIn(text).sort()).toEqual(['azure:win:2025-05', 'gcp:loss:2025-05']);
  });
});
