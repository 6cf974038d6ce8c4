import type { Passage } from '../model.ts';
import { cutScope, type Segment } from './nest-spans.ts';
import { type Cutting, listAnchors, type TableBlock, type TableRow } from './passages.ts';

const LONGEST_NAME = 40;
const MOST_COLUMNS = 14;

/** A named value of a row: `厂商：阿里云`. Offsets in the document's text. */
interface RowCell {
  name: string;
  /** Where the name begins. */
  from: number;
  start: number;
  end: number;
}

/** @returns rows that follow each other as a table; null where their columns are not certain. */
export function readTable(cutting: Cutting, group: readonly Passage[]): TableBlock | null {
  const table = readNamedRows(cutting.text, group) ?? readPipedRows(cutting.text, group);
  return table && cutTable(cutting, table);
}

interface RowTable {
  /** Empty when the rows do not name their columns. */
  columns: string[];
  rows: (RowCell | undefined)[][];
}

/** `厂商：甲；价格：1 元`: every row names its columns. */
function readNamedRows(text: string, group: readonly Passage[]): RowTable | null {
  const rows = group.map((passage) => parseRow(text, passage));
  const columns = [...new Set(rows.flat().map(({ name }) => name))];
  if (columns.length > MOST_COLUMNS || rows.some((row) => row.length < 2)) return null;
  return { columns, rows: rows.map((row) => columns.map((column) => row.find(({ name }) => name === column))) };
}

/** `厂商 | 价格`: only rows of one length, since a merged cell would shift the rest under a wrong heading. */
function readPipedRows(text: string, group: readonly Passage[]): RowTable | null {
  const rows = group.map((passage) => splitRow(text, passage));
  const [width = 0] = rows.map((row) => row.length);
  if (rows.length < 2 || width < 2 || width > MOST_COLUMNS || rows.some((row) => row.length !== width)) return null;
  return { columns: [], rows };
}

function splitRow(text: string, { start, end }: Passage): RowCell[] {
  let from = start;
  return text
    .slice(start, end)
    .split('|')
    .map((part) => {
      const cell = {
        name: '',
        from,
        start: from + part.length - part.trimStart().length,
        end: from + part.trimEnd().length,
      };
      from += part.length + 1;
      return { ...cell, end: Math.max(cell.start, cell.end) };
    });
}

/** @returns the cells of a row; none when a part of it has no name or names one column twice. */
export function parseRow(text: string, { start, end }: Pick<Passage, 'start' | 'end'>): RowCell[] {
  const cells: RowCell[] = [];
  let from = start;
  for (const part of text.slice(start, end).split(/[；;]/)) {
    const match = /^\s*([^：:]{1,40})[：:]\s*/.exec(part);
    const to = from + part.length;
    if (part.trim() !== '') {
      const name = match?.[1]?.trim() ?? '';
      if (!match || name === '' || name.length > LONGEST_NAME || cells.some((cell) => cell.name === name)) return [];
      cells.push({ name, from, start: from + match[0].length, end: to });
    }
    from = to + 1;
  }
  return cells;
}

function cutTable(cutting: Cutting, { columns, rows }: RowTable): TableBlock {
  const cut = rows.map((row) => cutRow(cutting, row));
  const spans = cut.flatMap(({ id, cells }) => [...(id ? [id] : []), ...listAnchors(cells.flat())]);
  return { kind: 'table', columns, rows: cut, spans };
}

function cutRow(cutting: Cutting, row: readonly (RowCell | undefined)[]): TableRow {
  // In order of the text, as the spans run.
  const inText = row.flatMap((cell) => cell ?? []).sort((a, b) => a.from - b.from);
  const id = anchorRow(cutting, inText);
  const segments = cutScope(
    cutting,
    inText.map(({ from, start, end }) => ({ from, start, end: Math.max(start, end) })),
  );
  const bySource = new Map(inText.map((cell, index): [RowCell, Segment[]] => [cell, segments[index] ?? []]));
  return { id, cells: row.map((cell) => (cell && bySource.get(cell)) ?? []) };
}

/** A span over all cells is anchored at the row itself. */
function anchorRow({ spans, placed }: Cutting, cells: readonly RowCell[]): string | null {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last || first === last) return null;
  const whole = spans.find((span) => span.start <= first.start && span.end >= last.end && !placed.has(span.id));
  if (whole) placed.add(whole.id);
  return whole?.id ?? null;
}
