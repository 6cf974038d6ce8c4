import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../server/db/migrate.ts';
import { type Db, openReader, openWriter } from '../../server/db/open.ts';
import type { Passage } from '../../server/model.ts';
import { createStore, type Store } from '../../server/store/index.ts';
import { rankOfTlp } from '../../server/store/visibility.ts';
import { foldText } from '../../server/text/fold.ts';
import { tokeniseForIndex } from '../../server/text/tokenise.ts';
import { addTables } from './add-tables.ts';
import type { DocumentSeed, FigureSeed, MoveSeed, SourceSeed, VendorSeed } from './database-seeds.ts';

export interface BuiltDatabase {
  path: string;
  store: Store;
  /** Reads only, as the server does. */
  reader: Db;
  addSource(seed: SourceSeed): void;
  addVendor(seed: VendorSeed): void;
  addDocument(seed: DocumentSeed): void;
  supersede(documentId: string, byDocumentId: string): void;
  close(): void;
}

const MOVE_TYPES = [
  ['pricing', '价格', 'Pricing'],
  ['win', '得客', 'Account won'],
  ['loss', '失客', 'Account lost'],
  ['leadership', '人事', 'Leadership'],
  ['reorg', '组织', 'Organisation'],
  ['product', '产品', 'Product'],
  ['region', '区域', 'Region'],
  ['financial', '业绩', 'Results'],
  ['partnership', '合作', 'Partnership'],
  ['incident', '事故', 'Incident'],
] as const;

const METRICS = [
  ['revenue', '收入', 'Revenue'],
  ['discount', '折扣', 'Discount'],
] as const;

/** A migrated database in a new folder, with move types, metrics and one source named `press`. */
export function buildDatabase(): BuiltDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-test-'));
  const path = join(folder, 'knowledge.db');
  const db = openWriter(path);
  db.pragma('synchronous = OFF');
  migrate(db);
  MOVE_TYPES.forEach(([move_type, label_zh, label_en], position) => {
    insert(db, 'move_type', { move_type, position, label_zh, label_en });
  });
  METRICS.forEach(([metric, label_zh, label_en], position) => {
    insert(db, 'metric', { metric, position, label_zh, label_en });
  });
  addSource(db, {});
  const reader = openReader(path);
  return {
    path,
    reader,
    store: createStore(reader),
    addSource: (seed) => addSource(db, seed),
    addVendor: (seed) => addVendor(db, seed),
    addDocument: (seed) => db.transaction(() => addDocument(db, seed))(),
    supersede: (documentId, by) => {
      db.prepare('UPDATE document SET superseded_by = ? WHERE document_id = ?').run(by, documentId);
    },
    close: () => {
      reader.close();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Named columns, so that a column added later and left NULL breaks nothing here. */
function insert(db: Db, table: string, row: Record<string, string | number | bigint | Buffer | null>): number | bigint {
  const names = Object.keys(row);
  const sql = `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map(() => '?').join()})`;
  return db.prepare(sql).run(...Object.values(row)).lastInsertRowid;
}

function addSource(db: Db, seed: SourceSeed): void {
  const {
    sourceId = 'press',
    name = '云报',
    nameEn = 'Cloud Press',
    homepage = null,
    reliability = 'C',
    tlp = 'CLEAR',
  } = seed;
  insert(db, 'source', { source_id: sourceId, name, name_en: nameEn, homepage, reliability, tlp: rankOfTlp(tlp) });
}

function addVendor(db: Db, seed: VendorSeed): void {
  const { vendorId, slot = 0, nameZh = vendorId, nameEn = vendorId, noteZh = '' } = seed;
  insert(db, 'vendor', {
    ...{ vendor_id: vendorId, position: Number(db.prepare('SELECT COUNT(*) FROM vendor').pluck().get()), slot },
    ...{ mark_zh: nameZh.slice(0, 1), mark_en: nameEn.slice(0, 2).toUpperCase(), name_zh: nameZh, name_en: nameEn },
    ...{ full_zh: `${nameZh}全称`, full_en: `${nameEn} in full`, note_zh: noteZh, note_en: '' },
    ...{ is_self: Number(seed.isSelf ?? false), is_tracked: Number(seed.isTracked ?? true) },
  });
  const aliases = [{ name: nameZh, sort: 'name' }, { name: nameEn, sort: 'name' }, ...(seed.aliases ?? [])];
  for (const { name, sort } of aliases) insert(db, 'alias', { kind: 'vendor', entity_id: vendorId, name, sort });
}

function addDocument(db: Db, seed: DocumentSeed): void {
  const { documentId, text = `${seed.title ?? documentId}\n正文。`, importedAt = '2025-01-24T09:00:00.000Z' } = seed;
  const published = seed.published === undefined ? '2025-01-23' : seed.published;
  const documentNo = insert(db, 'document', {
    ...{
      document_id: documentId,
      source_id: seed.sourceId ?? 'press',
      natural_key: documentId,
      kind: seed.kind ?? 'article',
    },
    ...{
      url: seed.url ?? null,
      title: seed.title ?? documentId,
      author: seed.author ?? null,
      published_at: seed.publishedAt ?? null,
    },
    ...{ published_start: published, published_end: published, published_precision: published && 'day' },
    ...{ language: seed.language ?? 'zh', citation: seed.citation ?? null, tlp: rankOfTlp(seed.tlp ?? 'CLEAR') },
    ...{ imported_at: importedAt, updated_at: importedAt },
  });
  const revision = insert(db, 'revision', {
    ...{ document_id: documentId, sha256: '9f2c'.repeat(16), original: Buffer.from('0'), text, file_name: 'input.md' },
    ...{ format: 'markdown', format_version: 1, extractor_version: 1, fetched_at: importedAt },
  });
  db.prepare('UPDATE document SET revision_id = ? WHERE document_no = ?').run(revision, documentNo);
  (seed.passages ?? linesOf(text)).forEach((passage, ordinal) => {
    insert(db, 'passage', { revision_id: revision, ordinal, ...passage });
  });
  indexDocument(db, documentNo, seed, text);
  addTables((table, row) => insert(db, table, row), seed, revision, text);
  addFacts(db, seed, text, (quote) => addQuote(db, { documentId, revision, text, quote }));
}

/** As the importer does: bigrams and words of title, names and body. */
function indexDocument(db: Db, documentNo: number | bigint, seed: DocumentSeed, text: string): void {
  const names = [...(seed.accounts ?? []), ...(seed.people ?? [])].map(({ name }) => name);
  const tokens = (part: string): string => tokeniseForIndex(foldText(part));
  const [title, entities, body] = [tokens(seed.title ?? seed.documentId), tokens(names.join(' ')), tokens(text)];
  insert(db, 'document_fts', { rowid: documentNo, title, entities, body });
}

function addFacts(db: Db, seed: DocumentSeed, text: string, quoteId: (quote: string) => number | bigint): void {
  const document_id = seed.documentId;
  for (const { vendorId, role = 'main', count = 1 } of seed.vendors ?? []) {
    insert(db, 'vendor_mention', {
      document_id,
      vendor_id: vendorId,
      role,
      count,
      quote_id: quoteId(text.slice(0, 2)),
    });
  }
  for (const { name, quote, count = 1 } of seed.accounts ?? []) {
    insert(db, 'account_mention', { document_id, name, count, quote_id: quoteId(quote) });
  }
  for (const { name, vendorId, title, level = '', quote } of seed.people ?? []) {
    insert(db, 'person_role', { document_id, name, vendor_id: vendorId, title, level, quote_id: quoteId(quote) });
  }
  (seed.moves ?? []).forEach((move, index) => {
    addMove(db, { moveId: `${document_id}-${index}`, ...move }, document_id, quoteId(move.quote));
  });
  (seed.figures ?? []).forEach((figure, index) => {
    const start = text.indexOf(figure.value, text.indexOf(figure.quote));
    addFigure(db, { figureId: `${document_id}-f${index}`, ...figure }, document_id, quoteId(figure.quote), start);
  });
}

function addFigure(
  db: Db,
  figure: FigureSeed & { figureId: string },
  documentId: string,
  quoteId: number | bigint,
  start: number,
): void {
  const { low, high = low, period } = figure;
  insert(db, 'figure', {
    ...{ figure_id: figure.figureId, document_id: documentId, vendor_id: figure.vendorId, metric: figure.metric ?? '' },
    ...{ low, high, unit: figure.unit, state: figure.state ?? 'actual', qualifier: figure.qualifier ?? '' },
    ...{ approximate: Number(figure.approximate ?? false), confidence: figure.confidence ?? 0.8 },
    ...{ period_start: period?.start ?? null, period_end: period?.end ?? null, period_text: period?.text ?? null },
    ...{ period_precision: period?.precision ?? null, status: figure.status ?? 'proposed', quote_id: quoteId },
    ...{ value_start: start, value_end: start + figure.value.length },
    ...{ scope: figure.scope ?? '', place: figure.place ?? '' },
  });
}

function addMove(db: Db, move: MoveSeed & { moveId: string }, documentId: string, quoteId: number | bigint): void {
  const { start, end = start, precision = 'day', words = start, guessed = false } = move;
  insert(db, 'move', {
    ...{ move_id: move.moveId, document_id: documentId, vendor_id: move.vendorId, move_type: move.type },
    ...{ happened_start: start, happened_end: end, happened_precision: precision, happened_text: words },
    ...{ happened_guessed: Number(guessed), counterparty: move.counterparty ?? '', gist: move.gist ?? move.quote },
    ...{ importance: move.importance ?? 2, confidence: move.confidence ?? 0.8, state: move.state ?? 'actual' },
    ...{ status: move.status ?? 'proposed', quote_id: quoteId },
  });
}

interface QuotePlace {
  documentId: string;
  revision: number | bigint;
  text: string;
  quote: string;
}

/** One row a pair of offsets, as the importer stores them. */
function addQuote(db: Db, { documentId, revision, text, quote }: QuotePlace): number | bigint {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`${documentId}: quote is not in the text: ${quote}`);
  const end = start + quote.length;
  const known = db
    .prepare<unknown[], { id: number }>(
      'SELECT quote_id AS id FROM quote WHERE revision_id = ? AND start = ? AND "end" = ?',
    )
    .get(revision, start, end);
  if (known) return known.id;
  const [prefix, suffix] = [text.slice(Math.max(0, start - 32), start), text.slice(end, end + 32)];
  return insert(db, 'quote', {
    document_id: documentId,
    revision_id: revision,
    exact: quote,
    prefix,
    suffix,
    start,
    end,
  });
}

function linesOf(text: string): Passage[] {
  let start = 0;
  return text.split('\n').flatMap((line): Passage[] => {
    const passage: Passage = { kind: 'paragraph', start, end: start + line.length };
    start += line.length + 1;
    return line === '' ? [] : [passage];
  });
}
