import { buildDay } from '../../server/facts/partial-date.ts';
import { foldText } from '../../server/text/fold.ts';
import { findNumbers } from '../normalise/numbers.ts';
import type { ParsedCell } from '../normalise/tables/parse-cell.ts';
import type { Grid } from '../normalise/tables/read-grids.ts';
import { findWeekdayFaults } from '../normalise/weekday.ts';
import { isStray, type LabelledRow, type Regions } from './rows.ts';
import { type Block, isNumericColumn, type Shape } from './shape.ts';
import type { Finding } from './sum-checks.ts';

const MOSTLY = 0.7;
const LONG_TEXT = 8;
const LOOKALIKE = /^[\dolisｏＯ,.]*\d[\dolis,.]*(?:%|折|[百千万亿个家]{1,2})?$/;
/** A model whose last digit a scan took for a letter: H2O, A10O. */
const MISREAD_NAME = /(?<![\p{L}\d])[A-Z]{1,2}\d{1,3}O(?![\p{L}\d])/u;
const DAY = /(?<year>(?:19|20)\d{2})[年/.-](?<month>\d{1,2})(?:[月/.-](?<day>\d{1,2}))?(?!\d)/;
/** Longer cells are sentences: a word in them is no misread number. */
const LONGEST_TOLD = 16;
const LIST = /^• /;
const LEAST_ROWS = 4;

export interface CheckedTable {
  grid: Grid;
  shape: Shape;
  parsed: readonly ParsedCell[][];
  block: Block;
  rows: readonly LabelledRow[];
}

/** Everything but sums that shows a row or cell to be out of place. */
export function checkRows(table: CheckedTable, regions: Regions): Finding[] {
  return [
    ...checkLengths(table),
    ...checkLabels(table),
    ...checkPlaces(table, regions),
    ...checkKinds(table),
    ...checkNames(table),
    ...checkDates(table),
    ...checkShifts(table),
    ...checkMerged(table),
  ];
}

function* cellsOf({ grid, block }: CheckedTable, rows: readonly LabelledRow[]) {
  for (const { row } of rows) {
    for (const { column } of block.columns) {
      const cell = grid.rows[row]?.[column];
      if (cell && cell.text !== '') yield { row, column, text: cell.text };
    }
  }
}

const doubtRows = (
  table: CheckedTable,
  rows: readonly LabelledRow[],
  reason: (row: number) => Finding['reason'],
): Finding[] => [...cellsOf(table, rows)].map(({ row, column }) => ({ row, column, reason: reason(row) }));

/** More cells than headings, or fewer: one is missing or too many, and nobody knows where. */
function checkLengths(table: CheckedTable): Finding[] {
  const width = table.shape.header.length;
  // Empty cells beyond the last heading are nothing too many.
  const lengthOf = (row: number): number => {
    const cells = table.grid.rows[row] ?? [];
    return Math.max(Math.min(cells.length, width), cells.findLastIndex(({ text }) => text !== '') + 1);
  };
  const odd = table.rows.filter(({ row }) => lengthOf(row) !== width);
  return doubtRows(table, odd, (row) => ({
    code: lengthOf(row) > width ? 'long-row' : 'short-row',
    values: [String(lengthOf(row)), String(width)],
  }));
}

function checkLabels(table: CheckedTable): Finding[] {
  const unnamed = table.rows.filter(({ path }) => path.length === 0);
  return doubtRows(table, unnamed, () => ({ code: 'no-label', values: [] }));
}

function checkPlaces(table: CheckedTable, regions: Regions): Finding[] {
  const strays = table.rows.filter(
    ({ role, group, path }) => role === 'plain' && group !== null && isStray(regions, group, path.at(-1) ?? ''),
  );
  const rowOf = new Map(strays.map((row) => [row.row, row]));
  return doubtRows(table, strays, (row) => ({
    code: 'place',
    values: [rowOf.get(row)?.path.at(-1) ?? '', rowOf.get(row)?.group ?? ''],
  }));
}

function checkKinds({ grid, parsed, block, rows }: CheckedTable): Finding[] {
  return block.columns.flatMap(({ column }): Finding[] => {
    if (!isNumericColumn(rows.flatMap(({ row }) => parsed[row]?.[column] ?? []))) return [];
    return rows.flatMap(({ row }): Finding[] => {
      const text = grid.rows[row]?.[column]?.text ?? '';
      if (parsed[row]?.[column]?.kind !== 'text') return [];
      const isLookalike = LOOKALIKE.test(foldText(text));
      // One number in a few words is a number: 低至约 1.5 折.
      if (!isLookalike && text.length <= LONGEST_TOLD && findNumbers(foldText(text)).length === 1) return [];
      return [
        { row, column, reason: isLookalike ? { code: 'lookalike', values: [text] } : { code: 'kind', values: [] } },
      ];
    });
  });
}

function checkDates({ grid, parsed, block, rows }: CheckedTable): Finding[] {
  return rows.flatMap(({ row }) =>
    block.columns.flatMap(({ column }): Finding[] => {
      const [fault] = findWeekdayFaults(grid.rows[row]?.[column]?.text ?? '');
      if (fault) return [{ row, column, reason: { code: 'weekday', values: [fault.words, fault.actual] } }];
      const words = parsed[row]?.[column]?.badDate || findImpossibleDay(grid.rows[row]?.[column]?.text ?? '');
      return words === '' ? [] : [{ row, column, reason: { code: 'date', values: [words] } }];
    }),
  );
}

/** @returns the words of a day or month that no calendar has: 2025-02-30; empty for none */
function findImpossibleDay(text: string): string {
  const match = DAY.exec(text);
  const [year, month, day] = [match?.groups?.year, match?.groups?.month, match?.groups?.day].map(Number);
  const isSound = !match || !month || !year || (day ? buildDay(year, month, day) : month <= 12);
  return isSound ? '' : match[0];
}

/** Names of rows and columns that hold a misread model: what their numbers are of is not sure. */
function checkNames(table: CheckedTable): Finding[] {
  const { block, rows } = table;
  const ofRows = rows.flatMap((labelled) => {
    const misread = MISREAD_NAME.exec(labelled.path.join(' '))?.[0];
    return misread ? doubtRows(table, [labelled], () => ({ code: 'lookalike', values: [misread] })) : [];
  });
  const heads = block.columns.filter(({ name }) => MISREAD_NAME.test(name)).map(({ column }) => column);
  const ofHeads = [...cellsOf(table, rows)]
    .filter(({ column }) => heads.includes(column))
    .map(({ row, column }): Finding => {
      const name = block.columns.find((head) => head.column === column)?.name ?? '';
      return { row, column, reason: { code: 'lookalike', values: [MISREAD_NAME.exec(name)?.[0] ?? ''] } };
    });
  return [...ofRows, ...ofHeads];
}

/** How many cells of a column are filled, and how many of these are lists. */
interface Fill {
  filled: number;
  lists: number;
}

function countFill({ grid, block, rows }: CheckedTable): Map<number, Fill> {
  return new Map(
    block.columns.map(({ column }) => {
      const texts = rows.map(({ row }) => grid.rows[row]?.[column]?.text ?? '').filter((text) => text !== '');
      return [column, { filled: texts.length, lists: texts.filter((text) => LIST.test(text)).length }];
    }),
  );
}

/**
 * A column of lists beside columns of words: a list under a heading of words, where the lists' own column is empty, has slipped,
 * and with it whatever follows the merged cell. Which one that is cannot be told, so the row is doubted.
 */
function checkShifts(table: CheckedTable): Finding[] {
  const { grid, block, rows } = table;
  const fills = countFill(table);
  const textAt = (row: number, column: number): string => grid.rows[row]?.[column]?.text ?? '';
  const isRareList = (row: number, column: number): boolean => {
    const { filled, lists } = fills.get(column) ?? { filled: 0, lists: 0 };
    return LIST.test(textAt(row, column)) && filled > 2 && (lists - 1) / (filled - 1) < 1 - MOSTLY;
  };
  const isListColumn = (column: number): boolean => {
    const { filled, lists } = fills.get(column) ?? { filled: 0, lists: 0 };
    return filled >= 2 && lists / filled >= MOSTLY;
  };
  const vendors = block.columns.filter(({ vendorId }) => vendorId !== null);
  const listColumns = block.columns.filter(({ column }) => isListColumn(column));
  return rows.flatMap((labelled): Finding[] => {
    const { row } = labelled;
    const stray = vendors.find(({ column }) => isRareList(row, column));
    const home = stray && listColumns.find(({ column }) => column > stray.column && textAt(row, column) === '');
    return home ? doubtRows(table, [labelled], () => ({ code: 'shifted', values: [home.name] })) : [];
  });
}

/** Words beside cells that are empty here and filled in most rows: the words may have spanned them. */
function checkMerged(table: CheckedTable): Finding[] {
  const { grid, block, rows } = table;
  if (rows.length < LEAST_ROWS) return [];
  const fills = countFill(table);
  const isMostlyFilled = (column: number): boolean => (fills.get(column)?.filled ?? 0) / rows.length >= MOSTLY;
  const vendors = block.columns.filter(({ vendorId }) => vendorId !== null).map(({ column }) => column);
  return rows.flatMap(({ row }) => {
    const findings: Finding[] = [];
    let empty = 0;
    for (const column of [...vendors].reverse()) {
      const text = grid.rows[row]?.[column]?.text ?? '';
      if (text === '') empty += isMostlyFilled(column) ? 1 : 0;
      else {
        if (empty > 0 && text.length >= LONG_TEXT && !/^\d/.test(text))
          findings.push({ row, column, reason: { code: 'merged', values: [String(empty)] } });
        empty = 0;
      }
    }
    return findings;
  });
}
