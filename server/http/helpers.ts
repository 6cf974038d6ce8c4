import type Handlebars from 'handlebars';
import { AppError } from '../errors.ts';
import type { Fragment } from '../search/types.ts';
import type { MoveType } from '../store/moves.ts';
import { formatInstant } from './dates.ts';
import { html, joinMarkup, type Markup } from './html.ts';
import { markHelpers } from './mark-helpers.ts';
import { isMessageKey, sayIn } from './messages.ts';
import { describeReason } from './messages-reasons.ts';
import { langOf, type Options, sayFor } from './template-options.ts';

/** @throws AppError BAD_VIEW for a key that no language has. */
function say(key: unknown, options: Options): string {
  if (typeof key !== 'string' || !isMessageKey(key)) throw new AppError('BAD_VIEW', `unknown message ${String(key)}`);
  return sayFor(options)(key, options.hash);
}

/** A section's heading: the Chinese interface adds a small English gloss. */
function heading(key: unknown, options: Options): string | Markup {
  const words = say(key, options);
  if (langOf(options) === 'en' || typeof key !== 'string' || !isMessageKey(key)) return words;
  return html`${words}<span class="gloss" lang="en">${sayIn('en')(key, options.hash)}</span>`;
}

/** The same for a move type, whose words are data. */
function typeHeading({ labelZh, labelEn }: MoveType, options: Options): string | Markup {
  return langOf(options) === 'en' ? labelEn : html`${labelZh}<span class="gloss" lang="en">${labelEn}</span>`;
}

interface Named {
  nameZh?: string;
  nameEn?: string;
  labelZh?: string;
  labelEn?: string;
  typeZh?: string | null;
  typeEn?: string | null;
  metricZh?: string;
  metricEn?: string;
  sourceName?: string;
  sourceNameEn?: string;
  name?: string;
}

/** The name of a vendor, move type, metric or source in the language of the interface. */
function named(thing: Named, options: Options): string {
  const [zh, en] = [
    thing.nameZh ?? thing.labelZh ?? thing.typeZh ?? thing.metricZh ?? thing.sourceName ?? thing.name,
    thing.nameEn ?? thing.labelEn ?? thing.typeEn ?? thing.metricEn ?? thing.sourceNameEn,
  ];
  return (langOf(options) === 'zh' ? zh : en || zh) ?? '';
}

/** Words found by search stand in `mark`. */
function fragments(list: readonly Fragment[]): Markup {
  return joinMarkup(list.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : html`${text}`)));
}

/** The language of a source's words, where it is not that of the interface. */
function langAttribute(language: string, options: Options): Markup | string {
  const tag = language.replace('_', '-');
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) || tag.slice(0, 2) === langOf(options)) return '';
  return html` lang="${tag}"`;
}

export const templateHelpers: Record<string, Handlebars.HelperDelegate> = {
  ...markHelpers,
  t: say,
  heading,
  typeHeading,
  named,
  fragments,
  langAttribute,
  /** A feature of the model in plain words. */
  reason: (name: string, options: Options) => describeReason(name, langOf(options)),
  /** +0.66, −1.00 */
  signed: (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`,
  /** Parts of a message's key. */
  key: (...parts: unknown[]) => parts.slice(0, -1).join(''),
  eq: (a: unknown, b: unknown) => a === b,
  amount: (value: number) => value.toLocaleString('en-US'),
  /** zh and en in words; any other tag as it is. */
  language: (tag: string, options: Options) => {
    const key = `search.value.${tag.slice(0, 2)}`;
    return isMessageKey(key) ? sayFor(options)(key) : tag;
  },
  percent: (share: number) => `${Math.round(share * 100)}%`,
  instant: (at: string) => formatInstant(at),
  /** The day of an instant, UTC. */
  date: (at: string) => at.slice(0, 10),
  short: (text: string) => text.slice(0, 12),
  join: (list: readonly unknown[], between: string) => list.join(between),
};
