import { randomBytes } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { NameAction, NameKind } from '../facts/decision.ts';
import type { Viewer } from '../model.ts';
import { NAME_MENTIONS } from './names.ts';
import { clearanceOf } from './visibility.ts';

export interface NameInput {
  action: NameAction;
  kind: NameKind;
  name: string;
  /** The listed account or person that it is another name of; null for a new one. */
  entityId: string | null;
  note: string;
  decidedBy: string;
}

/** @returns a function that keeps a decision on a name and gives its id. */
export function createNameWriter(db: Db, now: () => string) {
  const mildest = db
    .prepare<unknown[], number | null>(`SELECT MIN(d.tlp) FROM ${NAME_MENTIONS} AND n.kind = :kind AND n.name = :name`)
    .pluck();
  const listed = {
    account: db.prepare('SELECT 1 FROM account WHERE account_id = :entityId'),
    person: db.prepare('SELECT 1 FROM person WHERE person_id = :entityId'),
  };
  const add = db.prepare(`
    INSERT INTO name_decision (decision_id, action, kind, name, entity_id, note, decided_by, decided_at, tlp)
    VALUES (:decisionId, :action, :kind, :name, :entityId, :note, :decidedBy, :at, :tlp)`);

  /** @throws AppError NOT_FOUND for a name in no document that this viewer may see; BAD_PARAMETER for an unknown account or person. */
  return (viewer: Viewer, { kind, name, entityId, action, note, decidedBy }: NameInput): string => {
    const tlp = mildest.get({ ...clearanceOf(viewer), kind, name }) ?? null;
    if (tlp === null) throw new AppError('NOT_FOUND', `name ${name}`);
    if (entityId !== null && !listed[kind].get({ entityId }))
      throw new AppError('BAD_PARAMETER', `entity: ${entityId}`);
    const decisionId = randomBytes(8).toString('hex');
    add.run({ decisionId, action, kind, name, entityId, note, decidedBy, at: now(), tlp });
    return decisionId;
  };
}
