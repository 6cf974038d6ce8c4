const isLatin = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);

/**
 * Place of a folded word at or after an offset; -1 for none. Han may begin and end anywhere, a Latin word or number stands whole:
 * l8 is not in l80, nor 8.9 in 68.9.
 */
export function indexOfWord(folded: string, word: string, from = 0): number {
  if (word === '') return -1;
  const opens = isLatin(word.charCodeAt(0));
  const closes = isLatin(word.charCodeAt(word.length - 1));
  for (let at = folded.indexOf(word, from); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (opens && isLatin(folded.charCodeAt(at - 1))) continue;
    if (closes && isLatin(folded.charCodeAt(at + word.length))) continue;
    return at;
  }
  return -1;
}
