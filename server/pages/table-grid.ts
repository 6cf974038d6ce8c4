import { describeCellReasons } from '../facts/cell-reason.ts';
import { formatPartialDate } from '../facts/partial-date.ts';
import type { CellRow, TableRow } from '../store/tables.ts';
import { labelFrom, type VendorLabel } from './move-item.ts';

/** What we read out of one cell. */
export interface CellReading extends Pick<CellRow, 'rowPath' | 'qualifier' | 'unit' | 'marker' | 'status'> {
  vendor: VendorLabel | null;
  /** As digits: 6–8; empty where the cell holds no one number. */
  number: string;
  planned: { number: string; when: string } | null;
  decision: CellRow['decision'];
  reasonZh: string;
  reasonEn: string;
}

/** A cell as the source showed it, with what we read; `reading` is null for headings, names of rows and empty cells. */
export interface GridCell {
  /** Anchor: c3-1. */
  id: string;
  text: string;
  /** Its words in our own copy; empty for an empty cell. */
  href: string;
  row: number;
  column: number;
  reading: CellReading | null;
}

export interface GridRow {
  row: number;
  isHeader: boolean;
  cells: GridCell[];
}

interface Span {
  text: string;
  start: number;
  end: number;
}

/** @returns the rows of the table as its document holds them, each cell with its reading. @param text of the document */
export function readGridRows(
  text: string,
  table: TableRow,
  cells: readonly CellRow[],
  labels: ReadonlyMap<string, VendorLabel>,
): GridRow[] {
  const byStart = new Map(cells.map((cell) => [cell.start, cell]));
  const lines = splitLines(text, table).map(splitCells);
  const columnOf = new Map(cells.map((cell) => [cell.start, cell.column]));
  const rows = lines.every((line) => line.length < 2) ? readNamed(table, cells) : lines;
  return rows.map((line, row) => ({
    row,
    isHeader: row < table.header.length,
    cells: line.map((span, place): GridCell => {
      const cell = byStart.get(span.start);
      const isRead = cell !== undefined && span.text !== '' && row >= table.header.length;
      const column = (isRead ? columnOf.get(span.start) : undefined) ?? place;
      return {
        ...{ id: `c${row}-${column}`, text: span.text, row, column },
        href:
          span.text === '' || span.start < 0
            ? ''
            : `/documents/${table.documentId}?from=${span.start}&to=${span.end}#hit`,
        reading: isRead ? toReading(cell, labels) : null,
      };
    }),
  }));
}

/** Whole lines from the table's first to its last. */
function splitLines(text: string, { start, end }: TableRow): Span[] {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const after = text.indexOf('\n', end);
  const to = after < 0 ? text.length : after;
  let at = from;
  return text
    .slice(from, to)
    .split('\n')
    .map((line) => {
      const span = { text: line, start: at, end: at + line.length };
      at += line.length + 1;
      return span;
    })
    .filter((line) => line.text !== '');
}

const splitCells = (line: Span): Span[] => splitAt(line, '|');

/** Rows that name their columns, `厂商：甲；价格：1 元` or `甲：21年3亿，22年4亿`: each value under its name, after the names of its row. */
function readNamed({ header }: TableRow, cells: readonly CellRow[]): Span[][] {
  const names = header[0] ?? [];
  const first = Math.min(...cells.map(({ column }) => column));
  const byRow = new Map<number, CellRow[]>();
  for (const cell of cells) byRow.set(cell.row, [...(byRow.get(cell.row) ?? []), cell]);
  const nothing = (text: string): Span => ({ text, start: -1, end: -1 });
  const rows: Span[][] = [names.map(nothing)];
  for (const [row, own] of byRow) {
    const path = own[0]?.rowPath ?? [];
    rows[row] = names.map(
      (_, column) => own.find((cell) => cell.column === column) ?? nothing(column < first ? (path[column] ?? '') : ''),
    );
  }
  return Array.from(rows, (row) => row ?? []);
}

function splitAt(line: Span, mark: string): Span[] {
  let at = line.start;
  return line.text.split(mark).map((part) => {
    const words = part.trim();
    const start = words === '' ? at : at + part.indexOf(words);
    at += part.length + mark.length;
    return { text: words, start, end: start + words.length };
  });
}

function toReading(cell: CellRow, labels: ReadonlyMap<string, VendorLabel>): CellReading {
  const { rowPath, qualifier, unit, marker, status, low, high, planned, reasons, vendorId, decision } = cell;
  return {
    ...{ rowPath, qualifier, unit, marker, status, decision },
    vendor: vendorId === null ? null : labelFrom(labels, vendorId),
    number: printRange(low, high),
    planned: planned && {
      number: printRange(planned.low, planned.high),
      when: planned.when ? formatPartialDate(planned.when) : '',
    },
    reasonZh: describeCellReasons(reasons, 'zh'),
    reasonEn: describeCellReasons(reasons, 'en'),
  };
}

export function printRange(low: number | null, high: number | null): string {
  if (low === null || high === null) return '';
  const print = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 20 });
  return low === high ? print(low) : `${print(low)}–${print(high)}`;
}
