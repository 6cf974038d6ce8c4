import type { SourceRules } from '../reference-data.ts';

export interface Cleaned {
  body: string;
  removed: string[];
}

const MOST_REMOVED_LENGTH = 400;

/**
 * Cuts promotional strings that are no part of an article, by the source's own patterns: whole lines, then strings
 * at a line's end. A pattern that would cut more than 400 characters at once cuts nothing.
 */
export function removeBoilerplate(body: string, rules: Pick<SourceRules, 'boilerplate'>): Cleaned {
  const removed: string[] = [];
  const cut = (text: string, pattern: RegExp): string =>
    text.replace(pattern, (match) => {
      if (match.length > MOST_REMOVED_LENGTH) return match;
      if (match.trim() !== '') removed.push(match.trim());
      return '';
    });
  const lines = body.split('\n').map((line) => rules.boilerplate.reduce(cut, line));
  return {
    body: lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    removed,
  };
}
