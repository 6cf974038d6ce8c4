import { foldText } from '../text/fold.ts';

/** Longer evidence is a page, not a quote, and matches nothing. */
const LONGEST = 200;

/** Folds as labels are compared: no white space, no punctuation. */
export function foldEvidence(text: string): string {
  return foldText(text).replace(/[\s,，。、；;：:“”"'‘’「」《》()（）·\-—]/g, '');
}

/**
 * Whether two quotes are about the same words: the longest run of characters that both hold.
 * @param a, b folded by foldEvidence
 * @returns its length where it is at least 8 characters or half of the shorter, else 0
 */
export function sharedRun(a: string, b: string): number {
  if (a.length > LONGEST || b.length > LONGEST || a === '' || b === '') return 0;
  let best = 0;
  let previous = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) {
      if (a[i - 1] === b[j - 1]) {
        row[j] = (previous[j - 1] as number) + 1;
        best = Math.max(best, row[j] as number);
      }
    }
    previous = row;
  }
  return best >= 8 || best >= Math.max(4, 0.5 * Math.min(a.length, b.length)) ? best : 0;
}
