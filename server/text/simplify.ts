import * as OpenCC from 'opencc-js';

/** `t`, not `tw`: the latter rewrites Simplified text (著 → 着). */
const convert = OpenCC.Converter({ from: 't', to: 'cn' });

/** Change in some phrases of the dictionary (回覆, 打坏) and not alone; a test reads them from the dictionary again. */
const PHRASE_ONLY = '坏瞭藉覆沈哩甦衹';

const STAYS = 1;
const CHANGES = 2;
/** By code unit, filled as characters are met. */
const known = new Uint8Array(0x10000);
for (const character of PHRASE_ONLY) known[character.charCodeAt(0)] = CHANGES;

/** Whether the code unit may change, alone or in a phrase. */
export function mayChange(unit: number): boolean {
  return (known[unit] || learn(unit)) === CHANGES;
}

function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  const kind = convert(character) === character ? STAYS : CHANGES;
  known[unit] = kind;
  return kind;
}

/**
 * Traditional to Simplified by OpenCC's dictionary, at the length of the input: what would become longer or shorter is changed
 * character by character, where that keeps it.
 * @param run Han characters, so that no phrase reaches beyond them
 */
export function simplify(run: string): string {
  const whole = convert(run);
  if (whole.length === run.length) return whole;
  return Array.from(run, (character) => {
    const changed = convert(character);
    return changed.length === character.length ? changed : character;
  }).join('');
}
