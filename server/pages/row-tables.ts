import type { Passage } from '../model.ts';
import {
  type Block,
  type Cutting,
  cutPassage,
  cutSegments,
  listAnchors,
  type Segment,
  type TableBlock,
} from './passages.ts';

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

/** @returns the blocks of a document: rows that follow each other become one table where they name their columns. */
export function cutBlocks(cutting: Cutting, passages: readonly Passage[]): Block[] {
  return groupRows(passages).flatMap((group): Block[] => {
    const [first] = group;
    if (first?.kind !== 'row') return group.map((passage) => cutPassage(cutting, passage));
    const rows = group.map((passage) => parseRow(cutting.text, passage));
    const columns = [...new Set(rows.flat().map(({ name }) => name))];
    const isTable = rows.every((row) => row.length >= 2) && columns.length <= MOST_COLUMNS;
    return isTable ? [cutTable(cutting, rows, columns)] : group.map((passage) => cutPassage(cutting, passage));
  });
}

function groupRows(passages: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = [];
  for (const passage of passages) {
    const last = groups.at(-1);
    if (passage.kind === 'row' && last?.[0]?.kind === 'row') last.push(passage);
    else groups.push([passage]);
  }
  return groups;
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

function cutTable(cutting: Cutting, rows: readonly RowCell[][], columns: string[]): TableBlock {
  const spans: string[] = [];
  const cut = rows.map((row) => {
    // In order of the text, so that an anchor goes to the first cell of its span.
    const cells = new Map(row.map((cell): [string, Segment[]] => [cell.name, cutCell(cutting, cell)]));
    spans.push(...listAnchors([...cells.values()].flat()));
    return columns.map((column) => cells.get(column) ?? []);
  });
  return { kind: 'table', columns, rows: cut, spans };
}

function cutCell(cutting: Cutting, { start, end, from }: RowCell): Segment[] {
  return cutSegments(cutting, { start, end: Math.max(start, end) }, from);
}
