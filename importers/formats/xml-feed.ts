import { load } from 'cheerio';
import { parseFeed } from 'feedsmith';
import { AppError } from '../../server/errors.ts';
import type { Format, ParsedItem, RawFile } from './format.ts';
import { htmlToText } from './html-text.ts';

/** What feedsmith gives for the fields that all kinds of feed share, as loosely as feeds fill them. */
interface FeedItem {
  title?: unknown;
  link?: unknown;
  url?: unknown;
  links?: { href?: unknown; rel?: unknown }[];
  guid?: { value?: unknown; isPermaLink?: unknown };
  id?: unknown;
  pubDate?: unknown;
  published?: unknown;
  updated?: unknown;
  date_published?: unknown;
  description?: unknown;
  summary?: unknown;
  content?: unknown;
  authors?: unknown[];
  dc?: { creators?: unknown[]; creator?: unknown; dates?: unknown[]; date?: unknown };
}

const DEEPEST_NESTING = 5000;

/** RSS 0.9x, 1.0, 2.0 and Atom. */
export const xmlFeed: Format = {
  name: 'xml-feed',
  version: 1,

  match({ text }) {
    const start = text.slice(0, 2000);
    return /<(?:rss|feed|rdf:RDF)[\s>]/i.test(start) && !/^\s*<!doctype html/i.test(start) ? 0.98 : 0;
  },

  parse(file) {
    const items = readItems(file);
    const sources = sliceItems(file.text, items.length);
    return items.map((item, index): ParsedItem => {
      const locator = `item ${index + 1}`;
      const title = htmlToText(wordsOf(item.title)).replace(/\s+/g, ' ');
      const body = htmlToText(bodyOf(item));
      if (title === '' && body === '') return { locator, title: '', problem: 'the item has neither title nor text' };
      return {
        document: {
          ...fieldsOf(item),
          title,
          body,
          kind: 'article',
          locator,
          original: sources[index] ?? JSON.stringify(item),
        },
        warnings: [],
      };
    });
  },
};

function readItems(file: RawFile): FeedItem[] {
  const xml = file.text.replace(/^\s+/, '').replace(/<!DOCTYPE[^>[]{0,500}(?:\[[\s\S]{0,20000}?\])?\s*>/i, '');
  try {
    return itemsOf(xml);
  } catch (error) {
    if (deepestNesting(xml) > DEEPEST_NESTING)
      throw new AppError('BROKEN_FORMAT', `${file.path}: tags nest deeper than ${DEEPEST_NESTING}`);
    try {
      return itemsOf(load(xml, { xml: true }).xml()); // unclosed tags and bare & repaired by a forgiving parser
    } catch {
      throw new AppError('BROKEN_FORMAT', `${file.path}: not a readable feed: ${(error as Error).message}`);
    }
  }
}

function itemsOf(xml: string): FeedItem[] {
  const { feed } = parseFeed(xml) as { feed: { items?: FeedItem[]; entries?: FeedItem[] } };
  return feed.items ?? feed.entries ?? [];
}

/** The items as they stand in the file; nothing when they cannot be told apart (an item inside another, a broken end). */
function sliceItems(xml: string, count: number): string[] {
  const starts = Array.from(xml.matchAll(/<(?:item|entry)(?=[\s>])/gi), (match) => match.index);
  if (starts.length !== count) return [];
  return starts.map((start, i) => {
    const next = starts[i + 1] ?? xml.length;
    const end = /<\/(?:item|entry)\s*>/i.exec(xml.slice(start, next));
    return xml.slice(start, end ? start + end.index + end[0].length : next).trim();
  });
}

function deepestNesting(xml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const tag of xml.matchAll(/<(\/?)[a-z][^<>]{0,2000}?(\/?)>/gi)) {
    if (tag[1]) depth--;
    else if (!tag[2]) depth++;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The longest of content and description: some feeds put the article in one, some in the other. */
function bodyOf(item: FeedItem): string {
  return [item.content, item.description, item.summary].map(wordsOf).sort((a, b) => b.length - a.length)[0] ?? '';
}

function fieldsOf(item: FeedItem): { url?: string; author?: string; published?: string } {
  const url = linkOf(item);
  const author = wordsOf(item.dc?.creators?.[0] ?? item.dc?.creator ?? item.authors?.[0]);
  const published = wordsOf(
    item.pubDate ?? item.published ?? item.updated ?? item.date_published ?? item.dc?.dates?.[0] ?? item.dc?.date,
  );
  return { ...(url ? { url } : {}), ...(author ? { author } : {}), ...(published ? { published } : {}) };
}

function linkOf(item: FeedItem): string {
  const alternate = item.links?.find((link) => link.rel === undefined || link.rel === 'alternate');
  const permalink = item.guid?.isPermaLink === false ? '' : wordsOf(item.guid?.value);
  const link = wordsOf(item.link) || wordsOf(alternate?.href) || wordsOf(item.url);
  return link || (/^https?:\/\//.test(permalink) ? permalink : '');
}

/** Text of a field that may be a string, a number, or an object around one. */
function wordsOf(field: unknown): string {
  if (typeof field === 'string' || typeof field === 'number') return String(field).trim();
  if (typeof field !== 'object' || field === null) return '';
  const { value, name, encoded } = field as { value?: unknown; name?: unknown; encoded?: unknown };
  return wordsOf(encoded ?? value ?? name);
}
