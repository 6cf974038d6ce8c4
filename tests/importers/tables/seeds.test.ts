import { beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../../importers/run-import.ts';
import { type CellLine, exportCells } from '../../../server/commands/export-cells.ts';
import { openReader } from '../../../server/db/open.ts';
import { createStore, type Store } from '../../../server/store/index.ts';
import { hasSeeds, seedTexts } from '../../helpers/seeds.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

/** Totals of the scanned zone table as a person reads them: now, and planned where a column says so. */
const TOTALS = {
  'aws ': 105,
  'azure ': 87,
  'gcp ': 115,
  'alibaba 当前': 28,
  'alibaba 规划': 39,
  'huawei ': 48,
  'tencent 当前': 19,
  'tencent 规划': 29,
};
const VIEWER = { clearance: 'AMBER+STRICT', role: 'analyst' } as const;

describe.runIf(hasSeeds)('the tables of the real input', () => {
  const folder = makeTempFolder();
  let store: Store;
  let cells: CellLine[];
  beforeAll(() => {
    const databasePath = folder.at('knowledge.db');
    runImport({ databasePath, paths: seedTexts, base: folder.path, dryRun: false });
    store = createStore(openReader(databasePath));
    cells = [...exportCells(store, VIEWER)];
  });

  const inTable = (words: string): CellLine[] => cells.filter(({ tableTitle }) => tableTitle.includes(words));

  it('states the zones of each vendor, each leading to its cell', () => {
    const totals = inTable('可用区数量').filter(({ rowPath }) => rowPath.join() === '总计');
    expect(Object.fromEntries(totals.map(({ vendor, qualifier, low }) => [`${vendor} ${qualifier}`, low]))).toEqual(
      TOTALS,
    );
    expect(totals.map(({ status }) => status)).toEqual(totals.map(() => 'ok'));
    for (const { document, text, start, end } of totals)
      expect(store.getDocument(VIEWER, document).text.slice(start, end)).toBe(text);
  });

  it('doubts every row of the block that the scan filled with threes', () => {
    const filled = inTable('可用区数量').filter(({ rowPath }) =>
      /^(?:荷兰|爱尔兰|葡萄牙|捷克|俄罗斯)$/.test(rowPath.at(-1) ?? ''),
    );
    expect(filled).toHaveLength(15);
    expect(filled.filter(({ status, reason }) => status !== 'unverified' || !reason.includes('之和'))).toEqual([]);
  });

  it('doubts the factors row that a merged cell shifted', () => {
    const row = inTable('考虑的因素').filter(({ rowPath }) => rowPath.at(-1) === '产品能力');
    expect(row.length).toBeGreaterThan(4);
    expect(row.map(({ status }) => status)).toEqual(row.map(() => 'unverified'));
  });

  it('reads the lists of accounts by year as those of the vendor whose staff speak', () => {
    const lists = cells.filter(({ qualifier }) => /^2[123]年E?$/.test(qualifier));
    expect(lists.length).toBeGreaterThan(20);
    expect(lists.filter(({ low, unit, vendor }) => low === null || unit !== '亿' || vendor !== 'tencent')).toEqual([]);
  });

  it('reads the growth of products that the page tells one value a line', () => {
    const rows = cells.filter(({ rowPath, qualifier }) => rowPath.length === 1 && qualifier === '2023年毛利率');
    expect(rows.map(({ low, unit }) => `${low}${unit}`)).toEqual(['28.7%', '60%', '50%', '50%']);
    const grown = cells.filter(({ table }) => table === rows[0]?.table);
    expect(grown.filter(({ qualifier }) => /Q[14]$/.test(qualifier)).map(({ low, unit }) => `${low}${unit}`)).toEqual([
      '127万核',
      '306万核',
      '32万核',
      '49万核',
      '16万核',
      '32万核',
    ]);
    expect(grown).toHaveLength(16);
  });

  it('makes no fact about anybody of the internal tables of profit', () => {
    const internal = inTable('损益');
    expect(internal.length).toBeGreaterThan(50);
    expect(internal.filter(({ vendor }) => vendor !== null)).toEqual([]);
    const ids = new Set(internal.map(({ document }) => document));
    const figures = [...ids].flatMap((documentId) => store.listFigures(VIEWER, { documentId }));
    const spans = internal.map(({ start, end }) => ({ start, end }));
    expect(
      figures.filter(({ valueStart }) => spans.some(({ start, end }) => valueStart >= start && valueStart < end)),
    ).toEqual([]);
  });
});
