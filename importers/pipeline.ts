import { relative } from 'node:path';
import { describeError } from '../server/errors.ts';
import type { Extraction, ImportItem, ParsedDocument } from '../server/model.ts';
import type { DocumentWriter } from '../server/store/document-writer.ts';
import { readRawFile } from './collect-files.ts';
import { EXTRACTOR_VERSION, type Extractor } from './extract/index.ts';
import type { Format, ParsedItem, RawFile } from './formats/format.ts';
import { normaliseDocument } from './normalise/document.ts';
import type { SourceDirectory } from './normalise/source.ts';
import type { SourceRules } from './reference-data.ts';
import { chooseFormat } from './registry.ts';

/** Everything that an import needs; nothing of it changes while it runs. */
export interface Pipeline {
  writer: DocumentWriter;
  extractor: Extractor;
  sources: readonly SourceRules[];
  directory: SourceDirectory;
  /** Folder that paths in the receipt are relative to. */
  base: string;
  dryRun: boolean;
  now: () => string;
}

/**
 * The stages in reading order: source → read → parse → normalise → plan → extract → store. One receipt line an item; bad
 * input becomes a quarantined line and the rest goes on.
 */
export function* importFile(pipeline: Pipeline, path: string): Generator<ImportItem> {
  let file: RawFile;
  let format: Format;
  let items: ParsedItem[];
  try {
    file = readRawFile(path, pipeline.base);
    format = chooseFormat(file);
    items = format.parse(file);
  } catch (error) {
    yield quarantine({ path: relative(pipeline.base, path) || path, locator: '', title: '' }, describeError(error));
    return;
  }
  for (const item of items) {
    if ('problem' in item)
      yield quarantine({ path: file.path, locator: item.locator, title: item.title }, `BROKEN_FORMAT: ${item.problem}`);
    else yield importDocument(pipeline, file, format, item.document, item.warnings);
  }
  if (items.length === 0)
    yield quarantine({ path: file.path, locator: '', title: '' }, `EMPTY_DOCUMENT: ${format.name} found no item`);
}

function importDocument(
  pipeline: Pipeline,
  file: RawFile,
  format: Format,
  parsed: ParsedDocument,
  warnings: string[],
): ImportItem {
  const place = { path: file.path, locator: parsed.locator, title: parsed.title };
  try {
    const context = {
      sources: pipeline.sources,
      directory: pipeline.directory,
      fileName: file.name,
      folder: file.folder,
    };
    const { document, warnings: doubts } = normaliseDocument(parsed, context);
    const item = {
      ...place,
      title: document.title,
      documentId: document.id,
      reason: '',
      counts: {},
      warnings: [...warnings, ...doubts],
    };
    const versions = { formatVersion: format.version, extractorVersion: EXTRACTOR_VERSION };
    const plan = pipeline.writer.planDocument(document, versions);
    if (plan.outcome === 'unchanged') return { ...item, outcome: 'unchanged' };
    if (plan.outcome === 'duplicate')
      return { ...item, outcome: 'duplicate', documentId: plan.of, reason: `duplicate of document ${plan.of}` };
    const extraction = pipeline.extractor.extract(document);
    const provenance = { ...versions, fileName: file.name, format: format.name, at: pipeline.now() };
    const versionOf = pipeline.dryRun
      ? undefined
      : pipeline.writer.saveDocument(document, extraction, provenance).versionOf;
    const reason = versionOf ? `version of document ${versionOf}` : '';
    return { ...item, reason, outcome: plan.outcome, counts: countFacts(extraction, document.removed.length) };
  } catch (error) {
    return quarantine(place, describeError(error));
  }
}

function quarantine(place: Pick<ImportItem, 'path' | 'locator' | 'title'>, reason: string): ImportItem {
  return { ...place, outcome: 'quarantined', documentId: null, reason, counts: {}, warnings: [] };
}

function countFacts(extraction: Extraction, removed: number): Record<string, number> {
  const { vendors, accounts, people, moves, figures, unread } = extraction;
  return {
    moves: moves.length,
    figures: figures.length,
    people: people.length,
    accounts: accounts.length,
    vendors: vendors.length,
    unread: unread.length,
    boilerplate: removed,
  };
}
