import type { Db } from '../db/open.ts';

/** What filters, facets and order need of a document, held in memory by the search index. */
export interface SearchColumns {
  documentNo: number;
  documentId: string;
  tlp: number;
  /** Class of the full article that replaces this digest; null when none does. */
  replacedAt: number | null;
  /** YYYY-MM-DD or empty. */
  published: string;
  vendorIds: string[];
}

export interface MatchRow {
  documentNo: number;
  /** FTS5's bm25: the lower the better. */
  bm25: number;
}

export function createSearchRows(db: Db) {
  const columns = db.prepare<unknown[], Omit<SearchColumns, 'vendorIds'> & { vendorIds: string | null }>(`
    SELECT d.document_no AS documentNo, d.document_id AS documentId, d.tlp,
      (SELECT a.tlp FROM document a WHERE a.document_id = d.superseded_by) AS replacedAt, COALESCE(d.published_start, '') AS published,
      (SELECT group_concat(vendor_id) FROM vendor_mention n WHERE n.document_id = d.document_id) AS vendorIds
    FROM document d`);
  // Never joined: a JOIN beside MATCH makes SQLite run the match once a candidate row.
  const match = db.prepare<unknown[], MatchRow>(
    'SELECT rowid AS documentNo, bm25(document_fts, 2.0, 3.0, 1.0) AS bm25 FROM document_fts WHERE document_fts MATCH :expression',
  );

  return {
    /** All documents, whatever their class: the index filters by viewer. */
    listSearchColumns: (): SearchColumns[] =>
      columns.all().map((row) => ({ ...row, vendorIds: row.vendorIds ? row.vendorIds.split(',') : [] })),

    /** @param expression FTS5 phrases built by buildPhrase, never raw text */
    matchDocuments: (expression: string): MatchRow[] => match.all({ expression }),
  };
}
