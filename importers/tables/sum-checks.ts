import type { CellReason } from '../../server/facts/cell-reason.ts';
import { foldText } from '../../server/text/fold.ts';
import type { ParsedCell } from '../normalise/tables/parse-cell.ts';
import { type LabelledRow, NO_PART } from './rows.ts';
import { isNumericColumn } from './shape.ts';

/** A column of one block, as the sums see it. */
export interface SumColumn {
  column: number;
  isPlan: boolean;
  /** Column of the same vendor's present values, for a plan that leaves a row out. */
  present: number | null;
}

/** What a check found of one cell. */
export interface Finding {
  row: number;
  column: number;
  reason: CellReason;
}

const NOT_ADDITIVE = /[%折倍]|个百分点|pp/;
const ROUNDING = 0.5;

type Read = (row: number, column: number) => ParsedCell | undefined;

/**
 * Parts against subtotals, and rows against the total, column by column. A subtotal that its parts do not give is doubted
 * with its parts. Where all rows do not give the total, every row that no subtotal confirms is doubted; so is the total, unless
 * another block states it again.
 */
export function checkSums(
  rows: readonly LabelledRow[],
  columns: readonly SumColumn[],
  read: Read,
  isRepeated: (column: number) => boolean,
): Finding[] {
  const sections = [...new Set(rows.map(({ section }) => section))];
  if (sections.length > 1)
    return sections.flatMap((name) =>
      checkSums(
        rows.filter(({ section }) => section === name),
        columns,
        read,
        isRepeated,
      ),
    );
  const parts = rows.filter(({ role, path }) => role !== 'plain' || !NO_PART.test(foldText(path.at(-1) ?? '')));
  return columns.flatMap((column) => checkOne(parts, column, read, isRepeated));
}

function checkOne(
  rows: readonly LabelledRow[],
  column: SumColumn,
  read: Read,
  isRepeated: (column: number) => boolean,
): Finding[] {
  const cells = rows.flatMap(({ row }) => read(row, column.column) ?? []);
  const values = rows.map(({ row }) => addendOf(read, row, column));
  const isAdditive = !cells.some(({ value }) => value !== null && NOT_ADDITIVE.test(value.unit));
  return isAdditive && isNumericColumn(cells) ? checkColumn(rows, values, column, isRepeated(column.column)) : [];
}

/** What a cell adds: a plan's column counts what is planned, else what there is now. Signs and blanks add nothing. */
function addendOf(read: Read, row: number, { column, isPlan, present }: SumColumn): number | null {
  const cell = read(row, column);
  if (isPlan && cell?.planned) return cell.planned.high;
  if (cell?.value) return cell.value.low === cell.value.high ? cell.value.low : null;
  return isPlan && present !== null && cell?.kind === 'blank' ? (read(row, present)?.value?.low ?? null) : null;
}

interface Group {
  /** Index of the row that states the sum; undefined where none does. */
  head: number | undefined;
  parts: number[];
}

function checkColumn(
  rows: readonly LabelledRow[],
  values: readonly (number | null)[],
  { column }: SumColumn,
  isRepeated: boolean,
): Finding[] {
  const groups = groupRows(rows);
  const doubt = (index: number, reason: CellReason): Finding => ({ row: rows[index]?.row as number, column, reason });
  const findings: Finding[] = [];
  const open: number[] = [];
  let sum = 0;
  for (const { head, parts } of groups) {
    const stated = head === undefined ? null : (values[head] ?? null);
    const filled = parts.filter((index) => values[index] !== null);
    const added = filled.reduce((total, index) => total + (values[index] ?? 0), 0);
    if (stated === null || filled.length === 0) open.push(...filled, ...(stated === null ? [] : [head as number]));
    else if (!agree(added, stated, filled.length)) {
      const name = rows[head as number]?.path.at(-1) ?? '';
      const reason: CellReason = { code: 'sum', values: [name, show(added), show(stated)] };
      findings.push(...[head as number, ...filled].map((index) => doubt(index, reason)));
    }
    sum += stated ?? added;
  }
  return [...findings, ...checkTotal({ rows, values, open, sum, count: groups.length, isRepeated, doubt })];
}

function checkTotal(given: {
  rows: readonly LabelledRow[];
  values: readonly (number | null)[];
  open: readonly number[];
  sum: number;
  count: number;
  isRepeated: boolean;
  doubt: (index: number, reason: CellReason) => Finding;
}): Finding[] {
  const { rows, values, open, sum, count, isRepeated, doubt } = given;
  const at = rows.findIndex(({ role }, index) => role === 'total' && values[index] !== null);
  const total = values[at] ?? null;
  if (at < 0 || total === null || count < 2 || agree(sum, total, count)) return [];
  const words = [show(sum), show(total)];
  return [
    ...(isRepeated ? [] : [doubt(at, { code: 'total', values: words })]),
    ...open.map((index) => doubt(index, { code: 'unconfirmed', values: words })),
  ];
}

/** A region heads the rows below it; 小计 closes those above it; any other row is a group of its own. */
function groupRows(rows: readonly LabelledRow[]): Group[] {
  const groups: Group[] = [];
  let pending: number[] = [];
  let current: Group | undefined;
  const hasSubtotals = rows.some(({ role }) => role === 'subtotal');
  rows.forEach(({ role, group }, index) => {
    if (role === 'total') return;
    if (role === 'group') {
      current = { head: index, parts: [] };
      groups.push(current);
    } else if (role === 'subtotal') {
      groups.push({ head: index, parts: pending });
      pending = [];
    } else if (group !== null && current) current.parts.push(index);
    else if (hasSubtotals) pending.push(index);
    else groups.push({ head: undefined, parts: [index] });
  });
  return [...groups, ...pending.map((index) => ({ head: undefined, parts: [index] }))];
}

/** Each of `count` parts may have been rounded. */
const agree = (sum: number, stated: number, count: number): boolean =>
  Math.abs(sum - stated) <= (Number.isInteger(stated) && stated < 1000 ? 1e-6 : ROUNDING * count);

const show = (value: number): string => String(Math.round(value * 1e6) / 1e6);
