import type { Statement } from 'better-sqlite3';
import type { Db } from '../db/open.ts';
import type { Importance, Viewer } from '../model.ts';
import { type FlatMove, MOVE_COLUMNS, type MoveRow, toMove } from './fact-columns.ts';
import { clearanceOf, VISIBLE } from './visibility.ts';

export type { MoveRow };

export interface MoveFilter {
  vendorIds?: readonly string[];
  types?: readonly string[];
  documentIds?: readonly string[];
  moveIds?: readonly string[];
  /** Inclusive days: moves whose span ends on or after, begins on or before. */
  after?: string;
  before?: string;
  /** Stored by an import after this instant. */
  importedAfter?: string;
  leastImportance?: Importance;
  /** `reading`: as they stand in the document. Default: newest first. */
  order?: 'newest' | 'oldest' | 'reading';
  limit?: number;
  offset?: number;
}

export interface MoveType {
  type: string;
  labelZh: string;
  labelEn: string;
}

export interface MonthCount {
  vendorId: string;
  /** YYYY-MM */
  month: string;
  count: number;
}

/** What a search weighs of a move. */
export interface MoveWords
  extends Pick<MoveRow, 'moveId' | 'vendorId' | 'type' | 'counterparty' | 'gist' | 'importance' | 'confidence'> {
  /** YYYY-MM-DD */
  start: string;
  end: string;
  /** The sentence. */
  exact: string;
}

export const MOST_MOVES = 2000;

/** A filter that is not asked for is left out of the statement, so that SQLite can use the index of those that are. */
const CONDITIONS = {
  vendorIds: 'm.vendor_id IN (SELECT value FROM json_each(:vendorIds))',
  types: 'm.move_type IN (SELECT value FROM json_each(:types))',
  documentIds: 'm.document_id IN (SELECT value FROM json_each(:documentIds))',
  moveIds: 'm.move_id IN (SELECT value FROM json_each(:moveIds))',
  after: 'm.happened_end >= :after',
  before: 'm.happened_start <= :before',
  importedAfter: 'd.imported_at > :importedAfter',
  leastImportance: 'm.importance >= :leastImportance',
} as const;
type Condition = keyof typeof CONDITIONS;
/** As an equality, which the index of a vendor's moves by date answers in order; a list of one would scan every date. */
const ONE_VENDOR = "m.vendor_id = json_extract(:vendorIds, '$[0]')";

const SEEN = `FROM move m JOIN document d USING (document_id)`;
const WHOLE = `${SEEN} JOIN source s USING (source_id) JOIN move_type t USING (move_type) JOIN quote q USING (quote_id)`;

const SELECT = `SELECT ${MOVE_COLUMNS}`;
const WORDS = `SELECT m.move_id AS moveId, m.vendor_id AS vendorId, m.move_type AS type, m.counterparty, m.gist, m.importance,
  m.confidence, m.happened_start AS start, m.happened_end AS "end", q.exact ${SEEN} JOIN quote q USING (quote_id)`;

const ORDERS = {
  newest: 'm.happened_start DESC, m.happened_end DESC, m.importance DESC, m.move_id',
  oldest: 'm.happened_start, m.happened_end, m.importance DESC, m.move_id',
  reading: 'd.document_no, q.start, m.move_id',
} as const;

export function createMoveStore(db: Db) {
  const types = db.prepare<unknown[], MoveType>(
    'SELECT move_type AS type, label_zh AS labelZh, label_en AS labelEn FROM move_type ORDER BY position',
  );
  const run = prepareByShape(db);

  return {
    /** @returns at most `limit` (default and cap MOST_MOVES) moves that this viewer may see; rejected ones never. */
    listMoves(viewer: Viewer, filter: MoveFilter = {}): MoveRow[] {
      return run<FlatMove>(`${SELECT} ${WHOLE}`, tailOf(filter), viewer, filter, pageOf(filter)).map(toMove);
    },

    /** The same moves with their words alone, in a third of the time. */
    listMoveWords: (viewer: Viewer, filter: MoveFilter = {}): MoveWords[] =>
      run(WORDS, tailOf(filter), viewer, filter, pageOf(filter)),

    countMoves: (viewer: Viewer, filter: MoveFilter = {}): number =>
      run<{ count: number }>(`SELECT COUNT(*) AS count ${SEEN}`, '', viewer, filter)[0]?.count ?? 0,

    /** @returns how many moves began in each month, per vendor; months without one are absent. */
    countMovesByMonth: (viewer: Viewer, filter: MoveFilter = {}): MonthCount[] =>
      run(
        `SELECT m.vendor_id AS vendorId, substr(m.happened_start, 1, 7) AS month, COUNT(*) AS count ${SEEN}`,
        'GROUP BY 1, 2 ORDER BY 1, 2',
        viewer,
        filter,
      ),

    countMovesByType: (viewer: Viewer, filter: MoveFilter = {}): { type: string; count: number }[] =>
      run(`SELECT m.move_type AS type, COUNT(*) AS count ${SEEN}`, 'GROUP BY 1 ORDER BY 2 DESC, 1', viewer, filter),

    listMoveTypes: (): MoveType[] => types.all(),
  };
}

const tailOf = ({ order = 'newest' }: MoveFilter): string => `ORDER BY ${ORDERS[order]} LIMIT :limit OFFSET :offset`;

const pageOf = ({ limit = MOST_MOVES, offset = 0 }: MoveFilter): { limit: number; offset: number } => ({
  ...{ limit: Math.min(limit, MOST_MOVES), offset },
});

/** One prepared statement for each combination of filters that occurs; the parts are constants of this file. */
function prepareByShape(db: Db) {
  const statements = new Map<string, Statement>();
  db.prepare(`${SELECT} ${WHOLE} WHERE ${VISIBLE} AND ${Object.values(CONDITIONS).join(' AND ')}`); // wrong SQL fails at start
  return <T>(head: string, tail: string, viewer: Viewer, filter: MoveFilter, page: object = {}): T[] => {
    const asked = (Object.keys(CONDITIONS) as Condition[]).filter((name) => filter[name] !== undefined);
    const conditions = asked.map((name) => ` AND ${isOfOneVendor(name, filter) ? ONE_VENDOR : CONDITIONS[name]}`);
    const sql = `${head} WHERE m.status <> 'rejected' AND ${VISIBLE}${conditions.join('')} ${tail}`;
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement.all({ ...clearanceOf(viewer), ...bindConditions(filter, asked), ...page }) as T[];
  };
}

const isOfOneVendor = (name: Condition, { vendorIds }: MoveFilter): boolean =>
  name === 'vendorIds' && vendorIds?.length === 1;

function bindConditions(filter: MoveFilter, asked: readonly Condition[]): Record<string, string | number> {
  const bound = asked.map((name) => {
    const value = filter[name];
    return [name, typeof value === 'object' ? JSON.stringify(value) : value] as const;
  });
  return Object.fromEntries(bound) as Record<string, string | number>;
}
