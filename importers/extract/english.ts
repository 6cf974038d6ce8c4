/** English takes about so many characters to say what Chinese says in one: limits that count characters are stretched by it. */
export const ENGLISH_WIDTH = 2.5;

/** Whether folded words are of a language in Latin letters: no Han stands among them. */
export const isEnglish = (words: string): boolean => /[a-z]{3}/.test(words) && !/\p{Script=Han}/u.test(words);

/** @returns the length of words as Chinese would have it, for comparing with limits that were set on Chinese */
export const widthOf = (words: string): number => (isEnglish(words) ? words.length / ENGLISH_WIDTH : words.length);

/** Too common to say that two sentences tell the same. */
const LEAST_LETTERS = 4;

/** @returns what two texts are compared by: pairs of characters, or words where there is no Han */
export function listParts(text: string): string[] {
  if (isEnglish(text)) return text.match(/[a-z0-9]+/g)?.filter((word) => word.length >= LEAST_LETTERS) ?? [];
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
}

/** How far about a name is looked for Han. */
const AROUND = 24;

/**
 * Whether a name in Latin letters is written as one: in English a name has a capital or a digit, and "keep investing" is no Keep.
 * Chinese writes names as it likes.
 */
export function isWrittenAsName(text: string, { start, end }: { start: number; end: number }): boolean {
  const isCased = /[\p{Lu}\d]|[^\p{Script=Latin}\s\d]{2}/u.test(text.slice(start, end));
  return isCased || /\p{Script=Han}/u.test(text.slice(Math.max(0, start - AROUND), end + AROUND));
}
