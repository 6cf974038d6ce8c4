import type { PartialDate } from '../../server/model.ts';
import type { DateAnchor, Stated } from './date-resolve.ts';
import { DATE_RULES } from './date-rules.ts';
import { ENGLISH_DATE_RULES } from './date-rules-english.ts';

export interface DateExpression {
  start: number;
  end: number;
  date: PartialDate;
  /** 目前, 最近: says little; any other expression is preferred. */
  vague: boolean;
}

/** What is known before the sentence is read. */
export interface DateContext {
  published: PartialDate | null;
  /** Year last stated in the passage. */
  year?: number | undefined;
  /** Quarter last stated in the document. */
  quarter?: Stated | undefined;
  fiscalYearStart?: number;
}

const FUTURE =
  /将(?!近)|预计|计划|即将|拟于|未来|生效|\b(?:will|plans? to|planned|expects?|expected|to (?:open|launch|build|begin|start))\b/;
/** Where no word of English stands, no rule of it is tried. */
const ENGLISH = /[a-z]{2}/;
const ALL_RULES = [...DATE_RULES, ...ENGLISH_DATE_RULES];
/** What follows a date from which something holds. */
const ONWARD = /^\s?(?:起|开始(?!的)|生效|执行|实施)/;

/** 2022年底以来最大的一次: what it is compared with, not when it happened. */
const COMPARED = /^以来[^,。;]{0,14}(?:最|首|新高|新低|第一)/;

/** All matches of a global pattern. `matchAll` copies the pattern at each call, which costs more than most searches. */
function findAll(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex++;
  }
  return found;
}

/**
 * Finds the expressions of time in a piece of folded text and resolves each against the publication date. The longest at a
 * place wins, and expressions do not overlap. Without a publication date only absolute ones resolve.
 * @param from, to offsets of the piece; offsets of the result are of the whole text
 */
export function findDates(folded: string, from: number, to: number, context: DateContext): DateExpression[] {
  const piece = folded.slice(from, to);
  const anchor: DateAnchor = {
    day: context.published?.start ?? '',
    year: context.year,
    quarter: context.quarter,
    future: FUTURE.test(piece),
    fiscalYearStart: context.fiscalYearStart ?? 1,
  };
  const candidates = (ENGLISH.test(piece) ? ALL_RULES : DATE_RULES)
    .flatMap((rule) =>
      findAll(rule.pattern, piece).map((match) => ({
        rule,
        match,
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const found: DateExpression[] = [];
  let reached = 0;
  for (const { rule, match, start, end } of candidates) {
    if (start < reached) continue;
    const groups = match.groups ?? {};
    const absolute =
      groups.year || groups.short || groups.fiscal || (anchor.year !== undefined && !groups.word && groups.month);
    if (anchor.day === '' && !absolute) continue; // nothing to count from
    const onward = ONWARD.test(piece.slice(end, end + 6));
    const stated = rule.resolve(groups, { ...anchor, onward });
    if (!stated || stated.start.includes('NaN')) continue;
    reached = end;
    found.push({
      start: from + start,
      end: from + end,
      date: { ...stated, text: match[0].trim(), guessed: false },
      vague: (rule.vague ?? false) || COMPARED.test(piece.slice(end)),
    });
    if (stated.precision === 'quarter') anchor.quarter = stated;
    if (!groups.fiscal && /\d{4}|今年|去年|前年|(?<!\d)\d{2}年/.test(match[0]))
      anchor.year = Number(stated.start.slice(0, 4));
  }
  return found;
}
