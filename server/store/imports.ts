import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { IMPORT_OUTCOMES, type ImportItem, type ImportOutcome, type ImportWay } from '../facts/import-receipt.ts';
import { DEFAULT_TLP, type UnreadWords, type Viewer } from '../model.ts';
import { clearanceOf, rankOfTlp } from './visibility.ts';

/** One import as a viewer may see it: only items within their clearance are counted. */
export interface ImportRun {
  runId: number;
  /** RFC 3339, UTC. */
  startedAt: string;
  /** null while it runs, and for ever when it was killed. */
  finishedAt: string | null;
  /** What was asked for, which may name any item: null before a viewer who may not see them all. */
  command: string | null;
  via: ImportWay;
  /** RFC 3339, UTC; null for one that stands. */
  undoneAt: string | null;
  /** Whether it kept what it replaced. */
  keepsBefore: boolean;
  totals: Record<ImportOutcome, number>;
  /** Of the quarantined, those that an analyst ignores. */
  ignored: number;
}

export interface ImportRow extends ImportItem {
  ordinal: number;
  /** First day of the publication date of the document. */
  published: string | null;
  /** Whether its document is still there. */
  isStored: boolean;
  unread: UnreadWords[];
  /** RFC 3339, UTC; null for one that nobody ignores. */
  ignoredAt: string | null;
}

export interface ImportItemFilter {
  runId: number;
  outcome?: ImportOutcome;
  limit: number;
  offset: number;
}

/** What has no document has no class, and so the strict one. */
const SEEN = 'coalesce(d.tlp, i.tlp, :unlabelled) <= :clearance';
const UNLABELLED = rankOfTlp(DEFAULT_TLP);
const TOTALS = [
  ...IMPORT_OUTCOMES.map((outcome) => `COUNT(*) FILTER (WHERE i.outcome = '${outcome}' AND ${SEEN}) AS ${outcome}`),
  `COUNT(*) FILTER (WHERE i.ignored_at IS NOT NULL AND ${SEEN}) AS ignored`,
];

type RunRow = Omit<ImportRun, 'totals' | 'keepsBefore'> & { keepsBefore: number } & Record<ImportOutcome, number>;
type ItemRow = Omit<ImportRow, 'counts' | 'warnings' | 'unread' | 'isStored'> & {
  isStored: number;
  counts: string;
  warnings: string;
  unread: string;
};

/** Reads what the import command logged. */
export function createImportStore(db: Db) {
  const columns = `r.run_id AS runId, r.started_at AS startedAt, r.finished_at AS finishedAt, r.via, r.undone_at AS undoneAt, r.keeps_before AS keepsBefore,
    CASE WHEN :clearance >= :unlabelled AND COUNT(*) FILTER (WHERE coalesce(d.tlp, i.tlp) > :clearance) = 0 THEN r.command END AS command, ${TOTALS.join(', ')}`;
  const joined = 'LEFT JOIN import_item i USING (run_id) LEFT JOIN document d ON d.document_id = i.document_id';
  const seen = `HAVING :clearance >= :unlabelled OR COUNT(*) FILTER (WHERE i.outcome IS NOT NULL AND ${SEEN}) > 0`;
  const runs = db.prepare<unknown[], RunRow>(`
    SELECT ${columns} FROM (SELECT * FROM import_run ORDER BY run_id DESC LIMIT :limit OFFSET :offset) r ${joined}
    GROUP BY r.run_id ${seen} ORDER BY r.run_id DESC`);
  const count = db.prepare<unknown[], number>('SELECT COUNT(*) FROM import_run').pluck();
  const one = db.prepare<unknown[], RunRow>(
    `SELECT ${columns} FROM (SELECT * FROM import_run WHERE run_id = :runId) r ${joined} GROUP BY r.run_id ${seen}`,
  );
  const items = db.prepare<unknown[], ItemRow>(`
    SELECT i.ordinal, i.path, i.locator, i.outcome, i.title, i.document_id AS documentId, i.reason, i.counts, i.warnings, i.unread, i.ignored_at AS ignoredAt,
      d.published_start AS published, d.document_id IS NOT NULL AS isStored
    FROM import_item i LEFT JOIN document d ON d.document_id = i.document_id
    WHERE i.run_id = :runId AND ${SEEN} AND (:outcome IS NULL OR i.outcome = :outcome)
    ORDER BY i.outcome <> 'quarantined', i.ignored_at IS NOT NULL, i.ordinal LIMIT :limit OFFSET :offset`);
  const written = db.prepare<unknown[], { kind: string; count: number }>(`
    SELECT c.key AS kind, SUM(c.value) AS count
    FROM import_item i LEFT JOIN document d ON d.document_id = i.document_id, json_each(i.counts) c
    WHERE i.run_id = :runId AND i.outcome IN ('stored', 'updated', 'version') AND ${SEEN} GROUP BY c.key`);

  const boundOf = (viewer: Viewer) => ({ ...clearanceOf(viewer), unlabelled: UNLABELLED });

  return {
    /** @returns imports, the newest first. */
    listImportRuns: (viewer: Viewer, page: { limit: number; offset: number }): ImportRun[] =>
      runs.all({ ...boundOf(viewer), ...page }).map(toRun),

    /** @returns how many imports there were, for paging: a number of runs tells nothing of what they held. */
    countImportRuns: (): number => count.get() ?? 0,

    /** @throws AppError NOT_FOUND, also for an import of which this viewer may see nothing. */
    getImportRun(viewer: Viewer, runId: number): ImportRun {
      const row = one.get({ ...boundOf(viewer), runId });
      if (!row) throw new AppError('NOT_FOUND', `import ${runId}`);
      return toRun(row);
    },

    /** @returns its items that this viewer may see, the quarantined first. */
    listImportItems: (viewer: Viewer, { outcome, ...filter }: ImportItemFilter): ImportRow[] =>
      items.all({ ...boundOf(viewer), ...filter, outcome: outcome ?? null }).map((row) => ({
        ...row,
        isStored: row.isStored === 1,
        counts: JSON.parse(row.counts) as Record<string, number>,
        warnings: JSON.parse(row.warnings) as string[],
        unread: JSON.parse(row.unread) as UnreadWords[],
      })),

    /** @returns what it wrote: "moves", "figures", … → how many. */
    countWritten: (viewer: Viewer, runId: number): Record<string, number> =>
      Object.fromEntries(written.all({ ...boundOf(viewer), runId }).map(({ kind, count }) => [kind, count])),
  };
}

function toRun(row: RunRow): ImportRun {
  const { runId, startedAt, finishedAt, command, via, undoneAt, keepsBefore, ignored, ...totals } = row;
  return { runId, startedAt, finishedAt, command, via, undoneAt, keepsBefore: keepsBefore === 1, totals, ignored };
}
