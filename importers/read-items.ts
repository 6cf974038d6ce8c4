import { basename, dirname } from 'node:path';
import { AppError, describeError } from '../server/errors.ts';
import type { ParsedDocument } from '../server/model.ts';
import type { FileStamp, KnownItem } from '../server/store/read-files.ts';
import { makeRawFile } from './collect-files.ts';
import type { Container } from './contained/container.ts';
import {
  type AnyFormat,
  type FeedHead,
  type InnerFile,
  type ParsedItem,
  type RawFile,
  WHOLE_FILE,
} from './formats/format.ts';
import { LONGEST_TEXT } from './normalise/document.ts';
import type { PageRule } from './normalise/page-rule.ts';
import { chooseFormat } from './registry.ts';

/** What reading takes beside the file. */
export interface Reader {
  container: Container;
  /** How pages of registered sources are built. */
  pages: readonly PageRule[];
}

/** One thing that a file gave: a document, or the reason why there is none. */
export type Reading = Origin &
  (
    | { file: RawFile; format: AnyFormat; item: Extract<ParsedItem, { document: unknown }> }
    | { locator: string; title: string; failure: string; found?: Partial<ParsedDocument> }
    /** In order, with nothing to import: why. */
    | { locator: string; title: string; unchanged: string; found?: undefined }
    /** Of a file that was read before, with the same bytes. */
    | { locator: string; title: string; known: KnownItem; found?: undefined }
  );

/** What is known of a file beforehand. */
export interface Expectation {
  /** Formats that may read it; all when absent. */
  formats?: ReadonlySet<string>;
  /** Whether it is in order that it holds no item. */
  mayBeEmpty?: boolean;
}

/** Where something was read; without a format where none fitted. */
interface Origin {
  file: Pick<RawFile, 'path'>;
  format?: AnyFormat | undefined;
  /** The feed whose item it is. */
  feed?: FeedHead | undefined;
  /** Set on the last reading of an input: by what it is to be known again, null when it is not. */
  ends?: Ending | null;
}

export interface Ending {
  stamp: FileStamp;
  /** Of the input, as the receipt names it. */
  path: string;
}

/** What a file and all files inside it have used up together. */
interface Nesting {
  depth: number;
  spent: { bytes: number; files: number };
}

const DEEPEST_NESTING = 3;
const MOST_INNER_BYTES = 400 * 1024 * 1024;
const MOST_INNER_FILES = 20_000;
/** A text longer than this is read in the child too, whatever its format. */
const LONG_TEXT = 1_000_000;

/** Reads a file, and the files inside it as if they lay in a folder of its name. Never throws: what fails is an item. */
export function* readItems(
  file: RawFile,
  reader: Reader,
  { formats, mayBeEmpty = false }: Expectation = {},
  nesting: Nesting = { depth: 0, spent: { bytes: 0, files: 0 } },
): Generator<Reading> {
  const { path } = file;
  let format: AnyFormat | undefined;
  let feed: FeedHead | undefined;
  let count = 0;
  try {
    format = chooseFormat(file, formats);
    for (const item of parseAll(file, format, reader)) {
      if ('feed' in item) feed = item.feed;
      else count++;
      yield* readingsOf(item, { file, format, feed }, reader, nesting);
    }
    if (count > 0) return;
    if (mayBeEmpty)
      yield { file: { path }, format, feed, locator: '', title: '', unchanged: `${format.name} found no item` };
    else throw new AppError('EMPTY_DOCUMENT', `${file.path}: ${format.name} found no item`);
  } catch (error) {
    yield { file: { path }, format, feed, locator: '', title: '', failure: describeError(error) };
  }
}

/** A long answer comes in parts: the reader says where to go on. */
function* parseAll(file: RawFile, format: AnyFormat, { container, pages }: Reader): Generator<ParsedItem> {
  const { length } = file.text;
  if (!('contained' in format) && format.isOneText && length > LONGEST_TEXT)
    throw new AppError('TOO_LARGE', `${file.path}: ${length} characters, the limit is ${LONGEST_TEXT}`);
  let from: number | undefined = 0;
  while (from !== undefined) {
    const items: ParsedItem[] = isTrusted(file, format)
      ? format.parse(file)
      : container.parse(format.name, neededOf(file, format), { pages, from });
    from = undefined;
    for (const item of items) {
      if ('resumeAt' in item) from = item.resumeAt;
      else yield item;
    }
  }
}

/** Text and bytes say the same, and each is copied on its way to the child; a file of its own is read there again. */
function neededOf({ bytes, ...file }: RawFile, format: AnyFormat): RawFile {
  if (!('contained' in format) || format.reads === 'text') return file;
  return file.place || !bytes ? { ...file, text: '' } : { ...file, text: '', bytes };
}

const isTrusted = (file: RawFile, format: AnyFormat): format is Exclude<AnyFormat, { contained: true }> =>
  !('contained' in format) && file.text.length <= LONG_TEXT;

function* readingsOf(
  item: ParsedItem,
  origin: Origin & { file: RawFile; format: AnyFormat },
  reader: Reader,
  nesting: Nesting,
): Generator<Reading> {
  const { file } = origin;
  if ('inner' in item) yield* readInner(item.inner, file, reader, nesting);
  else if ('problem' in item)
    yield { ...origin, ...item, file: { path: file.path }, failure: `BROKEN_FORMAT: ${item.problem}` };
  else if ('document' in item) {
    const { document, warnings } = item;
    const original = document.original === WHOLE_FILE ? file.text || (file.bytes ?? '') : document.original;
    yield { ...origin, item: { document: { ...document, original }, warnings } };
  }
}

function* readInner(inner: InnerFile, outer: RawFile, reader: Reader, { depth, spent }: Nesting): Generator<Reading> {
  const path = `${outer.path}/${inner.name.slice(0, 300)}`;
  const folder = basename(dirname(path));
  spent.bytes += inner.bytes.byteLength;
  spent.files++;
  if (depth + 1 > DEEPEST_NESTING || spent.bytes > MOST_INNER_BYTES || spent.files > MOST_INNER_FILES) {
    const limits = `${DEEPEST_NESTING} levels, ${MOST_INNER_FILES} files, ${MOST_INNER_BYTES} bytes`;
    const error = new AppError('UNSAFE_ARCHIVE', `${path}: files inside files beyond the limits (${limits})`);
    yield { file: { path }, locator: '', title: '', failure: describeError(error) };
    return;
  }
  const { buffer, byteOffset, byteLength } = inner.bytes;
  const place = { path, name: basename(path), folder, ...inherited(outer) };
  try {
    const file = makeRawFile(place, Buffer.from(buffer, byteOffset, byteLength));
    yield* readItems(file, reader, {}, { depth: depth + 1, spent });
  } catch (error) {
    yield { file: { path }, locator: '', title: '', failure: describeError(error) };
  }
}

/** A file inside another is of the same source and class. */
function inherited({ sourceId, stated }: RawFile): Pick<RawFile, 'sourceId' | 'stated'> {
  return { ...(sourceId && { sourceId }), ...(stated?.tlp && { stated: { tlp: stated.tlp } }) };
}
