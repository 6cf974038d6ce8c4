import { z } from 'zod';
import type { PartialDate } from '../model.ts';
import type { VendorSummary } from '../store/vendors.ts';
import { buildSparks, findLatestMove } from './home-groups.ts';
import { newestEvidence, newestReport } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';
import type { Spark } from './spark.ts';

const vendorsParams = z.object({});

export interface VendorsPage {
  asOf: string | null;
  tracked: (VendorSummary & { latest: PartialDate | null; spark: Spark | null })[];
  /** Vendors that at least one document names. */
  others: VendorSummary[];
  /** Listed in the reference data, named by no document that this viewer may see. */
  unseen: VendorSummary[];
}

export function loadVendorsPage(site: Site): VendorsPage {
  const asOf = newestEvidence(site);
  const sparks = buildSparks(site, newestReport(site));
  const untracked = site.vendors().filter((vendor) => !vendor.isTracked);
  return {
    asOf,
    tracked: site
      .vendors()
      .filter((vendor) => vendor.isTracked)
      .map((vendor) => ({
        ...vendor,
        latest: findLatestMove(site, vendor.vendorId, asOf),
        spark: sparks(vendor.vendorId),
      })),
    others: untracked
      .filter((vendor) => vendor.documentCount > 0)
      .sort((a, b) => b.moveCount - a.moveCount || b.documentCount - a.documentCount),
    unseen: untracked.filter((vendor) => vendor.documentCount === 0),
  };
}

export const vendorsPage: PageRoute<z.infer<typeof vendorsParams>, VendorsPage> = {
  name: 'vendors',
  params: vendorsParams,
  isOverview: true,
  load: loadVendorsPage,
  titleOf: (_page, say) => say('nav.vendors'),
};
