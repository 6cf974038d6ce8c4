import { z } from 'zod';
import { hasCardVocabulary } from '../briefs/battlecard-input.ts';
import { addDays, addMonths } from '../http/dates.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { DocumentRow } from '../store/documents.ts';
import type { MoveRow, MoveType } from '../store/moves.ts';
import type { ReleaseRow } from '../store/releases.ts';
import type { VendorAlias, VendorSummary } from '../store/vendors.ts';
import {
  groupByYear,
  labelOf,
  type MoveItem,
  type MoveYear,
  newestEvidence,
  newestReport,
  toMoveItems,
  type VendorLabel,
} from './move-item.ts';
import { createNotes, type Note } from './notes.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import type { Site } from './site.ts';
import { listSourceLines, type SourceLine } from './source-line.ts';
import { listTypes } from './timeline.ts';
import { buildTimelineChart, type TimelineChart } from './timeline-chart.ts';
import { type KeyFigures, listKeyFigures } from './vendor-figures.ts';
import { listVendorReleases, type VendorReleases } from './vendor-releases.ts';
import {
  ACCOUNT_TYPES,
  type FactRow,
  listFactRows,
  listNames,
  listPeople,
  listTopics,
  type PersonRow,
  type Topic,
} from './vendor-sections.ts';
import { listVendorSwitches, type VendorSwitches } from './vendor-switches.ts';

const MOST_RECENT = 5;
const MOST_MARKS = 40;
const MOST_TRACKS = 6;
const FRAME_WIDTH = 944;
const MOST_DOCUMENTS = 12;
const MOVES_A_PAGE = 30;

const vendorParams = z.object({ id: params.vendorId, type: params.moveTypeId.optional(), page: params.page });
type VendorParams = z.infer<typeof vendorParams>;

export interface VendorPage {
  vendor: VendorSummary;
  names: VendorAlias[];
  bar: VendorLabel[];
  asOf: {
    latestEvidence: string | null;
    moves: number;
    newMoves: number;
    documents: number;
    sources: number;
    largestSourceShare: number | null;
    guessedShare: number | null;
  };
  figures: KeyFigures;
  recent: MoveItem[];
  chart: TimelineChart | null;
  switches: VendorSwitches;
  /** Whether its battlecard can be opened: not of our own, nor before the rules of cards are in the base. */
  hasCard: boolean;
  accounts: { total: number; rows: FactRow[] };
  people: { total: number; rows: PersonRow[] };
  /** How fast it opens what; null without release notes. */
  releases: VendorReleases | null;
  topics: Topic[];
  type: string | null;
  types: (MoveType & { isSelected: boolean; count: number; href: string })[];
  moveTotal: number;
  /** Release notes that the list leaves to their own section. */
  leftOut: number;
  years: MoveYear[];
  paging: Paging;
  documents: DocumentRow[];
  sources: SourceLine[];
  /** Topics without any evidence. */
  gaps: MoveType[];
  notes: Note[];
}

/** @throws AppError NOT_FOUND */
export function loadVendorPage(site: Site, given: VendorParams, { lastVisit }: Visitor): VendorPage {
  const { store, viewer } = site;
  const vendor = store.getVendorSummary(viewer, given.id);
  const vendorIds = [vendor.vendorId];
  const moves = store.listMoves(viewer, { vendorIds });
  const types = listTypeChoices(site, given, vendorIds);
  const sources = listSourceLines(site, { vendorId: vendor.vendorId }, newestEvidence(site));
  const released = store.listReleases(viewer, vendor.vendorId);
  const told = without(moves, released);
  const ofType = given.type ? moves.filter((move) => move.type === given.type) : told;
  const listed = ofType.slice((given.page - 1) * MOVES_A_PAGE, given.page * MOVES_A_PAGE);
  return {
    vendor,
    names: listNames(site, vendor),
    bar: site
      .vendors()
      .filter((row) => row.isTracked || row.vendorId === vendor.vendorId)
      .map(labelOf),
    asOf: {
      latestEvidence: vendor.latestEvidence,
      moves: vendor.moveCount,
      newMoves: lastVisit ? store.countMoves(viewer, { vendorIds, importedAfter: lastVisit }) : 0,
      documents: vendor.documentCount,
      ...shares(moves, sources),
    },
    ...citeSections(site, vendor.vendorId, { moves, told, released }),
    hasCard: !vendor.isSelf && hasCardVocabulary(store),
    recent: toMoveItems(site, pickRecent(moves), lastVisit),
    chart: drawChart(site, vendor, moves),
    type: given.type ?? null,
    types,
    moveTotal: ofType.length,
    leftOut: given.type ? 0 : released.length,
    years: groupByYear(toMoveItems(site, listed, lastVisit)),
    paging: pagingOf(
      ofType.length,
      given.page,
      MOVES_A_PAGE,
      (page) => `${moveListHref(vendor.vendorId, given.type, page)}#moves`,
    ),
    documents: store.listDocuments(viewer, { vendorId: vendor.vendorId, limit: MOST_DOCUMENTS }),
    sources,
    gaps: types.filter(({ count }) => count === 0).map(({ type, labelZh, labelEn }) => ({ type, labelZh, labelEn })),
  };
}

/** The sections that cite, in order of the page, since notes are numbered by first use. */
function citeSections(
  site: Site,
  vendorId: string,
  { moves, told, released }: { moves: MoveRow[]; told: MoveRow[]; released: ReleaseRow[] },
): Pick<VendorPage, 'figures' | 'switches' | 'accounts' | 'people' | 'releases' | 'topics' | 'notes'> {
  const notes = createNotes();
  const accountMoves = moves.filter((move) => ACCOUNT_TYPES.includes(move.type));
  const figures = listKeyFigures(site, vendorId, notes);
  const switches = listVendorSwitches(site, vendorId, notes);
  const accounts = { total: accountMoves.length, rows: listFactRows(accountMoves, notes) };
  const people = listPeople(site, vendorId, notes);
  const releases = listVendorReleases(released, notes);
  const topics = listTopics(site, told, notes);
  return { figures, switches, accounts, people, releases, topics, notes: notes.list };
}

/** Release notes come every week, and stand in a section of their own: they would bury what the press tells. */
function without(moves: readonly MoveRow[], released: readonly MoveRow[]): MoveRow[] {
  const ids = new Set(released.map(({ moveId }) => moveId));
  return moves.filter(({ moveId }) => !ids.has(moveId));
}

function moveListHref(vendorId: string, type: string | undefined, page: number): string {
  return hrefOf(`/vendors/${vendorId}`, { type, page: page === 1 ? null : page });
}

function listTypeChoices(site: Site, given: VendorParams, vendorIds: readonly string[]): VendorPage['types'] {
  const counts = new Map(
    site.store.countMovesByType(site.viewer, { vendorIds }).map(({ type, count }) => [type, count]),
  );
  return listTypes(site, given.type).map((type) => ({
    ...type,
    count: counts.get(type.type) ?? 0,
    href: `${moveListHref(given.id, type.isSelected ? undefined : type.type, 1)}#moves`,
  }));
}

/** Both as parts of 1; null when there is nothing to divide. */
function shares(moves: readonly MoveRow[], sources: readonly SourceLine[]) {
  const documents = sources.reduce((sum, source) => sum + source.documentCount, 0);
  const guessed = moves.filter((move) => move.happened.guessed).length;
  return {
    sources: sources.length,
    largestSourceShare: documents === 0 ? null : Math.max(...sources.map((source) => source.documentCount)) / documents,
    guessedShare: moves.length === 0 ? null : guessed / moves.length,
  };
}

/** The newest that are worth a line; background only when there is nothing else. */
function pickRecent(moves: readonly MoveRow[]): MoveRow[] {
  const worthy = moves.filter((move) => move.importance >= 2);
  return (worthy.length > 0 ? worthy : moves).slice(0, MOST_RECENT);
}

/** Two years back from the newest move that has happened, most important first; null for a vendor without moves. */
function drawChart(site: Site, vendor: VendorSummary, moves: readonly MoveRow[]): TimelineChart | null {
  const evidence = newestReport(site);
  const newest = moves.find((move) => !evidence || move.happened.start <= evidence) ?? moves[0];
  if (!newest) return null;
  const end = newest.happened.start.slice(0, 7);
  const from = `${Number(end.slice(0, 4)) - 2}-01-01`;
  const to = addDays(`${addMonths(end, 2)}-01`, -1);
  const inside = moves.filter(({ happened }) => happened.end >= from && happened.start <= to);
  const picked = [...inside].sort((a, b) => b.importance - a.importance).slice(0, MOST_MARKS);
  return buildTimelineChart({
    vendors: [labelOf(vendor)],
    moves: toMoveItems(site, picked, null),
    ...{ from, to, zoom: 'quarter', asOf: evidence, mostTracks: MOST_TRACKS, frameWidth: FRAME_WIDTH },
    hrefOf: (move) => move.href,
  });
}

export const vendorPage: PageRoute<VendorParams, VendorPage> = {
  name: 'vendor',
  params: vendorParams,
  isOverview: true,
  load: loadVendorPage,
  titleOf: ({ vendor }, say) => say('vendor.title', { name: say.lang === 'zh' ? vendor.nameZh : vendor.nameEn }),
};
