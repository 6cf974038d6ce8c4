/** 较5月增长, 比去年多: what stands right before a time that something is measured against. */
const AGAINST =
  /(?:[较比]|相比|相较|相对|高于|低于|超过|不及|不如)(?:于|起)?$|(?:\b(?:than|compared (?:with|to)|versus|vs\.?|against)|\b(?:up|down|ris(?:e|en|ing)|increase|growth|jump|decline|drop|fall)\b[^,.;]{0,16} from)\s(?:in |the |a )?$/;
const REACH = 40;
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
  return AGAINST.test(words.slice(Math.max(0, start - REACH), start)) || MULTIPLE.test(words.slice(end, end + 16));
}

/** Whether an expression of time only names the period that another is compared with. */
export const isSamePeriod = (words: string, end: number): boolean => SAME_PERIOD.test(words.slice(end, end + 4));

/** Whether a time may be that of the sentences that follow it. */
export const isCarried = (words: string, end: number): boolean =>
  !isSamePeriod(words, end) && !UNTIL.test(words.slice(end, end + 4));
