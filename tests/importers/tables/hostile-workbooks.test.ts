import { describe, expect, it } from 'vitest';
import { runImport } from '../../../importers/run-import.ts';
import { exportCells } from '../../../server/commands/export-cells.ts';
import { openReader } from '../../../server/db/open.ts';
import { createStore } from '../../../server/store/index.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';
import { makeZip, type ZipMember } from '../../helpers/zip-file.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

function workbook(rows: string, others: ZipMember[] = []): Buffer {
  return makeZip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="一" sheetId="1" r:id="a"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${RELATIONS}"><Relationship Id="a" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...others,
  ]);
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const words = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const numbers = (rows: number, columns: number): string => {
  const names = Array.from({ length: columns }, (_, column) => columnName(column));
  return Array.from(
    { length: rows },
    (_, row) => `<row r="${row + 1}">${names.map((name) => `<c r="${name}${row + 1}"><v>7</v></c>`).join('')}</row>`,
  ).join('');
};

describe('a hostile workbook', () => {
  const folder = makeTempFolder();
  const read = (name: string, bytes: Buffer) => {
    const databasePath = folder.at(`${name}.db`);
    const { items } = runImport({
      databasePath,
      paths: [folder.write(`${name}.xlsx`, bytes)],
      base: folder.path,
      dryRun: false,
    });
    return { databasePath, item: items[0] };
  };

  it.each<[string, () => Buffer, RegExp]>([
    ['of ten thousand columns', () => workbook(numbers(3, 10_000)), /TOO_LARGE.*10000 columns, the limit is 500/],
    ['of a million cells', () => workbook(numbers(10_000, 100)), /TOO_LARGE|TOO_SLOW|UNSAFE_ARCHIVE/],
    [
      'that unpacks to a mountain',
      () => workbook(`<row r="1">${' '.repeat(250_000_000)}</row>`),
      /UNSAFE_ARCHIVE|TOO_LARGE/,
    ],
  ])(
    '%s ends in a line of the receipt',
    (name, make, reason) => {
      const { item } = read(name, make());
      expect(item?.outcome).toBe('quarantined');
      expect(item?.reason).toMatch(reason);
    },
    60_000,
  );

  it('with formulas and links to elsewhere is read as what it shows, and nothing is run or fetched', () => {
    const rows = [
      `<row r="1">${words('A1', '项')}${words('B1', 'AWS')}${words('C1', '华为云')}</row>`,
      `<row r="2">${words('A2', '总计')}<c r="B2"><f>[1]Sheet1!A1+1</f><v>105</v></c>${words('C2', '=HYPERLINK(&quot;http://a&quot;)')}</row>`,
      `<row r="3">${words('A3', '欧洲')}<c r="B3"><f>WEBSERVICE(&quot;http://127.0.0.1:9/&quot;)</f><v>105</v></c><c r="C3"><v>48</v></c></row>`,
    ].join('');
    const link = `<externalLink xmlns="${MAIN}"><externalBook xmlns:r="${OFFICE}" r:id="x"/></externalLink>`;
    const { databasePath, item } = read(
      'formulas',
      workbook(rows, [{ name: 'xl/externalLinks/externalLink1.xml', content: link }]),
    );
    expect(item?.outcome).toBe('stored');
    const db = openReader(databasePath);
    const cells = [...exportCells(createStore(db), { clearance: 'AMBER+STRICT', role: 'analyst' })];
    db.close();
    expect(cells.map(({ text, low }) => [text, low])).toEqual([
      ['105', 105],
      ['=HYPERLINK("http://a")', null],
      ['105', 105],
      ['48', 48],
    ]);
  });
});
