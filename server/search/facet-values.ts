import { PACKED_COLUMNS, type SearchPage } from '../store/search-pages.ts';

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
  /** Values of the documents that were read with it; its own stand from `from` up to `to`. */
  values: Uint32Array;
  from: number;
  to: number;
}

type Columns = [number, number, number, number, number, number, number];

/** @param tlps labels by rank. @returns the documents of a page, their values by number */
export function readPage(
  { texts, values, documents }: SearchPage,
  facets: FacetValues,
  tlps: readonly string[],
): Entry[] {
  const numbers = values.map(([dimension, value]) => facets.numberOf(dimension, value));
  const classes = tlps.map((label) => facets.numberOf('tlps', label));
  const years = new Map<number, number>();
  const numberOfYear = (day: number): number => {
    const year = Math.floor(day / 10_000);
    const number = years.get(year) ?? facets.numberOf('years', String(year));
    years.set(year, number);
    return number;
  };
  const entries: Entry[] = [];
  // A year and a class come to what is packed.
  const own = new Uint32Array(documents.length);
  let from = 0;
  for (let at = 0; at < documents.length; ) {
    // One read after the other: a function for it would be made anew for every document of the base.
    const [no, tlp, replacedAt, work, day, imported, count] = documents.slice(at, at + PACKED_COLUMNS) as Columns;
    const end = at + PACKED_COLUMNS + count;
    let to = from;
    for (let place = at + PACKED_COLUMNS; place < end; place++)
      own[to++] = numbers[documents[place] as number] as number;
    if (day > 0) own[to++] = numberOfYear(day);
    own[to++] = classes[tlp] as number;
    entries.push({
      documentNo: no,
      tlp,
      replacedAt: replacedAt < 0 ? null : replacedAt,
      workId: work < 0 ? null : (texts[work] as string),
      day,
      importedAt: texts[imported] as string,
      values: own,
      from,
      to,
    });
    at = end;
    from = to;
  }
  return entries;
}
