import { daysBetween } from '../http/dates.ts';
import type { PartialDate } from '../model.ts';
import type { MoveFilter } from '../store/moves.ts';
import type { VendorSummary } from '../store/vendors.ts';
import { labelOf, type MoveItem, type VendorLabel } from './move-item.ts';
import type { Site } from './site.ts';
import { buildSpark, firstSparkMonth, type Spark } from './spark.ts';

const MOST_PER_VENDOR = 5;
/** Plans stand among the newest moves; beyond these the newest is taken as it is. */
const NEWEST = 20;

export interface VendorGroup {
  vendor: VendorLabel;
  count: number;
  spark: Spark | null;
  moves: MoveItem[];
}

export interface OtherVendor {
  vendor: VendorLabel;
  count: number;
}

/** A tracked vendor without a move in the range. */
export interface QuietVendor {
  vendor: VendorLabel;
  latestMove: PartialDate | null;
  /** Days from the end of its last move to the newest report of a move. */
  days: number | null;
  spark: Spark | null;
}

/** Parts the moves of a range by vendor: tracked ones with their newest moves, others as counts, silent ones by name. */
export function groupByVendor(site: Site, moves: readonly MoveItem[], filter: MoveFilter, asOf: string | null) {
  const counts = countByVendor(site, filter);
  const sparks = buildSparks(site, asOf);
  const [tracked, untracked] = [site.vendors().filter((v) => v.isTracked), site.vendors().filter((v) => !v.isTracked)];
  const groups = tracked
    .filter((vendor) => counts.has(vendor.vendorId))
    .map(
      (vendor): VendorGroup => ({
        vendor: labelOf(vendor),
        count: counts.get(vendor.vendorId) ?? 0,
        spark: sparks(vendor.vendorId),
        moves: moves.filter((move) => move.vendorId === vendor.vendorId).slice(0, MOST_PER_VENDOR),
      }),
    )
    .sort((a, b) => b.count - a.count);
  const others = untracked
    .filter((vendor) => counts.has(vendor.vendorId))
    .map((vendor): OtherVendor => ({ vendor: labelOf(vendor), count: counts.get(vendor.vendorId) ?? 0 }))
    .sort((a, b) => b.count - a.count);
  const quiet = tracked
    .filter((vendor) => !counts.has(vendor.vendorId))
    .map((vendor) => toQuiet(site, vendor, asOf, sparks(vendor.vendorId)));
  return { groups, others, quiet };
}

function countByVendor(site: Site, filter: MoveFilter): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { vendorId, count } of site.store.countMovesByMonth(site.viewer, filter)) {
    counts.set(vendorId, (counts.get(vendorId) ?? 0) + count);
  }
  return counts;
}

/** @returns a function from a vendor to its last twelve months; null in a base without dates. */
export function buildSparks(site: Site, asOf: string | null): (vendorId: string) => Spark | null {
  if (!asOf) return () => null;
  const lastMonth = asOf.slice(0, 7);
  const months = site.store.countMovesByMonth(site.viewer, { after: `${firstSparkMonth(lastMonth)}-01` });
  return (vendorId) => buildSpark(months, vendorId, lastMonth);
}

function toQuiet(site: Site, vendor: VendorSummary, asOf: string | null, spark: Spark | null): QuietVendor {
  const latestMove = findLatestMove(site, vendor.vendorId, asOf);
  const days = latestMove && asOf ? Math.max(0, daysBetween(latestMove.end, asOf)) : null;
  return { vendor: labelOf(vendor), latestMove, days, spark };
}

/** @returns when the vendor's newest move that has happened took place, as exact as it was stated. */
export function findLatestMove(site: Site, vendorId: string, asOf: string | null): PartialDate | null {
  const filter = { vendorIds: [vendorId], ...(asOf && { before: asOf }), limit: NEWEST };
  const moves = site.store.listMoves(site.viewer, filter);
  return (moves.find(({ state }) => state === 'actual') ?? moves[0])?.happened ?? null;
}
