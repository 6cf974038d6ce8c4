import { AppError } from '../server/errors.ts';
import { csvTable } from './formats/csv-table.ts';
import { flattenedFeed } from './formats/flattened-feed.ts';
import type { Format, RawFile } from './formats/format.ts';
import { markdown } from './formats/markdown.ts';
import { plainText } from './formats/plain-text.ts';
import { xmlFeed } from './formats/xml-feed.ts';

/** Every format that can be read. A new one is one file and one word here. */
export const FORMATS: readonly Format[] = [flattenedFeed, xmlFeed, markdown, csvTable, plainText];

/**
 * Chooses by content: the best score reads the file.
 * @throws AppError UNKNOWN_FORMAT when none fits, or when two fit equally well.
 */
export function chooseFormat(file: RawFile): Format {
  const scored = FORMATS.map((format) => ({ format, score: format.match(file) })).sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score === 0) throw new AppError('UNKNOWN_FORMAT', `${file.path}: no format fits`);
  if (second && second.score === best.score) {
    throw new AppError(
      'UNKNOWN_FORMAT',
      `${file.path}: ${best.format.name} and ${second.format.name} fit equally well`,
    );
  }
  return best.format;
}
