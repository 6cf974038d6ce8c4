import type { Db } from '../db/open.ts';
import type { Viewer } from '../model.ts';
import { clearanceOf, VISIBLE } from './visibility.ts';

export interface DocumentLink {
  url: string | null;
  fileName: string;
}

export interface VendorName {
  vendorId: string;
  nameZh: string;
  nameEn: string;
}

/** What briefs ask of the base beside accounts, moves and figures. */
export function createBriefFactStore(db: Db) {
  const unlisted = db
    .prepare<unknown[], string>(
      `SELECT DISTINCT name FROM account_mention WHERE account_id IS NULL
       UNION SELECT DISTINCT name FROM person_role WHERE person_id IS NULL`,
    )
    .pluck();
  const newest = db
    .prepare<unknown[], string | null>(`SELECT MAX(d.published_start) FROM document d WHERE ${VISIBLE}`)
    .pluck();
  const link = db.prepare<unknown[], DocumentLink>(`
    SELECT d.url, r.file_name AS fileName FROM document d JOIN revision r USING (revision_id)
    WHERE d.document_id = :documentId AND d.tlp <= :clearance`);
  const vendorNames = db.prepare<unknown[], VendorName>(
    'SELECT vendor_id AS vendorId, name_zh AS nameZh, name_en AS nameEn FROM vendor ORDER BY position',
  );

  return {
    /** @returns names of accounts and people that no list holds, of every class: for keeping them out, never for showing. */
    listUnlistedNames: (): string[] => unlisted.all(),

    /** @returns the newest publication day, YYYY-MM-DD, of a document within clearance. */
    findNewestPublication: (viewer: Viewer): string | null => newest.get(clearanceOf(viewer)) ?? null,

    /** @returns where a document came from; undefined above clearance. */
    findDocumentLink: (viewer: Viewer, documentId: string): DocumentLink | undefined =>
      link.get({ ...clearanceOf(viewer), documentId }),

    listVendorNames: (): VendorName[] => vendorNames.all(),
  };
}
