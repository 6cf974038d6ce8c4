import { isEnglish } from './english.ts';
import { splitClauses } from './quotes.ts';
import type { Reading } from './reading.ts';

const LONGEST_GIST = 60;
const LONGEST_ENGLISH_GIST = 180;
/** Openings that say who says so: the quote keeps them, the line does without. */
const ATTRIBUTION =
  /^(?:\d{1,2}[、.)）]\s?)?(?:(?:据|雷峰网|记者|另据)?[^,:。]{0,16}(?:独家获悉|获悉|消息|了解到|了解|报道|透露)(?:称|,|:)?|(?:值得(?:注意|一提)的是|其中|此外|另外|同时|而且|事实上|实际上|不过|但是?|而|并且)[,:]?)?\s*/;
/** Cells of a row that say when, where and by whom: the line shows those apart. */
const DULL_CELL = /^(?:日期|时间|厂商|报道|来源|链接|date|vendor|source|link|url)\s?[:：]|https?:\/\//i;

/** A line for lists: the clauses about the cue in the source's own words, without who said so; nothing is added. */
export function buildGist(
  reading: Pick<Reading, 'text' | 'folded'>,
  span: { start: number; end: number },
  cue: { start: number; end: number },
): string {
  const cells = reading.text.slice(span.start, span.end).split('；');
  if (cells.length > 2 && cells.every((cell) => /[:：]/.test(cell))) return gistOfRow(cells);
  const clauses = splitClauses(reading.folded, span);
  let first = clauses.findIndex((clause) => clause.end > cue.start);
  if (first < 0) first = 0;
  let last = first;
  const longest = isEnglish(reading.folded.slice(span.start, span.end)) ? LONGEST_ENGLISH_GIST : LONGEST_GIST;
  const width = (from: number, to: number): number => (clauses[to]?.end ?? 0) - (clauses[from]?.start ?? 0);
  while (first > 0 && width(first - 1, last) <= longest) first--;
  while (last < clauses.length - 1 && width(first, last + 1) <= longest) last++;
  const text = reading.text.slice(clauses[first]?.start ?? span.start, clauses[last]?.end ?? span.end).trim();
  const folded = reading.folded.slice(clauses[first]?.start ?? span.start, clauses[last]?.end ?? span.end).trim();
  const opening = ATTRIBUTION.exec(folded)?.[0].length ?? 0;
  const rest = (opening < text.length ? text.slice(opening) : text).replace(/^[“"「『]|[,，。;；:：、]+$/gu, '').trim();
  return rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest;
}

/** A table's row, 列：值；列：值, as its values. */
function gistOfRow(cells: readonly string[]): string {
  const values = cells
    .filter((cell) => !DULL_CELL.test(cell.trim()))
    .map((cell) => cell.replace(/^[^:：]*[:：]/, '').trim());
  const line = values.filter((value) => value !== '').join('，');
  return line.length > LONGEST_GIST ? `${line.slice(0, LONGEST_GIST - 1)}…` : line;
}
