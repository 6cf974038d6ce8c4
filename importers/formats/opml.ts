import { load } from 'cheerio';
import { AppError } from '../../server/errors.ts';
import type { Format, RawFile } from './format.ts';
import { isDeeperThan } from './html-text.ts';
import { nameWithoutEnding } from './own-paper.ts';

const DEEPEST_NESTING = 500;
const MOST_FEEDS = 5000;

/** A feed that a list of subscriptions names. */
export interface Subscription {
  title: string;
  feed: string;
  site: string;
  /** Where in the list it stands: 云 / 海外. */
  folder: string;
}

/**
 * OPML: a list of feeds that somebody reads. Importing one follows nothing: the list is kept as a table, so that a person may
 * register those that are wanted (data/sources).
 */
export const opml: Format = {
  name: 'opml',
  version: 1,
  match: ({ text }) => (/<opml[\s>]/i.test(text.slice(0, 2000)) ? 0.99 : 0),

  parse(file) {
    const feeds = listSubscriptions(file);
    const rows = feeds.map(({ title, feed, site, folder }) => [title, feed, site, folder]);
    const lines = [['feed', 'address', 'site', 'folder'], ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`);
    const title = /<title[^>]{0,100}>([^<]{1,200})<\/title>/i.exec(file.text.slice(0, 5000))?.[1]?.trim();
    return [
      {
        document: {
          title: title || nameWithoutEnding(file),
          body: lines.join('\n'),
          kind: 'table',
          sourceId: 'internal',
          locator: '',
          original: file.text,
        },
        warnings: [`lists ${feeds.length} feeds and follows none: register those wanted in data/sources`],
      },
    ];
  },
};

const cell = (text: string): string => text.replace(/[|\s]+/g, ' ');

/** @throws AppError BROKEN_FORMAT where the file lists no feed. */
export function listSubscriptions(file: Pick<RawFile, 'text' | 'path'>): Subscription[] {
  if (isDeeperThan(file.text, DEEPEST_NESTING, true))
    throw new AppError('BROKEN_FORMAT', `${file.path}: outlines nest deeper than ${DEEPEST_NESTING}`);
  const $ = load(file.text, { xml: true });
  const feeds = $('outline[xmlUrl],outline[xmlurl],outline[xmlURL]').toArray().slice(0, MOST_FEEDS);
  if (feeds.length === 0) throw new AppError('BROKEN_FORMAT', `${file.path}: lists no feed (outline with xmlUrl)`);
  const nameOf = (node: (typeof feeds)[number]): string => ($(node).attr('title') || $(node).attr('text') || '').trim();
  return feeds.map((feed) => {
    const folders = $(feed).parents('outline').toArray().reverse();
    const address = $(feed).attr('xmlUrl') ?? $(feed).attr('xmlurl') ?? $(feed).attr('xmlURL') ?? '';
    return {
      title: nameOf(feed) || address,
      feed: address.trim(),
      site: ($(feed).attr('htmlUrl') ?? '').trim(),
      folder: folders.map(nameOf).filter(Boolean).join(' / '),
    };
  });
}
