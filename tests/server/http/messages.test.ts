import { describe, expect, it } from 'vitest';
import { isMessageKey, sayIn } from '../../../server/http/messages.ts';
import { accountsEn } from '../../../server/http/messages-accounts-en.ts';
import { accountsZh } from '../../../server/http/messages-accounts-zh.ts';
import { briefsEn } from '../../../server/http/messages-briefs-en.ts';
import { briefsZh } from '../../../server/http/messages-briefs-zh.ts';
import { frameEn } from '../../../server/http/messages-frame-en.ts';
import { frameZh } from '../../../server/http/messages-frame-zh.ts';
import { importsEn } from '../../../server/http/messages-imports-en.ts';
import { importsZh } from '../../../server/http/messages-imports-zh.ts';
import { keptBriefsEn } from '../../../server/http/messages-kept-briefs-en.ts';
import { keptBriefsZh } from '../../../server/http/messages-kept-briefs-zh.ts';
import { pagesEn } from '../../../server/http/messages-pages-en.ts';
import { pagesZh } from '../../../server/http/messages-pages-zh.ts';
import { reviewEn } from '../../../server/http/messages-review-en.ts';
import { reviewZh } from '../../../server/http/messages-review-zh.ts';

const zh: Record<string, string> = {
  ...frameZh,
  ...pagesZh,
  ...reviewZh,
  ...accountsZh,
  ...importsZh,
  ...briefsZh,
  ...keptBriefsZh,
};
const en: Record<string, string> = {
  ...frameEn,
  ...pagesEn,
  ...reviewEn,
  ...accountsEn,
  ...importsEn,
  ...briefsEn,
  ...keptBriefsEn,
};
const places = (text: string | undefined): string[] =>
  [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it.each(Object.keys(zh))('%s is filled in from the same values in both languages', (key) => {
    expect(places(en[key])).toEqual(places(zh[key]));
    expect(en[key]).not.toBe('');
  });

  it('refuses to leave a place empty', () => {
    expect(sayIn('en')('vendor.title', { name: 'X' })).toBe('X, dossier');
    expect(() => sayIn('en')('vendor.title')).toThrow('vendor.title');
    expect(isMessageKey('toString')).toBe(false);
  });
});
