import { foldText } from '../../server/text/fold.ts';
import type { ParsedCell } from '../normalise/tables/parse-cell.ts';
import type { Grid } from '../normalise/tables/read-grids.ts';
import { splitUnitWords, type UnitWords } from './units.ts';

/** The vendor that a heading names, and what it says beside it. */
export interface NamedVendor {
  vendorId: string;
  qualifier: string;
}
export type MatchVendor = (heading: string) => NamedVendor | undefined;

export interface DataColumn {
  column: number;
  name: string;
  vendorId: string | null;
  qualifier: string;
  /** Unit that the heading gives, and the heading without it. */
  words: UnitWords;
}

/** Columns that stand side by side under one header; a header that repeats makes several blocks. */
export interface Block {
  labels: number[];
  columns: DataColumn[];
  /** Column that names each row's vendor, where vendors stand in rows. */
  vendorColumn: number | null;
}

export interface Shape {
  headerRows: number;
  header: string[];
  blocks: Block[];
}

const MOST_HEADER_ROWS = 3;
const LONGEST_SUBHEADING = 16;
const YEAR = /^(?:19|20)\d{2}年?$/;
/** 序号: numbers the rows and names none. */
const COUNTER = /^(?:序号|编号|no\.?|#|排名|名次|rank)$/;
const NUMERIC_SHARE = 0.6;
const LONG_LABEL = 24;
const VENDOR_SHARE = 0.6;
const SAID_VENDOR_SHARE = 0.2;
const VENDOR_HEADING = /^(?:云|各)?(?:厂商|厂家|服务商|供应商|vendors?|providers?)(?:名称?)?$/;

/** Where headings, names of rows and values stand in a grid. `parsed` has the grid's rows and columns. */
export function findShape(grid: Grid, parsed: readonly ParsedCell[][], matchVendor: MatchVendor): Shape {
  const headerRows = countHeaderRows(grid, parsed);
  const levels = listLevels(grid, headerRows);
  const header = levels.map(joinLevels);
  const body = (column: number): ParsedCell[] => parsed.slice(headerRows).flatMap((row) => row[column] ?? []);
  const textsOf = (column: number): string[] =>
    grid.rows.slice(headerRows).flatMap((row) => (row[column]?.text ? [row[column].text] : []));
  const heads = levels.map((level, column) => toColumn(level, column, matchVendor));
  const blocks = splitBlocks(header).map((columns) => buildBlock(columns, heads, { body, textsOf, matchVendor }));
  return { headerRows, header, blocks };
}

/** More rows of headings stand under gaps or repeats of the first, as words, and name no row of their own. */
function countHeaderRows({ rows }: Grid, parsed: readonly ParsedCell[][]): number {
  let count = 1;
  while (count < MOST_HEADER_ROWS && rows.length > count + 1 && isSubheader(rows, parsed, count)) count++;
  return count;
}

function isSubheader(rows: Grid['rows'], parsed: readonly ParsedCell[][], at: number): boolean {
  const [above = [], own = []] = [rows[at - 1], rows[at]];
  const textAt = (row: typeof own, column: number): string => row[column]?.text ?? '';
  if (textAt(own, 0) !== '' && textAt(own, 0) !== textAt(above, 0)) return false;
  const isSpanned = (column: number): boolean =>
    textAt(above, column) === '' ||
    textAt(above, column) === textAt(above, column - 1) ||
    textAt(above, column) === textAt(above, column + 1);
  const fills = own.some(
    ({ text }, column) => column > 0 && text !== '' && text !== textAt(above, column) && isSpanned(column),
  );
  const filled = own.filter(({ text }) => text !== '');
  const isWords = (parsed[at] ?? []).every(
    ({ kind }, column) => kind === 'text' || kind === 'blank' || YEAR.test(textAt(own, column)),
  );
  return fills && isWords && filled.every(({ text }) => text.length <= LONGEST_SUBHEADING);
}

/** The headings of each column, widest first; a heading reaches over the gaps to its right where another stands below. */
function listLevels({ rows }: Grid, headerRows: number): string[][] {
  const width = Math.max(...rows.slice(0, headerRows).map((row) => row.length));
  const carried: string[] = [];
  return Array.from({ length: width }, (_, column) => {
    const own = rows.slice(0, headerRows).map((row) => row[column]?.text ?? '');
    const levels = own.map((text, level) => {
      const isFilledBelow = own.slice(level + 1).some((below) => below !== '');
      carried[level] = text !== '' || !isFilledBelow ? text : (carried[level] ?? '');
      return carried[level] as string;
    });
    return levels.filter((text, level) => text !== '' && text !== levels[level - 1]);
  });
}

const joinLevels = ([first = '', ...below]: readonly string[]): string =>
  below.length === 0 ? first : `${first} (${below.join(' ')})`;

/** The vendor may stand at any level; the others qualify it. */
function toColumn(levels: readonly string[], column: number, matchVendor: MatchVendor): DataColumn {
  const name = joinLevels(levels);
  const words = levels.map(splitUnitWords);
  const unit = words.findLast((level) => level.unit !== '')?.unit ?? '';
  const at = words.findIndex(({ rest }) => matchVendor(rest) !== undefined);
  const vendor = at < 0 ? undefined : matchVendor(words[at]?.rest ?? '');
  const others = words.filter((_, level) => level !== at).map(({ rest }) => rest);
  const rest = words.map((level) => level.rest).join(' ');
  if (!vendor) return { column, name, vendorId: null, qualifier: name, words: { unit, rest } };
  const qualifier = [...others, vendor.qualifier].filter((part) => part !== '').join(' ');
  return { column, name, vendorId: vendor.vendorId, qualifier, words: { unit, rest } };
}

/** Parts the columns where the header begins again. */
function splitBlocks(header: readonly string[]): number[][] {
  const all = header.map((_, column) => column);
  const first = header.findIndex((name, column) => name !== '' && header.indexOf(name, column + 1) > 0);
  const again = first < 0 ? -1 : header.indexOf(header[first] as string, first + 1);
  if (again < 0) return [all];
  const width = again - first;
  const names = header.slice(first, again).filter((name) => name !== '');
  const repeats = header.slice(again, again + width).filter((name) => name !== '');
  if (names.length < 2 || names.slice(0, repeats.length).join('\n') !== repeats.join('\n')) return [all];
  const border = header[again - 1] === '' || header[again - 1] === header[first - 1] ? again - 1 : again;
  return [all.slice(0, border), all.slice(border)];
}

interface Columns {
  body(column: number): ParsedCell[];
  textsOf(column: number): string[];
  matchVendor: MatchVendor;
}

function buildBlock(columns: readonly number[], all: readonly DataColumn[], read: Columns): Block {
  const heads = columns.map((column) => all[column] as DataColumn);
  const first = heads.findIndex((head) => head.vendorId !== null);
  if (first >= 0) return withVendorColumns(heads, first, read);
  const vendorColumn = columns.find((column) =>
    isVendorColumn(read.textsOf(column), read.matchVendor, VENDOR_HEADING.test(foldText(all[column]?.name ?? ''))),
  );
  if (vendorColumn !== undefined) {
    const at = columns.indexOf(vendorColumn);
    return { labels: dropCounters(heads.slice(0, at + 1)), columns: heads.slice(at + 1), vendorColumn };
  }
  const numeric = heads.findIndex(({ column }, at) => at > 0 && isNumericColumn(read.body(column)));
  const labels = Math.max(1, numeric);
  return { labels: dropCounters(heads.slice(0, labels)), columns: heads.slice(labels), vendorColumn: null };
}

/** Columns of names, without those that number the rows and those that are empty. */
function dropCounters(heads: readonly DataColumn[]): number[] {
  const names = heads.filter(({ name }) => !COUNTER.test(foldText(name)));
  return (names.length > 0 ? names : heads).map(({ column }) => column);
}

/** Columns before the first vendor name the row, but those of long words, which explain. */
function withVendorColumns(heads: readonly DataColumn[], first: number, read: Columns): Block {
  const before = heads.slice(0, first);
  const isLabel = ({ column }: DataColumn): boolean => meanLength(read.textsOf(column)) <= LONG_LABEL;
  return {
    labels: dropCounters(before.filter(isLabel)),
    columns: [...before.filter((head) => !isLabel(head)), ...heads.slice(first)],
    vendorColumn: null,
  };
}

/** Under a heading that says vendors, a few known names are enough; else most must be known. */
function isVendorColumn(texts: readonly string[], matchVendor: MatchVendor, isSaid: boolean): boolean {
  const named = texts.filter((text) => matchVendor(text)?.qualifier.length === 0 || matchVendor(text));
  return named.length >= 2 && named.length / texts.length >= (isSaid ? SAID_VENDOR_SHARE : VENDOR_SHARE);
}

/** Most of its cells are numbers, signs or plans. */
export function isNumericColumn(cells: readonly ParsedCell[]): boolean {
  const filled = cells.filter(({ kind }) => kind !== 'blank');
  const numbers = filled.filter(({ kind }) => kind === 'number' || kind === 'plan');
  const fitting = filled.filter(({ kind }) => kind !== 'text');
  return numbers.length > 0 && fitting.length / filled.length >= NUMERIC_SHARE;
}

const meanLength = (texts: readonly string[]): number =>
  texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
