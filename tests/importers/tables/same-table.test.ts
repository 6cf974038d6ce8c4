import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { runImport } from '../../../importers/run-import.ts';
import { exportCells } from '../../../server/commands/export-cells.ts';
import { openReader } from '../../../server/db/open.ts';
import { createStore } from '../../../server/store/index.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

/** A table as people keep them: regions over places, the region's cell spanning its rows. */
interface Made {
  vendors: string[];
  regions: { name: string; places: { name: string; cells: string[] }[] }[];
}

const VENDORS = ['AWS', 'Azure', '阿里云', '华为云', '腾讯云 (规划)', '腾讯云 (当前)'];
const REGIONS = ['甲区', '乙区', '丙区', '丁区'];
const PLACES = ['子城', '丑城', '寅城', '卯城', '辰城', '巳城', '午城', '未城', '申城', '酉城', '戌城', '亥城'];

const cell = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 40 }).map(String) },
  { weight: 1, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 1, arbitrary: fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })).map(([a, b]) => `${a}->${b} (26年3月)`) },
  { weight: 1, arbitrary: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })).map(([a, b]) => `${a + 1}-${a + b + 2}折`) },
  { weight: 1, arbitrary: fc.constantFrom('较高，另议', '约三成 <待定>', '=1+1', 'a & "b"') },
);

const made: fc.Arbitrary<Made> = fc
  .tuple(
    fc.subarray(VENDORS, { minLength: 2 }),
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: REGIONS.length }),
  )
  .chain(([vendors, sizes]) => {
    const names = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
    return fc
      .tuple(
        ...sizes.map((size) =>
          fc.array(fc.array(cell, { minLength: vendors.length, maxLength: vendors.length }), {
            minLength: size,
            maxLength: size,
          }),
        ),
      )
      .map((regions) => ({
        vendors,
        regions: regions.map((rows, i) => ({
          name: REGIONS[i] ?? '',
          places: rows.map((cells, j) => ({ name: PLACES[(names[i] ?? 0) + j] ?? '', cells })),
        })),
      }));
  });

/** What the first row leaves empty stands between columns all the same. */
const EMPTY_AT_FIRST: Made = {
  vendors: ['Azure', '华为云', '腾讯云 (规划)', '腾讯云 (当前)'],
  regions: [
    { name: '甲区', places: [{ name: '子城', cells: ['1', '', '', '约三成 <待定>'] }] },
    {
      name: '乙区',
      places: ['丑城', '寅城', '卯城', '辰城'].map((name) => ({ name, cells: ['1', '2', '3', '4'] })),
    },
  ],
};

const header = ({ vendors }: Made): string[] => ['区域', '城市', ...vendors];
/** Each merged cell written again in every row that it spans. */
const grid = (table: Made): string[][] => [
  header(table),
  ...table.regions.flatMap(({ name, places }) => places.map((place) => [name, place.name, ...place.cells])),
];

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const toMarkdown = (table: Made): string => {
  const [head = [], ...rows] = grid(table).map((row) => `| ${row.join(' | ')} |`);
  return [
    '---',
    'title: 同一张表',
    'date: 2025-01-01',
    '---',
    '',
    head,
    `|${'---|'.repeat(header(table).length)}`,
    ...rows,
    '',
  ].join('\n');
};
const toCsv = (table: Made): string =>
  [
    '# title: 同一张表',
    ...grid(table).map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')),
  ].join('\n');
const toHtml = (table: Made): string => {
  const rows = table.regions.flatMap(({ name, places }) =>
    places.map((place, index) => {
      const region = index === 0 ? `<td rowspan="${places.length}">${name}</td>` : '';
      return `<tr>${region}${[place.name, ...place.cells].map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`;
    }),
  );
  const head = `<tr>${header(table)
    .map((text) => `<th>${escapeHtml(text)}</th>`)
    .join('')}</tr>`;
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>同一张表</title></head><body><article><h1>同一张表</h1><table>${head}${rows.join('')}</table></article></body></html>`;
};
async function toXlsx(table: Made): Promise<Buffer> {
  const value = (text: string) => (text === '' ? null : /^\d+$/.test(text) ? { value: Number(text) } : { value: text });
  const rows = table.regions.flatMap(({ name, places }) =>
    places.map((place, index) => [
      index === 0 ? { value: name, rowSpan: places.length } : null,
      ...[place.name, ...place.cells].map(value),
    ]),
  );
  return await writeXlsxFile([header(table).map((text) => ({ value: text })), ...rows]).toBuffer();
}

describe('one table in four formats', () => {
  const folder = makeTempFolder();
  let count = 0;
  afterAll(() => expect(count).toBeGreaterThan(0));

  it('gives equal cells, merged ones too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 6, maxLength: 6 }), async (tables) => {
        count++;
        const paths: string[] = [];
        for (const [index, table] of tables.entries()) {
          const name = (format: string): string => `${count}/${format}-${index}.${format}`;
          paths.push(
            folder.write(name('md'), toMarkdown(table)),
            folder.write(name('csv'), toCsv(table)),
            folder.write(name('html'), toHtml(table)),
            folder.write(name('xlsx'), await toXlsx(table)),
          );
        }
        const databasePath = folder.at(`${count}.db`);
        const { items } = runImport({ databasePath, paths, base: folder.path, dryRun: false });
        const db = openReader(databasePath);
        const cells = [...exportCells(createStore(db), { clearance: 'AMBER+STRICT', role: 'analyst' })];
        db.close();
        for (const index of tables.keys()) {
          const read = ['md', 'csv', 'html', 'xlsx'].map((format) => {
            const item = items.find(({ path }) => path.endsWith(`${count}/${format}-${index}.${format}`));
            return cells
              .filter(({ document }) => document === item?.documentId)
              .map(({ rowPath, vendor, qualifier, text, low, high, unit, marker, planned, status }) =>
                JSON.stringify({ rowPath, vendor, qualifier, text, low, high, unit, marker, planned, status }),
              )
              .sort();
          });
          expect(read[1]).toEqual(read[0]);
          expect(read[2]).toEqual(read[0]);
          expect(read[3]).toEqual(read[0]);
        }
      }),
      { numRuns: 2, endOnFailure: true, examples: [[[EMPTY_AT_FIRST]]] },
    );
  }, 60_000);
});
