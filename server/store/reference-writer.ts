import type { Db } from '../db/open.ts';
import type { Reliability, Tlp } from '../model.ts';
import { rankOfTlp } from './visibility.ts';

/** Rows of reference data as the importer hands them over. */
export interface ReferenceRows {
  sources: { id: string; name: string; nameEn: string; homepage: string | null; reliability: Reliability; tlp: Tlp }[];
  /** Hosts that may be fetched from. */
  crawlHosts: { host: string; sourceId: string }[];
  feeds: { url: string; sourceId: string; name: string; nameEn: string; leastItems: number }[];
  vendors: {
    id: string;
    position: number;
    slot: number;
    markZh: string;
    markEn: string;
    nameZh: string;
    nameEn: string;
    fullZh: string;
    fullEn: string;
    noteZh: string;
    noteEn: string;
    isSelf: number;
    isTracked: number;
  }[];
  accounts: { id: string; name: string; nameEn: string; industry: string; parent: string | null }[];
  people: { id: string; name: string; nameEn: string }[];
  moveTypes: { id: string; position: number; labelZh: string; labelEn: string }[];
  metrics: { id: string; position: number; labelZh: string; labelEn: string }[];
  synonyms: { setNo: number; term: string }[];
  asked: { type: string; term: string }[];
  /** Files that the server reads with, as JSON. */
  vocabularies: { name: string; body: string }[];
  aliases: { kind: 'vendor' | 'account' | 'person'; entityId: string; name: string; sort: string; concept: string }[];
}

const UPSERTS = {
  sources: `INSERT INTO source (source_id, name, name_en, homepage, reliability, tlp)
    VALUES (:id, :name, :nameEn, :homepage, :reliability, :tlp)
    ON CONFLICT (source_id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, homepage = excluded.homepage,
      reliability = excluded.reliability, tlp = excluded.tlp`,
  vendors: `INSERT INTO vendor (vendor_id, position, slot, mark_zh, mark_en, name_zh, name_en, full_zh, full_en, note_zh, note_en, is_self, is_tracked)
    VALUES (:id, :position, :slot, :markZh, :markEn, :nameZh, :nameEn, :fullZh, :fullEn, :noteZh, :noteEn, :isSelf, :isTracked)
    ON CONFLICT (vendor_id) DO UPDATE SET position = excluded.position, slot = excluded.slot, mark_zh = excluded.mark_zh,
      mark_en = excluded.mark_en, name_zh = excluded.name_zh, name_en = excluded.name_en, full_zh = excluded.full_zh,
      full_en = excluded.full_en, note_zh = excluded.note_zh, note_en = excluded.note_en, is_self = excluded.is_self,
      is_tracked = excluded.is_tracked`,
  accounts: `INSERT INTO account (account_id, name, name_en, industry, parent) VALUES (:id, :name, :nameEn, :industry, :parent)
    ON CONFLICT (account_id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, industry = excluded.industry,
      parent = excluded.parent`,
  people: `INSERT INTO person (person_id, name, name_en) VALUES (:id, :name, :nameEn)
    ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en`,
  moveTypes: `INSERT INTO move_type (move_type, position, label_zh, label_en) VALUES (:id, :position, :labelZh, :labelEn)
    ON CONFLICT (move_type) DO UPDATE SET position = excluded.position, label_zh = excluded.label_zh, label_en = excluded.label_en`,
  metrics: `INSERT INTO metric (metric, position, label_zh, label_en) VALUES (:id, :position, :labelZh, :labelEn)
    ON CONFLICT (metric) DO UPDATE SET position = excluded.position, label_zh = excluded.label_zh, label_en = excluded.label_en`,
  vocabularies: `INSERT INTO vocabulary (name, body) VALUES (:name, :body) ON CONFLICT (name) DO UPDATE SET body = excluded.body`,
} as const;

/** Entries that a file no longer holds go, unless a stored fact still points at them. */
const PRUNES = {
  accounts: `DELETE FROM account WHERE account_id NOT IN (SELECT value FROM json_each(:ids))
    AND account_id NOT IN (SELECT account_id FROM account_mention WHERE account_id IS NOT NULL)`,
  people: `DELETE FROM person WHERE person_id NOT IN (SELECT value FROM json_each(:ids))
    AND person_id NOT IN (SELECT person_id FROM person_role WHERE person_id IS NOT NULL)`,
  vendors: `DELETE FROM vendor WHERE vendor_id NOT IN (SELECT value FROM json_each(:ids))
    AND vendor_id NOT IN (SELECT vendor_id FROM vendor_mention) AND vendor_id NOT IN (SELECT vendor_id FROM move)
    AND vendor_id NOT IN (SELECT vendor_id FROM figure)
    AND vendor_id NOT IN (SELECT vendor_id FROM person_role)`,
} as const;

/** Brings the reference tables to what the files say, in one transaction. */
export function saveReferenceData(db: Db, rows: ReferenceRows): void {
  const each = <T extends object>(sql: string, list: readonly T[]): void => {
    const statement = db.prepare<T>(sql);
    for (const row of list) statement.run(row);
  };
  db.transaction(() => {
    each(
      UPSERTS.sources,
      rows.sources.map((source) => ({ ...source, tlp: rankOfTlp(source.tlp) })),
    );
    each(UPSERTS.vendors, rows.vendors);
    each(UPSERTS.accounts, rows.accounts);
    each(UPSERTS.people, rows.people);
    each(UPSERTS.moveTypes, rows.moveTypes);
    each(UPSERTS.metrics, rows.metrics);
    each(UPSERTS.vocabularies, rows.vocabularies);
    for (const group of ['accounts', 'people', 'vendors'] as const) {
      db.prepare(PRUNES[group]).run({ ids: JSON.stringify(rows[group].map((row) => row.id)) });
    }
    db.prepare('DELETE FROM search_synonym').run();
    each('INSERT INTO search_synonym (set_no, term) VALUES (:setNo, :term)', rows.synonyms);
    db.prepare('DELETE FROM search_asked').run();
    each('INSERT INTO search_asked (move_type, term) VALUES (:type, :term)', rows.asked);
    db.prepare('DELETE FROM crawl_host').run();
    each('INSERT INTO crawl_host (host, source_id) VALUES (:host, :sourceId)', rows.crawlHosts);
    db.prepare('DELETE FROM feed').run();
    each(
      'INSERT INTO feed (url, source_id, name, name_en, least_items) VALUES (:url, :sourceId, :name, :nameEn, :leastItems)',
      rows.feeds,
    );
    db.prepare('DELETE FROM alias').run();
    each(
      'INSERT OR IGNORE INTO alias (kind, entity_id, name, sort, concept) VALUES (:kind, :entityId, :name, :sort, :concept)',
      rows.aliases,
    );
  }).immediate();
}
