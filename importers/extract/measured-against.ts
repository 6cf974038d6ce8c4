/** 较5月增长, 比去年多: what stands right before a time that something is measured against. */
const AGAINST =
  /(?:[较比]|相比|相较|相对|高于|低于|超过|不及|不如)(?:于|起)?$|(?:\b(?:than|compared (?:with|to)|versus|vs\.?|against)|\b(?:up|down|ris(?:e|en|ing)|increase|growth|jump|decline|drop|fall)\b[^,.;]{0,16} from)\s(?:in |the |a )?$/;
const REACH = 40;
/** 与去年7月那次裁员相比: what the comparison is with stands between. */
const WITH = /[与和跟同][^,。;]{0,8}$/;
const COMPARED = /^[^,。;]{0,24}相[比较]/;
/** 去年同期为17.1%: what stands beside it was then, but nothing that is told happened then. */
const SAME_PERIOD = /^(?:同期|同比)/;
/** 2022年之前: until then, which says nothing of what the next sentence tells. */
const UNTIL = /^(?:之前|以前)/;
/** 是去年12月的3倍, 去年同期: what stands right behind it. */
const MULTIPLE = /^(?:同期)?[^,。;]{0,4}的[^,。;]{0,6}倍/;

/**
 * Whether a time is only what something is measured against, and so not the time of it.
 * @param words folded sentence
 * @param start where the expression of time begins in it
 * @param end where it ends
 */
export function isMeasuredAgainst(words: string, start: number, end: number): boolean {
  const [before, after] = [words.slice(Math.max(0, start - REACH), start), words.slice(end, end + REACH)];
  return AGAINST.test(before) || MULTIPLE.test(after) || (WITH.test(before) && COMPARED.test(after));
}

/** Whether an expression of time only names the period that another is compared with. */
export const isSamePeriod = (words: string, end: number): boolean => SAME_PERIOD.test(words.slice(end, end + 4));

/** 从三年前的40%跌到: where a change began. */
const isBeginning = (words: string, start: number, end: number): boolean =>
  /[从由]$/.test(words.slice(0, start)) && /^的/.test(words.slice(end));

/** Whether a time may be that of the sentences that follow it. */
export const isCarried = (words: string, start: number, end: number): boolean =>
  !isSamePeriod(words, end) && !UNTIL.test(words.slice(end, end + 4)) && !isBeginning(words, start, end);

const SPOKE = /\b(?:said|says|announced|reported|told [a-z ]{2,20}|confirmed|disclosed)\s(?:(?:on|in|late|early) )?$/;

/** said Thursday it will open by the end of June: when somebody spoke. It dates what was said only where nothing else does. */
export const isSpoken = (words: string, start: number): boolean =>
  SPOKE.test(words.slice(Math.max(0, start - REACH), start));
