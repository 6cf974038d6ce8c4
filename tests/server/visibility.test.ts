import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import { exportFacts } from '../../server/commands/export-facts.ts';
import { openReader } from '../../server/db/open.ts';
import { TLP_LABELS, type Tlp, type Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import type { SearchAnswer } from '../../server/search/types.ts';
import { createStore } from '../../server/store/index.ts';
import { type BuiltDatabase, buildDatabase } from '../helpers/build-database.ts';
import { idOf, READS, secretOf } from '../helpers/store-reads.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const viewerOf = (clearance: Tlp): Viewer => ({ clearance, role: 'analyst' });
const above = (clearance: Tlp): Tlp[] => TLP_LABELS.filter((_, rank) => rank > TLP_LABELS.indexOf(clearance));

describe('the store', () => {
  let built: BuiltDatabase;
  beforeAll(() => {
    built = buildDatabase();
    built.addVendor({ vendorId: 'acme', nameZh: '顶点云', nameEn: 'Acme' });
    TLP_LABELS.forEach((label, rank) => {
      const secret = secretOf(label);
      const quote = `${secret}宣布降价`;
      built.addSource({ sourceId: `source-${rank}`, name: `${secret}报`, tlp: label });
      built.addDocument({
        ...{
          documentId: idOf(label),
          sourceId: `source-${rank}`,
          title: `${secret}标题`,
          tlp: label,
          published: `202${rank}-05-0${rank + 1}`,
        },
        ...{
          text: `${quote}，客户${secret}付款。`,
          author: secret,
          citation: secret,
          url: `https://example.org/${secret}`,
        },
        vendors: [{ vendorId: 'acme' }],
        accounts: [{ name: `${secret}客户`, quote }],
        people: [{ name: `${secret}人`, vendorId: 'acme', title: `${secret}总裁`, quote }],
        figures: [{ vendorId: 'acme', metric: 'revenue', quote, value: secret, low: 1, unit: '元', qualifier: secret }],
        tables: [{ title: `${secret}表`, vendorId: 'acme', cell: secret }],
        moves: [
          { vendorId: 'acme', type: 'pricing', quote, start: `202${rank}-05-01`, counterparty: secret, gist: quote },
        ],
      });
    });
  });
  afterAll(() => built.close());

  it('has no read that is not listed here', () => {
    expect(Object.keys(built.store).sort()).toEqual(Object.keys(READS).sort());
  });

  it.each(TLP_LABELS)('shows a viewer cleared for %s nothing stricter, and all that is not', (clearance) => {
    const answers = Object.values(READS).map((read) => JSON.stringify(read(built.store, viewerOf(clearance))));
    for (const label of above(clearance)) {
      for (const answer of answers) expect(answer).not.toMatch(new RegExp(`${secretOf(label)}|"${idOf(label)}"`));
    }
    const seen = TLP_LABELS.length - above(clearance).length;
    for (const label of TLP_LABELS.slice(0, seen)) expect(answers.join()).toContain(secretOf(label));
    expect(built.store.getCorpusState(viewerOf(clearance))).toMatchObject({ documentCount: seen, moveCount: seen });
    expect(built.store.getCorpusState(viewerOf(clearance)).latestPublication).toBe(`202${seen - 1}-05-0${seen}`);
    expect(built.store.listFigures(viewerOf(clearance), { vendorId: 'acme' })).toHaveLength(seen);
    expect(built.store.getVendorSummary(viewerOf(clearance), 'acme')).toMatchObject({
      documentCount: seen,
      moveCount: seen,
    });
  });
});

describe('search and export', () => {
  const folder = makeTempFolder();
  const [mixed, open] = [folder.at('mixed.db'), folder.at('open.db')];
  const QUERIES = [
    '密语',
    '降价',
    'AWS',
    'Volcengin',
    '示例客户',
    '"宣布降价"',
    'AWS 降价',
    '-密语戊 降价',
    '密语 AWS',
  ];
  /** Only the closed ones hold the word volcengin, which is a slip of a vendor's name. */
  function write(label: Tlp, n: number): string {
    const rank = TLP_LABELS.indexOf(label);
    const head = [`title: AWS ${secretOf(label)}`, `date: 202${rank}-05-01`, `url: https://example.org/${label}/${n}`];
    const slip = label === 'CLEAR' ? '' : ' volcengin ';
    const body = `2024 年 5 月，AWS 宣布降价，${secretOf(label)}的示例客户${slip}签约。${'降价'.repeat(n)}`;
    return folder.write(`${rank}-${n}.md`, ['---', ...head, `tlp: ${label}`, '---', '', body, ''].join('\n'));
  }

  beforeAll(() => {
    const clear = [1, 2, 3].map((n) => write('CLEAR', n));
    const closed = TLP_LABELS.slice(1).flatMap((label) => [1, 2].map((n) => write(label, n)));
    folder.write(
      'public.md',
      '---\ntitle: 公开\ndate: 2024-01-01\ntlp: CLEAR\n---\n\n火山引擎宣布降价，AWS 没有跟进。\n',
    );
    const importAll = (databasePath: string, paths: string[]) =>
      runImport({ databasePath, paths: [folder.at('public.md'), ...paths], base: folder.path, dryRun: false });
    importAll(open, clear);
    importAll(mixed, [...clear, ...closed]);
  });

  it.each(TLP_LABELS)('answer a viewer cleared for %s without a word of stricter documents', async (clearance) => {
    const index = createSearchIndex(mixed);
    const reader = openReader(mixed);
    const answers = await Promise.all(QUERIES.map((text) => index.search({ text, pageSize: 50 }, viewerOf(clearance))));
    const store = createStore(reader);
    const runs = store.listImportRuns(viewerOf(clearance), { limit: 9, offset: 0 });
    const items = store.listImportItems(viewerOf(clearance), { runId: 1, limit: 99, offset: 0 });
    const written = [...exportFacts(store, viewerOf(clearance)), runs, items];
    await index.close();
    reader.close();
    const shown = JSON.stringify([answers.map(({ query: _, ...answer }) => answer), written]);
    for (const label of above(clearance)) expect(shown).not.toContain(`${secretOf(label)}的`);
    for (const label of above(clearance)) expect(shown).not.toContain(`AWS ${secretOf(label)}`);
    expect(shown).toContain('AWS 密语甲');
    const seen = (label: Tlp): number => (label === 'CLEAR' ? 3 : 2);
    const visible = TLP_LABELS.slice(0, TLP_LABELS.indexOf(clearance) + 1).reduce((sum, label) => sum + seen(label), 1);
    expect(runs).toMatchObject([{ totals: { stored: visible, quarantined: 0 } }]);
    expect(items).toHaveLength(visible);
    expect(JSON.stringify(runs).includes('4-1.md')).toBe(clearance === 'RED');
    const ranks = answers[0]!.facets.years.map(({ value }) => Number(value.at(-1)));
    expect(Math.max(...ranks)).toBe(TLP_LABELS.indexOf(clearance));
  });

  it.each([
    ['the same hits, facets, moves and corrections', (answer: SearchAnswer) => withoutTimesAndScores(answer)],
    ['the same scores', (answer: SearchAnswer) => answer.hits.map((hit) => hit.score)],
  ])('answer as if stricter documents did not exist: %s', async (_, partOf) => {
    const [all, few] = [createSearchIndex(mixed), createSearchIndex(open)];
    for (const text of QUERIES) {
      const request = { text, pageSize: 50 };
      const answers = [await all.search(request, viewerOf('CLEAR')), await few.search(request, viewerOf('CLEAR'))];
      expect(partOf(answers[0]!), text).toEqual(partOf(answers[1]!));
    }
    await all.close();
    await few.close();
  });

  it('show a digest again to those who may no longer read its article', () => {
    const link = 'https://www.leiphone.com/category/industrycloud/relabelled.html';
    const databasePath = folder.at('relabelled.db');
    const importText = (name: string, head: string): unknown =>
      runImport({
        ...{ databasePath, base: folder.path, dryRun: false },
        paths: [folder.write(name, `---\ntitle: 标题\ndate: 2025-01-23\nurl: ${link}\n${head}\n---\n\nAWS 降价。\n`)],
      });
    importText('digest.md', 'source: zhibi-digest\nkind: digest');
    importText('article.md', 'kind: article');
    importText('article.md', 'kind: article\ntlp: RED');
    const reader = openReader(databasePath);
    const listed = createStore(reader).listDocuments(viewerOf('CLEAR'));
    const shown = listed.map(({ documentId }) => createStore(reader).getDocument(viewerOf('CLEAR'), documentId));
    reader.close();
    expect(shown).toMatchObject([{ kind: 'digest', supersededBy: null }]);
  });
});

const withoutTimesAndScores = (answer: SearchAnswer): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, inner: unknown) => (/^(?:importedAt|updatedAt|score)$/.test(key) ? undefined : inner)),
  );
