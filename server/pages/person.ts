import { z } from 'zod';
import type { Grade } from '../facts/grade.ts';
import { hrefOf } from '../http/params.ts';
import type { PersonRoleRow } from '../store/mentions.ts';
import { labelFrom, listLabels, type MoveItem, toMoveItems, type VendorLabel } from './move-item.ts';
import { type Cite, createNotes, evidenceOfRole, type Note } from './notes.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const LONGEST_NAME = 60;
const MOST_LISTED = 60;

const personParams = z.object({ name: z.string().trim().min(1).max(LONGEST_NAME).optional() });
type PersonParams = z.infer<typeof personParams>;

export interface RoleRow {
  name: string;
  vendor: VendorLabel;
  title: string;
  level: string;
  published: string | null;
  grade: Grade;
  cite: Cite;
}

export interface PersonPage {
  name: string | null;
  /** Oldest first: how somebody went from post to post. */
  roles: RoleRow[];
  moves: MoveItem[];
  /** Without a name: those named most often. */
  people: {
    name: string;
    href: string;
    vendor: VendorLabel;
    title: string;
    documentCount: number;
    latest: string | null;
  }[];
  notes: Note[];
}

export function loadPersonPage(site: Site, { name }: PersonParams): PersonPage {
  const labels = listLabels(site);
  const notes = createNotes();
  const roles = name ? site.store.listRolesOf(site.viewer, name) : [];
  const documentIds = [...new Set(roles.map(({ documentId }) => documentId))];
  const moves = documentIds.length === 0 ? [] : site.store.listMoves(site.viewer, { documentIds });
  const names = new Set([name ?? '', ...roles.map((role) => role.name)]);
  return {
    name: name ?? null,
    roles: roles.map((role) => toRoleRow(role, labels, notes)),
    moves: toMoveItems(
      site,
      moves.filter(({ quote }) => [...names].some((known) => known !== '' && quote.exact.includes(known))),
      null,
    ),
    people: name
      ? []
      : site.store.listPeople(site.viewer, MOST_LISTED).map(({ vendorId, ...person }) => ({
          ...{ ...person, vendor: labelFrom(labels, vendorId), href: hrefOf('/people', { name: person.name }) },
        })),
    notes: notes.list,
  };
}

function toRoleRow(
  role: PersonRoleRow,
  labels: ReadonlyMap<string, VendorLabel>,
  notes: ReturnType<typeof createNotes>,
): RoleRow {
  const evidence = evidenceOfRole(role, 'zh');
  const { name, title, level, published, vendorId } = role;
  return {
    name,
    title,
    level,
    published,
    vendor: labelFrom(labels, vendorId),
    grade: evidence.grade,
    cite: notes.cite(evidence),
  };
}

export const personPage: PageRoute<PersonParams, PersonPage> = {
  name: 'person',
  params: personParams,
  load: loadPersonPage,
  titleOf: ({ name }, say) => name ?? say('nav.people'),
};
