import type { Db } from '../db/open.ts';
import type { Reliability, Tlp, Viewer } from '../model.ts';
import { clearanceOf, tlpOfRank, VISIBLE } from './visibility.ts';

/** What stands at the foot of every page. */
export interface CorpusState {
  documentCount: number;
  moveCount: number;
  /** Verbatim quotes behind the facts. */
  quoteCount: number;
  /** RFC 3339, UTC; null before the first import. */
  latestImport: string | null;
  latestPublication: string | null;
}

export interface SourceSummary {
  sourceId: string;
  name: string;
  nameEn: string;
  homepage: string | null;
  reliability: Reliability;
  tlp: Tlp;
  documentCount: number;
  latestPublication: string | null;
  latestImport: string | null;
}

export function createCorpusStore(db: Db) {
  const state = db.prepare<unknown[], CorpusState>(`
    SELECT COUNT(*) AS documentCount, MAX(d.imported_at) AS latestImport, MAX(d.published_start) AS latestPublication,
      (SELECT COUNT(*) FROM move m JOIN document d USING (document_id) WHERE m.status <> 'rejected' AND ${VISIBLE}) AS moveCount,
      (SELECT COUNT(*) FROM quote q JOIN document d USING (document_id) WHERE ${VISIBLE}) AS quoteCount
    FROM document d WHERE ${VISIBLE}`);
  const sources = db.prepare<unknown[], Omit<SourceSummary, 'tlp'> & { tlp: number }>(`
    SELECT s.source_id AS sourceId, s.name, s.name_en AS nameEn, s.homepage, s.reliability, s.tlp,
      COUNT(*) AS documentCount, MAX(d.published_start) AS latestPublication, MAX(d.imported_at) AS latestImport
    FROM document d JOIN source s USING (source_id)
    WHERE ${VISIBLE} AND (:vendorId IS NULL
      OR d.document_id IN (SELECT document_id FROM vendor_mention WHERE vendor_id = :vendorId))
    GROUP BY s.source_id ORDER BY documentCount DESC, s.source_id`);
  const sourceNames = db.prepare<unknown[], Pick<SourceSummary, 'sourceId' | 'name' | 'nameEn'>>(
    `SELECT source_id AS sourceId, name, name_en AS nameEn FROM source s
      WHERE EXISTS (SELECT 1 FROM document d WHERE d.source_id = s.source_id AND ${VISIBLE})`,
  );
  const version = db.prepare<unknown[], { data_version: number }>('PRAGMA data_version');

  return {
    getCorpusState: (viewer: Viewer): CorpusState =>
      state.get(clearanceOf(viewer)) ?? {
        documentCount: 0,
        moveCount: 0,
        quoteCount: 0,
        latestImport: null,
        latestPublication: null,
      },

    /** @returns sources of the documents that this viewer may see, all or those on one vendor. */
    listSources: (viewer: Viewer, filter: { vendorId?: string } = {}): SourceSummary[] =>
      sources
        .all({ ...clearanceOf(viewer), vendorId: filter.vendorId ?? null })
        .map((row) => ({ ...row, tlp: tlpOfRank(row.tlp) })),

    /** Names of the sources of documents that this viewer may see. */
    listSourceNames: (viewer: Viewer) => sourceNames.all(clearanceOf(viewer)),

    /** @returns a number that changes when another connection has committed (SQLite's data_version). */
    getDataVersion: (): number => version.get()?.data_version ?? 0,
  };
}
