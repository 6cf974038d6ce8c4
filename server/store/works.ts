import type { Db } from '../db/open.ts';
import { listMinority, type MinorityReading } from '../facts/majority.ts';
import type { WorkRelation } from '../facts/same-work.ts';
import type { Reading } from '../facts/variant-readings.ts';
import type { Reliability, Tlp, Viewer } from '../model.ts';
import { clearanceOf, tlpOfRank, VISIBLE_WORK } from './visibility.ts';

/** One of several documents that hold nearly the same text. */
export interface VersionRow {
  documentId: string;
  title: string;
  language: string;
  published: string | null;
  sourceName: string;
  sourceNameEn: string;
  reliability: Reliability;
  tlp: Tlp;
  fileName: string;
  relation: WorkRelation;
}

/** @see MinorityReading; with the work whose versions were counted. */
export interface WorkMinorityReading extends MinorityReading {
  workId: string;
}

/** The work of a document that this viewer may see: any of its versions tells it. */
const OF_WORK =
  '(SELECT work_id FROM document WHERE document_id = :workId AND tlp <= :clearance) AND d.tlp <= :clearance';

export function createWorkStore(db: Db) {
  const versions = db.prepare<unknown[], Omit<VersionRow, 'tlp'> & { tlp: number }>(`
    SELECT d.document_id AS documentId, d.title, d.language, d.published_start AS published,
      s.name AS sourceName, s.name_en AS sourceNameEn, s.reliability, d.tlp, r.file_name AS fileName,
      d.work_relation AS relation
    FROM document d JOIN source s USING (source_id) JOIN revision r USING (revision_id)
    WHERE d.work_id = ${OF_WORK} ORDER BY d.work_rank`);
  const workOf = db
    .prepare<unknown[], string | null>(
      `SELECT ${VISIBLE_WORK} FROM document d WHERE document_id = :documentId AND d.tlp <= :clearance`,
    )
    .pluck();
  const readings = db.prepare<unknown[], Reading & { place: number }>(`
    SELECT v.place, v.document_id AS id, v.start, v."end" AS "end", v.letters
    FROM variant_reading v JOIN document d USING (document_id)
    WHERE v.work_id = ${OF_WORK} ORDER BY v.place, d.work_rank`);
  const worksOf = db
    .prepare<unknown[], string | null>(`
      SELECT DISTINCT ${VISIBLE_WORK} FROM document d
      WHERE document_id IN (SELECT value FROM json_each(:ids)) AND work_id IS NOT NULL AND d.tlp <= :clearance ORDER BY 1`)
    .pluck();

  const workIds = db
    .prepare<unknown[], string | null>(`
      SELECT DISTINCT ${VISIBLE_WORK} FROM document d WHERE work_id IS NOT NULL AND d.tlp <= :clearance ORDER BY 1`)
    .pluck();

  const listReadings = (viewer: Viewer, workId: string): Reading[][] => {
    const places = new Map<number, Reading[]>();
    for (const { place, ...reading } of readings.all({ ...clearanceOf(viewer), workId }))
      places.set(place, [...(places.get(place) ?? []), reading]);
    return [...places.values()].filter((list) => new Set(list.map(({ letters }) => letters)).size > 1);
  };

  return {
    /**
     * @param workId id of any version that this viewer may see
     * @returns the versions that they may see, the one that stands for the work first; [] for an unknown id.
     */
    listVersions: (viewer: Viewer, workId: string): VersionRow[] =>
      versions.all({ ...clearanceOf(viewer), workId }).map((row) => ({ ...row, tlp: tlpOfRank(row.tlp) })),

    /** @returns the work of a document; null when it stands alone before this viewer or they may not see it. */
    findWorkId: (viewer: Viewer, documentId: string): string | null =>
      workOf.get({ ...clearanceOf(viewer), documentId }) ?? null,

    /** @returns the places where the versions that this viewer may see read differently, in the order of the text. */
    listReadings,

    /** @returns the works of which this viewer may see two versions or more. */
    listWorkIds: (viewer: Viewer): string[] => workIds.all(clearanceOf(viewer)).filter((workId) => workId !== null),

    /** @returns where these documents read otherwise than most versions of their work. */
    listMinorityReadings: (viewer: Viewer, documentIds: readonly string[]): WorkMinorityReading[] => {
      const wanted = new Set(documentIds);
      return worksOf
        .all({ ...clearanceOf(viewer), ids: JSON.stringify(documentIds) })
        .filter((workId) => workId !== null)
        .flatMap((workId) =>
          listReadings(viewer, workId)
            .flatMap(listMinority)
            .map((reading) => ({ ...reading, workId })),
        )
        .filter(({ id }) => wanted.has(id));
    },
  };
}
