import * as OpenCC from 'opencc-js';
import { replaceRadicals } from './radicals.ts';

/** `t`, not `tw`: the latter rewrites Simplified text (著 → 着). */
const toSimplified = OpenCC.Converter({ from: 't', to: 'cn' });

/** Only text with these can change: spares ASCII and Han-free text the converter. */
const HAN = /\p{Script=Han}/u;

/**
 * One shape for comparing: NFKC, radicals, lower case, Traditional to Simplified. Import and query share it.
 * The result has the length of the input, so that an offset in one is an offset in the other: a step that would change
 * the length (… → ..., İ → i̇) is left out for that character.
 */
export function foldText(text: string): string {
  const folded = keepLength(text, (s) => replaceRadicals(s.normalize('NFKC')).toLowerCase());
  return HAN.test(folded) ? keepLength(folded, toSimplified) : folded;
}

function keepLength(text: string, change: (s: string) => string): string {
  const whole = change(text);
  if (whole === text) return text;
  if (whole.length === text.length && !LENGTH_CHANGERS.test(text)) return whole;
  return Array.from(text, (character) => {
    const changed = change(character);
    return changed.length === character.length ? changed : character;
  }).join('');
}

/** Characters whose compatibility form is longer or that combine with a neighbour: only then can equal lengths mislead. */
const LENGTH_CHANGERS =
  /[\u0300-\u036f\u0130\u00a8\u00af\u00b4\u00b8\u00bc-\u00be\u02d8-\u02dd\u2024-\u2026\u2033-\u2037\u203c\u2047-\u2049\u2057\u20a8\u2100-\u214f\u2153-\u217f\u2474-\u24b5\u2a74-\u2a76\u3099-\u309c\u3200-\u33ff\uac00-\ud7ff\ufb00-\ufdff\u{1f100}-\u{1f2ff}]/u;
