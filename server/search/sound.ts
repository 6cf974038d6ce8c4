import { createRequire } from 'node:module';
import { lazily } from './lazy.ts';

const HAN = /\p{Script=Han}/u;
const MOST_SOUNDS = 20_000;

export interface Sound {
  pinyin: string;
  initials: string;
}

/** Its dictionary takes longer to load than a query to answer, and a query for a listed name does without. */
const loadPinyin = lazily(() => createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro'));

/** The dictionaries ask for the sounds of the same names. */
const sounds = new Map<string, Sound>();

/** @returns joined pinyin without tones and the first letters; both empty for a name without Han. */
export function soundOf(name: string): Sound {
  if (!HAN.test(name)) return { pinyin: '', initials: '' };
  const known = sounds.get(name);
  if (known) return known;
  if (sounds.size >= MOST_SOUNDS) sounds.clear();
  const sound = readSound(name);
  sounds.set(name, sound);
  return sound;
}

function readSound(name: string): Sound {
  const syllables = loadPinyin().pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  return {
    pinyin: syllables.join('').toLowerCase().replace(/\s+/g, ''),
    initials: syllables.map((syllable) => syllable[0] ?? '').join(''),
  };
}
