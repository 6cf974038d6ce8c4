import { z } from 'zod';
import { AppError } from '../errors.ts';
import { addDays, addMonths } from '../http/dates.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { MoveFilter, MoveType } from '../store/moves.ts';
import type { VendorSummary } from '../store/vendors.ts';
import { groupByYear, labelOf, type MoveYear, newestReport, toMoveItems, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { pickMoves } from './pick-moves.ts';
import type { Site } from './site.ts';
import { buildTimelineChart, type TimelineChart, ZOOMS, type Zoom } from './timeline-chart.ts';

/** Each mark stands twice on the page, with its quote: more would pass 150 KB. */
const MOST_MARKS = 90;
const MOST_TRACKS = 5;
const FRAME_WIDTH = 1044;
const YEARS_BACK = 2;

const timelineParams = z.object({
  vendor: params.listOf(params.vendorId),
  type: params.moveTypeId.optional(),
  after: params.month.optional(),
  before: params.month.optional(),
  zoom: z.enum(ZOOMS).default('quarter').catch('quarter'),
});
type TimelineParams = z.infer<typeof timelineParams>;

export interface TimelinePage {
  zoom: Zoom;
  zooms: { zoom: Zoom; href: string; isCurrent: boolean }[];
  type: string | null;
  types: (MoveType & { isSelected: boolean })[];
  /** Months, YYYY-MM. */
  after: string;
  before: string;
  /** The same choice over all years; null when that is what is shown. */
  allYearsHref: string | null;
  vendors: (VendorLabel & { isSelected: boolean; href: string })[];
  /** As given in the address, to keep when the form is sent. */
  selectedVendorIds: string[];
  total: number;
  shown: number;
  chart: TimelineChart | null;
  years: MoveYear[];
}

export function loadTimelinePage(site: Site, given: TimelineParams, visitor: Visitor): TimelinePage {
  const chosen = chooseVendors(site, given.vendor);
  const types = listTypes(site, given.type);
  const basis: MoveFilter = { vendorIds: chosen.map((v) => v.vendorId), ...(given.type && { types: [given.type] }) };
  const { after, before } = chooseMonths(site, given, basis);
  const filter = { ...basis, after: `${after}-01`, before: addDays(`${addMonths(before, 1)}-01`, -1) };
  const moves = toMoveItems(site, pickMoves(site, filter, MOST_MARKS), visitor.lastVisit);
  const link = (change: Record<string, string | readonly string[] | undefined>): string =>
    hrefOf('/timeline', {
      vendor: given.vendor,
      type: given.type,
      after: given.after,
      before: given.before,
      zoom: given.zoom,
      ...change,
    });
  return {
    zoom: given.zoom,
    zooms: ZOOMS.map((zoom) => ({ zoom, href: link({ zoom }), isCurrent: zoom === given.zoom })),
    type: given.type ?? null,
    types,
    ...{ after, before },
    allYearsHref: linkToAllYears(site, basis, after, before, link),
    vendors: listChoices(site, chosen, given.vendor, link),
    selectedVendorIds: given.vendor,
    total: site.store.countMoves(site.viewer, filter),
    shown: moves.length,
    chart: moves.length === 0 ? null : drawChart(site, chosen, moves, filter, given.zoom),
    years: groupByYear(moves),
  };
}

/** @throws AppError NOT_FOUND for an id that names no vendor. */
function chooseVendors(site: Site, ids: readonly string[]): VendorSummary[] {
  const all = site.vendors();
  const unknown = ids.find((id) => !all.some((vendor) => vendor.vendorId === id));
  if (unknown) throw new AppError('NOT_FOUND', `vendor ${unknown}`);
  return all.filter((vendor) => (ids.length > 0 ? ids.includes(vendor.vendorId) : vendor.isTracked));
}

/** @throws AppError BAD_PARAMETER naming the types there are. */
export function listTypes(site: Site, selected: string | undefined): (MoveType & { isSelected: boolean })[] {
  const types = site.store.listMoveTypes();
  if (selected && !types.some(({ type }) => type === selected)) {
    throw new AppError('BAD_PARAMETER', `type: ${types.map(({ type }) => type).join(', ')}`);
  }
  return types.map((type) => ({ ...type, isSelected: type.type === selected }));
}

/** Counted back from the newest report; from the newest move that fits, when that is older. */
function chooseMonths(site: Site, given: TimelineParams, basis: MoveFilter): { after: string; before: string } {
  const asOf = newestReport(site) ?? new Date().toISOString().slice(0, 10);
  const [newest] = site.store.listMoves(site.viewer, { ...basis, before: asOf, limit: 1 });
  const end =
    newest && newest.happened.end < `${Number(asOf.slice(0, 4)) - YEARS_BACK}-01-01` ? newest.happened.end : asOf;
  const before = given.before ?? addMonths(end.slice(0, 7), 1);
  const after = given.after ?? `${Number(before.slice(0, 4)) - YEARS_BACK}-01`;
  if (after > before) throw new AppError('BAD_PARAMETER', `after: ≤ ${before}`);
  return { after, before };
}

function linkToAllYears(
  site: Site,
  basis: MoveFilter,
  after: string,
  before: string,
  link: (change: Record<string, string>) => string,
): string | null {
  const [oldest] = site.store.listMoves(site.viewer, { ...basis, order: 'oldest', limit: 1 });
  const [newest] = site.store.listMoves(site.viewer, { ...basis, limit: 1 });
  if (!oldest || !newest) return null;
  const [first, last] = [oldest.happened.start.slice(0, 7), newest.happened.end.slice(0, 7)];
  if (first >= after && last <= before) return null;
  return link({ after: first < after ? first : after, before: last > before ? last : before, zoom: 'year' });
}

/** Tracked vendors and those chosen; each link adds or takes away one. */
function listChoices(
  site: Site,
  chosen: readonly VendorSummary[],
  given: readonly string[],
  link: (change: Record<string, readonly string[]>) => string,
): TimelinePage['vendors'] {
  const shown = site.vendors().filter((vendor) => vendor.isTracked || chosen.includes(vendor));
  return shown.map((vendor) => {
    const { vendorId } = vendor;
    const next = given.includes(vendorId) ? given.filter((id) => id !== vendorId) : [...given, vendorId];
    return { ...labelOf(vendor), isSelected: given.includes(vendorId), href: link({ vendor: next }) };
  });
}

function drawChart(
  site: Site,
  chosen: readonly VendorSummary[],
  moves: ReturnType<typeof toMoveItems>,
  range: { after: string; before: string },
  zoom: Zoom,
): TimelineChart {
  return buildTimelineChart({
    vendors: chosen.map(labelOf),
    moves,
    from: range.after,
    to: range.before,
    zoom,
    asOf: newestReport(site),
    mostTracks: MOST_TRACKS,
    frameWidth: FRAME_WIDTH,
    hrefOf: (move) => `#m${move.moveId}`,
  });
}

export const timelinePage: PageRoute<TimelineParams, TimelinePage> = {
  name: 'timeline',
  params: timelineParams,
  isOverview: true,
  load: loadTimelinePage,
  titleOf: (_page, say) => say('nav.timeline'),
};
