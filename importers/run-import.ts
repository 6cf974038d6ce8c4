import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { migrate } from '../server/db/migrate.ts';
import { type Db, openReader, openWriter } from '../server/db/open.ts';
import { AppError, describeError, findStorageFault } from '../server/errors.ts';
import type { ImportItem, ImportReceipt, ImportWay } from '../server/facts/import-receipt.ts';
import { createDocumentWriter } from '../server/store/document-writer.ts';
import { createImportLog } from '../server/store/import-runs.ts';
import { createReadFiles } from '../server/store/read-files.ts';
import { saveReferenceData } from '../server/store/reference-writer.ts';
import { fillSearchPages } from '../server/store/search-pages.ts';
import { createStoredDocuments } from '../server/store/stored-documents.ts';
import { collectPaths } from './collect-files.ts';
import { type Container, openContainer } from './contained/container.ts';
import { buildExtractor, EXTRACTOR_VERSION } from './extract/index.ts';
import type { RawFile } from './formats/format.ts';
import type { ReportedItem } from './found-fields.ts';
import { type Input, inputOfFile, readInput } from './input.ts';
import { openKnownFiles } from './known-files.ts';
import { listPageRules } from './normalise/page-rule.ts';
import { buildSourceDirectory } from './normalise/source.ts';
import type { Stated } from './normalise/stated.ts';
import { importPrepared, type Pipeline, type Prepared, prepareReading } from './pipeline.ts';
import type { Reading } from './read-items.ts';
import { stampReader } from './reader-stamp.ts';
import { countOutcomes } from './receipt.ts';
import { loadReferenceData, type ReferenceData } from './reference-data.ts';
import { buildReferenceRows } from './reference-rows.ts';

export interface ImportOptions {
  databasePath: string;
  paths: readonly string[];
  /** What to import beside the paths. */
  inputs?: readonly Input[];
  /** What the person says of the paths. */
  stated?: Stated;
  /** Who asked: the command line, or the form of the site. */
  via?: ImportWay;
  /** How the log names the run; the paths unless given. */
  command?: string;
  /** The field's vocabulary; that of the checkout unless given. */
  data?: ReferenceData;
  /** Folder that relative paths are meant from. */
  base: string;
  dryRun: boolean;
  /** Only when the base holds no document yet. */
  onlyIfEmpty?: boolean;
  onItem?: (item: ReportedItem) => void;
}

const now = (): string => new Date().toISOString();

export interface RunReceipt extends ImportReceipt {
  /** Why the run stopped before its end: whatever the items say was committed. */
  fault?: string;
}

/** Runs one import: migrates, brings reference data up to date, imports every path, logs the run. */
export function runImport(options: ImportOptions): RunReceipt {
  const startedAt = now();
  const data = options.data ?? loadReferenceData();
  const db = openTarget(options, data);
  const container = openContainer();
  try {
    const skip = options.onlyIfEmpty && createStoredDocuments(db).listStoredDocumentIds().length > 0;
    const log = options.dryRun || skip ? undefined : createImportLog(db);
    const runId = log?.beginRun(startedAt, options.command ?? options.paths.join(' '), options.via) ?? null;
    const pipeline = buildPipeline(db, data, runId, container);
    const pending = readAll(pipeline, skip ? [] : collectInputs(options));
    const items: ImportItem[] = [];
    const fault = untilFault(() => {
      for (let prepared = prepareSome(pipeline, pending); prepared.length > 0; ) {
        const batch = importSome(db, pipeline, prepared, (batched) => {
          if (runId === null) return;
          for (const [i, item] of batched.entries()) log?.logItem(runId, items.length + i, item);
        });
        items.push(...batch.map(withoutFound));
        for (const item of batch) options.onItem?.(item);
        if (prepared.length === 0) prepared = prepareSome(pipeline, pending);
      }
      if (runId !== null) log?.finishRun(runId, now(), countOutcomes(items));
      if (!options.dryRun) fillSearchPages(db);
    });
    const receipt = {
      runId,
      startedAt,
      finishedAt: now(),
      dryRun: options.dryRun,
      items,
      totals: countOutcomes(items),
    };
    return fault ? { ...receipt, fault: describeError(fault) } : receipt;
  } finally {
    container.close();
    db.close();
  }
}

/** @returns the fault of the disk or the base that ended the work; undefined when nothing did. */
function untilFault(work: () => void): AppError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const fault = findStorageFault(error);
    if (!fault) throw error;
    return fault;
  }
}

/** A receipt of thousands of files is not to hold all their text. */
function withoutFound({ found: _, ...item }: ReportedItem): ImportItem {
  return item;
}

function collectInputs({ paths, base, stated, inputs = [] }: ImportOptions): Input[] {
  return [...collectPaths(paths, base).map((path) => inputOfFile(path, base, stated)), ...inputs];
}

function* readAll({ reader, known }: Pipeline, inputs: readonly Input[]): Generator<Reading> {
  for (const input of inputs) yield* readInput(input, reader, known);
}

/** A commit waits for the disk, so some documents share one; each is still written whole or not at all. */
const BATCH_ITEMS = 128;
const BATCH_MILLISECONDS = 1500;
/** Of text that waits to be stored, with that of the files it was read from. */
const BATCH_CHARACTERS = 4_000_000;
/** Others who write wait no longer than about this. */
const LOCK_MILLISECONDS = 200;

/** Reads the next few items up to their facts, before anything is locked: a slow document holds nobody up. */
function prepareSome(pipeline: Pipeline, pending: Iterator<Reading>): Prepared[] {
  const batch: Prepared[] = [];
  const until = performance.now() + BATCH_MILLISECONDS;
  let characters = 0;
  let last: RawFile | undefined;
  while (batch.length < BATCH_ITEMS && characters < BATCH_CHARACTERS && performance.now() < until) {
    const next = pending.next();
    if (next.done) break;
    batch.push(prepareReading(pipeline, next.value));
    if (!('item' in next.value)) continue;
    const { item, file } = next.value;
    characters += item.document.body.length + (file === last ? 0 : file.text.length);
    last = file;
  }
  return batch;
}

/**
 * Stores the first few documents in one transaction. They are reported only once it is committed, so nothing that a receipt names
 * can be lost. Those taken leave the list.
 */
function importSome(
  db: Db,
  pipeline: Pipeline,
  prepared: Prepared[],
  log: (batch: ReportedItem[]) => void,
): ReportedItem[] {
  const take = (): ReportedItem[] => {
    const batch: ReportedItem[] = [];
    const until = performance.now() + LOCK_MILLISECONDS;
    for (const one of prepared) {
      batch.push(importPrepared(pipeline, one));
      if (performance.now() > until) break;
    }
    log(batch);
    return batch;
  };
  const batch = pipeline.dryRun ? take() : db.transaction(take).immediate();
  prepared.splice(0, batch.length);
  return batch;
}

/** Reads every stored text again with the present extractors and vocabulary. @returns how many documents. */
export function reextractAll(databasePath: string, onDocument?: (documentId: string) => void): number {
  const data = loadReferenceData();
  const db = openTarget({ databasePath, dryRun: false }, data);
  try {
    const stored = createStoredDocuments(db);
    const extractor = buildExtractor(data);
    const ids = stored.listStoredDocumentIds();
    for (const id of ids) {
      const document = stored.getStoredDocument(id);
      stored.replaceFacts(document, extractor.extract(document), EXTRACTOR_VERSION);
      onDocument?.(id);
    }
    fillSearchPages(db);
    return ids.length;
  } finally {
    db.close();
  }
}

/** A dry run reads the base that exists, or an empty one in memory; it never makes or changes a file. */
export function openTarget(
  { databasePath, dryRun }: Pick<ImportOptions, 'databasePath' | 'dryRun'>,
  data: ReferenceData,
): Db {
  if (dryRun) return openForDryRun(databasePath);
  const db = openWriter(databasePath);
  migrate(db);
  saveReferenceData(db, buildReferenceRows(data));
  return db;
}

function openForDryRun(databasePath: string): Db {
  try {
    if (existsSync(databasePath)) return openReader(databasePath);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'STALE_SCHEMA') throw error;
  }
  const db = new Database(':memory:');
  migrate(db);
  return db;
}

/** @param runId null for a run that writes nothing */
function buildPipeline(db: Db, data: ReferenceData, runId: number | null, container: Container): Pipeline {
  return {
    reader: { container, pages: listPageRules(data.sources) },
    writer: createDocumentWriter(db),
    extractor: buildExtractor(data),
    sources: data.sources,
    directory: buildSourceDirectory(data.sources),
    ...(runId === null ? {} : { known: openKnownFiles(createReadFiles(db), stampReader(data)) }),
    dryRun: runId === null,
    runId,
    now,
  };
}
