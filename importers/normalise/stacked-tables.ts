import { foldText } from '../../server/text/fold.ts';
import { parseCell } from './tables/parse-cell.ts';

/** A piece of a cell as a line gave it, or a whole cell. */
interface Piece {
  text: string;
  /** Line that it begins in, and whether it begins that line. */
  line: number;
  isFirst: boolean;
  /** A blank line stands above it. */
  isParted: boolean;
}

const LONGEST_LINE = 20;
const LEAST_LINES = 8;
const MOST_LINES = 2000;
const PROSE = /[。；，：:;|\t]|^\s*(?:#|[-*•]\s)/;
const YEAR = /^20\d{2}(?!\d)/;
const WHOLE_PERIOD = /(?:年|月|季度?|半年|Q[1-4]|H[12]|E)$/i;
const CHANGE = /^(?:yoy|qoq|mom|yo\d{2,4}|同比|环比|增速|增幅|占比)$/i;
const UNIT_ALONE = /^[百千万亿]{0,2}(?:核|个|家|元|美元|人|台|卡|张|折|倍|%|pp|款|项|座|次|户|区)?$/i;
const BEFORE_NUMBER = /^(?:超过?|约|近|逾|不到|至少|[<>≥≤])$/;
/** What the first column of a comparison is called. */
const NAMES_HEADING =
  /^(?:产品|厂商|云厂商|项目|指标|类别|分类|名称|客户|地域|区域|地区|国家|机型|卡型|业务|行业|品类|模块|vendor|product|metric|region|name)/i;

/**
 * Writes tables that a page of text tells one value a line, often in pieces (127万, 核), as rows of cells. Only where every
 * cell finds its column: headings, names and at least two rows of equally many values. Anything else stays as it was.
 */
export function joinStackedTables(text: string): string {
  const lines = text.split('\n');
  const out: string[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (to < lines.length && to - from < MOST_LINES && isShort(lines[to] as string)) to++;
    const table = readStack(lines.slice(from, to), from);
    if (table) {
      out.push(...lines.slice(from, table.first), '', ...table.rows, '');
      from = table.end;
    } else {
      out.push(...lines.slice(from, to + 1));
      from = to + 1;
    }
  }
  return out.join('\n');
}

const isShort = (line: string): boolean => !PROSE.test(line) && line.replace(/\s+/g, ' ').trim().length <= LONGEST_LINE;

interface Stack {
  rows: string[];
  /** Lines that it takes, the end not included. */
  first: number;
  end: number;
}

interface Group {
  names: Piece[];
  values: Piece[];
}

function readStack(lines: readonly string[], offset: number): Stack | undefined {
  if (lines.filter((line) => line.trim() !== '').length < LEAST_LINES) return undefined;
  for (const isEager of [false, true]) {
    const groups = groupPieces(
      gluePieces(
        lines.flatMap((line, index) => splitLine(line, offset + index, (lines[index - 1] ?? '').trim() === '')),
        isEager,
      ),
    );
    const stack = buildStack(groups, lines, offset);
    if (stack) return stack;
  }
  return undefined;
}

/** Wide gaps part cells; a single space does between two values or two kinds of change. */
function splitLine(line: string, index: number, isParted: boolean): Piece[] {
  const parts = line
    .trim()
    .split(/\s{2,}/)
    .flatMap((part) => {
      const words = part.split(' ');
      return words.every(isValue) || words.every((word) => CHANGE.test(word)) ? words : [part];
    });
  return parts
    .filter((part) => part !== '')
    .map((text, place) => ({ text, line: index, isFirst: place === 0, isParted: isParted && place === 0 }));
}

function isValue(text: string): boolean {
  if (YEAR.test(text) || /^Q[1-4]$/i.test(text)) return false;
  const { kind } = parseCell(text);
  return kind === 'number' || kind === 'plan' || kind === 'none' || kind === 'mark';
}

/** Joins the pieces of one cell. @param isEager a heading that ends in 年 goes on in the next line */
function gluePieces(pieces: readonly Piece[], isEager: boolean): Piece[] {
  const cells: Piece[] = [];
  for (const piece of pieces) {
    const last = cells.at(-1);
    if (last && isOneCell(last.text, piece, isEager)) last.text += piece.text;
    else cells.push({ ...piece });
  }
  return cells;
}

function isOneCell(before: string, { text: after, isParted }: Piece, isEager: boolean): boolean {
  if (BEFORE_NUMBER.test(before)) return isValue(after);
  if (isValue(before) && UNIT_ALONE.test(after) && !isValue(after)) return parseCell(before + after).kind === 'number';
  if (!YEAR.test(before) || isValue(after) || YEAR.test(after) || CHANGE.test(after)) return false;
  if (/^20\d{2}$/.test(before)) return /^(?:年|Q[1-4]|H[12])/i.test(after);
  return !isParted && /^\p{Script=Han}/u.test(after) && (isEager || !WHOLE_PERIOD.test(before));
}

/** Names, then values, again and again. */
function groupPieces(cells: readonly Piece[]): Group[] {
  const groups: Group[] = [];
  for (const cell of cells) {
    const last = groups.at(-1);
    if (isValue(cell.text)) last?.values.push(cell);
    else if (last && last.values.length === 0) last.names.push(cell);
    else groups.push({ names: [cell], values: [] });
  }
  return groups.filter(({ values }) => values.length > 0);
}

function buildStack(groups: readonly Group[], lines: readonly string[], offset: number): Stack | undefined {
  const width = Math.max(0, ...groups.map(({ values }) => values.length));
  const whole = groups.filter(({ values }) => values.length === width);
  const [first, ...others] = groups;
  if (!first || width < 2 || whole.length < 2 || others.some(({ names }) => names.length > 3)) return undefined;
  const head = findHead(first.names, width);
  if (!head) return undefined;
  const forms = Array.from({ length: width }, (_, at) => new Set(whole.map(({ values }) => formOf(values[at]))));
  if (forms.some((set) => set.size > Math.max(2, whole.length / 2))) return undefined;
  const rows = [{ names: head.name, values: first.values }, ...others].map(({ names, values }) => [
    nameOf(names),
    ...placeValues(values, forms),
  ]);
  const end = (groups.at(-1)?.values.at(-1)?.line ?? 0) + 1;
  return {
    rows: [head.columns.map(({ text }) => text), ...rows].map((row) => `| ${row.join(' | ')} |`),
    first: (head.columns[0] as Piece).line,
    // A unit may stand in lines below its number.
    end: skipUnits(lines, end - offset) + offset,
  };
}

function skipUnits(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]?.trim() !== '' && UNIT_ALONE.test((lines[end] ?? '').trim())) end++;
  return end;
}

/** The headings stand right before the first row's name, and begin with what names rows, a blank line or the first line. */
function findHead(names: readonly Piece[], width: number): { columns: Piece[]; name: Piece[] } | undefined {
  const splits = [1, 2].map((length) => {
    const at = names.length - length - width - 1;
    return { columns: at < 0 ? [] : names.slice(at, names.length - length), name: names.slice(names.length - length) };
  });
  const fits = splits.filter(({ columns }) => columns[0]?.isFirst);
  return (
    fits.find(({ columns }) => NAMES_HEADING.test(foldText(columns[0]?.text ?? ''))) ??
    fits.find(({ columns, name }) => name.length === 1 && columns[0]?.isParted)
  );
}

const nameOf = (names: readonly Piece[]): string =>
  names.reduce(
    (joined, { text }) => joined + (/[a-z\d]$/i.test(joined) && /^[a-z\d]/i.test(text) ? ' ' : '') + text,
    '',
  );

/** How a value is written but for its digits: 超50% and 超60% are alike. */
const formOf = (value: Piece | undefined): string =>
  (value?.text ?? '').replace(/[\d.,]+/g, '0').replace(/^(?:超过?|约|近|逾|不到|至少)/, '');

/** A row of fewer values has gaps: they are known where only one column each has such values; else the row stays short. */
function placeValues(values: readonly Piece[], forms: readonly ReadonlySet<string>[]): string[] {
  const texts = values.map(({ text }) => text);
  if (values.length === forms.length) return texts;
  const places = values.map((value) => forms.flatMap((set, at) => (set.has(formOf(value)) ? [at] : [])));
  const chosen = places.map((fitting) => (fitting.length === 1 ? (fitting[0] as number) : -1));
  if (chosen.some((at, index) => at < 0 || at <= (chosen[index - 1] ?? -1))) return texts;
  return forms.map((_, at) => texts[chosen.indexOf(at)] ?? '');
}
