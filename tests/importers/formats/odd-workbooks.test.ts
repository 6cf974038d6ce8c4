import { describe, expect, it } from 'vitest';
import type { RawFile } from '../../../importers/formats/format.ts';
import { xlsx } from '../../../importers/formats/xlsx.ts';
import { makeZip, type ZipMember } from '../../helpers/zip-file.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

interface Oddity {
  properties?: string;
  target?: string;
  part?: string;
  others?: ZipMember[];
}

function workbook(rows: string, { properties = '', target, part, others = [] }: Oddity = {}): Buffer {
  return makeZip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets><sheet name="一" sheetId="1" r:id="a"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${RELATIONS}"><Relationship Id="a" Type="${OFFICE}/worksheet" Target="${target ?? 'worksheets/sheet1.xml'}"/></Relationships>`,
    },
    {
      name: part ?? 'xl/worksheets/sheet1.xml',
      content: rows && `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...others,
  ]);
}

/** Cell formats: 0 plain, 1 a day, 2 per cent. */
const STYLES: ZipMember = {
  name: 'xl/styles.xml',
  content: `<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
};
const words = (text: string, at = ''): string => `<c${at} t="inlineStr"><is><t>${text}</t></is></c>`;
const day = (serial: number): string => `<row r="1"><c r="A1" s="1"><v>${serial}</v></c></row>`;

async function read(bytes: Buffer): Promise<{ body: string; warnings: string[] }> {
  const file: RawFile = { path: 'table.xlsx', name: 'table.xlsx', text: '', bytes };
  const [item] = await xlsx.parse(file, { pages: [], from: 0 });
  const { document, warnings } = item as unknown as { document: { body: string }; warnings: string[] };
  return { body: document.body.trim(), warnings };
}

describe('the days of a workbook', () => {
  it.each([
    ['', 40_000, '2009-07-06'],
    ['<workbookPr date1904="0"/>', 40_000, '2009-07-06'],
    ['<workbookPr date1904="1"/>', 40_000, '2013-07-07'],
    ['<workbookPr date1904="true"/>', 40_000, '2013-07-07'],
    ["<workbookPr codeName='a' date1904 = 'true'/>", 40_000.5, '2013-07-07 12:00'],
    ['<workbookPr date1904="false"/>', 40_000, '2009-07-06'],
    ['', 59, '1900-02-28'],
    ['', 61, '1900-03-01'],
    ['', 0.75, '18:00'],
    ['', 1.5, '36:00'],
    ['', 1462, '1904-01-01'],
    ['<workbookPr date1904="true"/>', 0.75, '18:00'],
  ])('of %s, number %d is %s', async (properties, serial, shown) => {
    expect((await read(workbook(day(serial), { properties, others: [STYLES] }))).body).toBe(shown);
  });
});

describe('a workbook as few programs write it', () => {
  it('tells places of cells by their order where they say none', async () => {
    const rows = `<row>${words('厂商')}${words('占比')}</row><row r="4"><c><v>7</v></c><c s="2"><v>0.12</v></c></row><row>${words('甲云', ' r="B5"')}<c><v>3</v></c></row>`;
    const { body } = await read(workbook(rows, { others: [STYLES] }));
    expect(body.split('\n')).toEqual(['| 厂商 | 占比 |  |', '| 7 | 12% |  |', '|  | 甲云 | 3 |']);
  });

  it('keeps words that are marked as no markup', async () => {
    expect((await read(workbook(`<row r="1">${words('甲 <![CDATA[a<b & c]]>', ' r="A1"')}</row>`))).body).toBe(
      '甲 a<b & c',
    );
    const shared = {
      name: 'xl/sharedStrings.xml',
      content: `<sst xmlns="${MAIN}"><si><t><![CDATA[乙]]></t></si></sst>`,
    };
    const cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
    expect((await read(workbook(cell, { others: [shared] }))).body).toBe('乙');
  });

  it('puts cells and rows in order', async () => {
    const rows =
      '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>';
    expect((await read(workbook(rows))).body).toBe('| 1 | 2 |\n| 3 | 4 |');
  });

  it.each<[string, Oddity]>([
    ['in another case', { part: 'xl/worksheets/Sheet1.xml' }],
    ['from the top', { target: '/xl/worksheets/sheet1.xml' }],
    ['by way of the folder above', { target: '../xl/worksheets/sheet1.xml' }],
    ['beside the workbook', { target: 'sheet1.xml', part: 'xl/sheet1.xml' }],
    ['with an empty part for words', { others: [{ name: 'xl/sharedStrings.xml', content: '' }] }],
    ['with an empty part for formats', { others: [{ name: 'xl/styles.xml', content: '' }] }],
  ])('is read with its parts named %s', async (_, oddity) => {
    expect((await read(workbook('<row r="1"><c r="A1" s="0"><v>5</v></c></row>', oddity))).body).toBe('5');
  });

  it('names cells that are there twice, cannot be read or show an error', async () => {
    const rows = `<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>${words('甲', ' r="B1"')}<c r="C1" t="n"><v>x</v></c><c r="D1" t="e"><v>#DIV/0!</v></c></row>`;
    const { body, warnings } = await read(workbook(rows));
    expect(body).toBe('| 1 | 甲 |');
    expect(warnings).toEqual([
      'the sheet "一": 1 cells (C1) could not be read and are blank',
      'the sheet "一": 1 cells (A1) stand twice, the first was kept',
      '1 cells show an error, such as #DIV/0!, and are blank here',
    ]);
  });

  it('says what is missing rather than read half', async () => {
    await expect(read(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row>'))).rejects.toThrow(
      'table.xlsx: its words (xl/sharedStrings.xml) are missing',
    );
    await expect(
      read(workbook('<row r="1"><c r="A1"><v>5</v></c></row>', { target: 'worksheets/none.xml' })),
    ).rejects.toThrow('the sheet "一" is missing from the file');
  });
});
