import { buildReleasePace, type ProductPace } from '../facts/release-pace.ts';
import type { ReleaseRow } from '../store/releases.ts';
import { type Cite, evidenceOf, type Notes } from './notes.ts';
import { buildSpark, type Spark } from './spark.ts';

const MOST_YEARS = 4;
const MOST_PRODUCTS = 10;

type Pace = Omit<ProductPace<ReleaseRow>, 'newest'>;

/** How fast a vendor opens what, as its release notes tell. */
export interface VendorReleases {
  /** Repositories or files whose notes were read. */
  series: string[];
  total: number;
  /** YYYY-MM-DD of the newest release. */
  asOf: string;
  /** Openings of the twelve months that end with it. */
  spark: Spark;
  years: string[];
  opened: number[];
  productCount: number;
  products: (Pace & { newestDay: string; cite: Cite })[];
}

/** @returns null for a vendor of which no release notes were read. */
export function listVendorReleases(releases: readonly ReleaseRow[], notes: Notes): VendorReleases | null {
  const dated = releases.map((release) => ({ ...release, day: release.happened.start }));
  const pace = buildReleasePace(dated, MOST_YEARS);
  const [newest] = dated;
  if (!pace || !newest) return null;
  const months = dated.map(({ day, vendorId, products }) => ({
    ...{ vendorId, month: day.slice(0, 7) },
    count: products.reduce((sum, { opened }) => sum + opened, 0),
  }));
  return {
    series: [...new Set(dated.map(({ series }) => series))].sort(),
    total: dated.length,
    asOf: newest.day,
    spark: buildSpark(sumByMonth(months), newest.vendorId, newest.day.slice(0, 7)),
    years: pace.years,
    opened: pace.opened,
    productCount: pace.productCount,
    products: pace.products.slice(0, MOST_PRODUCTS).map(({ newest: release, ...product }) => ({
      ...product,
      newestDay: release.day,
      cite: notes.cite(evidenceOf(release)),
    })),
  };
}

interface MonthSum {
  vendorId: string;
  month: string;
  count: number;
}

function sumByMonth(rows: readonly MonthSum[]): MonthSum[] {
  const sums = new Map<string, MonthSum>();
  for (const row of rows) {
    const sum = sums.get(row.month);
    if (sum) sum.count += row.count;
    else sums.set(row.month, { ...row });
  }
  return [...sums.values()];
}
