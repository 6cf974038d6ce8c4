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
  /** Found by pattern, and nobody has decided on it. */
  isCandidate: boolean;
  count: number;
}

export interface PersonRoleRow extends Evidence {
  name: string;
  /** null: a candidate that no list holds yet. */
  personId: string | null;
  isCandidate: boolean;
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

/** What an analyst said of a name that no list holds; refused ones are not there. */
const verdictOf = (kind: 'account' | 'person') =>
  `LEFT JOIN name_verdict v ON n.${kind}_id IS NULL AND v.kind = '${kind}' AND v.name = n.name`;
const NOT_REFUSED = "COALESCE(v.action, '') <> 'refuse'";
const identityOf = (kind: 'account' | 'person') =>
  `COALESCE(n.${kind}_id, v.entity_id) AS ${kind}Id, n.${kind}_id IS NULL AND v.action IS NULL AS isCandidate`;
type Stored<T> = Omit<T, 'isCandidate'> & { isCandidate: number };
const toRow = <T extends { isCandidate: boolean }>(row: Stored<T>): T =>
  ({ ...row, isCandidate: row.isCandidate === 1 }) as unknown as T;

export function createMentionStore(db: Db) {
  const vendors = db.prepare<unknown[], VendorMentionRow>(`
    SELECT n.vendor_id AS vendorId, n.role, n.count, ${EVIDENCE} FROM vendor_mention n ${JOINS}
    WHERE ${SCOPE} AND (:vendorId IS NULL OR n.vendor_id = :vendorId)
    ORDER BY n.role, n.count DESC, n.vendor_id LIMIT :limit`);
  const accounts = db.prepare<unknown[], Stored<AccountMentionRow>>(`
    SELECT n.name, ${identityOf('account')}, n.count, ${EVIDENCE} FROM account_mention n ${JOINS} ${verdictOf('account')}
    WHERE ${SCOPE} AND ${NOT_REFUSED} AND (:vendorId IS NULL
      OR n.document_id IN (SELECT document_id FROM vendor_mention WHERE vendor_id = :vendorId AND role = 'main'))
    ORDER BY n.count DESC, n.name LIMIT :limit`);
  const people = db.prepare<unknown[], Stored<PersonRoleRow>>(`
    SELECT n.name, ${identityOf('person')}, n.vendor_id AS vendorId, n.title, n.level, ${EVIDENCE} FROM person_role n ${JOINS} ${verdictOf('person')}
    WHERE ${SCOPE} AND ${NOT_REFUSED} AND (:vendorId IS NULL OR n.vendor_id = :vendorId)
    ORDER BY d.published_start DESC, n.name LIMIT :limit`);

  const rolesOf = db.prepare<unknown[], Stored<PersonRoleRow>>(`
    SELECT n.name, ${identityOf('person')}, n.vendor_id AS vendorId, n.title, n.level, ${EVIDENCE} FROM person_role n ${JOINS} ${verdictOf('person')}
    WHERE ${VISIBLE} AND ${NOT_REFUSED} AND (n.name = :name OR n.person_id IN (SELECT entity_id FROM alias WHERE kind = 'person' AND name = :name))
    ORDER BY d.published_start, n.vendor_id LIMIT ${MOST_MENTIONS}`);
  const named = db.prepare<unknown[], PersonSummary>(`
    SELECT n.name, n.vendor_id AS vendorId, n.title, COUNT(DISTINCT d.document_id) AS documentCount,
      MAX(d.published_start) AS latest FROM person_role n JOIN document d USING (document_id) ${verdictOf('person')}
    WHERE ${VISIBLE} AND ${NOT_REFUSED} GROUP BY COALESCE(n.person_id, n.name) ORDER BY documentCount DESC, latest DESC, n.name LIMIT :limit`);

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
      accounts.all(bind(viewer, filter)).map(toRow),
    /** @returns every stated role of a person by any of their names, oldest document first. */
    listRolesOf: (viewer: Viewer, name: string): PersonRoleRow[] =>
      rolesOf.all({ ...clearanceOf(viewer), name }).map(toRow),
    /** @returns people named in most documents, with the newest of their roles. */
    listPeople: (viewer: Viewer, limit: number): PersonSummary[] => named.all({ ...clearanceOf(viewer), limit }),
    listPersonRoles: (viewer: Viewer, filter: MentionFilter): PersonRoleRow[] =>
      people.all(bind(viewer, filter)).map(toRow),
  };
}
