import type { Db } from '../db/open.ts';
import type { VendorRole, Viewer } from '../model.ts';
import { clearanceOf, VISIBLE } from './visibility.ts';

interface Evidence {
  documentId: string;
  documentTitle: string;
  published: string | null;
  sourceName: string;
  sourceNameEn: string;
  reliability: string;
  exact: string;
  start: number;
  end: number;
}

export interface VendorMentionRow extends Evidence {
  vendorId: string;
  role: VendorRole;
  count: number;
}

export interface AccountMentionRow extends Evidence {
  name: string;
  /** null: a candidate that no list holds yet. */
  accountId: string | null;
  count: number;
}

export interface PersonRoleRow extends Evidence {
  name: string;
  /** null: a candidate that no list holds yet. */
  personId: string | null;
  vendorId: string;
  title: string;
  level: string;
}

export interface PersonSummary {
  name: string;
  vendorId: string;
  title: string;
  documentCount: number;
  latest: string | null;
}

/** Rows of one document, of the documents on one vendor, or of all. */
export interface MentionFilter {
  documentId?: string;
  vendorId?: string;
  limit?: number;
}

const MOST_MENTIONS = 500;

const EVIDENCE = `d.document_id AS documentId, d.title AS documentTitle, d.published_start AS published, s.name AS sourceName,
  s.name_en AS sourceNameEn, s.reliability, q.exact, q.start, q."end" AS "end"`;
const JOINS = 'JOIN document d USING (document_id) JOIN source s USING (source_id) JOIN quote q USING (quote_id)';
/** One document is shown whole even when superseded; lists leave superseded ones out. */
const SCOPE = `d.tlp <= :clearance AND (:documentId IS NOT NULL OR ${VISIBLE}) AND (:documentId IS NULL OR d.document_id = :documentId)`;

export function createMentionStore(db: Db) {
  const vendors = db.prepare<unknown[], VendorMentionRow>(`
    SELECT n.vendor_id AS vendorId, n.role, n.count, ${EVIDENCE} FROM vendor_mention n ${JOINS}
    WHERE ${SCOPE} AND (:vendorId IS NULL OR n.vendor_id = :vendorId)
    ORDER BY n.role, n.count DESC, n.vendor_id LIMIT :limit`);
  const accounts = db.prepare<unknown[], AccountMentionRow>(`
    SELECT n.name, n.account_id AS accountId, n.count, ${EVIDENCE} FROM account_mention n ${JOINS}
    WHERE ${SCOPE} AND (:vendorId IS NULL
      OR n.document_id IN (SELECT document_id FROM vendor_mention WHERE vendor_id = :vendorId AND role = 'main'))
    ORDER BY n.count DESC, n.name LIMIT :limit`);
  const people = db.prepare<unknown[], PersonRoleRow>(`
    SELECT n.name, n.person_id AS personId, n.vendor_id AS vendorId, n.title, n.level, ${EVIDENCE} FROM person_role n ${JOINS}
    WHERE ${SCOPE} AND (:vendorId IS NULL OR n.vendor_id = :vendorId)
    ORDER BY d.published_start DESC, n.name LIMIT :limit`);

  const rolesOf = db.prepare<unknown[], PersonRoleRow>(`
    SELECT n.name, n.person_id AS personId, n.vendor_id AS vendorId, n.title, n.level, ${EVIDENCE} FROM person_role n ${JOINS}
    WHERE ${VISIBLE} AND (n.name = :name OR n.person_id IN (SELECT entity_id FROM alias WHERE kind = 'person' AND name = :name))
    ORDER BY d.published_start, n.vendor_id LIMIT ${MOST_MENTIONS}`);
  const named = db.prepare<unknown[], PersonSummary>(`
    SELECT n.name, n.vendor_id AS vendorId, n.title, COUNT(DISTINCT d.document_id) AS documentCount,
      MAX(d.published_start) AS latest FROM person_role n JOIN document d USING (document_id)
    WHERE ${VISIBLE} GROUP BY COALESCE(n.person_id, n.name) ORDER BY documentCount DESC, latest DESC, n.name LIMIT :limit`);

  const bind = (viewer: Viewer, filter: MentionFilter) => ({
    ...clearanceOf(viewer),
    documentId: filter.documentId ?? null,
    vendorId: filter.vendorId ?? null,
    limit: Math.min(filter.limit ?? MOST_MENTIONS, MOST_MENTIONS),
  });

  return {
    listVendorMentions: (viewer: Viewer, filter: MentionFilter): VendorMentionRow[] =>
      vendors.all(bind(viewer, filter)),
    listAccountMentions: (viewer: Viewer, filter: MentionFilter): AccountMentionRow[] =>
      accounts.all(bind(viewer, filter)),
    /** @returns every stated role of a person by any of their names, oldest document first. */
    listRolesOf: (viewer: Viewer, name: string): PersonRoleRow[] => rolesOf.all({ ...clearanceOf(viewer), name }),
    /** @returns people named in most documents, with the newest of their roles. */
    listPeople: (viewer: Viewer, limit: number): PersonSummary[] => named.all({ ...clearanceOf(viewer), limit }),
    listPersonRoles: (viewer: Viewer, filter: MentionFilter): PersonRoleRow[] => people.all(bind(viewer, filter)),
  };
}
