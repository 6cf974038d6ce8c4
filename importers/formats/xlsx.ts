import readWorkbook from 'read-excel-file/node';
import { AppError } from '../../server/errors.ts';
import { type Archive, isZip, listZipNames, openArchive } from './archive.ts';
import { type ContainedFormat, type RawFile, WHOLE_FILE } from './format.ts';
import { readPackageProperties } from './office-properties.ts';
import { nameWithoutEnding, placeOf } from './own-paper.ts';
import { type CellValue, sheetToBlocks } from './sheet-rows.ts';
import { readLayouts, type SheetLayout } from './xlsx-layout.ts';
import { mendWorkbook, needsMending } from './xlsx-mend.ts';

/** Shorter than what a document may hold, so that a huge workbook is read in part and says so. */
const MOST_CHARACTERS = 1_900_000;
const MOST_SHEETS = 200;

const UNKNOWN: Omit<SheetLayout, 'name'> = {
  ...{ part: '', isPlain: true, errors: 0, isHidden: false, merges: [] },
  percents: new Set(),
};

interface Sheet {
  layout: SheetLayout;
  rows: CellValue[][];
}

/** A workbook: each sheet a heading and its rows, as they are shown but for fonts and colours. */
export const xlsx: ContainedFormat = {
  name: 'xlsx',
  version: 2,
  contained: true,
  reads: 'bytes',
  match: ({ bytes }) =>
    isZip(bytes) && listZipNames(bytes).some((name) => /^\/?xl\/workbook\d*\.xml$/i.test(name)) ? 0.95 : 0,

  async parse(file) {
    const archive = await openArchive(file.bytes ?? new Uint8Array(), file.path);
    const layouts = (await readLayouts(archive)).slice(0, MOST_SHEETS);
    const properties = await readPackageProperties(archive);
    const { sheets, warnings } = await readSheets(file, archive, layouts);
    const { body, isWhole } = join(sheets);
    if (body.trim() === '')
      throw new AppError(
        'EMPTY_DOCUMENT',
        [`${file.path}: ${sheets.length} sheets without a cell`, ...warnings].join('; ').slice(0, 1000),
      );
    const errors = sheets.reduce((sum, { layout }) => sum + layout.errors, 0);
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
          ...(errors > 0 ? [`${errors} cells show an error, such as #DIV/0!, and are blank here`] : []),
          ...(hidden.length > 0 ? [`hidden sheets were read too: ${hidden.join(', ').slice(0, 200)}`] : []),
          ...(isWhole ? [] : [`only the first ${MOST_CHARACTERS} characters of the workbook were read`]),
          ...(properties.saved ? [`last saved ${properties.saved.slice(0, 10)}`] : []),
        ],
      },
    ];
  },
};

/**
 * One faulty cell makes the library refuse the workbook, and some things that the standard allows it misreads: cells without a reference,
 * words in CDATA, `date1904="true"`. Such a workbook is written anew and read again.
 */
async function readSheets(
  file: RawFile,
  archive: Archive,
  layouts: readonly SheetLayout[],
): Promise<{ sheets: Sheet[]; warnings: string[] }> {
  if (!(await needsMending(archive, layouts)))
    try {
      return { sheets: await readAll(Buffer.from(file.bytes ?? new Uint8Array()), layouts), warnings: [] };
    } catch (error) {
      if (layouts.length === 0) throw broken(file, error);
    }
  const { bytes, warnings } = await mendWorkbook(archive, layouts, file.path);
  try {
    return { sheets: await readAll(bytes, layouts), warnings };
  } catch (error) {
    throw broken(file, error);
  }
}

async function readAll(bytes: Buffer, layouts: readonly SheetLayout[]): Promise<Sheet[]> {
  return (await readWorkbook(bytes)).map(({ sheet, data }) => ({
    layout: layouts.find(({ name }) => name === sheet) ?? { ...UNKNOWN, name: sheet },
    rows: data as CellValue[][],
  }));
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
