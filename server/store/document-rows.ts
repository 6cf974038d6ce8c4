import { gunzipSync, gzipSync } from 'node:zlib';
import type { Db } from '../db/open.ts';

type Row = Record<string, unknown>;

/** A table whose rows go with a document, and the condition that finds them; `:id` is the document's. */
interface OwnedTable {
  name: string;
  condition: string;
}

/** Groups of documents: found anew whenever a document comes or goes. */
const REGROUPED = new Set(['document_sketch', 'variant_reading']);
const REGROUPED_COLUMNS = new Set(['document_no', 'document_id', 'work_id', 'work_rank', 'work_relation']);

/** All rows of a document, whatever tables there are, as one packet that can be put back. */
export function createDocumentRows(db: Db) {
  const [root, ...owned] = listOwnedTables(db);
  const tables = owned.filter(({ name }) => !REGROUPED.has(name));
  const reads = [root, ...tables].map((table) => ({
    name: table?.name ?? '',
    read: db.prepare<unknown[], Row>(`SELECT * FROM "${table?.name}" WHERE ${table?.condition}`),
  }));
  const revisions = db.prepare<unknown[], number>('SELECT revision_id FROM revision WHERE document_id = :id').pluck();
  const dropRevisions = db.prepare(
    'DELETE FROM revision WHERE document_id = :id AND revision_id NOT IN (SELECT value FROM json_each(:others))',
  );
  const clears = tables
    .filter(({ name }) => name !== 'revision' && name !== 'passage')
    .reverse()
    .map(({ name, condition }) => db.prepare(`DELETE FROM "${name}" WHERE ${condition}`));
  const exists = db.prepare('SELECT 1 FROM document WHERE document_id = :id');

  return {
    /** @param sha256 of the text that is to come: an older revision with it is replaced too */
    packRows(id: string, sha256: string): Buffer {
      const rows: Record<string, Row[]> = {};
      for (const { name, read } of reads) rows[name] = read.all({ id });
      const inForce = rows.document?.[0]?.revision_id;
      rows.revision = (rows.revision ?? []).filter((row) => row.revision_id === inForce || row.sha256 === sha256);
      const packed = new Set(rows.revision.map((row) => row.revision_id));
      rows.passage = (rows.passage ?? []).filter((row) => packed.has(row.revision_id));
      const others = revisions.all({ id }).filter((revisionId) => !packed.has(revisionId));
      return gzipSync(JSON.stringify({ rows, others }, packBytes));
    },

    /** Puts every row back as it was packed. Groups, index and decisions are the caller's. */
    unpackRows(id: string, packet: Buffer): void {
      const { rows, others } = JSON.parse(gunzipSync(packet).toString(), unpackBytes) as {
        rows: Record<string, Row[]>;
        /** Revisions that were left where they are. */
        others: number[];
      };
      db.pragma('defer_foreign_keys = ON');
      for (const clear of clears) clear.run({ id });
      dropRevisions.run({ id, others: JSON.stringify(others) });
      for (const { name } of tables) for (const row of rows[name] ?? []) insertRow(db, name, row);
      for (const row of rows.document ?? [])
        updateDocument(db, id, row, exists.get({ id: row.superseded_by }) !== undefined);
    },
  };
}

function insertRow(db: Db, table: string, row: Row): void {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(', ');
  db.prepare(`INSERT INTO "${table}" (${columns}) VALUES (${names.map(() => '?').join(', ')})`).run(Object.values(row));
}

function updateDocument(db: Db, id: string, row: Row, isSuccessorHere: boolean): void {
  const given: Row = { ...row, superseded_by: isSuccessorHere ? row.superseded_by : null };
  const names = Object.keys(given).filter((name) => !REGROUPED_COLUMNS.has(name));
  const changes = names.map((name) => `"${name}" = ?`).join(', ');
  db.prepare(`UPDATE document SET ${changes} WHERE document_id = ?`).run(...names.map((name) => given[name]), id);
}

/** Follows the keys that are deleted with what they point at, from the document on; parents before children. */
function listOwnedTables(db: Db): OwnedTable[] {
  const names = db
    .prepare<unknown[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid",
    )
    .pluck()
    .all();
  const found: OwnedTable[] = [{ name: 'document', condition: 'document_id = :id' }];
  for (const parent of found)
    for (const name of names.filter((one) => !found.some((table) => table.name === one)))
      for (const key of listKeys(db, name)
        .filter(({ table, on_delete }) => table === parent.name && on_delete === 'CASCADE')
        .slice(0, 1))
        found.push({
          name,
          condition: `"${key.from}" IN (SELECT "${key.to ?? primaryKeyOf(db, parent.name)}" FROM "${parent.name}" WHERE ${parent.condition})`,
        });
  return found;
}

interface ForeignKey {
  table: string;
  from: string;
  to: string | null;
  on_delete: string;
}

const listKeys = (db: Db, table: string): ForeignKey[] => db.pragma(`foreign_key_list("${table}")`) as ForeignKey[];

function primaryKeyOf(db: Db, table: string): string {
  const columns = db.pragma(`table_info("${table}")`) as { name: string; pk: number }[];
  return columns.find(({ pk }) => pk === 1)?.name ?? 'rowid';
}

const packBytes = (_key: string, value: unknown): unknown =>
  isPacked(value) ? { base64: Buffer.from(value.data).toString('base64') } : value;

const unpackBytes = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'base64' in value
    ? Buffer.from(String(value.base64), 'base64')
    : value;

/** JSON turns a Buffer into this before a replacer sees it. */
const isPacked = (value: unknown): value is { type: 'Buffer'; data: number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;
