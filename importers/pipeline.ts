import { describeError, findStorageFault } from '../server/errors.ts';
import type { Extraction } from '../server/facts/extraction.ts';
import type { ImportItem } from '../server/facts/import-receipt.ts';
import { DEFAULT_TLP, type NormalisedDocument, type UnreadWords } from '../server/model.ts';
import type { DocumentWriter } from '../server/store/document-writer.ts';
import { EXTRACTOR_VERSION, type Extractor } from './extract/index.ts';
import { describeReading, type ReportedItem } from './found-fields.ts';
import type { KnownFiles } from './known-files.ts';
import { attributeToOrigin } from './normalise/attribute.ts';
import { normaliseDocument } from './normalise/document.ts';
import { parseTlp, type SourceDirectory } from './normalise/source.ts';
import { applyStated } from './normalise/stated.ts';
import type { Reader, Reading } from './read-items.ts';
import type { SourceRules } from './reference-data.ts';

/** Everything that an import needs; nothing of it changes while it runs. */
export interface Pipeline {
  writer: DocumentWriter;
  reader: Reader;
  extractor: Extractor;
  /** Files that were read before; absent in a dry run, which reads all. */
  known?: KnownFiles;
  sources: readonly SourceRules[];
  directory: SourceDirectory;
  dryRun: boolean;
  /** Of the log; null in a dry run. */
  runId: number | null;
  now: () => string;
}

/** The stages after reading: normalise → plan → extract → store. One receipt line a reading. */
export function importReading(pipeline: Pipeline, reading: Reading): ReportedItem {
  const { document, ...item } = importRead(pipeline, reading);
  pipeline.known?.note(item, reading.ends);
  return {
    ...item,
    ...(reading.format ? { format: reading.format.name } : {}),
    ...(pipeline.dryRun ? { found: describeReading(reading, document) } : {}),
  };
}

type Imported = ImportItem & { document?: NormalisedDocument };

function importRead(pipeline: Pipeline, reading: Reading): Imported {
  if ('item' in reading) return importDocument(pipeline, reading);
  const place = { path: reading.file.path, locator: reading.locator, title: reading.title };
  if ('failure' in reading) return quarantine(place, reading.failure);
  if ('known' in reading) {
    const { outcome, documentId, reason } = reading.known;
    return { ...place, outcome, documentId, reason, counts: {}, warnings: [] };
  }
  return { ...place, outcome: 'unchanged', documentId: null, reason: reading.unchanged, counts: {}, warnings: [] };
}

function importDocument(
  pipeline: Pipeline,
  { file, format, item: { document: read, warnings } }: Extract<Reading, { item: unknown }>,
): Imported {
  const place = { path: file.path, locator: read.locator, title: read.title };
  try {
    const parsed = applyStated(attributeToOrigin(read, file, pipeline), file.stated);
    const context = {
      sources: pipeline.sources,
      directory: pipeline.directory,
      fileName: file.name,
      folder: file.folder,
      format: format.name,
    };
    const { document, warnings: doubts } = normaliseDocument(parsed, context);
    const item = {
      ...place,
      title: document.title,
      document,
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
    const extraction = pipeline.extractor.extract({ ...document, format: format.name });
    const { runId } = pipeline;
    const provenance = { ...versions, fileName: file.name, format: format.name, at: pipeline.now() };
    const versionOf =
      runId === null
        ? undefined
        : pipeline.writer.saveDocument(document, extraction, { ...provenance, runId }).versionOf;
    const reason = versionOf ? `version of document ${versionOf}` : '';
    const unread = pickUnread(document.text, extraction.unread);
    const outcome = plan.outcome === 'stored' && versionOf ? 'version' : plan.outcome;
    return { ...item, reason, outcome, counts: countFacts(extraction, document.removed.length), unread };
  } catch (error) {
    // What ails the base is no fault of the document: nothing more can be stored.
    if (findStorageFault(error)) throw error;
    const tlp = read.tlp === undefined ? {} : { tlp: parseTlp(read.tlp, DEFAULT_TLP) };
    return { ...quarantine(place, describeError(error)), ...tlp };
  }
}

function quarantine(place: Pick<ImportItem, 'path' | 'locator' | 'title'>, reason: string): ImportItem {
  return { ...place, outcome: 'quarantined', documentId: null, reason, counts: {}, warnings: [] };
}

function countFacts(extraction: Extraction, removed: number): Record<string, number> {
  const { vendors, accounts, people, moves, figures, tables, unread } = extraction;
  return {
    moves: moves.length,
    figures: figures.length,
    tables: tables.length,
    doubtful: tables.flatMap(({ cells }) => cells).filter(({ reasons }) => reasons.length > 0).length,
    people: people.length,
    accounts: accounts.length,
    vendors: vendors.length,
    unread: unread.length,
    guessed: moves.filter(({ happened }) => happened.guessed).length,
    boilerplate: removed,
  };
}

/** A receipt is read in passing: the document's page shows all. */
const MOST_UNREAD = 3;

/** @returns those with most clues, in reading order. */
function pickUnread(text: string, sentences: Extraction['unread']): UnreadWords[] {
  return [...sentences]
    .sort((a, b) => b.why.length - a.why.length)
    .slice(0, MOST_UNREAD)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, why }) => ({ text: text.slice(start, end), why }));
}
