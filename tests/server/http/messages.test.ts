import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMessageKey, sayIn } from '../../../server/http/messages.ts';

/** Every list of messages that there is, in one language. */
async function readMessages(lang: 'zh' | 'en'): Promise<Record<string, string>> {
  const folder = join(import.meta.dirname, '../../../server/http');
  const names = readdirSync(folder).filter((name) => name.startsWith('messages-') && name.endsWith(`-${lang}.ts`));
  const lists: Record<string, Record<string, string>>[] = await Promise.all(
    names.map((name) => import(join(folder, name))),
  );
  return Object.assign({}, ...lists.flatMap((list) => Object.values(list)));
}

const zh = await readMessages('zh');
const en = await readMessages('en');
/** The values that a message is filled from; what only chooses a word is none of its own. */
const places = (text: string | undefined): string[] =>
  [...new Set([...(text ?? '').matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it.each(Object.keys(zh))('%s is filled in from the same values in both languages', (key) => {
    expect(places(en[key])).toEqual(places(zh[key]));
    expect(en[key] === '').toBe(zh[key] === '');
  });

  it('have no place that is written wrong', () => {
    const filled = (text: string): string => text.replace(/\{\w+(?::[^|{}]+\|[^|{}]+)?\}/g, '');
    for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)])
      expect(filled(text), key).not.toMatch(/[{}|]/);
  });

  it('say one of a thing as one', () => {
    const say = sayIn('en');
    expect(say('vendor.sourceCount', { count: 1 })).toBe('1 source');
    expect(say('vendor.sourceCount', { count: 21 })).toBe('21 sources');
    expect(say('search.matches', { count: '1' })).toBe('1 match');
  });

  it('refuses to leave a place empty', () => {
    expect(sayIn('en')('vendor.title', { name: 'X' })).toBe('X, dossier');
    expect(() => sayIn('en')('vendor.title')).toThrow('vendor.title');
    expect(isMessageKey('toString')).toBe(false);
  });
});
