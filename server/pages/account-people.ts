import type { AccountFacts } from '../briefs/account-facts.ts';
import { hrefOf } from '../http/params.ts';
import type { PersonRoleRow } from '../store/mentions.ts';
import { type Cite, evidenceOfRole, type Notes } from './notes.ts';
import type { Site } from './site.ts';

/** Somebody whom a sentence names beside the account. */
export interface AccountPerson {
  name: string;
  href: string;
  vendorId: string;
  title: string;
  published: string | null;
  cite: Cite;
}

const MOST_PEOPLE = 12;

/** @returns people whose name stands in a sentence that names the account, with the newest role that its document gives them. */
export function listAccountPeople(site: Site, { documents, sentences }: AccountFacts, notes: Notes): AccountPerson[] {
  const found = new Map<string, PersonRoleRow>();
  for (const { documentId } of documents) {
    const own = sentences.filter(({ document }) => document.documentId === documentId);
    for (const role of site.store.listPersonRoles(site.viewer, { documentId })) {
      const isBeside = own.some(({ quote }) => quote.exact.includes(role.name));
      if (isBeside && !found.has(role.name)) found.set(role.name, role);
    }
  }
  return [...found.values()].slice(0, MOST_PEOPLE).map((role) => ({
    ...{ name: role.name, vendorId: role.vendorId, title: role.title, published: role.published },
    href: hrefOf('/people', { name: role.name }),
    cite: notes.cite(evidenceOfRole(role, 'zh')),
  }));
}
