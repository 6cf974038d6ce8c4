import type { ImportItem } from '../server/facts/import-receipt.ts';
import type { NormalisedDocument, ParsedDocument } from '../server/model.ts';
import { parsePublished } from './normalise/published.ts';
import type { Reading } from './read-items.ts';

/** The fields of one item as read from its file, for whoever checks the readers. */
export interface FoundFields {
  title: string;
  author: string | null;
  /** Absolute, as the file states it. */
  url: string | null;
  /** As written. */
  published: string | null;
  /** RFC 3339 with the source's offset, or the day, month or year alone. */
  date: string | null;
  language: string | null;
  /** As it would be stored. */
  text: string;
  /** The feed that the item is of. */
  feed: { title: string; url?: string; updated?: string } | null;
}

/** A line of the receipt with what the reader has to say. */
export interface ReportedItem extends ImportItem {
  /** Of the reader that took the file; absent where none fitted. */
  format?: string;
  /** In a dry run: what was read, in full. */
  found?: FoundFields;
}

/**
 * What a reading found, whether or not it can be imported.
 * @param document what became of it; undefined where nothing did
 */
export function describeReading(reading: Reading, document?: NormalisedDocument): FoundFields {
  const parsed: Partial<ParsedDocument> = ('item' in reading ? reading.item.document : reading.found) ?? {};
  const { title = '', author = null, url = null, published = null } = parsed;
  return {
    ...{ title, author, url, published },
    date: dateOf(published),
    language: document?.language ?? null,
    text: document?.text ?? '',
    feed: reading.feed ?? null,
  };
}

function dateOf(published: string | null): string | null {
  const read = published === null ? undefined : parsePublished(published);
  if (!read) return null;
  const { start, precision } = read.date;
  return read.at ?? (precision === 'year' ? start.slice(0, 4) : precision === 'month' ? start.slice(0, 7) : start);
}
