import type { CellReason } from '../../server/facts/cell-reason.ts';
import { type CellMeasure, type ExtractedCell, type ExtractedTable, PLANNED } from '../../server/facts/table.ts';
import { foldText } from '../../server/text/fold.ts';
import { type ParsedCell, parseCell } from '../normalise/tables/parse-cell.ts';
import type { Grid } from '../normalise/tables/read-grids.ts';
import type { Caption } from './caption.ts';
import { checkRows } from './row-checks.ts';
import { type LabelledRow, type LabelRules, labelRows, type Regions } from './rows.ts';
import { type Block, type DataColumn, findShape, type MatchVendor, type NamedVendor, type Shape } from './shape.ts';
import { checkSums, type Finding, type SumColumn } from './sum-checks.ts';
import { inheritUnit } from './units.ts';

export interface Vocabulary {
  matchVendor: MatchVendor;
  regions: Regions;
}

/** A cell with what the figures of it need. */
export interface BuiltCell {
  cell: Omit<ExtractedCell, keyof CellMeasure>;
  parsed: ParsedCell;
  head: DataColumn;
  role: LabelledRow['role'];
  /** Names of its row without the vendor's. */
  names: string[];
}

export interface BuiltTable extends Omit<ExtractedTable, 'metric' | 'cells'> {
  cells: BuiltCell[];
}

/** What a table says by standing where it does. */
export interface Surroundings extends Caption {
  /** Of whom all its numbers are, unless a column or row says otherwise. */
  vendorId: string | null;
}

/** Reads one grid into the common shape and checks it. */
export function buildTable(
  grid: Grid,
  ordinal: number,
  around: Surroundings,
  { matchVendor, regions }: Vocabulary,
): BuiltTable {
  const parsed = grid.rows.map((row) => row.map(({ text }) => parseCell(text)));
  const shape = findShape(grid, parsed, matchVendor);
  const rulesOf = ({ columns, vendorColumn }: Block): LabelRules => ({
    regions,
    isSection: (label) =>
      vendorColumn === null &&
      columns.every(({ vendorId }) => vendorId === null) &&
      matchVendor(label)?.qualifier === '',
  });
  const blocks = shape.blocks.map((block) => ({
    block,
    rows: labelRows(grid, shape.headerRows, block, rulesOf(block)),
  }));
  const totals = blocks.map(({ block, rows }) => readTotals(grid, block, rows, shape));
  const cells = blocks.flatMap(({ block, rows }, index) => {
    const table = { grid, shape, parsed, block, rows };
    const others = totals.filter((_, other) => other !== index);
    const isRepeated = (column: number): boolean => {
      const own = totals[index]?.get(shape.header[column] ?? '');
      return own !== undefined && others.some((other) => other.get(shape.header[column] ?? '') === own);
    };
    const read = (row: number, column: number): ParsedCell | undefined => parsed[row]?.[column];
    const findings = [...checkSums(rows, listSumColumns(block), read, isRepeated), ...checkRows(table, regions)];
    return buildCells(table, groupFindings(findings), matchVendor, around);
  });
  const [first, last] = [grid.rows[0]?.[0], grid.rows.at(-1)?.at(-1)];
  return {
    ...{ ordinal, title: around.title, start: first?.start ?? 0, end: last?.end ?? 0, cells },
    header: grid.rows.slice(0, shape.headerRows).map((row) => row.map(({ text }) => text)),
  };
}

/** What the first totals row says under each heading; a block without names may still stand in that row. */
function readTotals(grid: Grid, block: Block, rows: readonly LabelledRow[], shape: Shape): Map<string, string> {
  const own = rows.find(({ role }) => role === 'total')?.row;
  const row = own ?? (rows.every(({ path }) => path.length === 0) ? rows[0]?.row : undefined);
  if (row === undefined) return new Map();
  return new Map(block.columns.map(({ column }) => [shape.header[column] ?? '', grid.rows[row]?.[column]?.text ?? '']));
}

function listSumColumns(block: Block): SumColumn[] {
  return block.columns.map(({ column, vendorId, qualifier }) => {
    const isPlan = PLANNED.test(foldText(qualifier));
    const present = block.columns.find((other) => other.vendorId === vendorId && other.column !== column);
    return { column, isPlan, present: isPlan && vendorId !== null ? (present?.column ?? null) : null };
  });
}

const keyOf = (row: number, column: number): string => `${row}/${column}`;

function groupFindings(findings: readonly Finding[]): Map<string, CellReason[]> {
  const byCell = new Map<string, CellReason[]>();
  for (const { row, column, reason } of findings) {
    const list = byCell.get(keyOf(row, column));
    if (!list) byCell.set(keyOf(row, column), [reason]);
    else if (!list.some(({ code }) => code === reason.code)) list.push(reason);
  }
  return byCell;
}

function buildCells(
  { grid, parsed, block, rows }: { grid: Grid; parsed: ParsedCell[][]; block: Block; rows: LabelledRow[] },
  reasons: ReadonlyMap<string, CellReason[]>,
  matchVendor: MatchVendor,
  around: Surroundings,
): BuiltCell[] {
  const isNamed = block.vendorColumn !== null || block.columns.some(({ vendorId }) => vendorId !== null);
  return rows.flatMap(({ row, path, role, section }) => {
    const ofRow = matchVendor(
      block.vendorColumn === null ? section : (grid.rows[row]?.[block.vendorColumn]?.text ?? ''),
    );
    const ofTable = isNamed ? null : around.vendorId;
    const names = namesOf(path, section, ofRow, block);
    return block.columns.flatMap((head): BuiltCell[] => {
      const source = grid.rows[row]?.[head.column];
      const read = parsed[row]?.[head.column];
      if (!source || !read || source.text === '') return [];
      const { text, start, end } = source;
      const planned = read.planned && {
        low: read.planned.low,
        high: read.planned.high,
        when: read.planned.when,
        text: read.planned.text,
      };
      const cell: BuiltCell['cell'] = {
        ...{ row, column: head.column, rowPath: path, text, start, end, planned, marker: read.marker },
        vendorId: head.vendorId ?? ofRow?.vendorId ?? ofTable,
        qualifier: head.qualifier,
        ...{ low: read.value?.low ?? null, high: read.value?.high ?? null },
        unit: read.value ? inheritUnit(read.value.unit, head.words, path, around.unit) : '',
        reasons: reasons.get(keyOf(row, head.column)) ?? [],
      };
      return [{ cell, parsed: read, head, role, names }];
    });
  });
}

/** A vendor that names the row is no part of anything; what its name says beside it is: 阿里云（国际站）. */
function namesOf(
  path: readonly string[],
  section: string,
  vendor: NamedVendor | undefined,
  { vendorColumn }: Block,
): string[] {
  if (!vendor) return [...path];
  const others = vendorColumn === null && path[0] === section ? path.slice(1) : path.slice(0, -1);
  return vendor.qualifier === '' ? others : [...others, vendor.qualifier];
}
