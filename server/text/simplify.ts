import * as OpenCC from 'opencc-js';

/** `t`, not `tw`: the latter rewrites Simplified text (著 → 着). */
const convert = OpenCC.Converter({ from: 't', to: 'cn' });

/** The dictionary holds Han characters alone, so that no phrase of it reaches beyond a run of them. */
const HAN_RUN = /\p{Script=Han}+/gu;

/** Change in some phrases of the dictionary (回覆, 打坏) and not alone; a test reads them from the dictionary again. */
const PHRASE_ONLY = '坏瞭藉覆沈哩甦衹';

const STAYS = 1;
const CHANGES = 2;
/** By code unit, filled as characters are met; halves of surrogate pairs count as changing, which only costs time. */
const known = new Uint8Array(0x10000).fill(CHANGES, 0xd800, 0xe000);
for (const character of PHRASE_ONLY) known[character.charCodeAt(0)] = CHANGES;

/**
 * Traditional to Simplified by OpenCC's dictionary. Most text here is Simplified: only runs with a character that can change pay
 * for the dictionary.
 */
export function simplify(text: string): string {
  return text.replace(HAN_RUN, (run) => (canSimplify(run) ? convert(run) : run));
}

/** Whether the text has a character that may change. */
export function canSimplify(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (kindOf(text.charCodeAt(i)) === CHANGES) return true;
  return false;
}

function kindOf(unit: number): number {
  const kind = known[unit] || (convert(String.fromCharCode(unit)) === String.fromCharCode(unit) ? STAYS : CHANGES);
  known[unit] = kind;
  return kind;
}
