import type { Db } from '../db/open.ts';
import type { Audience, BriefBody } from '../facts/brief-types.ts';
import type { Tlp, Viewer } from '../model.ts';
import { clearanceOf, tlpOfRank } from './visibility.ts';

/** One version of a kept brief. */
export interface KeptBrief {
  briefId: string;
  version: number;
  /** The newest version. */
  latest: number;
  change: BriefChange;
  savedAt: string;
  createdAt: string;
  lockedAt: string | null;
  clonedFrom: string | null;
  owner: string;
  tlp: Tlp;
  body: BriefBody;
}

/** What made a version. */
export const BRIEF_CHANGES = ['made', 'order', 'drop', 'restore', 'add', 'refresh', 'clone'] as const;
export type BriefChange = (typeof BRIEF_CHANGES)[number];

export interface BriefVersion {
  version: number;
  savedAt: string;
  change: BriefChange;
}

/** A version that left the house as a file. */
export interface Handout {
  briefId: string;
  version: number;
  audience: Audience;
  format: string;
  sha256: string;
  at: string;
}

type FlatBrief = Omit<KeptBrief, 'body' | 'tlp'> & { body: string; tlp: number };

const MOST_BRIEFS = 200;
const COLUMNS = `b.brief_id AS briefId, v.version, (SELECT MAX(version) FROM brief_version n WHERE n.brief_id = b.brief_id) AS latest,
  v.change, v.saved_at AS savedAt, b.created_at AS createdAt, b.locked_at AS lockedAt, b.cloned_from AS clonedFrom, b.owner, v.tlp, v.body`;
const FROM = 'FROM brief b JOIN brief_version v USING (brief_id)';
/** One that ever held something stricter does not exist for this viewer: its history would tell. */
const OPEN = 'NOT EXISTS (SELECT 1 FROM brief_version s WHERE s.brief_id = b.brief_id AND s.tlp > :clearance)';
const NEWEST = 'v.version = (SELECT MAX(version) FROM brief_version n WHERE n.brief_id = b.brief_id)';

/** Kept briefs. */
export function createBriefStore(db: Db) {
  const list = db.prepare<unknown[], FlatBrief>(
    `SELECT ${COLUMNS} ${FROM} WHERE ${NEWEST} AND ${OPEN} ORDER BY v.saved_at DESC, b.brief_id LIMIT ${MOST_BRIEFS}`,
  );
  const one = db.prepare<unknown[], FlatBrief>(`
    SELECT ${COLUMNS} ${FROM} WHERE b.brief_id = :briefId AND ${OPEN} AND v.version = COALESCE(:version,
      (SELECT MAX(version) FROM brief_version n WHERE n.brief_id = b.brief_id))`);
  const versions = db.prepare<unknown[], BriefVersion>(`
    SELECT v.version, v.saved_at AS savedAt, v.change ${FROM} WHERE b.brief_id = :briefId AND ${OPEN} ORDER BY v.version DESC`);
  const handouts = db.prepare<unknown[], Handout>(`
    SELECT h.brief_id AS briefId, h.version, h.audience, h.format, h.sha256, h.at FROM brief_handout h JOIN brief b USING (brief_id)
    WHERE ${OPEN} AND (:briefId IS NULL OR b.brief_id = :briefId) ORDER BY h.handout_id DESC LIMIT 1000`);

  return {
    /** @returns the newest version of each, the last changed first; at most 200. */
    listBriefs: (viewer: Viewer): KeptBrief[] => list.all(clearanceOf(viewer)).map(toBrief),

    /** @param version the newest unless told. @returns undefined also where it holds what this viewer may not see */
    findBrief(viewer: Viewer, briefId: string, version?: number): KeptBrief | undefined {
      const row = one.get({ ...clearanceOf(viewer), briefId, version: version ?? null });
      return row && toBrief(row);
    },

    /** Newest first. */
    listBriefVersions: (viewer: Viewer, briefId: string): BriefVersion[] =>
      versions.all({ ...clearanceOf(viewer), briefId }),

    /** What left the house, of one brief or of all, the last first. */
    listHandouts: (viewer: Viewer, briefId?: string): Handout[] =>
      handouts.all({ ...clearanceOf(viewer), briefId: briefId ?? null }),
  };
}

function toBrief({ body, tlp, ...row }: FlatBrief): KeptBrief {
  return { ...row, tlp: tlpOfRank(tlp), body: JSON.parse(body) as BriefBody };
}
