import { createHash } from 'node:crypto';
import { AppError } from '../../server/errors.ts';
import type { NormalisedDocument, ParsedDocument } from '../../server/model.ts';
import type { SourceRules } from '../reference-data.ts';
import { buildBlocks } from './blocks.ts';
import { removeBoilerplate } from './boilerplate.ts';
import { joinHardWraps } from './hard-wraps.ts';
import { parsePublished } from './published.ts';
import { canonicaliseUrl, parseTlp, type SourceDirectory } from './source.ts';
import { joinStackedTables } from './stacked-tables.ts';
import { normaliseCharacters, normaliseLine } from './text.ts';
import { findWeekdayFaults, type WeekdayFault } from './weekday.ts';

export interface NormaliseContext {
  sources: readonly SourceRules[];
  directory: SourceDirectory;
  fileName: string;
  /** Name of the format that read it. */
  format?: string | undefined;
  /** Parts files of one name: 2024/notes.txt is not 2025/notes.txt. */
  folder?: string | undefined;
}

export interface Normalised {
  document: NormalisedDocument;
  warnings: string[];
}

/** Longer documents are refused: no article comes near, and every later stage is linear in this. */
export const LONGEST_TEXT = 2_000_000;

/**
 * Turns what a format read into what is stored: canonical link, one form of characters, passages, source and class.
 * Its id is a hash of source and natural key (the link, else folder, file and title), so a second import finds the first.
 * @throws AppError EMPTY_DOCUMENT or TOO_LARGE.
 */
export function normaliseDocument(parsed: ParsedDocument, context: NormaliseContext): Normalised {
  const source = context.directory.find({ ...parsed, format: context.format });
  const url = canonicaliseUrl(parsed.url, source, context.sources);
  const title = normaliseLine(parsed.title) || normaliseLine(context.fileName);
  const blocks = readBlocks(parsed, source, `${context.fileName} ${parsed.locator}`.trim());
  const published = parsed.published ? parsePublished(parsed.published) : undefined;
  const naturalKey = url ?? `${context.folder ? `${context.folder}/` : ''}${context.fileName}#${title}`;
  const warnings = [
    ...(parsed.published && !published ? [`the date "${parsed.published.slice(0, 40)}" was not understood`] : []),
    ...(parsed.url && !url ? [`"${parsed.url.slice(0, 80)}" is not a web link`] : []),
    ...(parsed.published ? [] : ['no publication date']),
    ...findWeekdayFaults(blocks.text).map(describeWeekday),
  ];
  const document: NormalisedDocument = {
    id: hash(`${source.id}\n${naturalKey}`).slice(0, 16),
    sourceId: source.id,
    naturalKey,
    kind: parsed.kind ?? 'article',
    url,
    title,
    author: parsed.author ? normaliseLine(parsed.author, 100) : null,
    publishedAt: published?.at ?? null,
    published: published?.date ?? null,
    language: parsed.language ?? languageOf(blocks.text),
    citation: parsed.citation ? normaliseLine(parsed.citation) : null,
    tlp: parseTlp(parsed.tlp, source.tlp),
    text: blocks.text,
    passages: blocks.passages,
    removed: blocks.removed,
    original: parsed.original,
    sha256: hash(parsed.original),
  };
  return { document, warnings };
}

function describeWeekday({ words, actual, fittingYears }: WeekdayFault): string {
  const years = fittingYears.length > 0 ? `; the weekday fits ${fittingYears.join(' and ')}` : '';
  return `"${words}" cannot be: that day was 周${actual}${years}`;
}

function readBlocks(parsed: ParsedDocument, source: SourceRules, where: string) {
  if (parsed.body.length > LONGEST_TEXT)
    throw new AppError('TOO_LARGE', `${where}: ${parsed.body.length} characters, the limit is ${LONGEST_TEXT}`);
  const characters = normaliseCharacters(parsed.body);
  const unwrapped = parsed.kind === 'table' ? characters : joinHardWraps(joinStackedTables(characters));
  const { body, removed } = removeBoilerplate(unwrapped, source);
  const blocks = buildBlocks(body);
  if (blocks.text === '') throw new AppError('EMPTY_DOCUMENT', `${where}: no text in "${parsed.title.slice(0, 60)}"`);
  return { ...blocks, removed };
}

function hash(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** zh where at least one letter in ten is Han; else en. Enough for fonts and the language filter. */
function languageOf(text: string): string {
  const sample = text.slice(0, 5000);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = sample.match(/[a-z]/gi)?.length ?? 0;
  return han * 9 >= latin ? 'zh' : 'en';
}
