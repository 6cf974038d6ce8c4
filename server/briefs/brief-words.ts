import type { Both, BriefVocabulary } from '../facts/brief-types.ts';
import { isRough, sayPartialDate } from '../facts/date-words.ts';
import type { PartialDate } from '../model.ts';

type Values = Record<string, Both | string>;

/** @returns a phrase of the vocabulary in both languages, its places filled. */
export function fillPhrase({ phrases }: Pick<BriefVocabulary, 'phrases'>, key: string, values: Values = {}): Both {
  return fillBoth(phrases[key] ?? { zh: key, en: key }, values);
}

export function fillBoth(phrase: Both, values: Values): Both {
  const fill = (lang: keyof Both): string =>
    phrase[lang].replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      return value === undefined ? place : typeof value === 'string' ? value : value[lang];
    });
  return { zh: fill('zh'), en: fill('en') };
}

/** @returns a date as exact as it was told; a guess names itself the day of the report, 近期 says about. */
export function sayWhen(vocabulary: Pick<BriefVocabulary, 'phrases'>, date: PartialDate | null): Both {
  if (!date) return fillPhrase(vocabulary, 'undated');
  if (date.guessed) return fillPhrase(vocabulary, 'reported', { when: date.start });
  const words = { zh: sayPartialDate(date, 'zh'), en: sayPartialDate(date, 'en') };
  return isRough(date) ? fillPhrase(vocabulary, 'about', { when: words }) : words;
}

/** @returns words short enough for a line, cut at the end of a clause where there is one. */
export function shorten(words: string, most = 90): string {
  if (words.length <= most) return words;
  const cut = words.slice(0, most);
  const stop = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf(','), cut.lastIndexOf('；'));
  return `${cut.slice(0, stop > most / 2 ? stop : most)}…`;
}

/** How likely a reading is right, in words (ICD 203). @param score 0…1 */
export function sayLikelihood({ likelihood }: Pick<BriefVocabulary, 'likelihood'>, score: number): Both {
  return likelihood.find(({ least }) => score >= least)?.words ?? { zh: '', en: '' };
}
