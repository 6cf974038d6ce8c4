import type { Passage } from '../../server/model.ts';
import { foldText } from '../../server/text/fold.ts';
import { findNumbers } from '../normalise/numbers.ts';
import { isUnitNote, readTableUnit } from './units.ts';

/** What stands above a table. */
export interface Caption {
  title: string;
  /** Of all its numbers; empty for none. */
  unit: string;
}

const LONGEST_TITLE = 60;
const FARTHEST = 3;
/** Lines that name nothing: a day, a source, a remark. */
const NO_TITLE = /^(?:[\d\s年月日./:-]+|(?:数据|资料)?来源[:：].*|(?:注|备注|说明)[:：].*|更新(?:时间|日期)?[:：].*)$/;

/**
 * The last short line before the table that names something, else the document's own title. A line that gives the unit is passed over
 * and its unit kept.
 * @param own what rows of one cell at the table's head say
 */
export function findCaption(
  text: string,
  passages: readonly Passage[],
  first: number,
  documentTitle: string,
  own: readonly string[],
): Caption {
  const lines = [...own].reverse();
  for (let at = headOf(passages, first); at >= 0 && lines.length < own.length + FARTHEST; at--) {
    const passage = passages[at];
    if (!passage || passage.kind === 'row') break;
    const line = text.slice(passage.start, passage.end);
    if (passage.kind !== 'heading' && (line.length > LONGEST_TITLE || isSentence(line))) break;
    lines.push(line.replace(/[:：]$/, ''));
    if (!isUnitNote(line) && !NO_TITLE.test(line)) break;
  }
  const title = lines.find((line) => !isUnitNote(line) && !NO_TITLE.test(line)) ?? documentTitle;
  const unit = [...lines, title].map(readTableUnit).find((found) => found !== '') ?? '';
  return { title, unit };
}

/** A header that comes again began another table: what names the first names the next. */
function headOf(passages: readonly Passage[], first: number): number {
  let at = first - 1;
  while (at >= 0 && passages[at]?.kind === 'row') at--;
  return at;
}

/** Clauses that tell numbers are prose. */
const isSentence = (line: string): boolean => /[，,。；]./.test(line) && findNumbers(foldText(line)).length > 0;
