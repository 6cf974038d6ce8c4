import { foldText } from '../../server/text/fold.ts';
import type { ParsedCell } from '../normalise/tables/parse-cell.ts';
import type { Grid } from '../normalise/tables/read-grids.ts';

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

const NUMERIC_SHARE = 0.6;
const LONG_LABEL = 24;
const VENDOR_SHARE = 0.6;
const SAID_VENDOR_SHARE = 0.2;
const VENDOR_HEADING = /^(?:云|各)?(?:厂商|厂家|服务商|供应商|vendors?|providers?)(?:名称?)?$/;

/** Where headings, names of rows and values stand in a grid. `parsed` has the grid's rows and columns. */
export function findShape(grid: Grid, parsed: readonly ParsedCell[][], matchVendor: MatchVendor): Shape {
  const headerRows = countHeaderRows(grid, parsed);
  const header = joinHeader(grid, headerRows);
  const body = (column: number): ParsedCell[] => parsed.slice(headerRows).flatMap((row) => row[column] ?? []);
  const textsOf = (column: number): string[] =>
    grid.rows.slice(headerRows).flatMap((row) => (row[column]?.text ? [row[column].text] : []));
  const blocks = splitBlocks(header).map((columns) => buildBlock(columns, header, { body, textsOf, matchVendor }));
  return { headerRows, header, blocks };
}

/** A second header row stands under gaps of the first, without a name of its own and without numbers. */
function countHeaderRows({ rows }: Grid, parsed: readonly ParsedCell[][]): number {
  const [first = [], second = []] = rows;
  if (rows.length < 3 || (second[0]?.text ?? '') !== '') return 1;
  const fillsGaps = second.some((cell, column) => column > 0 && cell.text !== '' && (first[column]?.text ?? '') === '');
  const isWords = (parsed[1] ?? []).every(({ kind }) => kind === 'text' || kind === 'blank');
  return fillsGaps && isWords && second.filter((cell) => cell.text !== '').every((cell) => cell.text.length <= 12)
    ? 2
    : 1;
}

function joinHeader({ rows }: Grid, headerRows: number): string[] {
  const first = rows[0] ?? [];
  if (headerRows === 1) return first.map((cell) => cell.text);
  const second = rows[1] ?? [];
  let carried = '';
  return Array.from({ length: Math.max(first.length, second.length) }, (_, column) => {
    carried = first[column]?.text || (second[column]?.text ? carried : '');
    const below = second[column]?.text ?? '';
    return below === '' ? carried : `${carried} (${below})`.trim();
  });
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

function buildBlock(columns: readonly number[], header: readonly string[], read: Columns): Block {
  const heads = columns.map((column): DataColumn => {
    const name = header[column] ?? '';
    const vendor = read.matchVendor(name);
    return { column, name, vendorId: vendor?.vendorId ?? null, qualifier: vendor ? vendor.qualifier : name };
  });
  const first = heads.findIndex((head) => head.vendorId !== null);
  if (first >= 0) return withVendorColumns(heads, Math.max(first, 0), read);
  const vendorColumn = columns.find((column) =>
    isVendorColumn(read.textsOf(column), read.matchVendor, VENDOR_HEADING.test(foldText(header[column] ?? ''))),
  );
  if (vendorColumn !== undefined) {
    const at = columns.indexOf(vendorColumn);
    return { labels: columns.slice(0, at + 1), columns: heads.slice(at + 1), vendorColumn };
  }
  const numeric = columns.findIndex((column) => isNumericColumn(read.body(column)));
  const labels = Math.max(1, numeric);
  return { labels: columns.slice(0, labels), columns: heads.slice(labels), vendorColumn: null };
}

/** Columns before the first vendor name the row, but those of long words, which explain. */
function withVendorColumns(heads: readonly DataColumn[], first: number, read: Columns): Block {
  const before = heads.slice(0, first);
  const isLabel = ({ column }: DataColumn): boolean => meanLength(read.textsOf(column)) <= LONG_LABEL;
  return {
    labels: before.filter(isLabel).map(({ column }) => column),
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
