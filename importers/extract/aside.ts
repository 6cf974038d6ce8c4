/** An aside is short. */
const REACH = 16;
const BRACKETS = [/\([^()]*$/, /^[^()]*\)/] as const;
const MARKS = [/“[^“”]*$/, /^[^“”]*”/] as const;

/**
 * Whether a name stands in brackets that are closed behind it, or in quotation marks: Azure中国区(由世纪互联运营)的收入,
 * 阿里云推出“Azure迁移专项”. It is named by the way, and nothing is said of it.
 * @param folded text, and the offsets of the name in it
 */
export function isAside(folded: string, { start, end }: { start: number; end: number }): boolean {
  return isInBrackets(folded, { start, end }) || stands(folded, start, end, MARKS);
}

/** The same, of brackets alone. */
export const isInBrackets = (folded: string, { start, end }: { start: number; end: number }): boolean =>
  stands(folded, start, end, BRACKETS);

function stands(folded: string, start: number, end: number, [opens, closes]: readonly [RegExp, RegExp]): boolean {
  return opens.test(folded.slice(Math.max(0, start - REACH), start)) && closes.test(folded.slice(end, end + REACH));
}
