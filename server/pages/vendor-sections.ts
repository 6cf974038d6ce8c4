import { type Grade, gradeOf } from '../facts/grade.ts';
import type { MoveState, PartialDate } from '../model.ts';
import type { PersonRoleRow } from '../store/mentions.ts';
import type { MoveRow, MoveType } from '../store/moves.ts';
import type { VendorAlias, VendorRow } from '../store/vendors.ts';
import { type Cite, evidenceOf, evidenceOfRole, type Notes } from './notes.ts';
import type { Site } from './site.ts';

/** Move types that a dossier lays out on their own; the rest stand in its list of moves. */
export const ACCOUNT_TYPES = ['win', 'loss'];
export const TOPIC_TYPES = ['pricing', 'region', 'product'];
const MOST_ROWS = 12;
const MOST_PEOPLE = 16;

/** One move as a line of a table, with the number of its sentence. */
export interface FactRow {
  type: string;
  typeZh: string;
  typeEn: string;
  counterparty: string;
  gist: string;
  language: string;
  happened: PartialDate;
  state: MoveState;
  grade: Grade;
  cite: Cite;
}

export interface Topic extends MoveType {
  total: number;
  rows: FactRow[];
}

export interface PersonRow {
  name: string;
  title: string;
  level: string;
  /** False for a name found by pattern, which neither a list nor an analyst confirms. */
  isListed: boolean;
  published: string | null;
  grade: Grade;
  cite: Cite;
}

export function listFactRows(moves: readonly MoveRow[], notes: Notes): FactRow[] {
  return moves.slice(0, MOST_ROWS).map((move) => {
    const { type, typeZh, typeEn, counterparty, gist, happened, state } = move;
    const { language } = move.document;
    const cite = notes.cite(evidenceOf(move));
    return { type, typeZh, typeEn, counterparty, gist, language, happened, state, grade: gradeOf(move), cite };
  });
}

/** @returns one section a topic that has moves, in the order of the vocabulary. */
export function listTopics(site: Site, moves: readonly MoveRow[], notes: Notes): Topic[] {
  const types = site.store.listMoveTypes().filter(({ type }) => TOPIC_TYPES.includes(type));
  return types.flatMap((type) => {
    const own = moves.filter((move) => move.type === type.type);
    return own.length === 0 ? [] : [{ ...type, total: own.length, rows: listFactRows(own, notes) }];
  });
}

/** @returns the newest stated role of each person at this vendor: those whom a list names first. */
export function listPeople(site: Site, vendorId: string, notes: Notes): { total: number; rows: PersonRow[] } {
  const newest = new Map<string, PersonRoleRow>();
  for (const role of site.store.listPersonRoles(site.viewer, { vendorId })) {
    if (!newest.has(role.name)) newest.set(role.name, role);
  }
  const listedFirst = [...newest.values()].sort((a, b) => Number(a.isCandidate) - Number(b.isCandidate));
  const rows = listedFirst.slice(0, MOST_PEOPLE).map((role) => {
    const evidence = evidenceOfRole(role, 'zh');
    const { name, title, level, published, isCandidate } = role;
    const cite = notes.cite(evidence);
    return { name, title, level, isListed: !isCandidate, published, grade: evidence.grade, cite };
  });
  return { total: newest.size, rows };
}

/** @returns other names, to print under the heading; spellings and words that only count in context serve search alone. */
export function listNames(site: Site, { vendorId, nameZh, nameEn, fullZh, fullEn }: VendorRow): VendorAlias[] {
  const shown = new Set(['name', 'short', 'former']);
  const known = [nameZh, nameEn, fullZh, fullEn];
  return site.store.listVendorAliases(vendorId).filter(({ sort, name }) => shown.has(sort) && !known.includes(name));
}
