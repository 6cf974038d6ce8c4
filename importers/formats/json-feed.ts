import { AppError } from '../../server/errors.ts';
import { absolute } from './feed-fields.ts';
import type { Format, ParsedItem, RawFile } from './format.ts';
import { htmlToText } from './html-text.ts';
import { findJsonObjects, type JsonPart } from './json-objects.ts';

const MOST_ITEMS = 50_000;
const HEAD = 20_000;
const VERSION = /"version"\s{0,20}:\s{0,20}"https?:(?:\\?\/){2}(?:www\.)?jsonfeed\.org/;
/** A feed that forgot to say its version: items with an id and a text or address. */
const ITEMS = /"items"\s{0,20}:\s{0,20}\[\s{0,20}\{/;
const ITEM_FIELDS = /"(?:content_html|content_text|date_published|external_url)"\s{0,20}:/;
type Json = Record<string, unknown>;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org), whole or cut short. */
export const jsonFeed: Format = {
  name: 'json-feed',
  version: 2,
  match({ text }) {
    const head = /^\s*\{/.test(text) ? text.slice(0, HEAD) : '';
    if (VERSION.test(head) || (head !== '' && VERSION.test(text.slice(-HEAD)))) return 0.98;
    return ITEMS.test(head) && ITEM_FIELDS.test(head) ? 0.9 : 0;
  },

  parse(file) {
    const { feed, items, problem } = readJson(file);
    const home = wordsOf(feed.home_page_url) || (file.url ?? '');
    const head = { title: wordsOf(feed.title), ...(home ? { url: home } : {}) };
    const place = { base: home || wordsOf(feed.feed_url), author: authorOf(feed) };
    const read = items.slice(0, MOST_ITEMS).map((item, index) => readItem(item, `item ${index + 1}`, place));
    const rest: ParsedItem[] = problem ? [{ locator: `after item ${items.length}`, title: '', problem }] : [];
    return [{ feed: head }, ...read, ...rest];
  },
};

/** Of a feed that is cut short or broken, the items that stand in it whole. */
function readJson({ text, path }: RawFile): { feed: Json; items: JsonPart[]; problem?: string } {
  const list = /"items"\s{0,20}:\s{0,20}\[/.exec(text);
  const parts = list ? findJsonObjects(text, list.index + list[0].length, MOST_ITEMS) : [];
  try {
    const feed = asRecord(JSON.parse(text));
    const items: unknown[] = Array.isArray(feed.items) ? feed.items.slice(0, MOST_ITEMS) : [];
    const isSame = items.length === parts.length; // else another list of that name stands before it
    return { feed, items: isSame ? parts : items.map((value) => ({ text: JSON.stringify(value), value })) };
  } catch (error) {
    const problem = `not a readable JSON Feed: ${(error as Error).message}`;
    if (!list || parts.length === 0) throw new AppError('BROKEN_FORMAT', `${path}: ${problem}`);
    return { feed: readHead(text.slice(0, list.index)), items: parts, problem };
  }
}

function readHead(text: string): Json {
  try {
    return asRecord(JSON.parse(`${text.replace(/,\s*$/, '')}}`));
  } catch {
    return {}; // what broke the feed stands in its head; its items say enough
  }
}

function readItem(part: JsonPart, locator: string, place: { base: string; author: string }): ParsedItem {
  if (part.value === undefined) return { locator, title: '', problem: 'not readable as JSON' };
  const item = asRecord(part.value);
  const title = htmlToText(wordsOf(item.title)).replace(/\s+/g, ' ');
  const html = wordsOf(item.content_html);
  const body = (html ? htmlToText(html) : '') || wordsOf(item.content_text) || wordsOf(item.summary);
  if (title === '' && body === '') return { locator, title: '', problem: 'the item has neither title nor text' };
  const id = wordsOf(item.id);
  const link = wordsOf(item.url) || (/^https?:\/\//i.test(id) ? id : '') || wordsOf(item.external_url);
  const author = authorOf(item) || place.author;
  const published = wordsOf(item.date_published) || wordsOf(item.date_modified);
  return {
    document: {
      title: title || (body.split('\n', 1)[0]?.slice(0, 60) ?? ''),
      body: body || title,
      ...(link ? { url: absolute(link, place.base) } : {}),
      ...(author ? { author } : {}),
      ...(published ? { published } : {}),
      ...(/^[a-z]{2}(?:-|$)/i.test(wordsOf(item.language)) ? { language: wordsOf(item.language).slice(0, 2) } : {}),
      kind: 'article',
      locator,
      original: part.text,
    },
    warnings: body === '' ? ['the item has a title and no text'] : [],
  };
}

/** Version 1.0 has one author, 1.1 several; an item without has those of its feed. */
const authorOf = ({ author, authors }: Json): string =>
  htmlToText(wordsOf(asRecord(Array.isArray(authors) ? authors[0] : author).name));

const asRecord = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const wordsOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
