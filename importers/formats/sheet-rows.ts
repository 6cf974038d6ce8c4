import { AppError } from '../../server/errors.ts';
import type { CellRange, SheetLayout } from './xlsx-layout.ts';

export type CellValue = string | number | boolean | Date | null;

const MOST_COLUMNS = 500;
const DAY_MILLISECONDS = 86_400_000;
/** Day 0 of a workbook; less than two days on, a time of day or a span of time is meant. */
const NOUGHT = Date.UTC(1899, 11, 30);
/** Day 0 of the other kind: a real date too, where no time of day stands with it. */
const NOUGHT_OF_1904 = Date.UTC(1904, 0, 1);
/** A workbook that counts from 1900 takes that for a leap year (ECMA-376 part 1 §18.17.4.1): until then the library is a day early. */
const LEAP_DAY = Date.UTC(1900, 1, 28);

/**
 * Writes a sheet as Markdown rows. A cell that spans rows or columns is repeated over all that it spans, but across the first row of a
 * table, where a second header may stand below. What stands alone above or below a table is a title or a note, and no row.
 * @throws AppError TOO_LARGE for a sheet of more than MOST_COLUMNS columns.
 */
export function sheetToBlocks(rows: readonly CellValue[][], layout: SheetLayout): string[] {
  for (const row of rows) refuseWide(row, layout.name);
  const texts = rows.map((row, y) => row.slice(0, MOST_COLUMNS).map((value, x) => cellText(value, layout, x, y)));
  const words = findWords(texts);
  for (const merge of layout.merges) if (!words.has(merge.top)) spread(texts, merge, isHeader(texts, words, merge.top));
  const first = firstColumn(texts);
  return texts.flatMap((row, y) => {
    const filled = row.filter((text) => text !== '');
    if (filled.length === 0) return [];
    return [words.has(y) ? (filled[0] ?? '') : `| ${row.slice(first).join(' | ')} |`];
  });
}

/** Columns that nobody filled are left off; filled ones never silently. @throws AppError TOO_LARGE naming the sheet */
function refuseWide(row: readonly CellValue[], sheet: string): void {
  const last = row.findLastIndex((value) => value !== null && value !== '');
  if (last < MOST_COLUMNS) return;
  throw new AppError(
    'TOO_LARGE',
    `the sheet "${sheet.slice(0, 60)}" has ${last + 1} columns, the limit is ${MOST_COLUMNS}: split it`,
  );
}

/** @returns rows of one cell that stand above or below a table: titles and notes. A sheet of one column holds nothing else. */
function findWords(texts: readonly string[][]): Set<number> {
  const counts = texts.map((row) => row.filter((text) => text !== '').length);
  const found = new Set<number>();
  for (const step of [1, -1]) {
    let isOutside = true;
    for (let y = step > 0 ? 0 : counts.length - 1; y >= 0 && y < counts.length; y += step) {
      if (counts[y] === 0) isOutside = true;
      else if (counts[y] !== 1) isOutside = false;
      else if (isOutside) found.add(y);
    }
  }
  return found;
}

const isHeader = (texts: readonly string[][], words: ReadonlySet<number>, y: number): boolean =>
  texts.findIndex((row, i) => !words.has(i) && row.some((text) => text !== '')) === y;

function spread(texts: string[][], { top, left, bottom, right }: CellRange, downOnly: boolean): void {
  const text = texts[top]?.[left] ?? '';
  if (text === '') return;
  for (let y = top; y <= Math.min(bottom, texts.length - 1); y++) {
    const row = texts[y] ?? [];
    for (let x = left; x <= Math.min(downOnly ? left : right, row.length - 1); x++) if (!row[x]) row[x] = text;
  }
}

function firstColumn(texts: readonly string[][]): number {
  const width = texts.reduce((widest, row) => Math.max(widest, row.length), 0);
  for (let x = 0; x < width; x++) if (texts.some((row) => row[x])) return x;
  return 0;
}

function cellText(value: CellValue, { percents }: SheetLayout, x: number, y: number): string {
  if (value === null) return '';
  if (typeof value === 'number') return percents.has(`${x},${y}`) ? `${round(value * 100, 12)}%` : round(value, 15);
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value.replace(/\|/g, '/').replace(/\s+/g, ' ').trim();
}

/** Without the noise of binary fractions: 0.30000000000000004 was typed as 0.3. */
const round = (value: number, digits: number): string => String(Number(value.toPrecision(digits)));

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const time = date.getTime();
  const isWholeDay = time % DAY_MILLISECONDS === 0;
  if (time >= NOUGHT && time < NOUGHT + 2 * DAY_MILLISECONDS) return clockText(time - NOUGHT);
  if (!isWholeDay && time > NOUGHT_OF_1904 && time < NOUGHT_OF_1904 + DAY_MILLISECONDS)
    return clockText(time - NOUGHT_OF_1904);
  const early = time < LEAP_DAY ? DAY_MILLISECONDS : 0;
  const text = new Date(time + early).toISOString();
  return isWholeDay ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

function clockText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
