import { replaceRadicals } from './radicals.ts';
import { mayChange, simplify } from './simplify.ts';

/** The number of a note, which would become a digit of the number before it: 28② is not 282. */
const NOTE = /^[①-⑳¹²³⁰-⁹]$/;
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** What each code unit folds to by itself, filled as units are met; 0 for one not met. A string has few different ones. */
const known = new Uint16Array(0x10000);

/**
 * One shape for comparing: NFKC, radicals, lower case, Traditional to Simplified. Import and query share it.
 * The result has the length of the input, so that an offset in one is an offset in the other: a step that would change
 * the length (… → ..., İ → i̇) is left out for that character. Characters fold each by itself, but for phrases of Traditional ones.
 */
export function foldText(text: string): string {
  const units = new Uint16Array(text.length);
  const changing: number[] = [];
  let hasPairs = false;
  for (let i = 0; i < units.length; i++) {
    const unit = text.charCodeAt(i);
    const folded = known[unit] || learn(unit);
    units[i] = folded;
    if (mayChange(folded)) changing.push(i);
    if (unit >= 0xd800 && unit < 0xdc00) hasPairs = true;
  }
  for (let next = 0; next < changing.length; ) {
    const end = simplifyRun(units, changing[next] as number);
    while (next < changing.length && (changing[next] as number) < end) next++;
  }
  const folded = Buffer.from(units.buffer).toString('utf16le');
  return hasPairs ? folded.replace(PAIR, foldPair) : folded;
}

function learn(unit: number): number {
  const folded = foldCharacter(String.fromCharCode(unit)).charCodeAt(0);
  known[unit] = folded;
  return folded;
}

/** @returns the character in one shape, or itself where that would be longer or shorter. */
function foldCharacter(character: string): string {
  if (NOTE.test(character)) return character;
  const folded = replaceRadicals(character.normalize('NFKC')).toLowerCase();
  return folded.length === character.length ? folded : character;
}

const foldPair = (pair: string): string => simplify(foldCharacter(pair));

/**
 * Simplifies the run of Han around a character that may change, since it may do so in a phrase.
 * @returns where the run ends
 */
function simplifyRun(units: Uint16Array, at: number): number {
  let [start, end] = [at, at + 1];
  if (isHan(units[at])) {
    while (isHan(units[start - 1])) start--;
    while (isHan(units[end])) end++;
  }
  const run = simplify(Buffer.from(units.buffer, start * 2, (end - start) * 2).toString('utf16le'));
  for (let i = start; i < end; i++) units[i] = run.charCodeAt(i - start);
  return end;
}

/** Han of the basic block, where phrases are of; one outside of it stands alone. */
const isHan = (unit: number | undefined): boolean => unit !== undefined && unit >= 0x4e00 && unit <= 0x9fff;
