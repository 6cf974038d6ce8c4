import { AppError } from '../server/errors.ts';
import { csvTable } from './formats/csv-table.ts';
import { docx } from './formats/docx.ts';
import { flattenedFeed } from './formats/flattened-feed.ts';
import type { AnyFormat, RawFile } from './formats/format.ts';
import { htmlArticle } from './formats/html-article.ts';
import { incidentRecord } from './formats/incident-record.ts';
import { jsonFeed } from './formats/json-feed.ts';
import { mail, webArchive } from './formats/mail.ts';
import { markdown } from './formats/markdown.ts';
import { opml } from './formats/opml.ts';
import { pdf } from './formats/pdf.ts';
import { plainText } from './formats/plain-text.ts';
import { regionList } from './formats/region-list.ts';
import { releaseNotes } from './formats/release-notes.ts';
import { describeUnreadable } from './formats/unreadable.ts';
import { xlsx } from './formats/xlsx.ts';
import { xmlFeed } from './formats/xml-feed.ts';
import { zip } from './formats/zip.ts';

/** Every format that can be read. A new one is one file and one word here. */
export const FORMATS: readonly AnyFormat[] = [
  ...[flattenedFeed, xmlFeed, jsonFeed, opml, markdown, csvTable, plainText],
  ...[htmlArticle, webArchive, mail, docx, xlsx, pdf, zip],
  ...[releaseNotes, incidentRecord, regionList],
];

/** Of a long text, what formats look at to tell whose it is. */
const MOST_SEEN = 2_000_000;

/** Formats of lists of articles that are published anew all the time. */
export const FEED_FORMATS: ReadonlySet<string> = new Set(['xml-feed', 'json-feed', 'flattened-feed']);

/**
 * Chooses by content: the best score reads the file.
 * @param among names of the formats that may; all when absent
 * @throws AppError UNKNOWN_FORMAT when none fits, or when two fit equally well.
 */
export function chooseFormat(file: RawFile, among?: ReadonlySet<string>): AnyFormat {
  const formats = FORMATS.filter(({ name }) => among?.has(name) ?? true);
  const seen = file.text.length > MOST_SEEN ? { ...file, text: file.text.slice(0, MOST_SEEN) } : file;
  const scored = formats.map((format) => ({ format, score: format.match(seen) })).sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score === 0) {
    const reason = (!among && describeUnreadable(file)) || 'no format fits';
    throw new AppError('UNKNOWN_FORMAT', `${file.path}: ${reason}`);
  }
  if (second && second.score === best.score) {
    throw new AppError(
      'UNKNOWN_FORMAT',
      `${file.path}: ${best.format.name} and ${second.format.name} fit equally well`,
    );
  }
  return best.format;
}

/** @throws AppError UNKNOWN_FORMAT for a name that no format has. */
export function getFormat(name: string): AnyFormat {
  const format = FORMATS.find((one) => one.name === name);
  if (!format) throw new AppError('UNKNOWN_FORMAT', `${name}: no such reader`);
  return format;
}
