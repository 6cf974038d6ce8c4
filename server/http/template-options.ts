import type Handlebars from 'handlebars';
import type { Chrome } from './chrome.ts';
import { type Lang, type Say, sayIn } from './messages.ts';

export type Options = Handlebars.HelperOptions;

/** Templates are given `{chrome, page}`; helpers need no more of it than the language. */
export function langOf(options: Options): Lang {
  return (options.data.root as { chrome: Chrome }).chrome.lang;
}

export function sayFor(options: Options): Say {
  return sayIn(langOf(options));
}
