import { z } from 'zod';
import { type AccountFacts, loadAccountFacts } from '../briefs/account-facts.ts';
import { type AccountGap, type Contradiction, listGaps } from '../facts/account-gaps.ts';
import type { StatementKind } from '../facts/account-vocabulary.ts';
import * as params from '../http/params.ts';
import type { PartialDate, Tlp } from '../model.ts';
import type { AccountRow } from '../store/accounts.ts';
import { type AccountPerson, listAccountPeople } from './account-people.ts';
import {
  type EndLabel,
  type EventRow,
  endOf,
  type Labels,
  type StatementRow,
  toEventRow,
  toStatementRow,
} from './account-rows.ts';
import { buildFootprint, type FootprintChart } from './footprint-chart.ts';
import { listLabels, type MoveItem, newestEvidence, toMoveItems } from './move-item.ts';
import { createNotes, type Note, type Notes } from './notes.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const accountParams = z.object({ id: params.vendorId });
type AccountParams = z.infer<typeof accountParams>;

/** How a vendor stands here, in words. */
export interface StandingRow {
  end: EndLabel;
  standing: 'now' | 'past' | 'partly';
  since: PartialDate | null;
  lastSeen: string;
  lost: string | null;
}

export interface AccountPage {
  account: AccountRow;
  names: string[];
  parentId: string | null;
  owned: AccountRow[];
  asOf: string | null;
  latest: string | null;
  counts: { documents: number; sentences: number; sources: number };
  standings: StandingRow[];
  chart: FootprintChart | null;
  events: EventRow[];
  /** Spend, discounts, talks, complaints: as told. */
  told: { kind: StatementKind; rows: StatementRow[] }[];
  people: AccountPerson[];
  moves: MoveItem[];
  contradictions: { kind: Contradiction['kind']; first: StatementRow; second: StatementRow }[];
  gaps: AccountGap[];
  documents: {
    documentId: string;
    title: string;
    language: string;
    published: string | null;
    sourceName: string;
    sourceNameEn: string;
    tlp: Tlp;
  }[];
  notes: Note[];
}

/** In the order in which a seller asks. */
const TOLD_KINDS: StatementKind[] = ['spend', 'discount', 'negotiating', 'complaint', 'serves', 'partner', 'courting'];

/** @throws AppError NOT_FOUND */
export function loadAccountPage(site: Site, { id }: AccountParams): AccountPage {
  const facts = loadAccountFacts(site.store, site.viewer, id);
  const labels = listLabels(site);
  const notes = createNotes();
  const asOf = newestEvidence(site);
  const latest =
    facts.documents
      .map(({ published }) => published ?? '')
      .sort()
      .at(-1) || null;
  const sources = new Set(facts.documents.map(({ sourceName }) => sourceName)).size;
  const events = facts.events.map((event) => toEventRow(event, labels, facts.vocabulary.reasons, notes));
  const people = listAccountPeople(site, facts, notes);
  const { account, statements, stints, contradictions } = facts;
  return {
    ...{ account, asOf, latest, events, people },
    names: facts.names.filter((name) => name !== account.name),
    parentId: findParent(site, account.parent),
    owned: site.store.listOwnedAccounts(account.name),
    counts: { documents: facts.documents.length, sentences: facts.sentences.length, sources },
    standings: stints.map(({ vendorId, standing, since, lastSeen, lost, isImplied }) => ({
      end: endOf(labels, vendorId, isImplied),
      standing,
      since,
      lastSeen,
      lost,
    })),
    chart: buildFootprint(stints, facts.events, labels, asOf),
    told: listTold(facts, labels, notes),
    moves: toMoveItems(site, facts.moves, null),
    contradictions: contradictions.map(({ kind, first, second }) => ({
      ...{ kind, first: toStatementRow(first, labels, notes), second: toStatementRow(second, labels, notes) },
    })),
    gaps: listGaps({ statements, events: facts.events, stints, people: people.length, sources, latest, asOf }),
    documents: facts.documents.map(({ documentId, title, language, published, sourceName, sourceNameEn, tlp }) => ({
      ...{ documentId, title, language, published, sourceName, sourceNameEn, tlp },
    })),
    notes: notes.list,
  };
}

function listTold({ statements }: AccountFacts, labels: Labels, notes: Notes): AccountPage['told'] {
  return TOLD_KINDS.flatMap((kind) => {
    const own = statements
      .filter((told) => told.kind === kind)
      .sort((a, b) => startOf(b.happened).localeCompare(startOf(a.happened)));
    return own.length === 0 ? [] : [{ kind, rows: own.map((told) => toStatementRow(told, labels, notes)) }];
  });
}

const startOf = (date: PartialDate | null): string => date?.start ?? '';

function findParent(site: Site, parent: string | null): string | null {
  if (parent === null) return null;
  return (
    site.store.listNamedEntities().find(({ kind, name }) => kind === 'account' && name === parent)?.entityId ?? null
  );
}

export const accountPage: PageRoute<AccountParams, AccountPage> = {
  name: 'account',
  params: accountParams,
  load: loadAccountPage,
  titleOf: ({ account }) => account.name,
};
