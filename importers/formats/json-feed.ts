import { AppError } from '../../server/errors.ts';
import { absolute } from './feed-fields.ts';
import type { Format, ParsedItem } from './format.ts';
import { htmlToText } from './html-text.ts';

const MOST_ITEMS = 50_000;
type Json = Record<string, unknown>;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
export const jsonFeed: Format = {
  name: 'json-feed',
  version: 1,
  match: ({ text }) =>
    /^\s*\{/.test(text) && /"version"\s*:\s*"https?:(?:\\?\/){2}(?:www\.)?jsonfeed\.org/.test(text) ? 0.98 : 0,

  parse(file) {
    const feed = readJson(file.text, file.path);
    const home = wordsOf(feed.home_page_url) || (file.url ?? '');
    const items = Array.isArray(feed.items) ? feed.items.slice(0, MOST_ITEMS) : [];
    const head = { title: wordsOf(feed.title), ...(home ? { url: home } : {}) };
    return [{ feed: head }, ...items.map((item, index) => readItem(asRecord(item), index, home))];
  },
};

function readJson(text: string, path: string): Json {
  try {
    return asRecord(JSON.parse(text));
  } catch (error) {
    throw new AppError('BROKEN_FORMAT', `${path}: not a readable JSON Feed: ${(error as Error).message}`);
  }
}

function readItem(item: Json, index: number, home: string): ParsedItem {
  const locator = `item ${index + 1}`;
  const title = wordsOf(item.title).replace(/\s+/g, ' ');
  const html = wordsOf(item.content_html);
  const body = (html ? htmlToText(html) : '') || wordsOf(item.content_text) || wordsOf(item.summary);
  if (title === '' && body === '') return { locator, title: '', problem: 'the item has neither title nor text' };
  const id = wordsOf(item.id);
  const link = wordsOf(item.url) || (/^https?:\/\//i.test(id) ? id : '') || wordsOf(item.external_url);
  const author = wordsOf(asRecord(Array.isArray(item.authors) ? item.authors[0] : item.author).name);
  const published = wordsOf(item.date_published) || wordsOf(item.date_modified);
  return {
    document: {
      title: title || (body.split('\n', 1)[0]?.slice(0, 60) ?? ''),
      body: body || title,
      ...(link ? { url: absolute(link, home) } : {}),
      ...(author ? { author } : {}),
      ...(published ? { published } : {}),
      kind: 'article',
      locator,
      original: JSON.stringify(item), // the item as it stands but for blanks: JSON has no positions
    },
    warnings: body === '' ? ['the item has a title and no text'] : [],
  };
}

const asRecord = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const wordsOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
