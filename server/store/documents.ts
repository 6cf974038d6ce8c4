import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { DatePrecision, DocumentKind, Passage, Reliability, Tlp, Viewer } from '../model.ts';
import { clearanceOf, LEADS, tlpOfRank, VISIBLE, VISIBLE_WORK } from './visibility.ts';

export interface DocumentRow {
  documentNo: number;
  documentId: string;
  kind: DocumentKind;
  /** The link, else file name and title: what makes it this document within its source. */
  naturalKey: string;
  url: string | null;
  title: string;
  author: string | null;
  /** RFC 3339 with the source's own offset. */
  publishedAt: string | null;
  /** First day of the stated publication date. */
  published: string | null;
  publishedPrecision: DatePrecision | null;
  publishedGuessed: boolean;
  language: string;
  citation: string | null;
  tlp: Tlp;
  sourceId: string;
  sourceName: string;
  sourceNameEn: string;
  reliability: Reliability;
  /** The work that it is a version of, told by the version that stands for it, and how many versions this viewer may see; null and 1 alone. */
  workId: string | null;
  versionCount: number;
  importedAt: string;
  updatedAt: string;
}

/** A document with its newest text. */
export interface DocumentText extends DocumentRow {
  text: string;
  sha256: string;
  fileName: string;
  format: string;
  formatVersion: number;
  extractorVersion: number;
  revisionCount: number;
  supersededBy: string | null;
  passages: Passage[];
}

/** What a search scores a document by. */
export interface DocumentWords {
  documentNo: number;
  documentId: string;
  title: string;
  text: string;
}

export interface DocumentFilter {
  vendorId?: string;
  sourceId?: string;
  limit?: number;
  offset?: number;
}

const MOST_DOCUMENTS = 1000;

const COLUMNS = `d.document_no AS documentNo, d.document_id AS documentId, d.kind, d.natural_key AS naturalKey, d.url, d.title, d.author,
  d.published_at AS publishedAt, d.published_start AS published, d.published_precision AS publishedPrecision,
  d.published_guessed AS publishedGuessed, d.language, d.citation, d.tlp, d.source_id AS sourceId, s.name AS sourceName,
  s.name_en AS sourceNameEn, s.reliability, ${VISIBLE_WORK} AS workId,
  CASE WHEN d.work_id IS NULL THEN 1 ELSE (SELECT COUNT(*) FROM document w WHERE w.work_id = d.work_id AND w.tlp <= :clearance) END
    AS versionCount, d.imported_at AS importedAt, d.updated_at AS updatedAt`;

type Stored<T> = Omit<T, 'tlp' | 'publishedGuessed' | 'passages'> & { tlp: number; publishedGuessed: number };

const LIST = `FROM document d JOIN source s USING (source_id)
  WHERE ${VISIBLE} AND (:sourceId IS NULL AND ${LEADS} OR d.source_id = :sourceId)
    AND (:vendorId IS NULL OR d.document_id IN (SELECT document_id FROM vendor_mention WHERE vendor_id = :vendorId))`;

export function createDocumentStore(db: Db) {
  const one = db.prepare<unknown[], Stored<DocumentText> & { revisionId: number }>(`
    SELECT ${COLUMNS}, r.revision_id AS revisionId, r.text, r.sha256, r.file_name AS fileName, r.format,
      r.format_version AS formatVersion, r.extractor_version AS extractorVersion, (SELECT a.document_id FROM document a WHERE a.document_id = d.superseded_by AND a.tlp <= :clearance) AS supersededBy,
      (SELECT COUNT(*) FROM revision WHERE document_id = d.document_id) AS revisionCount
    FROM document d JOIN source s USING (source_id) JOIN revision r USING (revision_id)
    WHERE d.document_id = :documentId AND d.tlp <= :clearance`);
  const passages = db.prepare<unknown[], Passage>(
    'SELECT kind, start, "end" AS "end" FROM passage WHERE revision_id = :revisionId ORDER BY ordinal',
  );
  const list = db.prepare<unknown[], Stored<DocumentRow>>(
    `SELECT ${COLUMNS} ${LIST} ORDER BY d.published_start DESC, d.document_no LIMIT :limit OFFSET :offset`,
  );
  const count = db.prepare<unknown[], { count: number }>(`SELECT COUNT(*) AS count ${LIST}`);
  const AMONG = `WHERE ${VISIBLE} AND d.document_no IN (SELECT value FROM json_each(:numbers))`;
  const byNumbers = db.prepare<unknown[], Stored<DocumentRow>>(
    `SELECT ${COLUMNS} FROM document d JOIN source s USING (source_id) ${AMONG}`,
  );
  const texts = db.prepare<unknown[], DocumentWords>(`
    SELECT d.document_no AS documentNo, d.document_id AS documentId, d.title, r.text
    FROM document d JOIN revision r USING (revision_id) ${AMONG}`);

  const filterOf = (viewer: Viewer, { vendorId, sourceId }: DocumentFilter) => ({
    ...clearanceOf(viewer),
    vendorId: vendorId ?? null,
    sourceId: sourceId ?? null,
  });

  return {
    /** @throws AppError NOT_FOUND, also for a document above this viewer's clearance. */
    getDocument(viewer: Viewer, documentId: string): DocumentText {
      const row = one.get({ ...clearanceOf(viewer), documentId });
      if (!row) throw new AppError('NOT_FOUND', `document ${documentId}`);
      const { revisionId, ...rest } = row;
      return { ...toDocument<DocumentText>(rest), passages: passages.all({ revisionId }) };
    },

    listDocuments: (viewer: Viewer, filter: DocumentFilter = {}): DocumentRow[] =>
      list
        .all({
          ...filterOf(viewer, filter),
          limit: Math.min(filter.limit ?? MOST_DOCUMENTS, MOST_DOCUMENTS),
          offset: filter.offset ?? 0,
        })
        .map((row) => toDocument<DocumentRow>(row)),

    countDocuments: (viewer: Viewer, filter: DocumentFilter = {}): number =>
      count.get(filterOf(viewer, filter))?.count ?? 0,

    /** @returns the visible documents among these row numbers with their text, in no particular order. */
    listDocumentTexts: (viewer: Viewer, numbers: readonly number[]): DocumentWords[] =>
      texts.all({ ...clearanceOf(viewer), numbers: JSON.stringify(numbers) }),

    /** The same documents as lists show them. */
    listDocumentRows: (viewer: Viewer, numbers: readonly number[]): DocumentRow[] =>
      byNumbers
        .all({ ...clearanceOf(viewer), numbers: JSON.stringify(numbers) })
        .map((row) => toDocument<DocumentRow>(row)),
  };
}

function toDocument<T extends DocumentRow>(row: Stored<T> | Stored<Omit<T, 'passages'>>): T {
  return { ...row, tlp: tlpOfRank(row.tlp), publishedGuessed: row.publishedGuessed === 1 } as unknown as T;
}
