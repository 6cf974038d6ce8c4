import type { Db } from '../db/open.ts';
import type { Extraction } from '../facts/extraction.ts';
import type { NormalisedDocument } from '../model.ts';
import { createFactWriter } from './fact-writer.ts';
import { createBeforeKeeper } from './import-before.ts';
import { createRevisionWriter } from './revision-writer.ts';
import { rankOfTlp } from './visibility.ts';
import { createWorkWriter } from './work-writer.ts';

/** How the text came about, kept with each revision. */
export interface Provenance {
  fileName: string;
  format: string;
  formatVersion: number;
  extractorVersion: number;
  /** RFC 3339, UTC. */
  at: string;
  /** The import that writes, which keeps what it replaces. */
  runId: number;
}

export type SaveOutcome =
  | { outcome: 'stored' | 'updated' }
  | { outcome: 'unchanged' }
  | { outcome: 'duplicate'; of: string };

export interface Placement {
  /** A document that holds nearly the same text; undefined when none does. */
  versionOf: string | undefined;
}

interface Known {
  documentNo: number;
  sha256: string;
  text: string;
  title: string;
  tlp: number;
  formatVersion: number;
  extractorVersion: number;
}

export function createDocumentWriter(db: Db) {
  const known = db.prepare<unknown[], Known>(`
    SELECT d.document_no AS documentNo, d.title, d.tlp, r.sha256, r.text, r.format_version AS formatVersion, r.extractor_version AS extractorVersion
    FROM document d JOIN revision r USING (revision_id) WHERE d.document_id = :id`);
  // CROSS JOIN: the hash first; else SQLite may walk all documents
  const twin = db.prepare<unknown[], { documentId: string }>(`
    SELECT d.document_id AS documentId FROM revision r CROSS JOIN document d USING (revision_id)
    WHERE r.sha256 = :sha256 AND d.document_id <> :id LIMIT 1`);
  const article = db.prepare<unknown[], { documentId: string }>(`
    SELECT document_id AS documentId FROM document WHERE url = :url AND kind <> 'digest' AND kind <> 'table' AND tlp <= :tlp LIMIT 1`);
  const supersede = db.prepare(`
    UPDATE document SET superseded_by = :id WHERE url = :url AND kind = 'digest' AND superseded_by IS NULL`);
  const yieldTo = db.prepare(`
    UPDATE document SET superseded_by = (SELECT a.document_id FROM document a WHERE a.url = :url AND a.kind <> 'digest' AND a.kind <> 'table')
    WHERE document_id = :id`);
  const upsert = db.prepare<unknown[], { documentNo: number }>(`
    INSERT INTO document (document_id, source_id, natural_key, kind, url, title, author, published_at, published_start,
      published_end, published_precision, published_guessed, language, citation, tlp, imported_at, updated_at)
    VALUES (:id, :sourceId, :naturalKey, :kind, :url, :title, :author, :publishedAt, :publishedStart, :publishedEnd,
      :publishedPrecision, :publishedGuessed, :language, :citation, :tlp, :at, :at)
    ON CONFLICT (document_id) DO UPDATE SET kind = excluded.kind, url = excluded.url, title = excluded.title,
      author = excluded.author, published_at = excluded.published_at, published_start = excluded.published_start,
      published_end = excluded.published_end, published_precision = excluded.published_precision,
      published_guessed = excluded.published_guessed, language = excluded.language, citation = excluded.citation,
      tlp = excluded.tlp, updated_at = excluded.updated_at
    RETURNING document_no AS documentNo`);
  const addRevision = createRevisionWriter(db);
  const keepBefore = createBeforeKeeper(db);
  const facts = createFactWriter(db);
  const works = createWorkWriter(db);

  const write = (document: NormalisedDocument, extraction: Extraction, provenance: Provenance): Placement => {
    const { id, sha256, published } = document;
    keepBefore(provenance.runId, id, sha256);
    const row = upsert.get({
      ...fieldsOf(document),
      publishedStart: published?.start ?? null,
      publishedEnd: published?.end ?? null,
      publishedPrecision: published?.precision ?? null,
      publishedGuessed: published?.guessed ? 1 : 0,
      at: provenance.at,
    });
    if (!row) throw new Error(`document ${id}: the insert returned no row`);
    facts.removeFacts(id);
    const revisionId = addRevision(document, provenance);
    facts.addFacts(id, revisionId, extraction);
    facts.indexDocument(row.documentNo, document, extraction);
    if (document.url) (document.kind === 'digest' ? yieldTo : supersede).run({ id, url: document.url });
    return { versionOf: works.placeDocument({ ...document, documentNo: row.documentNo, documentId: id }) };
  };

  return {
    /**
     * Says what a save would do, without the cost of extraction: unchanged bytes read by the same versions are left alone;
     * the same bytes under another key, or a digest of an article that is already here, are duplicates.
     */
    planDocument(
      document: NormalisedDocument,
      versions: Pick<Provenance, 'formatVersion' | 'extractorVersion'>,
    ): SaveOutcome {
      const before = known.get({ id: document.id });
      const { formatVersion, extractorVersion } = versions;
      if (
        before &&
        isSame(before, document) &&
        before.formatVersion === formatVersion &&
        before.extractorVersion === extractorVersion
      ) {
        return { outcome: 'unchanged' };
      }
      if (before) return { outcome: 'updated' };
      const other =
        twin.get({ id: document.id, sha256: document.sha256 }) ??
        (document.kind === 'digest' && document.url
          ? article.get({ url: document.url, tlp: rankOfTlp(document.tlp) })
          : undefined);
      return other ? { outcome: 'duplicate', of: other.documentId } : { outcome: 'stored' };
    },

    /** Writes document, text, facts and index entry in one transaction: all or none. */
    saveDocument(document: NormalisedDocument, extraction: Extraction, provenance: Provenance): Placement {
      return db.transaction(() => write(document, extraction, provenance)).immediate();
    },
  };
}
export type DocumentWriter = ReturnType<typeof createDocumentWriter>;

function fieldsOf(document: NormalisedDocument) {
  const { id, sourceId, naturalKey, kind, url, title, author, publishedAt, language, citation, tlp } = document;
  return { id, sourceId, naturalKey, kind, url, title, author, publishedAt, language, citation, tlp: rankOfTlp(tlp) };
}

/** The same bytes may still read otherwise: a source's rules give class, title and boilerplate. */
function isSame(before: Known, { sha256, text, title, tlp }: NormalisedDocument): boolean {
  return before.sha256 === sha256 && before.text === text && before.title === title && before.tlp === rankOfTlp(tlp);
}
