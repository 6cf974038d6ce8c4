import type { Passage } from '../../../server/model.ts';
import type { Grid, GridCell } from './read-grids.ts';

/** 21年42.6亿，22年35.5亿，23年E 30.7亿；23年同比-14% */
const ENTRY =
  /(?<name>(?:20)?\d{2}年(?:[Ee](?![a-z])|预估|预计)?(?:同比|环比)?)\s?(?<value>[-+]?\d[\d.,]*\s?[^，,；;。、\s\d]{0,6})/g;
const LABEL = /(?<label>[^：:。；;，,|\n]{1,24})[：:]\s*$/;
const LEAST_YEARS = 2;
const LEAST_ROWS = 3;
/** Passages between two lists of one table: headings and remarks. */
const WIDEST_GAP = 4;
const LONGEST_PASSAGE = 400;
const MOST_COLUMNS = 40;

interface YearRow {
  passage: number;
  label: GridCell;
  entries: { name: string; cell: GridCell }[];
}

/** Lists of one name's values by year, line under line, as a table: names down, years across. */
export function readYearLists(text: string, passages: readonly Passage[]): Grid[] {
  const runs: YearRow[][] = [];
  passages.forEach((passage, index) => {
    const row = passage.kind === 'row' ? undefined : readRow(text, passage, index);
    if (!row) return;
    const last = runs.at(-1);
    if (last && index - (last.at(-1)?.passage ?? 0) <= WIDEST_GAP) last.push(row);
    else runs.push([row]);
  });
  return runs.filter((run) => run.length >= LEAST_ROWS).map(toGrid);
}

function readRow(text: string, { start, end }: Passage, passage: number): YearRow | undefined {
  if (end - start > LONGEST_PASSAGE) return undefined;
  const words = text.slice(start, end);
  const found = [...words.matchAll(ENTRY)];
  const [first] = found;
  const label = first && LABEL.exec(words.slice(0, first.index));
  if (!label?.groups?.label || found.filter(({ groups }) => !/比$/.test(groups?.name ?? '')).length < LEAST_YEARS)
    return undefined;
  const entries = found.map(({ index, 0: whole, groups }) => {
    const value = (groups?.value ?? '').trim();
    const at = start + index + whole.lastIndexOf(value);
    return { name: (groups?.name ?? '').toUpperCase(), cell: { text: value, start: at, end: at + value.length } };
  });
  const labelText = label.groups.label.trim();
  const labelStart = start + label.index + label[0].indexOf(labelText);
  return { passage, label: { text: labelText, start: labelStart, end: labelStart + labelText.length }, entries };
}

function toGrid(run: readonly YearRow[]): Grid {
  const columns = [...new Set(run.flatMap(({ entries }) => entries.map(({ name }) => name)))]
    .sort()
    .slice(0, MOST_COLUMNS);
  const first = run[0]?.label.start ?? 0;
  const header = ['', ...columns].map((text) => ({ text, start: first, end: first }));
  const rows = run.map(({ label, entries }) => {
    const at = entries.at(-1)?.cell.end ?? label.end;
    const cellOf = (name: string): GridCell =>
      entries.find((entry) => entry.name === name)?.cell ?? { text: '', start: at, end: at };
    return [label, ...columns.map(cellOf)];
  });
  const end = run.at(-1)?.entries.at(-1)?.cell.end ?? first;
  // The last cell ends the table, whether its own column is filled or not.
  const last = rows.at(-1)?.at(-1);
  if (last && last.text === '') Object.assign(last, { start: end, end });
  return {
    rows: [header, ...rows],
    passages: [run[0]?.passage ?? 0, ...run.map(({ passage }) => passage)],
    ...{ isNamed: true, captions: [], isYearList: true },
  };
}
