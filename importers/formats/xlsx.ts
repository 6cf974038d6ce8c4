import readWorkbook, { readSheet } from 'read-excel-file/node';
import { AppError } from '../../server/errors.ts';
import { isZip, listZipNames, openArchive } from './archive.ts';
import { type ContainedFormat, type RawFile, WHOLE_FILE } from './format.ts';
import { readPackageProperties } from './office-properties.ts';
import { nameWithoutEnding, placeOf } from './own-paper.ts';
import { type CellValue, sheetToBlocks } from './sheet-rows.ts';
import { readLayouts, type SheetLayout } from './xlsx-layout.ts';

/** Shorter than what a document may hold, so that a huge workbook is read in part and says so. */
const MOST_CHARACTERS = 1_900_000;
const MOST_SHEETS = 200;

interface Sheet {
  layout: SheetLayout;
  rows: CellValue[][];
}

/** A workbook: each sheet a heading and its rows, as they are shown but for fonts and colours. */
export const xlsx: ContainedFormat = {
  name: 'xlsx',
  version: 1,
  contained: true,
  reads: 'bytes',
  match: ({ bytes }) =>
    isZip(bytes) && listZipNames(bytes).some((name) => /^\/?xl\/workbook\d*\.xml$/i.test(name)) ? 0.95 : 0,

  async parse(file) {
    const archive = await openArchive(file.bytes ?? new Uint8Array(), file.path);
    const layouts = (await readLayouts(archive)).slice(0, MOST_SHEETS);
    const properties = await readPackageProperties(archive);
    const { sheets, warnings } = await readSheets(file, layouts);
    const { body, isWhole } = join(sheets);
    if (body.trim() === '')
      throw new AppError('EMPTY_DOCUMENT', `${file.path}: ${sheets.length} sheets without a cell`);
    const hidden = sheets.filter(({ layout }) => layout.isHidden).map(({ layout }) => layout.name);
    return [
      {
        document: {
          ...placeOf(file),
          kind: 'table',
          title: properties.title ?? nameWithoutEnding(file),
          body,
          ...(properties.author ? { author: properties.author } : {}),
          locator: '',
          original: WHOLE_FILE,
        },
        warnings: [
          ...warnings,
          ...(hidden.length > 0 ? [`hidden sheets were read too: ${hidden.join(', ').slice(0, 200)}`] : []),
          ...(isWhole ? [] : [`only the first ${MOST_CHARACTERS} characters of the workbook were read`]),
          ...(properties.saved ? [`last saved ${properties.saved.slice(0, 10)}`] : []),
        ],
      },
    ];
  },
};

/** One faulty cell makes the library refuse the workbook: sheets are then read one by one, and the faulty one is named. */
async function readSheets(
  file: RawFile,
  layouts: readonly SheetLayout[],
): Promise<{ sheets: Sheet[]; warnings: string[] }> {
  const bytes = Buffer.from(file.bytes ?? new Uint8Array());
  const sheetOf = (name: string): SheetLayout =>
    layouts.find((layout) => layout.name === name) ?? { name, isHidden: false, merges: [], percents: new Set() };
  try {
    const read = await readWorkbook(bytes);
    return {
      sheets: read.map(({ sheet, data }) => ({ layout: sheetOf(sheet), rows: data as CellValue[][] })),
      warnings: [],
    };
  } catch (error) {
    if (layouts.length === 0) throw broken(file, error);
    return await readOneByOne(file, bytes, layouts);
  }
}

async function readOneByOne(
  file: RawFile,
  bytes: Buffer,
  layouts: readonly SheetLayout[],
): Promise<{ sheets: Sheet[]; warnings: string[] }> {
  const sheets: Sheet[] = [];
  const warnings: string[] = [];
  let last: unknown;
  for (const layout of layouts) {
    try {
      sheets.push({ layout, rows: (await readSheet(bytes, layout.name)) as CellValue[][] });
    } catch (error) {
      last = error;
      warnings.push(`the sheet "${layout.name.slice(0, 60)}" could not be read: ${firstLine(error)}`);
    }
  }
  if (sheets.length === 0) throw broken(file, last);
  return { sheets, warnings };
}

function join(sheets: readonly Sheet[]): { body: string; isWhole: boolean } {
  let body = '';
  for (const { layout, rows } of sheets) {
    const blocks = sheetToBlocks(rows, layout);
    if (blocks.length === 0) continue;
    const heading = `## ${layout.name}`;
    for (const line of sheets.length > 1 ? [heading, ...blocks] : blocks) {
      if (body.length + line.length > MOST_CHARACTERS) return { body, isWhole: false };
      body += `${line}\n`;
    }
  }
  return { body, isWhole: true };
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message.split('\n')[0] : String(error)) ?? '';

const broken = (file: RawFile, error: unknown): AppError =>
  new AppError('BROKEN_FORMAT', `${file.path}: not a readable workbook: ${firstLine(error)}`);
