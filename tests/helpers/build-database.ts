import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../server/db/migrate.ts';
import { type Db, openReader, openWriter } from '../../server/db/open.ts';
import type { DatePrecision, DocumentKind, Importance, MoveState, Passage, Reliability, ReviewStatus, Tlp, VendorRole } from '../../server/model.ts';
import { createStore, type Store } from '../../server/store/index.ts';
import { rankOfTlp } from '../../server/store/visibility.ts';

export interface SourceSeed {
  sourceId?: string;
  name?: string;
  nameEn?: string;
  homepage?: string | null;
  reliability?: Reliability;
  tlp?: Tlp;
}

export interface VendorSeed {
  vendorId: string;
  slot?: number;
  nameZh?: string;
  nameEn?: string;
  noteZh?: string;
  isSelf?: boolean;
  isTracked?: boolean;
  aliases?: { name: string; sort: string }[];
}

export interface MoveSeed {
  moveId?: string;
  vendorId: string;
  type: string;
  /** Words of the document's text that say it. */
  quote: string;
  start: string;
  end?: string;
  precision?: DatePrecision;
  words?: string;
  guessed?: boolean;
  counterparty?: string;
  gist?: string;
  importance?: Importance;
  confidence?: number;
  state?: MoveState;
  status?: ReviewStatus;
}

export interface DocumentSeed {
  documentId: string;
  sourceId?: string;
  kind?: DocumentKind;
  url?: string | null;
  title?: string;
  author?: string | null;
  publishedAt?: string | null;
  published?: string | null;
  language?: string;
  citation?: string | null;
  tlp?: Tlp;
  importedAt?: string;
  text?: string;
  /** One paragraph a line unless told. */
  passages?: Passage[];
  vendors?: { vendorId: string; role?: VendorRole; count?: number }[];
  accounts?: { name: string; quote: string; count?: number }[];
  people?: { name: string; vendorId: string; title: string; level?: string; quote: string }[];
  moves?: MoveSeed[];
}

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

/** A migrated database in a new folder, with move types and one source named `press`. */
export function buildDatabase(): BuiltDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-test-'));
  const path = join(folder, 'knowledge.db');
  const db = openWriter(path);
  db.pragma('synchronous = OFF');
  migrate(db);
  MOVE_TYPES.forEach(([type, zh, en], position) => {
    db.prepare('INSERT INTO move_type VALUES (?, ?, ?, ?)').run(type, position, zh, en);
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

function addSource(db: Db, seed: SourceSeed): void {
  const { sourceId = 'press', name = '云报', nameEn = 'Cloud Press', homepage = null, reliability = 'C', tlp = 'CLEAR' } = seed;
  db.prepare('INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)').run(sourceId, name, nameEn, homepage, reliability, rankOfTlp(tlp));
}

function addVendor(db: Db, seed: VendorSeed): void {
  const { vendorId, slot = 0, nameZh = vendorId, nameEn = vendorId, noteZh = '' } = seed;
  const position = Number(db.prepare('SELECT COUNT(*) FROM vendor').pluck().get());
  db.prepare('INSERT INTO vendor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...[vendorId, position, slot, nameZh.slice(0, 1), nameEn.slice(0, 2).toUpperCase(), nameZh, nameEn],
    ...[`${nameZh}全称`, `${nameEn} in full`, noteZh, '', Number(seed.isSelf ?? false), Number(seed.isTracked ?? true)],
  );
  for (const { name, sort } of seed.aliases ?? []) {
    db.prepare("INSERT INTO alias VALUES ('vendor', ?, ?, ?)").run(vendorId, name, sort);
  }
}

function addDocument(db: Db, seed: DocumentSeed): void {
  const { documentId, text = `${seed.title ?? documentId}\n正文。`, importedAt = '2025-01-24T09:00:00.000Z' } = seed;
  const published = seed.published === undefined ? '2025-01-23' : seed.published;
  const inserted = db
    .prepare(`INSERT INTO document (document_id, source_id, natural_key, kind, url, title, author, published_at, published_start,
      published_end, published_precision, language, citation, tlp, imported_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(
      ...[documentId, seed.sourceId ?? 'press', documentId, seed.kind ?? 'article', seed.url ?? null, seed.title ?? documentId],
      ...[seed.author ?? null, seed.publishedAt ?? null, published, published, published && 'day', seed.language ?? 'zh'],
      ...[seed.citation ?? null, rankOfTlp(seed.tlp ?? 'CLEAR'), importedAt, importedAt],
    );
  const revision = db
    .prepare(`INSERT INTO revision (document_id, sha256, original, text, file_name, format, format_version, extractor_version, fetched_at)
      VALUES (?, ?, x'00', ?, 'input.md', 'markdown', 1, 1, ?)`)
    .run(documentId, '9f2c'.repeat(16), text, importedAt).lastInsertRowid;
  db.prepare('UPDATE document SET revision_id = ? WHERE document_no = ?').run(revision, inserted.lastInsertRowid);
  (seed.passages ?? linesOf(text)).forEach(({ kind, start, end }, ordinal) => {
    db.prepare('INSERT INTO passage VALUES (?, ?, ?, ?, ?)').run(revision, ordinal, kind, start, end);
  });
  addFacts(db, seed, text, (quote) => addQuote(db, { documentId, revision, text, quote }));
}

function addFacts(db: Db, seed: DocumentSeed, text: string, quoteId: (quote: string) => number | bigint): void {
  const { documentId } = seed;
  for (const { vendorId, role = 'main', count = 1 } of seed.vendors ?? []) {
    db.prepare('INSERT INTO vendor_mention VALUES (?, ?, ?, ?, ?)').run(documentId, vendorId, role, count, quoteId(text.slice(0, 2)));
  }
  for (const { name, quote, count = 1 } of seed.accounts ?? []) {
    db.prepare('INSERT INTO account_mention VALUES (?, ?, NULL, ?, ?)').run(documentId, name, count, quoteId(quote));
  }
  for (const { name, vendorId, title, level = '', quote } of seed.people ?? []) {
    db.prepare('INSERT INTO person_role VALUES (?, ?, ?, ?, ?, ?)').run(documentId, name, vendorId, title, level, quoteId(quote));
  }
  (seed.moves ?? []).forEach((move, index) => {
    const { start, end = start, precision = 'day', words = start, guessed = false, counterparty = '', gist = move.quote } = move;
    db.prepare('INSERT INTO move VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      ...[move.moveId ?? `${documentId}-${index}`, documentId, move.vendorId, move.type, start, end, precision, words, Number(guessed)],
      ...[counterparty, gist, move.importance ?? 2, move.confidence ?? 0.8, move.state ?? 'actual', move.status ?? 'proposed'],
      quoteId(move.quote),
    );
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
    .prepare<unknown[], { id: number }>('SELECT quote_id AS id FROM quote WHERE revision_id = ? AND start = ? AND "end" = ?')
    .get(revision, start, end);
  if (known) return known.id;
  const around = [text.slice(Math.max(0, start - 32), start), text.slice(end, end + 32)];
  return db
    .prepare('INSERT INTO quote (document_id, revision_id, exact, prefix, suffix, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(documentId, revision, quote, ...around, start, end).lastInsertRowid;
}

function linesOf(text: string): Passage[] {
  let start = 0;
  return text.split('\n').flatMap((line): Passage[] => {
    const passage: Passage = { kind: 'paragraph', start, end: start + line.length };
    start += line.length + 1;
    return line === '' ? [] : [passage];
  });
}
