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
  const isNamed = lines.every((line) => line.length < 2);
  const rows = isNamed ? [namedHeader(table), ...lines.map((line) => line.flatMap(splitNamed))] : lines;
  return rows.map((line, row) => ({
    row,
    isHeader: row < table.header.length,
    cells: line.map((span, place): GridCell => {
      const cell = byStart.get(span.start);
      const isRead = cell !== undefined && span.text !== '' && row >= table.header.length;
      const column = (isRead ? columnOf.get(span.start) : undefined) ?? place;
      return {
        ...{ id: `c${row}-${column}`, text: span.text, row, column },
        href: span.text === '' ? '' : `/documents/${table.documentId}?from=${span.start}&to=${span.end}#hit`,
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

/** `厂商：甲；价格：1 元`: the value of each part. */
function splitNamed(line: Span): Span[] {
  return splitAt(line, '；').map((part) => {
    const name = /^[^：:|]{1,40}：\s*/.exec(part.text)?.[0].length ?? 0;
    return { text: part.text.slice(name), start: part.start + name, end: part.end };
  });
}

const namedHeader = ({ header }: TableRow): Span[] => (header[0] ?? []).map((text) => ({ text, start: -1, end: -1 }));

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
