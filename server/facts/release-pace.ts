import type { ProductChange } from '../model.ts';

/** One release, with what it opened and changed product by product. */
export interface DatedRelease {
  /** YYYY-MM-DD */
  day: string;
  series: string;
  products: readonly ProductChange[];
}

/** How often something of a product was opened, year by year. */
export interface ProductPace<T> {
  product: string;
  /** In the order of `years`. */
  opened: number[];
  openedInAll: number;
  changed: number;
  /** The newest release that names it. */
  newest: T;
}

export interface ReleasePace<T> {
  /** Oldest first; the newest is the year of the newest release. */
  years: string[];
  /** All products of these years together. */
  opened: number[];
  productCount: number;
  /** Most opened in the two newest years first. */
  products: ProductPace<T>[];
}

/**
 * Counts releases product by product.
 * @param releases newest first
 * @param mostYears columns
 * @returns undefined when there are none
 */
export function buildReleasePace<T extends DatedRelease>(
  releases: readonly T[],
  mostYears: number,
): ReleasePace<T> | undefined {
  const newest = releases[0];
  if (!newest) return undefined;
  const oldest = releases.at(-1)?.day.slice(0, 4) ?? '';
  const last = Number(newest.day.slice(0, 4));
  const first = Math.max(Number(oldest), last - mostYears + 1);
  const years = Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  const products = new Map<string, ProductPace<T>>();
  for (const release of releases) {
    const column = years.indexOf(release.day.slice(0, 4));
    if (column < 0) continue;
    for (const { product, opened, changed } of release.products) {
      const none = { product, opened: years.map(() => 0), openedInAll: 0, changed: 0, newest: release };
      const pace = products.get(product) ?? none;
      products.set(product, pace);
      pace.opened[column] = (pace.opened[column] ?? 0) + opened;
      pace.openedInAll += opened;
      pace.changed += changed;
    }
  }
  const all = [...products.values()];
  return {
    years,
    opened: years.map((_, column) => all.reduce((sum, { opened }) => sum + (opened[column] ?? 0), 0)),
    productCount: all.length,
    products: all.sort(byPace),
  };
}

const recently = ({ opened }: ProductPace<unknown>): number => (opened.at(-1) ?? 0) + (opened.at(-2) ?? 0);

const byPace = (a: ProductPace<unknown>, b: ProductPace<unknown>): number =>
  recently(b) - recently(a) ||
  b.openedInAll - a.openedInAll ||
  b.changed - a.changed ||
  (a.product < b.product ? -1 : 1);
