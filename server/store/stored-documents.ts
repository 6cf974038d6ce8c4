import type { Db } from '../db/open.ts';
import type { Extraction } from '../facts/extraction.ts';
import type { DatePrecision, PartialDate, Passage } from '../model.ts';
import { createFactWriter } from './fact-writer.ts';
import { createWorkWriter } from './work-writer.ts';

/** What the extractors need of a stored document, to read it again. */
export interface StoredDocument {
  documentNo: number;
  documentId: string;
  kind: string;
  revisionId: number;
  title: string;
  format: string;
  text: string;
  published: PartialDate | null;
  passages: Passage[];
}

interface Row extends Omit<StoredDocument, 'published' | 'passages'> {
  start: string | null;
  end: string | null;
  precision: DatePrecision | null;
  guessed: number;
}

/** Re-extraction: every stored text read again by the present extractors. Not for people, so without a viewer. */
export function createStoredDocuments(db: Db) {
  const ids = db.prepare<unknown[], string>('SELECT document_id FROM document ORDER BY document_no').pluck();
  const byUrl = db
    .prepare<unknown[], string>(
      "SELECT document_id FROM document WHERE instr(url, :part) > 0 AND kind <> 'digest' ORDER BY document_no LIMIT 1",
    )
    .pluck();
  const one = db.prepare<unknown[], Row>(`
    SELECT d.document_no AS documentNo, d.document_id AS documentId, d.kind, r.revision_id AS revisionId, d.title, r.format, r.text,
      d.published_start AS start, d.published_end AS "end", d.published_precision AS precision, d.published_guessed AS guessed
    FROM document d JOIN revision r USING (revision_id) WHERE d.document_id = :documentId`);
  const passages = db.prepare<unknown[], Passage>(
    'SELECT kind, start, "end" AS "end" FROM passage WHERE revision_id = :revisionId ORDER BY ordinal',
  );
  const stamp = db.prepare('UPDATE revision SET extractor_version = :version WHERE revision_id = :revisionId');
  const facts = createFactWriter(db);
  const works = createWorkWriter(db);

  return {
    listStoredDocumentIds: (): string[] => ids.all() as string[],

    /** @returns the id of the article whose link holds these characters. */
    findByUrlPart: (part: string): string | undefined => byUrl.get({ part }),

    getStoredDocument(documentId: string): StoredDocument {
      const row = one.get({ documentId });
      if (!row) throw new Error(`document ${documentId} is not stored`);
      const { start, end, precision, guessed, ...rest } = row;
      const published = start && end && precision ? { start, end, precision, text: '', guessed: guessed === 1 } : null;
      return { ...rest, published, passages: passages.all({ revisionId: row.revisionId }) };
    },

    /** Replaces the facts of one document in one transaction. */
    replaceFacts(document: StoredDocument, extraction: Extraction, version: number): void {
      db.transaction(() => {
        facts.removeFacts(document.documentId);
        facts.addFacts(document.documentId, document.revisionId, extraction);
        facts.indexDocument(document.documentNo, document, extraction);
        works.placeDocument(document);
        stamp.run({ version, revisionId: document.revisionId });
      }).immediate();
    },
  };
}
