import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import type { FigureItem } from '../../../server/pages/figure-item.ts';
import type { KeyFigures } from '../../../server/pages/vendor-figures.ts';
import { createSearchIndex } from '../../../server/search/index.ts';
import { type BuiltDatabase, buildDatabase } from '../../helpers/build-database.ts';
import type { FigureSeed } from '../../helpers/database-seeds.ts';
import { SECRET, STAFF } from '../../helpers/sample-site.ts';

const FIRST = '北云去年营收接近10亿美元，国内仅三四百万美元。';
const SECOND = '北云最高可给到七折，节点有12个。';
const TEXT = `${FIRST}\n${SECOND}`;
const YEAR = { start: '2024-01-01', end: '2024-12-31', precision: 'year', text: '去年' } as const;
const PLACES = ['日本 2', '全球 30', '泰国 3', '全球 44'];
const CHANGE = 'Moved Cloud raised its forecast to $85 billion from $75 billion.';
const MANY = Array.from({ length: 70 }, (_, index) => `第${index + 101}号收入${index + 201}元`);

const FIGURES: FigureSeed[] = [
  {
    vendorId: 'north',
    metric: 'revenue',
    quote: FIRST,
    value: '10亿美元',
    low: 10,
    unit: '亿美元',
    qualifier: '接近',
    approximate: true,
    state: 'estimate',
    period: YEAR,
    confidence: 0.9,
  },
  {
    vendorId: 'north',
    metric: 'revenue',
    quote: FIRST,
    value: '三四百万美元',
    low: 300,
    high: 400,
    unit: '万美元',
    period: YEAR,
    confidence: 0.7,
  },
  {
    vendorId: 'north',
    metric: 'discount',
    quote: SECOND,
    value: '七折',
    low: 7,
    unit: '折',
    state: 'target',
    confidence: 0.6,
  },
  { vendorId: 'north', quote: SECOND, value: '12个', low: 12, unit: '个', confidence: 0.95 },
  { vendorId: 'north', metric: 'discount', quote: SECOND, value: '可', low: 1, unit: '', status: 'rejected' },
];

let database: BuiltDatabase;
let app: ReturnType<typeof createApp>;
let closeSearch: () => Promise<void>;
beforeAll(() => {
  database = buildDatabase();
  database.addVendor({ vendorId: 'north', slot: 1, nameZh: '北云', nameEn: 'North Cloud' });
  database.addVendor({ vendorId: 'many', slot: 2, nameZh: '多云', nameEn: 'Many Cloud' });
  database.addDocument({
    ...{ documentId: 'alpha', text: TEXT, title: '北云业绩', vendors: [{ vendorId: 'north' }], figures: FIGURES },
    moves: [{ moveId: 'm', vendorId: 'north', type: 'financial', quote: FIRST, start: '2024-01-01' }],
  });
  database.addVendor({ vendorId: 'moved', slot: 4, nameZh: '动云', nameEn: 'Moved Cloud' });
  database.addDocument({
    ...{ documentId: 'change', text: CHANGE, vendors: [{ vendorId: 'moved' }] },
    figures: [75, 85].map((low) => ({
      ...{ vendorId: 'moved', metric: 'revenue', quote: CHANGE, value: `$${low} billion`, low, unit: 'billion usd' },
      confidence: 0.9,
    })),
  });
  database.addVendor({ vendorId: 'parts', slot: 3, nameZh: '分云', nameEn: 'Parts Cloud' });
  database.addDocument({
    ...{ documentId: 'places', text: PLACES.join('\n'), vendors: [{ vendorId: 'parts' }] },
    figures: PLACES.map((line, index) => ({
      ...{
        vendorId: 'parts',
        metric: 'discount',
        quote: line.slice(3),
        value: line.slice(3),
        scope: '可用区',
        unit: '个',
      },
      ...{
        low: Number(line.slice(3)),
        confidence: index === 3 ? 0.95 : 0.9,
        place: line.startsWith('全球') ? '' : line.slice(0, 2),
      },
      state: index === 3 ? 'planned' : 'actual',
    })),
  });
  database.addDocument({
    ...{ documentId: 'closed', tlp: 'RED', text: `${SECRET}营收99亿。`, vendors: [{ vendorId: 'north' }] },
    figures: [{ vendorId: 'north', metric: 'revenue', quote: SECRET, value: SECRET, low: 99, unit: '亿' }],
  });
  database.addDocument({
    ...{ documentId: 'long', text: MANY.join('\n'), vendors: [{ vendorId: 'many' }] },
    figures: MANY.map((quote, index) => ({
      ...{ vendorId: 'many', quote, value: `${index + 201}元`, low: index + 201, unit: '元', confidence: 0.4 },
      ...(index % 2 === 0 && { metric: 'revenue' }),
    })),
  });
  const search = createSearchIndex(database.path);
  closeSearch = () => search.close();
  app = createApp({ store: database.store, search, viewer: STAFF });
});
afterAll(async () => {
  await closeSearch();
  database.close();
});

const get = async (path: string, lang = 'zh'): Promise<string> =>
  (await request(app).get(path).set('Cookie', `zhibi_lang=${lang}`)).text;
const figuresOf = async (vendor: string): Promise<KeyFigures> =>
  (await request(app).get(`/vendors/${vendor}.json`)).body.figures;
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, '');
const placeOf = (words: string): string => `${TEXT.indexOf(words)}-${TEXT.indexOf(words) + words.length}`;

describe('figures of a document', () => {
  it('stand in their sentence, each with an anchor of its own and a note', async () => {
    const html = await get('/documents/alpha');
    const [id, quote] = [`f${placeOf('三四百万美元')}`, `q${placeOf(SECOND)}`];
    expect(html).toContain(`<a class="sp k-fig" id="${id}" href="#n${id}">三四百万美元</a>`);
    expect(html).toContain(`<div class="mf" id="n${id}"><a class="kt k-fig" href="#${id}"`);
    const [, sentence] = new RegExp(`<span class="an" id="${quote}">(.*?)</span></p>`).exec(html) ?? [];
    expect(textOf(sentence ?? '')).toBe(SECOND);
    const [, move] = new RegExp(`<span class="sp k-move" id="q${placeOf(FIRST)}">(.*?)</span></p>`).exec(html) ?? [];
    expect(textOf(move ?? '')).toBe(FIRST);
  });

  it('are told with metric, qualifier, state, period and grade', async () => {
    const notes = (await get('/documents/alpha')).split('<div class="mf"').slice(1).map(textOf);
    expect(notes.find((note) => note.includes('亿美元'))).toMatch(/收入 接近10亿美元北?估计2024 年C4/);
    expect(notes.find((note) => note.includes('指标'))).toMatch(/未定义指标 12个/);
    expect(await get('/documents/alpha', 'en')).toContain('No defined metric');
  });

  it('are counted in the key and carried by the twin', async () => {
    const { body } = await request(app).get('/documents/alpha.json');
    expect(body.factCounts).toContainEqual({ kind: 'figure', count: 4 });
    expect(body.facts.filter((fact: { kind: string }) => fact.kind === 'figure')).toMatchObject([
      { figure: { low: 10, high: 10, unit: '亿美元', metric: 'revenue', state: 'estimate' } },
      { figure: { low: 300, high: 400, unit: '万美元' } },
      { figure: { metric: 'discount', state: 'target' } },
      { figure: { metric: '', low: 12 } },
    ]);
    expect(body.quoteCount).toBe(2);
    expect(await get('/documents/alpha')).toMatch(/数字 4</);
  });
});

describe('figures of a vendor', () => {
  it('show one tile for each metric and period, the surest, none without a metric', async () => {
    const { tiles, total, shown } = await figuresOf('north');
    expect({ total, shown }).toEqual({ total: 4, shown: 4 });
    expect(tiles).toMatchObject([
      { metric: 'revenue', low: 10, cite: { number: 1, isFirst: true }, value: { qualifier: '接近', amount: '10' } },
      { metric: 'discount', low: 7, cite: { number: 2, isFirst: true }, state: 'target' },
    ]);
  });

  it('stand in a table of all, by metric, those without one last', async () => {
    const { groups } = await figuresOf('north');
    expect(groups.map(({ metric, rows }) => [metric, rows.map(({ low }: FigureItem) => low)])).toEqual([
      ['revenue', [10, 300]],
      ['discount', [7]],
      ['', [12]],
    ]);
    const html = await get('/vendors/north');
    expect(html).toContain('<span class="fig" title="原文：三四百万美元">300–400<span class="u">万美元</span></span>');
    expect(html).toContain(`href="/documents/alpha#q${placeOf(SECOND)}"`);
    expect(html).toContain('未定义指标');
  });

  it('come first in the table of contents, with dashed states and the day of the source', async () => {
    const html = await get('/vendors/north');
    expect(/<nav class="toc".*?<\/nav>/s.exec(html)?.[0]).toMatch(/<ol>\s*<li><a href="#figures">/);
    const [tiles = ''] = /<div class="tiles">[\s\S]*?<details/.exec(html) ?? [];
    expect(textOf(tiles).replace(/\s+/g, ' ')).toMatch(
      /收入接近10亿美元&#8288;1&#8288;2024 年北云去年营收接近10亿美元…估计C4截至 2025-01-23/,
    );
    expect(tiles).toContain('<span class="tag dash">目标</span>');
    expect(html).toMatch(/<li id="n1">.*#q0-/);
  });

  it('say what part a cell counts, and neither a part nor a plan has a card where there is a whole', async () => {
    const { tiles, groups } = await figuresOf('parts');
    expect(tiles.map(({ low, extent, context }) => [low, extent, context])).toEqual([[30, '可用区', '']]);
    expect(groups[0]?.rows.map(({ low, extent }) => [low, extent])).toContainEqual([2, '日本 · 可用区']);
    expect(await get('/vendors/parts')).toMatch(/<span class="meta"[^>]*>日本 · 可用区<\/span>/);
  });

  it('show where a change led, as its source writes it, not where it began', async () => {
    const { tiles } = await figuresOf('moved');
    expect(tiles.map(({ value }) => value)).toEqual([{ qualifier: '', amount: '$85 billion', unit: '', written: '' }]);
  });

  it('are cut to sixty in the table, which says so', async () => {
    const { total, shown, tiles, groups } = await figuresOf('many');
    expect({ total, shown, tiles, sizes: groups.map(({ rows }) => rows.length) }).toEqual({
      ...{ total: 70, shown: 60, tiles: [], sizes: [35, 25] },
    });
    expect(await get('/vendors/many')).toContain('全部 70 个数字里列出 60 个');
    expect(await get('/vendors/north')).not.toContain('个数字里列出');
  });

  it('leave out what lies above the clearance of the viewer', async () => {
    for (const path of ['/vendors/north', '/vendors/north.json']) expect(await get(path)).not.toContain(SECRET);
    expect((await request(app).get('/documents/closed')).status).toBe(404);
  });
});
