import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExtractor, EXTRACTOR_VERSION } from '../../importers/extract/index.ts';
import { loadReferenceData } from '../../importers/reference-data.ts';
import { openWriter } from '../../server/db/open.ts';
import type { ExtractedMove } from '../../server/model.ts';
import type { HistoryPage } from '../../server/pages/review-history.ts';
import { createStoredDocuments } from '../../server/store/stored-documents.ts';
import { dumpTables, findDamage } from '../helpers/database-dump.ts';
import { openReviewSite, type ReviewSite } from '../helpers/review-site.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const TEXTS = {
  CUT: '2025年1月20日，阿里云宣布核心产品全线降价，最高降幅达到55%。',
  AGAIN: '1月20日，阿里云宣布核心产品全线降价，最高降幅为55%，引来同行跟进。',
  OTHER: '2025年1月，阿里云下调了大模型的调用价格，降价幅度达到85%。',
  DEAL: '2024年12月，腾讯云拿下理想汽车的大单。',
  MISSED: '华为云在贵安的机房里多了一千台机器。',
  NAMES: '阿里云服务了小红书、携程、甲野游戏等客户。',
  TABLE: [
    '各家可用区数量',
    '',
    '| 地区 | AWS | 华为云 |',
    '|---|---|---|',
    '| 总计 | 9 | 7 |',
    '| 东南亚 | 5 | 3 |',
    '| 新加坡 | 3 | 3 |',
    '| 泰国 | 3 | 0 |',
    '| 欧洲 | 4 | 4 |',
  ].join('\n'),
};
type Name = keyof typeof TEXTS;

let site: ReviewSite;
const documents = {} as Record<Name, string>;
const importText = (name: Name, text: string): string => site.importArticle(name, text, { title: name, tlp: 'CLEAR' });
beforeAll(() => {
  site = openReviewSite(folder, 'outlive.db');
  for (const name of Object.keys(TEXTS) as Name[]) documents[name] = importText(name, TEXTS[name]);
});
afterAll(() => site.close());

const decide = async (fields: Record<string, string>): Promise<string> =>
  site.decisionOf((await site.send('/review/decisions', fields).expect(303)) as never);
const movesIn = (name: Name) => site.store.listMoves(site.viewer, { documentIds: [documents[name]] });
const moveIn = (name: Name): string => movesIn(name)[0]?.moveId ?? '';
const history = async (query = ''): Promise<HistoryPage> =>
  (await request(site.app).get(`/review/history.json${query}`)).body as HistoryPage;

/** Another extractor: it cuts every quote otherwise, is less sure, and finds only the moves that it is told to. */
function rereadWith(finds: boolean): void {
  const db = openWriter(site.databasePath);
  const stored = createStoredDocuments(db);
  const extractor = buildExtractor(loadReferenceData());
  for (const id of stored.listStoredDocumentIds()) {
    const document = stored.getStoredDocument(id);
    const facts = extractor.extract(document);
    stored.replaceFacts(document, { ...facts, moves: finds ? facts.moves.map(cutShorter) : [] }, EXTRACTOR_VERSION + 1);
  }
  db.close();
}

function cutShorter(move: ExtractedMove): ExtractedMove {
  const { exact, end, suffix } = move.quote;
  const left = { exact: exact.slice(0, -3), end: end - 3, suffix: `${exact.slice(-3)}${suffix}`.slice(0, 32) };
  return { ...move, quote: { ...move.quote, ...left }, gist: `${move.gist}…`, confidence: move.confidence / 2 };
}

/** What a reader sees of everything that was decided. */
const seen = () => ({
  deal: movesIn('DEAL').map(({ gist, type, status }) => [gist, type, status]),
  again: movesIn('AGAIN').map(({ status }) => status),
  rejected: movesIn('CUT').length,
  missed: movesIn('MISSED').map(({ gist, quote }) => [gist, quote.exact]),
  links: site.store.listFoldLinks(site.viewer).map(({ action }) => action),
  names: site.store.listAccountMentions(site.viewer, { documentId: documents.NAMES }).map(({ name }) => name),
  cells: (dumpTables(site.databasePath).figure ?? []).filter((row) => JSON.stringify(row).includes('confirmed')).length,
});

describe('decisions of every kind', () => {
  let settled: ReturnType<typeof seen>;
  beforeAll(async () => {
    const start = site.store.getDocument(site.viewer, documents.MISSED).text.indexOf('华为云');
    const region = { vendor: 'huawei', type: 'region', happened: '2024', gist: '扩容', importance: '2' };
    const at = { document: documents.MISSED, start: String(start), end: String(start + 6), exact: '华为云在贵安' };
    const loss = { vendor: 'huawei', type: 'loss', happened: '2024-Q4', gist: '改过的要点', importance: '3' };
    await decide({ action: 'split', move: moveIn('AGAIN'), other: moveIn('CUT') });
    await decide({ action: 'merge', move: moveIn('OTHER'), other: moveIn('AGAIN') });
    await decide({ action: 'confirm', move: moveIn('AGAIN') });
    await decide({ action: 'correct', move: moveIn('DEAL'), ...loss });
    await decide({ action: 'reject', move: moveIn('CUT') });
    await decide({ action: 'add', ...at, ...region });
    await decide({ action: 'refuse', kind: 'account', name: '甲野游戏' });
    const tableId = site.store.listTables(site.viewer, { documentId: documents.TABLE })[0]?.tableId ?? '';
    const cell = { action: 'correct', row: '2', column: '1', low: '6', note: '与官网核对', who: '分析师甲' };
    await site.send(`/tables/${tableId}/cells`, cell).expect(303);
    settled = seen();
  });

  it('are seen', () => {
    expect(settled).toMatchObject({
      ...{ deal: [['改过的要点', 'loss', 'confirmed']], again: ['confirmed'], missed: [['扩容', '华为云在贵安']] },
      ...{ rejected: 0, links: ['split', 'merge'] },
    });
    expect(settled.names).not.toContain('甲野游戏');
  });

  it('outlive a new extraction', () => {
    site.reextract();
    expect(seen()).toEqual(settled);
  });

  it('outlive an extractor that reads the same sentences otherwise', () => {
    rereadWith(true);
    expect(seen()).toEqual(settled);
  });

  it('outlive an extractor that finds none of the moves; a link waits until both are there', async () => {
    rereadWith(false);
    const { links: _, ...kept } = settled;
    expect(seen()).toMatchObject(kept);
    const waiting = (await history('?lost=1')).decisions.map(({ action }) => action);
    expect(waiting).toEqual(['merge', 'split']);
    site.reextract();
    expect(seen()).toEqual(settled);
  });

  it('are shown as lost while their words are gone, and hold again once those are back', async () => {
    importText('DEAL', '本文已经撤下。');
    importText('TABLE', '表格已经撤下。');
    const lost = (await history('?lost=1')).decisions.map(({ action, isInForce }) => [action, isInForce]);
    expect(lost).toEqual([
      ['correct', false],
      ['correct', false],
    ]);
    expect((await request(site.app).get('/review')).text).toContain('/review/history?lost=1');
    expect((await request(site.app).get('/review/history')).text).toContain('等它回来');
    importText('DEAL', TEXTS.DEAL);
    importText('TABLE', TEXTS.TABLE);
    expect(seen()).toEqual(settled);
    expect((await history('?lost=1')).total).toBe(0);
  });

  it('are attributed, undone one by one, cells too, and leave no trace', async () => {
    const { decisions } = await history();
    expect(decisions.map(({ decidedBy }) => decidedBy)).toEqual(['分析师甲', ...Array(7).fill('local')]);
    for (const { decisionId } of decisions) await site.send(`/review/decisions/${decisionId}/undo`, {}).expect(303);
    expect(seen()).toMatchObject({ missed: [], rejected: 1, links: [], cells: 0 });
    expect(seen().names).toContain('甲野游戏');
    expect(findDamage(site.databasePath)).toEqual([]);
  });
});
