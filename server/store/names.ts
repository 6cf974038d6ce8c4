import type { Db } from '../db/open.ts';
import type { NameKind } from '../facts/decision.ts';
import type { Tlp, Viewer } from '../model.ts';
import { clearanceOf, tlpOfRank, VISIBLE } from './visibility.ts';

/** A name found by pattern, on which nobody has decided. */
export interface NameCandidate {
  kind: NameKind;
  name: string;
  /** Versions of one work count once. */
  documentCount: number;
  /** The document that holds it first, and its sentence there. */
  documentId: string;
  documentTitle: string;
  language: string;
  tlp: Tlp;
  exact: string;
  start: number;
  end: number;
  /** Of a person: the vendor and title that the sentence gives. */
  vendorId: string | null;
  title: string | null;
}

/** An account or person that the reference data list. */
export interface ListedEntity {
  entityId: string;
  name: string;
  nameEn: string;
}

/** Mentions of names by pattern in documents that a viewer may see; conditions may follow. */
export const NAME_MENTIONS = `(
    SELECT 'account' AS kind, document_id, name, quote_id, NULL AS vendor_id, NULL AS title FROM account_mention WHERE account_id IS NULL
    UNION ALL
    SELECT 'person', document_id, name, quote_id, vendor_id, title FROM person_role WHERE person_id IS NULL
  ) n JOIN document d ON d.document_id = n.document_id WHERE ${VISIBLE}`;
const MOST = 200;

export function createNameStore(db: Db) {
  const open = `${NAME_MENTIONS} AND (:kind IS NULL OR n.kind = :kind)
    AND NOT EXISTS (SELECT 1 FROM name_verdict v WHERE v.kind = n.kind AND v.name = n.name)`;
  // MIN gives the row of the document that came first.
  const candidates = db.prepare<unknown[], Omit<NameCandidate, 'tlp'> & { tlp: number }>(`
    SELECT c.kind, c.name, c.documentCount, c.vendor_id AS vendorId, c.title, d.document_id AS documentId, d.title AS documentTitle,
      d.language, d.tlp, q.exact, q.start, q."end" AS "end"
    FROM (SELECT n.kind, n.name, COUNT(DISTINCT COALESCE(d.work_id, d.document_id)) AS documentCount, MIN(d.document_no) AS document_no, n.quote_id,
        n.vendor_id, n.title
      FROM ${open} GROUP BY n.kind, n.name ORDER BY 3 DESC, n.kind, n.name LIMIT :limit OFFSET :offset) c
      JOIN document d USING (document_no) JOIN quote q USING (quote_id)
    ORDER BY c.documentCount DESC, c.kind, c.name`);
  const counts = db.prepare<unknown[], { kind: NameKind; count: number }>(
    `SELECT kind, COUNT(*) AS count FROM (SELECT DISTINCT n.kind AS kind, n.name FROM ${open}) GROUP BY 1`,
  );
  const listed = {
    account: db.prepare<unknown[], ListedEntity>(
      'SELECT account_id AS entityId, name, name_en AS nameEn FROM account ORDER BY name',
    ),
    person: db.prepare<unknown[], ListedEntity>(
      'SELECT person_id AS entityId, name, name_en AS nameEn FROM person ORDER BY name',
    ),
  };

  return {
    /** @returns names that wait, those in most documents first. */
    listNameCandidates: (
      viewer: Viewer,
      { kind, limit = MOST, offset = 0 }: { kind?: NameKind; limit?: number; offset?: number } = {},
    ): NameCandidate[] =>
      candidates
        .all({ ...clearanceOf(viewer), kind: kind ?? null, limit: Math.min(limit, MOST), offset })
        .map((row) => ({ ...row, tlp: tlpOfRank(row.tlp) })),

    /** @returns how many names wait, by kind. */
    countNameCandidates: (viewer: Viewer): Record<NameKind, number> => {
      const rows = counts.all({ ...clearanceOf(viewer), kind: null });
      const of = (kind: NameKind): number => rows.find((row) => row.kind === kind)?.count ?? 0;
      return { account: of('account'), person: of('person') };
    },

    /** @returns accounts or people of the reference data, by name. */
    listEntities: (kind: NameKind): ListedEntity[] => listed[kind].all(),
  };
}
