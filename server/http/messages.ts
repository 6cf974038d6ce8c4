import { AppError } from '../errors.ts';
import { accountsEn } from './messages-accounts-en.ts';
import { accountsZh } from './messages-accounts-zh.ts';
import { briefsEn } from './messages-briefs-en.ts';
import { briefsZh } from './messages-briefs-zh.ts';
import { foldingEn } from './messages-folding-en.ts';
import { foldingZh } from './messages-folding-zh.ts';
import { frameEn } from './messages-frame-en.ts';
import { frameZh } from './messages-frame-zh.ts';
import { importsEn } from './messages-imports-en.ts';
import { importsZh } from './messages-imports-zh.ts';
import { keptBriefsEn } from './messages-kept-briefs-en.ts';
import { keptBriefsZh } from './messages-kept-briefs-zh.ts';
import { pagesEn } from './messages-pages-en.ts';
import { pagesZh } from './messages-pages-zh.ts';
import { releasesEn } from './messages-releases-en.ts';
import { releasesZh } from './messages-releases-zh.ts';
import { reviewEn } from './messages-review-en.ts';
import { reviewZh } from './messages-review-zh.ts';
import { searchEn } from './messages-search-en.ts';
import { searchZh } from './messages-search-zh.ts';
import { storageEn } from './messages-storage-en.ts';
import { storageZh } from './messages-storage-zh.ts';
import { tablesEn } from './messages-tables-en.ts';
import { tablesZh } from './messages-tables-zh.ts';
import { worksEn } from './messages-works-en.ts';
import { worksZh } from './messages-works-zh.ts';

export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];
type Messages = typeof frameZh &
  typeof pagesZh &
  typeof reviewZh &
  typeof accountsZh &
  typeof importsZh &
  typeof searchZh &
  typeof foldingZh &
  typeof releasesZh &
  typeof storageZh &
  typeof tablesZh &
  typeof briefsZh &
  typeof keptBriefsZh &
  typeof worksZh;
export type MessageKey = keyof Messages;

type Values = Record<string, string | number>;
const MESSAGES: Record<Lang, Record<MessageKey, string>> = {
  zh: {
    ...frameZh,
    ...pagesZh,
    ...reviewZh,
    ...accountsZh,
    ...importsZh,
    ...searchZh,
    ...releasesZh,
    ...storageZh,
    ...tablesZh,
    ...worksZh,
    ...foldingZh,
    ...briefsZh,
    ...keptBriefsZh,
  },
  en: {
    ...frameEn,
    ...pagesEn,
    ...reviewEn,
    ...accountsEn,
    ...importsEn,
    ...searchEn,
    ...releasesEn,
    ...storageEn,
    ...tablesEn,
    ...worksEn,
    ...foldingEn,
    ...briefsEn,
    ...keptBriefsEn,
  },
};

/** A function from a message's key to its words in one language. */
export interface Say {
  (key: MessageKey, values?: Values): string;
  lang: Lang;
}

export function sayIn(lang: Lang): Say {
  return Object.assign((key: MessageKey, values: Values = {}) => translate(lang, key, values), { lang });
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(MESSAGES.zh, key);
}

/**
 * Fills `{count}` with the value, `{count:source|sources}` with the word that goes with it.
 * @throws AppError BAD_VIEW when a place of the message is not filled.
 */
function translate(lang: Lang, key: MessageKey, values: Values): string {
  return MESSAGES[lang][key].replace(
    /\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g,
    (_place, name: string, one?: string, more?: string) => {
      const value = values[name];
      if (value === undefined) throw new AppError('BAD_VIEW', `message ${key} needs ${name}`);
      if (one === undefined) return String(value);
      return String(value) === '1' ? one : (more ?? '');
    },
  );
}
