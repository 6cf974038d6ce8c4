import { describe, expect, it } from 'vitest';
import { buildReleasePace, type DatedRelease } from '../../../server/facts/release-pace.ts';

const release = (day: string, ...products: [string, number, number][]): DatedRelease => ({
  day,
  series: 'example',
  products: products.map(([product, opened, changed]) => ({ product, opened, changed })),
});

describe('buildReleasePace', () => {
  const pace = buildReleasePace(
    [
      release('2026-02-01', ['vpc', 0, 2], ['cdn', 3, 0]),
      release('2025-06-01', ['vpc', 1, 1], ['oss', 2, 0]),
      release('2024-01-01', ['oss', 9, 0], ['vpc', 1, 0]),
      release('2021-01-01', ['old', 50, 0]),
    ],
    3,
  );

  it('counts openings by product and year, most opened of late first', () => {
    expect(pace?.years).toEqual(['2024', '2025', '2026']);
    expect(pace?.products.map(({ product, opened, changed }) => [product, opened, changed])).toEqual([
      ['cdn', [0, 0, 3], 0],
      ['oss', [9, 2, 0], 0],
      ['vpc', [1, 1, 0], 3],
    ]);
    expect(pace?.opened).toEqual([10, 3, 3]);
    expect(pace?.productCount).toBe(3);
  });

  it('leads from each product to the newest release that names it', () => {
    expect(pace?.products.map(({ newest }) => newest.day)).toEqual(['2026-02-01', '2025-06-01', '2026-02-01']);
  });

  it('begins with the oldest release where there are fewer years, and gives nothing without releases', () => {
    expect(buildReleasePace([release('2026-02-01', ['vpc', 1, 0])], 4)?.years).toEqual(['2026']);
    expect(buildReleasePace([], 4)).toBeUndefined();
  });
});
