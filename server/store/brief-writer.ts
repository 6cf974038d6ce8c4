import { randomBytes } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Audience, BriefBody } from '../facts/brief-types.ts';
import { TLP_LABELS, type Viewer } from '../model.ts';
import { type BriefChange, createBriefStore, type KeptBrief } from './briefs.ts';

/** Keeps briefs: every change makes a version, none is altered, and a locked one takes no more. */
export interface BriefWriter {
  /** @returns the id of the new brief */
  createBrief(body: BriefBody): string;
  /**
   * Adds a version made from the newest.
   * @param based the version that the change was made on
   * @throws AppError NOT_FOUND, LOCKED, or CHANGED_SINCE where somebody saved another version meanwhile
   */
  saveVersion(
    viewer: Viewer,
    briefId: string,
    based: number,
    change: BriefChange,
    edit: (body: BriefBody) => BriefBody,
  ): number;
  /** Lets no version be added from now on; doing it again is no fault. @throws AppError NOT_FOUND */
  lockBrief(viewer: Viewer, briefId: string): void;
  /** @returns the id of a brief that begins as a copy of the newest version. @throws AppError NOT_FOUND */
  cloneBrief(viewer: Viewer, briefId: string): string;
  /** Notes that a version left the house. @throws AppError NOT_FOUND */
  noteHandout(
    viewer: Viewer,
    handout: { briefId: string; version: number; audience: Audience; format: string; sha256: string },
  ): void;
}

/** @param now RFC 3339, UTC */
export function createBriefWriter(db: Db, now: () => string = () => new Date().toISOString()): BriefWriter {
  const { findBrief } = createBriefStore(db);
  const addBrief = db.prepare(`
    INSERT INTO brief (brief_id, kind, account_id, incumbent_id, us_id, owner, cloned_from, created_at)
    VALUES (:briefId, :kind, :accountId, :incumbentId, :usId, :owner, :clonedFrom, :at)`);
  const addVersion = db.prepare(`
    INSERT INTO brief_version (brief_id, version, saved_at, change, tlp, body) VALUES (:briefId, :version, :at, :change, :tlp, :body)`);
  const lock = db.prepare('UPDATE brief SET locked_at = COALESCE(locked_at, :at) WHERE brief_id = :briefId');
  const handOut = db.prepare(`
    INSERT INTO brief_handout (brief_id, version, audience, format, sha256, at)
    VALUES (:briefId, :version, :audience, :format, :sha256, :at)`);

  const require = (viewer: Viewer, briefId: string, version?: number): KeptBrief => {
    const kept = findBrief(viewer, briefId, version);
    if (!kept) throw new AppError('NOT_FOUND', `brief ${briefId}`);
    return kept;
  };
  const write = (briefId: string, version: number, change: BriefChange, body: BriefBody): void => {
    addVersion.run({ briefId, version, at: now(), change, tlp: strictestRank(body), body: JSON.stringify(body) });
  };
  const create = (body: BriefBody, change: BriefChange, clonedFrom: string | null): string => {
    const briefId = randomBytes(6).toString('hex');
    const { kind, accountId, incumbentId, usId, owner } = body;
    addBrief.run({ briefId, kind, accountId, incumbentId, usId, owner, clonedFrom, at: now() });
    write(briefId, 1, change, body);
    return briefId;
  };

  return {
    createBrief: (body) => db.transaction(() => create(body, 'made', null)).immediate(),

    saveVersion: (viewer, briefId, based, change, edit) =>
      db
        .transaction(() => {
          const { latest, lockedAt, body } = require(viewer, briefId);
          if (lockedAt !== null) throw new AppError('LOCKED', `brief ${briefId}`);
          if (latest !== based) throw new AppError('CHANGED_SINCE', `brief ${briefId}: v${based} → v${latest}`);
          write(briefId, latest + 1, change, edit(body));
          return latest + 1;
        })
        .immediate(),

    lockBrief: (viewer, briefId) =>
      db
        .transaction(() => {
          require(viewer, briefId);
          lock.run({ briefId, at: now() });
        })
        .immediate(),

    cloneBrief: (viewer, briefId) =>
      db.transaction(() => create(require(viewer, briefId).body, 'clone', briefId)).immediate(),

    noteHandout: (viewer, handout) =>
      db
        .transaction(() => {
          require(viewer, handout.briefId, handout.version);
          handOut.run({ ...handout, at: now() });
        })
        .immediate(),
  };
}

function strictestRank({ lines }: BriefBody): number {
  const ranks = lines.flatMap(({ share, evidence }) => [share, ...evidence.map(({ tlp }) => tlp)]);
  return Math.max(0, ...ranks.map((label) => TLP_LABELS.indexOf(label)));
}
