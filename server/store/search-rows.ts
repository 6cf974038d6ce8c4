import type { Db } from '../db/open.ts';

/** What filters, facets and order need of a document, held in memory by the search index. */
export interface SearchColumns {
  documentNo: number;
  documentId: string;
  tlp: number;
  /** Class of the full article that replaces this digest; null when none does. */
  replacedAt: number | null;
  /** The work that it is a version of; null when it stands alone. */
  workId: string | null;
  /** YYYY-MM-DD or empty. */
  published: string;
  /** RFC 3339, UTC. */
  importedAt: string;
  sourceId: string;
  language: string;
  vendorIds: string[];
  /** Types of its moves that are not rejected. */
  types: string[];
  /** Listed accounts by their listed name, others as written. */
  accounts: string[];
}

export interface MatchRow {
  documentNo: number;
  /** FTS5's bm25: the lower the better. */
  bm25: number;
}

/** Parts the values of one document in one column; never in a name, since imported text holds no control characters. */
const SEPARATOR = '\u001f';

type FlatColumns = Omit<SearchColumns, 'vendorIds' | 'types' | 'accounts'>;

const COLUMNS = `SELECT d.document_no AS documentNo, d.document_id AS documentId, d.tlp,
    (SELECT a.tlp FROM document a WHERE a.document_id = d.superseded_by) AS replacedAt, d.work_id AS workId,
    COALESCE(d.published_start, '') AS published, d.source_id AS sourceId, d.language, d.imported_at AS importedAt
  FROM document d`;
const VENDORS = `SELECT document_id, group_concat(vendor_id, char(31)) FROM vendor_mention`;
const TYPES = `SELECT document_id, group_concat(DISTINCT move_type || char(31)) FROM move WHERE status <> 'rejected'`;
const ACCOUNTS = `SELECT document_id, group_concat(COALESCE(a.name, m.name), char(31)) FROM account_mention m LEFT JOIN account a USING (account_id)`;
const AMONG = 'document_id IN (SELECT value FROM json_each(:ids))';

export function createSearchRows(db: Db) {
  // Never joined: a JOIN beside MATCH makes SQLite run the match once a candidate row.
  const match = db.prepare<unknown[], MatchRow>(
    'SELECT rowid AS documentNo, bm25(document_fts, 2.0, 3.0, 1.0) AS bm25 FROM document_fts WHERE document_fts MATCH :expression',
  );
  const holders = db
    .prepare<unknown[], number>('SELECT rowid FROM document_fts WHERE document_fts MATCH :expression')
    .pluck();
  const newest = db
    .prepare<unknown[], number>(
      'SELECT rowid FROM document_fts WHERE document_fts MATCH :expression ORDER BY rowid DESC LIMIT :limit',
    )
    .pluck();
  const words = db
    .prepare<unknown[], string>('SELECT term FROM document_word WHERE term >= :from AND term < :to LIMIT :limit')
    .pluck();
  const synonyms = db.prepare<unknown[], { setNo: number; term: string }>(
    'SELECT set_no AS setNo, term FROM search_synonym ORDER BY set_no',
  );
  const asked = db.prepare<unknown[], { type: string; term: string }>(
    'SELECT move_type AS type, term FROM search_asked',
  );

  return {
    ...createColumnReads(db),

    /** @param expression FTS5 phrases built by buildPhrase, never raw text */
    matchDocuments: (expression: string): MatchRow[] => match.all({ expression }),

    /** The same without scores, in half the time. */
    listHolders: (expression: string): number[] => holders.all({ expression }),

    /** The same, those stored last first. */
    listNewestHolders: (expression: string, limit: number): number[] => newest.all({ expression, limit }),

    /** @returns words of any document, whatever its class, from one up to but without another. */
    listIndexWords: (from: string, to: string, limit: number): string[] => words.all({ from, to, limit }),

    listSynonyms: () => synonyms.all(),
    listAskedTerms: () => asked.all(),
  };
}

function createColumnReads(db: Db) {
  const lists = (where: string, and: string) => ({
    vendors: db.prepare(`${VENDORS} ${where} GROUP BY document_id`).raw(),
    types: db.prepare(`${TYPES} ${and} GROUP BY document_id`).raw(),
    accounts: db.prepare(`${ACCOUNTS} ${where} GROUP BY document_id`).raw(),
  });
  const all = { columns: db.prepare<unknown[], FlatColumns>(COLUMNS), ...lists('', '') };
  const some = {
    columns: db.prepare<unknown[], FlatColumns>(
      `${COLUMNS} WHERE d.document_id IN (SELECT value FROM json_each(:ids))`,
    ),
    ...lists(`WHERE ${AMONG}`, `AND ${AMONG}`),
  };
  const lastChange = db.prepare('SELECT COALESCE(MAX(change_no), 0) FROM document_change').pluck();
  const changed = db
    .prepare<unknown[], number>('SELECT document_no FROM document_change WHERE change_no > :since LIMIT :limit')
    .pluck();
  // A digest is read again when the article that replaces it changed.
  const affected = db
    .prepare<unknown[], string>(
      `WITH changed AS (SELECT document_id FROM document WHERE document_no IN (SELECT value FROM json_each(:numbers)))
      SELECT document_id FROM changed UNION SELECT document_id FROM document WHERE superseded_by IN changed`,
    )
    .pluck();

  return {
    /** All documents, whatever their class: the index filters by viewer. */
    listSearchColumns: (): SearchColumns[] => readColumns(all, {}),

    /** Documents among these numbers, and digests that one of them replaces. */
    listChangedColumns: (numbers: readonly number[]): SearchColumns[] =>
      readColumns(some, { ids: JSON.stringify(affected.all({ numbers: JSON.stringify(numbers) })) }),

    getLastChange: (): number => Number(lastChange.get()),

    /** @returns numbers of documents that were added, changed or removed after that change; at most `limit`. */
    listChangedDocuments: (since: number, limit: number): number[] => changed.all({ since, limit }),
  };
}
export type SearchRows = ReturnType<typeof createSearchRows>;

interface Statements {
  columns: { all(bound: object): FlatColumns[] };
  vendors: { all(bound: object): unknown[] };
  types: { all(bound: object): unknown[] };
  accounts: { all(bound: object): unknown[] };
}

function readColumns({ columns, vendors, types, accounts }: Statements, bound: object): SearchColumns[] {
  const collect = (rows: unknown[]): Map<string, string[]> =>
    new Map((rows as [string, string][]).map(([id, list]) => [id, list.split(SEPARATOR)]));
  const named = collect(vendors.all(bound));
  const moved = collect(types.all(bound));
  const bought = collect(accounts.all(bound));
  return columns.all(bound).map((row) => ({
    ...row,
    vendorIds: named.get(row.documentId) ?? [],
    types: (moved.get(row.documentId) ?? []).map((type) => type.replace(/^,/, '')).filter((type) => type !== ''),
    accounts: [...new Set(bought.get(row.documentId))],
  }));
}
