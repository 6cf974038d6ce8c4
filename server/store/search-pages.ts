import type { Db } from '../db/open.ts';

/** Kinds of values that a document is filtered and counted by; its year and class follow from its own columns. */
export type PackedDimension = 'vendors' | 'types' | 'accounts' | 'sources' | 'languages';

/**
 * What filters, counts and order need of some documents. Texts and values stand once a page, and documents point at them by place.
 * Documents stand one behind the other in one list of numbers, PACKED_COLUMNS of each and then its values: a list of lists takes
 * several times as long to read, and a search waits for all of them when it starts.
 */
export interface SearchPage {
  texts: string[];
  values: [dimension: PackedDimension, value: string][];
  /**
   * Of each: its number; its class; the class of the full article that replaces this digest, or -1; the place of its work's id among
   * the texts, or -1; the day of publication, 20240131, or 0; the place of the time of import (RFC 3339, UTC); how many values follow.
   */
  documents: number[];
}
export const PACKED_COLUMNS = 7;

/** As the triggers of migration 17 have it. */
const PAGE_SIZE = 256;
const PAGES_A_COMMIT = 32;
/** Parts the values of one document in one column; never in a name, since imported text holds no control characters. */
const SEPARATOR = '\u001f';

/** Pages as they are kept, and built from the tables where they are not. */
export function createSearchPages(db: Db) {
  const build = createPageBuilder(db);
  const kept = db.prepare<unknown[], [number, string]>('SELECT page_no, body FROM search_page').raw();
  const listMissing = createMissingList(db);
  // A digest is read again when the article that replaces it changed.
  const affected = db
    .prepare<unknown[], number>(
      `WITH changed AS (SELECT document_id FROM document WHERE document_no IN (SELECT value FROM json_each(:numbers)))
      SELECT document_no FROM document WHERE document_id IN changed
      UNION SELECT document_no FROM document WHERE superseded_by IN changed`,
    )
    .pluck();
  const readAll = db.transaction((each: (page: SearchPage) => void): void => {
    for (const [, body] of kept.iterate()) each(JSON.parse(body) as SearchPage);
    for (const pageNo of listMissing()) each(build(numbersOf(pageNo)));
  });

  return {
    /** Hands over every document, whatever its class, a page at a time and from one state of the base: the index filters by viewer. */
    readSearchPages: (each: (page: SearchPage) => void): void => readAll(each),

    /** Documents among these numbers, and digests that one of them replaces. */
    readChangedPage: (numbers: readonly number[]): SearchPage =>
      build(affected.all({ numbers: JSON.stringify(numbers) })),
  };
}

/** Writes the pages that are not there, some a commit, so that the next start of the search finds them. */
export function fillSearchPages(db: Db): void {
  const build = createPageBuilder(db);
  const listMissing = createMissingList(db);
  const save = db.prepare('INSERT INTO search_page (page_no, body) VALUES (:pageNo, :body)');
  const fillSome = db.transaction((): number => {
    const missing = listMissing().slice(0, PAGES_A_COMMIT);
    for (const pageNo of missing) save.run({ pageNo, body: JSON.stringify(build(numbersOf(pageNo))) });
    return missing.length;
  });
  while (listMissing().length > 0) fillSome.immediate();
}

const numbersOf = (pageNo: number): number[] => Array.from({ length: PAGE_SIZE }, (_, i) => pageNo * PAGE_SIZE + i);

/** @returns a function that lists the pages up to that of the last document which are not kept */
function createMissingList(db: Db): () => number[] {
  const last = db.prepare<unknown[], number | null>('SELECT MAX(document_no) FROM document').pluck();
  const kept = db.prepare<unknown[], number>('SELECT page_no FROM search_page').pluck();
  return () => {
    const known = new Set(kept.all());
    const count = Math.floor((last.get() ?? -1) / PAGE_SIZE) + 1;
    return Array.from({ length: count }, (_, pageNo) => pageNo).filter((pageNo) => !known.has(pageNo));
  };
}

interface Row {
  documentNo: number;
  documentId: string;
  tlp: number;
  replacedAt: number | null;
  workId: string | null;
  published: string | null;
  sourceId: string;
  language: string;
  importedAt: string;
}

const NUMBERS = 'SELECT value FROM json_each(:numbers)';
const AMONG = `document_id IN (SELECT document_id FROM document WHERE document_no IN (${NUMBERS}))`;

/** @returns a function from document numbers, in any order and with gaps, to a page of them */
function createPageBuilder(db: Db): (numbers: readonly number[]) => SearchPage {
  const columns = db.prepare<unknown[], Row>(`
    SELECT d.document_no AS documentNo, d.document_id AS documentId, d.tlp,
      (SELECT a.tlp FROM document a WHERE a.document_id = d.superseded_by) AS replacedAt, d.work_id AS workId,
      d.published_start AS published, d.source_id AS sourceId, d.language, d.imported_at AS importedAt
    FROM document d WHERE d.document_no IN (${NUMBERS})`);
  const listed = {
    vendors: `SELECT document_id, group_concat(vendor_id, char(31)) FROM vendor_mention WHERE ${AMONG} GROUP BY document_id`,
    types: `SELECT document_id, group_concat(move_type, char(31)) FROM move
      WHERE status <> 'rejected' AND ${AMONG} GROUP BY document_id`,
    accounts: `SELECT document_id, group_concat(COALESCE(a.name, m.name), char(31))
      FROM account_mention m LEFT JOIN account a USING (account_id) WHERE ${AMONG} GROUP BY document_id`,
  };
  const lists = Object.entries(listed).map(([dimension, sql]) => ({
    dimension: dimension as PackedDimension,
    statement: db.prepare<unknown[], [string, string]>(sql).raw(),
  }));

  return (numbers) => {
    const given = { numbers: JSON.stringify(numbers) };
    const packer = createPacker();
    const own = new Map<string, number[]>();
    for (const { dimension, statement } of lists) {
      for (const [documentId, joined] of statement.all(given)) {
        const values = [...new Set(joined.split(SEPARATOR))].map((value) => packer.placeOfValue(dimension, value));
        own.set(documentId, [...(own.get(documentId) ?? []), ...values]);
      }
    }
    return packer.pack(columns.all(given), own);
  };
}

/** Gives every text and value of a page its place. */
function createPacker() {
  const texts = new Map<string, number>();
  const values = new Map<string, { place: number; pair: [PackedDimension, string] }>();
  const placeOfText = (text: string): number => texts.get(text) ?? texts.set(text, texts.size).size - 1;
  const placeOfValue = (dimension: PackedDimension, value: string): number => {
    const key = `${dimension}/${value}`;
    const known = values.get(key);
    if (known) return known.place;
    values.set(key, { place: values.size, pair: [dimension, value] });
    return values.size - 1;
  };
  const packDocument = (row: Row, own: readonly number[]): number[] => {
    const values = [...own, placeOfValue('sources', row.sourceId), placeOfValue('languages', row.language)];
    return [
      ...[row.documentNo, row.tlp, row.replacedAt ?? -1, row.workId === null ? -1 : placeOfText(row.workId)],
      ...[Number((row.published ?? '').replaceAll('-', '')), placeOfText(row.importedAt), values.length, ...values],
    ];
  };
  return {
    placeOfValue,
    pack(rows: readonly Row[], own: ReadonlyMap<string, number[]>): SearchPage {
      const documents = rows.flatMap((row) => packDocument(row, own.get(row.documentId) ?? []));
      return { texts: [...texts.keys()], values: Array.from(values.values(), ({ pair }) => pair), documents };
    },
  };
}
