import { describeError, findStorageFault } from '../server/errors.ts';
import type { Extraction } from '../server/facts/extraction.ts';
import type { ImportItem } from '../server/facts/import-receipt.ts';
import { DEFAULT_TLP, type NormalisedDocument, type UnreadWords } from '../server/model.ts';
import type { DocumentWriter, Provenance } from '../server/store/document-writer.ts';
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

/** A reading as far as it comes without the base being locked: a line of the receipt, or a document to be stored. */
export type Prepared = { reading: Reading; item: ImportItem } | { reading: ItemReading; draft: Draft };

/** A document that may be stored. */
interface Draft {
  document: NormalisedDocument;
  /** The line of the receipt so far. */
  item: ImportItem;
  provenance: Omit<Provenance, 'at' | 'runId'>;
  /** Left out where the base holds the document already. */
  extraction?: Extraction;
}

type ItemReading = Extract<Reading, { item: unknown }>;

/** The stages that need no lock: normalise → plan → extract. Bad input becomes a line that says why. */
export function prepareReading(pipeline: Pipeline, reading: Reading): Prepared {
  if (!('item' in reading)) return { reading, item: lineOf(reading) };
  try {
    const draft = draftDocument(pipeline, reading);
    const { outcome } = pipeline.writer.planDocument(draft.document, draft.provenance);
    const isNew = outcome === 'stored' || outcome === 'updated';
    return { reading, draft: isNew ? { ...draft, extraction: extractFrom(pipeline, draft) } : draft };
  } catch (error) {
    return { reading, item: refuse(reading, error) };
  }
}

/** The last stage: store, by what the base holds at that moment. One receipt line a reading. */
export function importPrepared(pipeline: Pipeline, prepared: Prepared): ReportedItem {
  const { reading } = prepared;
  const item = 'item' in prepared ? prepared.item : storeDraft(pipeline, prepared.reading, prepared.draft);
  pipeline.known?.note(item, reading.ends);
  return {
    ...item,
    ...(reading.format ? { format: reading.format.name } : {}),
    ...(pipeline.dryRun
      ? { found: describeReading(reading, 'draft' in prepared ? prepared.draft.document : undefined) }
      : {}),
  };
}

function lineOf(reading: Exclude<Reading, ItemReading>): ImportItem {
  const place = { path: reading.file.path, locator: reading.locator, title: reading.title };
  if ('failure' in reading) return quarantine(place, reading.failure);
  if ('known' in reading) {
    const { outcome, documentId, reason } = reading.known;
    return { ...place, outcome, documentId, reason, counts: {}, warnings: [] };
  }
  return { ...place, outcome: 'unchanged', documentId: null, reason: reading.unchanged, counts: {}, warnings: [] };
}

function draftDocument(pipeline: Pipeline, { file, format, item: { document: read, warnings } }: ItemReading): Draft {
  const { sources, directory } = pipeline;
  const parsed = applyStated(attributeToOrigin(read, file, pipeline), file.stated);
  const context = { sources, directory, fileName: file.name, folder: file.folder, format: format.name };
  const { document, warnings: doubts } = normaliseDocument(parsed, context);
  const place = { path: file.path, locator: read.locator, title: document.title, documentId: document.id };
  const versions = { formatVersion: format.version, extractorVersion: EXTRACTOR_VERSION };
  return {
    document,
    item: { ...place, outcome: 'unchanged', reason: '', counts: {}, warnings: [...warnings, ...doubts] },
    provenance: { ...versions, fileName: file.name, format: format.name },
  };
}

const extractFrom = ({ extractor }: Pipeline, { document, provenance }: Draft): Extraction =>
  extractor.extract({ ...document, format: provenance.format });

function storeDraft(pipeline: Pipeline, reading: ItemReading, draft: Draft): ImportItem {
  const { document, item, provenance } = draft;
  try {
    const plan = pipeline.writer.planDocument(document, provenance);
    if (plan.outcome === 'unchanged') return item;
    if (plan.outcome === 'duplicate')
      return { ...item, outcome: 'duplicate', documentId: plan.of, reason: `duplicate of document ${plan.of}` };
    const extraction = draft.extraction ?? extractFrom(pipeline, draft);
    const { runId, now } = pipeline;
    const versionOf =
      runId === null
        ? undefined
        : pipeline.writer.saveDocument(document, extraction, { ...provenance, at: now(), runId }).versionOf;
    return {
      ...item,
      outcome: plan.outcome === 'stored' && versionOf ? 'version' : plan.outcome,
      reason: versionOf ? `version of document ${versionOf}` : '',
      counts: countFacts(extraction, document.removed.length),
      unread: pickUnread(document.text, extraction.unread),
    };
  } catch (error) {
    return refuse(reading, error);
  }
}

/** @throws the error where it is the base that ails: that is no fault of the document, and nothing more can be stored. */
function refuse({ file, item: { document: read } }: ItemReading, error: unknown): ImportItem {
  if (findStorageFault(error)) throw error;
  const place = { path: file.path, locator: read.locator, title: read.title };
  const tlp = read.tlp === undefined ? {} : { tlp: parseTlp(read.tlp, DEFAULT_TLP) };
  return { ...quarantine(place, describeError(error)), ...tlp };
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
