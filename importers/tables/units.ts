import { foldText } from '../../server/text/fold.ts';
import { isUnit } from '../normalise/numbers.ts';

const BRACKETS = /[(（[【]\s*(?:单位\s*[:：]?\s*)?(?<unit>[^()（）[\]【】]{1,16}?)\s*[)）\]】]/gu;
const TAIL = /[/,，、:：]\s*(?<unit>[^/,，、:：()（）]{1,8})$/u;
const NOTE = /单位\s*(?:[:：]|为|是)?\s*(?<unit>[^\s，,；;。()（）]{1,14})/u;
/** Headings of what a table's one unit is not of: rates, counts, people. */
const OTHER_UNIT = /率|占比|同比|环比|增速|排名|数$|人数|yoy|qoq|growth|rank/;
const SCALE = /^(?:百万|千万|万亿|千亿|百亿|十亿|[百千万亿])/;

/** Words that name something and, in brackets or at the end, the unit of its numbers. */
export interface UnitWords {
  /** As written; empty for none. */
  unit: string;
  /** The words without it. */
  rest: string;
}

/** Reads 云收入（亿元） and 价格/元. A bracket that holds no unit, AWS (当前), stays. */
export function splitUnitWords(words: string): UnitWords {
  for (const match of words.matchAll(BRACKETS)) {
    const unit = match.groups?.unit ?? '';
    if (!isUnit(foldText(unit))) continue;
    return { unit, rest: `${words.slice(0, match.index)}${words.slice(match.index + match[0].length)}`.trim() };
  }
  const tail = TAIL.exec(words);
  const unit = tail?.groups?.unit ?? '';
  return tail && isUnit(foldText(unit)) ? { unit, rest: words.slice(0, tail.index).trim() } : { unit: '', rest: words };
}

/** @returns the unit that a title or a note above a table gives all its numbers: 近四季收入（单位：亿元）; empty for none. */
export function readTableUnit(words: string): string {
  const unit = NOTE.exec(words)?.groups?.unit ?? '';
  return isUnit(foldText(unit)) ? unit : splitUnitWords(words).unit;
}

/** A line that says nothing but the unit. */
export const isUnitNote = (line: string): boolean => /^[(（【[]?\s*单位/.test(line) && readTableUnit(line) !== '';

/**
 * The unit of a cell's number: its own, else that of its column, its row, its table. A bare 万 takes what is counted from there.
 * @param own as the cell wrote it
 */
export function inheritUnit(own: string, column: UnitWords, rows: readonly string[], ofTable: string): string {
  const ofRow = rows.map((name) => splitUnitWords(name).unit).find((unit) => unit !== '');
  const isOther = [column.rest, ...rows].some((name) => OTHER_UNIT.test(foldText(name)));
  const given = column.unit || ofRow || (isOther ? '' : ofTable);
  if (own === '' || given === '') return own || given;
  const isScale = SCALE.exec(own)?.[0] === own;
  return isScale ? own + given.replace(SCALE, '') : own;
}
