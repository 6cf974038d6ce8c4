import Database from 'better-sqlite3';

const TIMES = new Set(['imported_at', 'updated_at', 'fetched_at']);
const LOGS = new Set(['import_run', 'import_item', 'import_before']);
/** Made of the other tables. */
const DERIVED = new Set(['document_fts', 'search_page']);

type Row = Record<string, unknown>;

/** Runs a query on a database file and closes it. */
export function query<T = Row>(path: string, sql: string, ...values: unknown[]): T[] {
  const db = new Database(path);
  try {
    return db.prepare<unknown[], T>(sql).all(...values);
  } finally {
    db.close();
  }
}

/** @returns the first column of the first row. */
export function queryValue<T>(path: string, sql: string, ...values: unknown[]): T {
  return Object.values(query(path, sql, ...values)[0] ?? {})[0] as T;
}

/** Every row of every table but the log of imports; blobs as hexadecimal text. */
export function dumpTables(path: string): Record<string, Row[]> {
  const tables = query<{ name: string }>(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .map(({ name }) => name)
    .filter((name) => !LOGS.has(name) && !DERIVED.has(name));
  return Object.fromEntries(
    tables.map((name) => [name, query(path, `SELECT * FROM "${name}" ORDER BY 1, 2`).map(asText)]),
  );
}

/** What two imports of the same files have in common: no times, and the index as words and places. */
export function dumpContent(path: string): Record<string, Row[]> {
  const tables = Object.entries(dumpTables(path)).filter(([name]) => !name.startsWith('document_fts'));
  return {
    ...Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(withoutTimes)])),
    index: dumpIndex(path),
  };
}

function dumpIndex(path: string): Row[] {
  const db = new Database(path);
  try {
    db.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'document_fts', 'instance')");
    return db.prepare<unknown[], Row>('SELECT term, doc, col, "offset" FROM temp.words ORDER BY 2, 3, 4, 1').all();
  } finally {
    db.close();
  }
}

const asText = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, textOf(value)]));

const textOf = (value: unknown): unknown => (Buffer.isBuffer(value) ? value.toString('hex') : value);

const withoutTimes = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([name]) => !TIMES.has(name)));

/** @returns what is wrong with a database file; empty when nothing is. */
export function findDamage(path: string): unknown[] {
  const halves = query(
    path,
    `SELECT d.document_id FROM document d LEFT JOIN revision r USING (revision_id)
     WHERE r.revision_id IS NULL OR r.text = '' OR NOT EXISTS (SELECT 1 FROM passage p WHERE p.revision_id = r.revision_id)
       OR NOT EXISTS (SELECT 1 FROM document_fts f WHERE f.rowid = d.document_no)`,
  );
  const integrity = query<{ integrity_check: string }>(path, 'PRAGMA integrity_check').filter(
    (row) => row.integrity_check !== 'ok',
  );
  return [...integrity, ...query(path, 'PRAGMA foreign_key_check'), ...halves];
}
