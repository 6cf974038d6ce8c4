import type { Express } from 'express';
import { createApp } from '../../server/app.ts';
import type { Viewer } from '../../server/model.ts';
import { createSite, type Site } from '../../server/pages/site.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import { type BuiltDatabase, buildDatabase } from './build-database.ts';
import type { DocumentSeed } from './database-seeds.ts';

export const STAFF: Viewer = { clearance: 'AMBER+STRICT', role: 'strategist' };

/** Words that only a document above STAFF's clearance holds. */
export const SECRET = '绝密降价方案';
export const NASTY = '<script>alert(1)</script>';

/** `alpha` says one thing in crossing quotes: A [B (C] D). */
export const CROSSING = {
  text: '北云丢了订单，南云派人去了南京，签下大客户甲公司。',
  first: '丢了订单，南云派人',
  second: '南云派人去了南京',
};

export interface SampleSite {
  app: Express;
  site: Site;
  database: BuiltDatabase;
  close(): Promise<void>;
}

/** A small base: two tracked vendors, one quiet, one unknown to every document; five documents, one of them secret. */
export function openSampleSite(viewer: Viewer = STAFF): SampleSite {
  const database = buildDatabase();
  fillVendors(database);
  fillDocuments(database);
  const search = createSearchIndex(database.path);
  const deps = { store: database.store, search, viewer };
  return {
    app: createApp(deps),
    site: createSite(deps),
    database,
    close: async () => {
      await search.close();
      database.close();
    },
  };
}

function fillVendors(database: BuiltDatabase): void {
  database.addVendor({
    vendorId: 'north',
    slot: 1,
    nameZh: '北云',
    nameEn: 'North Cloud',
    aliases: [{ name: '北方云', sort: 'former' }],
  });
  database.addVendor({ vendorId: 'south', slot: 4, nameZh: '南云', nameEn: 'South Cloud', isSelf: true });
  database.addVendor({ vendorId: 'quiet', slot: 5, nameZh: '静云', nameEn: 'Quiet Cloud' });
  database.addVendor({ vendorId: 'other', nameZh: `别云${NASTY}`, nameEn: `Other ${NASTY}`, isTracked: false });
  database.addSource({ sourceId: 'inside', name: '密档室', nameEn: 'Secret Room', reliability: 'F', tlp: 'RED' });
}

function fillDocuments(database: BuiltDatabase): void {
  for (const document of DOCUMENTS) database.addDocument(document);
  database.supersede('gamma', 'delta');
}

const DOCUMENTS: DocumentSeed[] = [
  {
    documentId: 'alpha',
    title: `南云拿下甲公司 ${NASTY}`,
    text: `${CROSSING.text}\n王某任南云总裁。${NASTY}\n厂商：南云；价格：0.8 元\n厂商：北云；价格：0.9 元`,
    passages: alphaPassages(),
    url: 'https://example.com/a?b=1&c="2"',
    publishedAt: '2025-01-23T10:08:00+08:00',
    vendors: [
      { vendorId: 'south', count: 3 },
      { vendorId: 'north', role: 'mention', count: 2 },
    ],
    accounts: [{ name: '甲公司', quote: '甲公司' }],
    people: [{ name: '王某', vendorId: 'south', title: '总裁', level: 'L8', quote: '王某任南云总裁' }],
    moves: [
      {
        moveId: 'lost',
        vendorId: 'north',
        type: 'loss',
        quote: CROSSING.first,
        start: '2025-01-20',
        importance: 3,
        counterparty: '甲公司',
      },
      {
        moveId: 'won',
        vendorId: 'south',
        type: 'win',
        quote: CROSSING.second,
        start: '2025-01-01',
        end: '2025-01-31',
        precision: 'month',
        words: '本月',
        importance: 3,
        counterparty: `甲公司${NASTY}`,
      },
      {
        moveId: 'price',
        vendorId: 'south',
        type: 'pricing',
        quote: '厂商：南云；价格：0.8 元',
        start: '2025-01-23',
        guessed: true,
      },
    ],
  },
  {
    documentId: 'beta',
    title: '北云上半年业绩',
    kind: 'digest',
    citation: '《云报》2024-08-01',
    text: '北云上半年收入增长。北云计划明年开设新区域。',
    published: '2024-08-01',
    importedAt: '2024-08-02T00:00:00.000Z',
    vendors: [{ vendorId: 'north' }, { vendorId: 'other', role: 'mention' }],
    moves: [
      {
        moveId: 'half',
        vendorId: 'north',
        type: 'financial',
        quote: '北云上半年收入增长',
        start: '2024-01-01',
        end: '2024-06-30',
        precision: 'half',
        words: '上半年',
      },
      {
        moveId: 'plan',
        vendorId: 'north',
        type: 'region',
        quote: '北云计划明年开设新区域',
        start: '2025-01-01',
        end: '2025-12-31',
        precision: 'year',
        words: '明年',
        state: 'planned',
      },
    ],
  },
  {
    documentId: 'gamma',
    title: '别云摘要',
    text: '别云发布产品。',
    published: '2024-05-01',
    vendors: [{ vendorId: 'other' }],
    moves: [{ moveId: 'old', vendorId: 'other', type: 'product', quote: '别云发布产品', start: '2024-05-01' }],
  },
  {
    documentId: 'delta',
    title: '别云全文',
    text: '别云发布产品，全文。',
    published: '2024-05-01',
    vendors: [{ vendorId: 'other' }],
  },
  {
    documentId: 'secret',
    sourceId: 'inside',
    title: SECRET,
    text: `${SECRET}：静云将降价。`,
    tlp: 'RED',
    published: '2025-03-01',
    vendors: [{ vendorId: 'quiet' }],
    accounts: [{ name: '绝密客户', quote: SECRET }],
    people: [{ name: '绝密人', vendorId: 'quiet', title: SECRET, quote: SECRET }],
    moves: [
      { moveId: 'hidden', vendorId: 'quiet', type: 'pricing', quote: SECRET, start: '2025-03-01', importance: 3 },
    ],
  },
];

function alphaPassages() {
  const ends = [CROSSING.text.length];
  for (const line of [`王某任南云总裁。${NASTY}`, '厂商：南云；价格：0.8 元', '厂商：北云；价格：0.9 元']) {
    ends.push((ends.at(-1) ?? 0) + 1 + line.length);
  }
  return ends.map((end, index) => ({
    kind: index < 2 ? ('paragraph' as const) : ('row' as const),
    start: index === 0 ? 0 : (ends[index - 1] ?? 0) + 1,
    end,
  }));
}
