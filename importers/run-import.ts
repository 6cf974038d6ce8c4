import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { migrate } from '../server/db/migrate.ts';
import { type Db, openReader, openWriter } from '../server/db/open.ts';
import { AppError } from '../server/errors.ts';
import type { ImportItem, ImportReceipt } from '../server/model.ts';
import { createDocumentWriter } from '../server/store/document-writer.ts';
import { createImportLog } from '../server/store/import-runs.ts';
import { saveReferenceData } from '../server/store/reference-writer.ts';
import { createStoredDocuments } from '../server/store/stored-documents.ts';
import { collectPaths } from './collect-files.ts';
import { buildExtractor, EXTRACTOR_VERSION } from './extract/index.ts';
import { buildSourceDirectory } from './normalise/source.ts';
import { importFile, type Pipeline } from './pipeline.ts';
import { countOutcomes } from './receipt.ts';
import { loadReferenceData, type ReferenceData } from './reference-data.ts';
import { buildReferenceRows } from './reference-rows.ts';

export interface ImportOptions {
  databasePath: string;
  paths: readonly string[];
  /** Folder that relative paths are meant from. */
  base: string;
  dryRun: boolean;
  /** Only when the base holds no document yet. */
  onlyIfEmpty?: boolean;
  onItem?: (item: ImportItem) => void;
}

const now = (): string => new Date().toISOString();

/** Runs one import: migrates, brings reference data up to date, imports every path, logs the run. */
export function runImport(options: ImportOptions): ImportReceipt {
  const startedAt = now();
  const data = loadReferenceData();
  const db = openTarget(options, data);
  try {
    const skip = options.onlyIfEmpty && createStoredDocuments(db).listStoredDocumentIds().length > 0;
    const log = options.dryRun || skip ? undefined : createImportLog(db);
    const runId = log?.beginRun(startedAt, options.paths.join(' ')) ?? null;
    const pending = listItems(buildPipeline(db, data, options), skip ? [] : collectPaths(options.paths, options.base));
    const items: ImportItem[] = [];
    for (;;) {
      const batch = takeBatch(db, pending, options.dryRun, (batched) => {
        if (runId === null) return;
        for (const [i, item] of batched.entries()) log?.logItem(runId, items.length + i, item);
      });
      if (batch.length === 0) break;
      items.push(...batch);
      for (const item of batch) options.onItem?.(item);
    }
    const totals = countOutcomes(items);
    const finishedAt = now();
    if (runId !== null) log?.finishRun(runId, finishedAt, totals);
    return { runId, startedAt, finishedAt, dryRun: options.dryRun, items, totals };
  } finally {
    db.close();
  }
}

function* listItems(pipeline: Pipeline, paths: readonly string[]): Generator<ImportItem> {
  for (const path of paths) yield* importFile(pipeline, path);
}

/** A commit waits for the disk, so a few documents share one; each is still written whole or not at all. */
const BATCH_ITEMS = 32;
const BATCH_MILLISECONDS = 400;

/**
 * Imports the next few items in one transaction. They are reported only once it is committed, so nothing that a receipt names
 * can be lost.
 */
function takeBatch(
  db: Db,
  pending: Iterator<ImportItem>,
  dryRun: boolean,
  log: (batch: ImportItem[]) => void,
): ImportItem[] {
  const take = (): ImportItem[] => {
    const batch: ImportItem[] = [];
    const until = performance.now() + BATCH_MILLISECONDS;
    while (batch.length < BATCH_ITEMS && performance.now() < until) {
      const next = pending.next();
      if (next.done) break;
      batch.push(next.value);
    }
    log(batch);
    return batch;
  };
  return dryRun ? take() : db.transaction(take).immediate();
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
    return ids.length;
  } finally {
    db.close();
  }
}

/** A dry run reads the base that exists, or an empty one in memory; it never makes or changes a file. */
function openTarget({ databasePath, dryRun }: Pick<ImportOptions, 'databasePath' | 'dryRun'>, data: ReferenceData): Db {
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

function buildPipeline(db: Db, data: ReferenceData, { base, dryRun }: ImportOptions): Pipeline {
  return {
    writer: createDocumentWriter(db),
    extractor: buildExtractor(data),
    sources: data.sources,
    directory: buildSourceDirectory(data.sources),
    base,
    dryRun,
    now,
  };
}
