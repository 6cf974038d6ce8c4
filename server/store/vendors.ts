import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { clearanceOf, VISIBLE } from './visibility.ts';

export interface VendorRow {
  vendorId: string;
  slot: number;
  markZh: string;
  markEn: string;
  nameZh: string;
  nameEn: string;
  fullZh: string;
  fullEn: string;
  noteZh: string;
  noteEn: string;
  isSelf: boolean;
  /** One of the vendors that every overview shows. */
  isTracked: boolean;
}

export interface VendorSummary extends VendorRow {
  moveCount: number;
  documentCount: number;
  /** Last day on which a move of it that has happened began, YYYY-MM-DD; plans and rumours do not count. */
  latestMove: string | null;
  /** Last publication day of a document on it. */
  latestEvidence: string | null;
}

export interface VendorAlias {
  name: string;
  sort: 'name' | 'short' | 'former' | 'product' | 'spelling' | 'weak';
}

export interface NamedEntity {
  kind: 'vendor' | 'account' | 'person';
  entityId: string;
  name: string;
  sort: string;
  /** Names with the same concept are synonyms; empty for none. */
  concept: string;
  /** The name that the entity is listed under. */
  title: string;
}

const COLUMNS = `v.vendor_id AS vendorId, v.slot, v.mark_zh AS markZh, v.mark_en AS markEn, v.name_zh AS nameZh,
  v.name_en AS nameEn, v.full_zh AS fullZh, v.full_en AS fullEn, v.note_zh AS noteZh, v.note_en AS noteEn,
  v.is_self AS isSelf, v.is_tracked AS isTracked`;

type Flags<T> = Omit<T, 'isSelf' | 'isTracked'> & { isSelf: number; isTracked: number };

const withFlags = <T extends VendorRow>(row: Flags<T>): T =>
  ({ ...row, isSelf: row.isSelf === 1, isTracked: row.isTracked === 1 }) as unknown as T;

export function createVendorStore(db: Db) {
  const summaries = db.prepare<unknown[], Flags<VendorSummary>>(`
    WITH seen AS MATERIALIZED (SELECT d.document_id, d.published_start FROM document d WHERE ${VISIBLE}),
      moved AS (SELECT vendor_id, COUNT(*) AS moveCount, MAX(CASE state WHEN 'actual' THEN happened_start END) AS latestMove
        FROM move JOIN seen USING (document_id) WHERE status <> 'rejected' GROUP BY vendor_id),
      named AS (SELECT vendor_id, COUNT(*) AS documentCount, MAX(published_start) AS latestEvidence
        FROM vendor_mention JOIN seen USING (document_id) GROUP BY vendor_id)
    SELECT ${COLUMNS}, COALESCE(moveCount, 0) AS moveCount, latestMove, COALESCE(documentCount, 0) AS documentCount, latestEvidence
    FROM vendor v LEFT JOIN moved USING (vendor_id) LEFT JOIN named USING (vendor_id)
    ORDER BY v.position, v.vendor_id`);
  // One vendor's rows are reached by its own indexes: what others have is not read.
  const summary = db.prepare<unknown[], Flags<VendorSummary>>(`
    SELECT ${COLUMNS}, moveCount, latestMove, documentCount, latestEvidence FROM vendor v,
      (SELECT COUNT(*) AS moveCount, MAX(CASE m.state WHEN 'actual' THEN m.happened_start END) AS latestMove
        FROM move m JOIN document d USING (document_id)
        WHERE m.vendor_id = :vendorId AND m.status <> 'rejected' AND ${VISIBLE}),
      (SELECT COUNT(*) AS documentCount, MAX(d.published_start) AS latestEvidence
        FROM vendor_mention n JOIN document d USING (document_id) WHERE n.vendor_id = :vendorId AND ${VISIBLE})
    WHERE v.vendor_id = :vendorId`);
  const row = db.prepare<unknown[], Flags<VendorRow>>(`SELECT ${COLUMNS} FROM vendor v WHERE v.vendor_id = :vendorId`);
  const aliases = db.prepare<unknown[], VendorAlias>(
    `SELECT name, sort FROM alias WHERE kind = 'vendor' AND entity_id = :vendorId ORDER BY sort, name`,
  );
  const names = db.prepare<unknown[], NamedEntity>(
    `SELECT kind, entity_id AS entityId, l.name, sort, concept, COALESCE(v.name_zh, a.name, p.name) AS title FROM alias l
      LEFT JOIN vendor v ON kind = 'vendor' AND vendor_id = entity_id
      LEFT JOIN account a ON kind = 'account' AND account_id = entity_id
      LEFT JOIN person p ON kind = 'person' AND person_id = entity_id
      ORDER BY kind, entity_id, l.name`,
  );

  return {
    /** @returns every vendor with what this viewer can see of it, tracked ones first by position. */
    listVendors: (viewer: Viewer): VendorSummary[] =>
      summaries.all(clearanceOf(viewer)).map((row) => withFlags<VendorSummary>(row)),

    /** @throws AppError NOT_FOUND */
    getVendorSummary(viewer: Viewer, vendorId: string): VendorSummary {
      const found = summary.get({ ...clearanceOf(viewer), vendorId });
      if (!found) throw new AppError('NOT_FOUND', `vendor ${vendorId}`);
      return withFlags<VendorSummary>(found);
    },

    /** Reference data, the same for all viewers. @throws AppError NOT_FOUND */
    getVendor(vendorId: string): VendorRow {
      const found = row.get({ vendorId });
      if (!found) throw new AppError('NOT_FOUND', `vendor ${vendorId}`);
      return withFlags<VendorRow>(found);
    },

    listVendorAliases: (vendorId: string): VendorAlias[] => aliases.all({ vendorId }),

    /** @returns every name of every listed vendor, account and person: reference data, the same for all viewers. */
    listNamedEntities: (): NamedEntity[] => names.all(),
  };
}
