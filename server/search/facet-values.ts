import type { SearchPage } from '../store/search-pages.ts';

/** What results can be filtered and counted by. */
export const DIMENSIONS = ['vendors', 'types', 'accounts', 'sources', 'years', 'tlps', 'languages'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Every value of every dimension gets a number, so that a document is a short list of numbers. */
export interface FacetValues {
  /** @returns its number; a new one for a value that is new. */
  numberOf(dimension: Dimension, value: string): number;
  find(dimension: Dimension, value: string): number | undefined;
  dimensionOf(number: number): number;
  valueOf(number: number): string;
  size(): number;
}

export function createFacetValues(): FacetValues {
  const numbers = DIMENSIONS.map(() => new Map<string, number>());
  const dimensions: number[] = [];
  const values: string[] = [];
  return {
    numberOf(dimension, value) {
      const index = DIMENSIONS.indexOf(dimension);
      const known = numbers[index]?.get(value);
      if (known !== undefined) return known;
      dimensions.push(index);
      numbers[index]?.set(value, values.length);
      return values.push(value) - 1;
    },
    find: (dimension, value) => numbers[DIMENSIONS.indexOf(dimension)]?.get(value),
    dimensionOf: (number) => dimensions[number] ?? -1,
    valueOf: (number) => values[number] ?? '',
    size: () => values.length,
  };
}

/** @param published YYYY-MM-DD or empty. @returns 20240131; 0 for none */
export const dayOf = (published: string): number => Number(published.replaceAll('-', ''));

/** A document as the search index keeps it. */
export interface Entry {
  documentNo: number;
  tlp: number;
  replacedAt: number | null;
  workId: string | null;
  /** Published, 20240131; 0 for none. */
  day: number;
  /** RFC 3339, UTC. */
  importedAt: string;
  values: number[];
}

/** @param tlps labels by rank. @returns the documents of a page, their values by number */
export function readPage(
  { texts, values, documents }: SearchPage,
  facets: FacetValues,
  tlps: readonly string[],
): Entry[] {
  const numbers = values.map(([dimension, value]) => facets.numberOf(dimension, value));
  const classes = tlps.map((label) => facets.numberOf('tlps', label));
  return documents.map(([documentNo, tlp, replacedAt, work, day, imported, own]) => {
    const all = own.map((place) => numbers[place] as number);
    if (day > 0) all.push(facets.numberOf('years', String(Math.floor(day / 10_000))));
    all.push(classes[tlp] as number);
    const workId = work === null ? null : (texts[work] as string);
    return { documentNo, tlp, replacedAt, workId, day, importedAt: texts[imported] as string, values: all };
  });
}
