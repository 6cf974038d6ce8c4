import { TOTAL } from '../../server/facts/table.ts';
import { foldText } from '../../server/text/fold.ts';
import type { Grid } from '../normalise/tables/read-grids.ts';
import type { RegionEntry } from '../reference-data.ts';
import type { Block } from './shape.ts';

export type RowRole = 'total' | 'subtotal' | 'group' | 'plain';

/** A row of a block by its names. */
export interface LabelledRow {
  /** Row of the grid. */
  row: number;
  path: string[];
  role: RowRole;
  /** Region of a group, or the one that a plain row stands under by position; null for none. */
  group: string | null;
}

const SUBTOTAL = /^(?:小计|subtotal)$/;

export interface Regions {
  /** The region that a row is named after: 欧洲, 欧洲其他. */
  find(label: string): RegionEntry | undefined;
  /** Whether a country may stand under a region; undefined for a name that no region lists. */
  holds(region: RegionEntry, label: string): boolean | undefined;
}

export function buildRegions(regions: readonly RegionEntry[]): Regions {
  const byName = new Map(regions.flatMap((region) => region.names.map((name) => [name, region] as const)));
  const strip = (label: string): string =>
    foldText(label)
      .replace(/(?:其他|其它|地区|区域|小计|合计)$/, '')
      .trim();
  return {
    find: (label) => byName.get(strip(label)),
    holds(region, label) {
      const name = strip(label);
      const homes = regions.filter(({ countries }) => countries.includes(name));
      return homes.length === 0 ? undefined : homes.some(({ id }) => id === region.id);
    },
  };
}

/** A country that the region above it does not hold: it is checked with its neighbours, but not named as their part. */
export function isStray(regions: Regions, group: string, label: string): boolean {
  const region = regions.find(group);
  return region !== undefined && regions.holds(region, label) === false;
}

/** @returns the block's rows with their names: cells left empty below a name belong to it; regions hold what follows. */
export function labelRows(grid: Grid, headerRows: number, block: Block, regions: Regions): LabelledRow[] {
  const carried: string[] = [];
  let group: string | null = null;
  return grid.rows.slice(headerRows).map((cells, index): LabelledRow => {
    const own = block.labels.map((column) => cells[column]?.text ?? '');
    const path = own
      .map((text, depth) => {
        if (text !== '') carried.splice(depth, carried.length, text);
        return text !== '' || block.vendorColumn !== null ? text : (carried[depth] ?? '');
      })
      .filter((text) => text !== '');
    const deepest = foldText(own.filter((text) => text !== '').at(-1) ?? '');
    const row = index + headerRows;
    if (TOTAL.test(deepest)) {
      group = null;
      return { row, path, role: 'total', group: null };
    }
    if (SUBTOTAL.test(deepest)) return { row, path, role: 'subtotal', group: null };
    if (block.labels.length !== 1 || block.vendorColumn !== null) return { row, path, role: 'plain', group: null };
    const region = regions.find(path[0] ?? '');
    if (region) {
      group = path[0] ?? '';
      return { row, path, role: 'group', group };
    }
    const strays = group !== null && isStray(regions, group, path.at(-1) ?? '');
    return { row, path: group === null || strays ? path : [group, ...path], role: 'plain', group };
  });
}
