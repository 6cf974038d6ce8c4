/** Longest first: 万亿 is not 万. */
const SCALES: readonly (readonly [word: string, scale: number])[] = [
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
  ['万亿', 1e12],
  ['千亿', 1e11],
  ['百亿', 1e10],
  ['千万', 1e7],
  ['百万', 1e6],
  ['亿', 1e8],
  ['万', 1e4],
];

/**
 * Parts a unit as it is stored into a power of ten and what is counted.
 * @returns 1e8 and 美元 for 亿美元; 1 and 个 for 个; an empty base for 亿 alone
 */
export function splitUnit(unit: string): { scale: number; base: string } {
  const [word, scale] = SCALES.find(([prefix]) => unit.startsWith(prefix)) ?? ['', 1];
  return { scale, base: unit.slice(word.length).trim() };
}

/** @returns the product without the noise of binary fractions: 30.6 × 1e8 is 3060000000. */
export function scaleExactly(value: number, scale: number): number {
  return Number((value * scale).toPrecision(15));
}
