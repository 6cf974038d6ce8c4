import { AppError } from '../../../server/errors.ts';
import { TOTAL } from '../../../server/facts/table.ts';
import type { Passage } from '../../../server/model.ts';
import { foldText } from '../../../server/text/fold.ts';

/** A cell as it stands in the text; an empty one stands where it would be. */
export interface GridCell {
  text: string;
  start: number;
  end: number;
}

/** Rows that follow each other, first the header. Rows keep the length that the source gave them. */
export interface Grid {
  rows: GridCell[][];
  /** Passage of each row. */
  passages: number[];
  /** Rows named their own columns (`厂商：甲；价格：1 元`): prose as well as a table. */
  isNamed: boolean;
  /** What rows of one cell above the headings say. */
  captions: string[];
  /** Rows list one name's values by year: the names are of accounts or parts of whoever speaks. */
  isYearList: boolean;
}

const LONGEST_NAME = 40;
const LEAST_ROWS = 2;
/** A row of one cell that begins so stands below a table and is no row of it. */
const NOTE = /^(?:\*|※|注\d?[:：、]|备注|说明[:：]|(?:数据|资料)?来源|note|source)/i;
const MOST_NAMES = 100;
/** No table that people compare comes near; every check is linear in these. */
export const MOST_COLUMNS = 500;
export const MOST_CELLS = 200_000;

/**
 * Finds the tables of a document: runs of neighbouring rows. A header that comes again after a total begins the next one.
 * @throws AppError TOO_LARGE, naming the row where one table passes MOST_COLUMNS or MOST_CELLS.
 */
export function readGrids(text: string, passages: readonly Passage[]): Grid[] {
  const runs: number[][] = [];
  passages.forEach((passage, index) => {
    if (passage.kind !== 'row') return;
    const last = runs.at(-1);
    if (last && last.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  });
  return runs.flatMap((run) => {
    const named = readNamed(text, run, passages);
    return named ? [named] : readPiped(text, run, passages);
  });
}

const NAMED = { isNamed: true, captions: [], isYearList: false };
const PIPED = { isNamed: false, captions: [], isYearList: false };

function readNamed(text: string, run: readonly number[], passages: readonly Passage[]): Grid | undefined {
  const rows = run.map((index) => readNamedRow(text, passages[index] as Passage));
  if (rows.some((row) => row.length < 2)) return undefined;
  const columns = orderNames(rows.map((row) => row.map(({ name }) => name)));
  const first = (passages[run[0] as number] as Passage).start;
  const header = columns.map((name) => ({ text: name, start: first, end: first }));
  const body = rows.map((row) => {
    const at = row.at(-1)?.cell.end ?? first;
    return columns.map((name) => row.find((entry) => entry.name === name)?.cell ?? { text: '', start: at, end: at });
  });
  return { rows: [header, ...body], passages: [run[0] as number, ...run], ...NAMED };
}

/** A row leaves out what is empty in it, so that no single row tells the order: a new name stands behind the one before it. */
function orderNames(rows: readonly string[][]): string[] {
  const columns: string[] = [];
  for (const names of rows)
    names.forEach((name, index) => {
      if (!columns.includes(name)) columns.splice(columns.indexOf(names[index - 1] ?? '') + 1, 0, name);
    });
  return columns;
}

function readNamedRow(text: string, { start, end }: Passage): { name: string; cell: GridCell }[] {
  const entries: { name: string; cell: GridCell }[] = [];
  let from = start;
  for (const part of text.slice(start, end).split('；')) {
    const name = /^\s*([^：:|]{1,40})：/.exec(part);
    if (entries.length >= MOST_NAMES) return [];
    if (!name?.[1] || name[1].length > LONGEST_NAME || entries.some((entry) => entry.name === name[1])) return [];
    entries.push({ name: name[1].trim(), cell: trimmedCell(text, from + name[0].length, from + part.length) });
    from += part.length + 1;
  }
  return entries;
}

function readPiped(text: string, run: readonly number[], passages: readonly Passage[]): Grid[] {
  const grids: Grid[] = [];
  let header = '';
  let cells = 0;
  for (const index of run) {
    const passage = passages[index] as Passage;
    const line = text.slice(passage.start, passage.end);
    const row = splitRow(text, passage);
    const last = grids.at(-1);
    if (!last || (line === header && last.rows.some(isTotal))) {
      header = line;
      grids.push({ ...PIPED, rows: [row], passages: [index] });
    } else {
      last.rows.push(row);
      last.passages.push(index);
    }
    cells += row.length;
    if (row.length > MOST_COLUMNS || cells > MOST_CELLS) throw tooLarge(line, row.length, cells);
  }
  return grids
    .map(cutEnds)
    .filter(({ rows }) => rows.length >= LEAST_ROWS && Math.max(...rows.map((row) => row.length)) >= 2);
}

const isTotal = (row: readonly GridCell[]): boolean =>
  TOTAL.test(foldText(row.find(({ text }) => text !== '')?.text ?? ''));

/** The one thing that all filled cells of a row say; empty where they say more. */
function soleText(row: readonly GridCell[] | undefined): string {
  const texts = new Set((row ?? []).map(({ text }) => text).filter((text) => text !== ''));
  return texts.size === 1 ? ([...texts][0] as string) : '';
}

/** Parts titles above the headings and notes below the last row from the table itself. */
function cutEnds({ rows, passages, ...grid }: Grid): Grid {
  let from = 0;
  let to = rows.length;
  while (to - from > 2 && soleText(rows[from]) !== '' && soleText(rows[from + 1]) === '') from++;
  while (to - from > LEAST_ROWS && NOTE.test(soleText(rows[to - 1]))) to--;
  const captions = rows.slice(0, from).map(soleText);
  return { ...grid, captions, rows: rows.slice(from, to), passages: passages.slice(from, to) };
}

function tooLarge(line: string, columns: number, cells: number): AppError {
  const size = columns > MOST_COLUMNS ? `${columns} columns, the limit is ${MOST_COLUMNS}` : `over ${MOST_CELLS} cells`;
  return new AppError(
    'TOO_LARGE',
    `a table with ${size}, at the row "${line.slice(0, 40)}" (${cells} cells): split it`,
  );
}

function splitRow(text: string, { start, end }: Passage): GridCell[] {
  const cells: GridCell[] = [];
  let from = start;
  for (const part of text.slice(start, end).split('|')) {
    cells.push(trimmedCell(text, from, from + part.length));
    from += part.length + 1;
  }
  return cells;
}

function trimmedCell(text: string, start: number, end: number): GridCell {
  const raw = text.slice(start, end);
  const words = raw.trim();
  const from = words === '' ? start : start + raw.indexOf(words);
  return { text: words, start: from, end: from + words.length };
}
