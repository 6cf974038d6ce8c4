/**
 * The longest common subsequence of two short strings, as runs.
 * @param a, b time and memory grow with the product of their lengths
 */
export function findLongestCommon(a: string, b: string): { a: number; b: number; length: number }[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
    }
  }
  const runs: { a: number; b: number; length: number }[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      const last = runs.at(-1);
      if (last && last.a + last.length === i && last.b + last.length === j) last.length++;
      else runs.push({ a: i, b: j, length: 1 });
      i++;
      j++;
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) i++;
    else j++;
  }
  return runs;
}
