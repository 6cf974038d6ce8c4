import { TOTAL } from '../../server/facts/table.ts';
import { foldText } from '../../server/text/fold.ts';
import type { Grid, GridCell } from '../normalise/tables/read-grids.ts';
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
  /** Name of the part of the table that the row stands in, from a row that says nothing else. */
  section: string;
}

/** 小计, 亚太小计; where it stands below its parts it closes them. */
const SUBTOTAL = /^(?:小计|subtotal)$/;
const NAMED_SUBTOTAL = /^.{1,12}(?:小计|合计|subtotal)$/;
/** No parts of a sum: 其中东南亚, 平均, 同比. */
export const NO_PART =
  /^(?:其中|of which)|平均|均值|中位|最[大小高低]|占比|同比|环比|增速|增长率|排名|average|growth|share/;

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

export interface LabelRules {
  regions: Regions;
  /** Whether a row that says nothing but a name begins a part of the table. */
  isSection(label: string): boolean;
}

/**
 * @returns the block's rows with their names: cells left empty below a name belong to it; regions and sections hold what follows.
 * Headings that come again, and rows that name a section, are no rows.
 */
export function labelRows(grid: Grid, headerRows: number, block: Block, rules: LabelRules): LabelledRow[] {
  const header = textOfRow(grid.rows[0] ?? []);
  const state: LabelState = { carried: [], group: null, open: 0, section: '' };
  return grid.rows.slice(headerRows).flatMap((cells, index): LabelledRow[] => {
    if (textOfRow(cells) === header) return [];
    const section = readSection(cells, block, rules);
    if (section !== undefined) {
      Object.assign(state, { carried: [], group: null, open: 0, section });
      return [];
    }
    return [labelRow(cells, index + headerRows, block, rules.regions, state)];
  });
}

const textOfRow = (cells: readonly GridCell[]): string => cells.map(({ text }) => text).join('\n');

/** A row whose cells all say one thing, merged over it, or that holds a vendor's name and nothing else. */
function readSection(cells: readonly GridCell[], block: Block, { isSection }: LabelRules): string | undefined {
  const texts = cells.map(({ text }) => text);
  const filled = texts.filter((text) => text !== '');
  const [first = ''] = filled;
  if (filled.some((text) => text !== first) || /^[\d-]/.test(first) || first === '') return undefined;
  const isMerged = filled.length > 2 && filled.length === texts.length;
  const isAlone = filled.length === 1 && block.labels.some((column) => texts[column] === first);
  return isMerged || (isAlone && isSection(first)) ? first : undefined;
}

interface LabelState {
  /** Names above, by depth. */
  carried: string[];
  group: string | null;
  /** Plain rows since the last subtotal. */
  open: number;
  section: string;
}

function labelRow(
  cells: readonly GridCell[],
  row: number,
  block: Block,
  regions: Regions,
  state: LabelState,
): LabelledRow {
  const own = block.labels.map((column) => cells[column]?.text ?? '');
  const names = own.map((text, depth) => {
    if (text !== '') state.carried.splice(depth, state.carried.length, ...pad(state.carried, depth), text);
    return text !== '' || block.vendorColumn !== null ? text : (state.carried[depth] ?? '');
  });
  const path = names.filter((text, depth) => text !== '' && text !== names[depth - 1]);
  const deepest = foldText(own.filter((text) => text !== '').at(-1) ?? '');
  const found = (role: RowRole, group: string | null, named = path): LabelledRow => ({
    ...{ row, role, group, section: state.section },
    path: state.section === '' ? named : [state.section, ...named],
  });
  if (TOTAL.test(deepest)) {
    state.group = null;
    return found('total', null);
  }
  if (SUBTOTAL.test(deepest) || (NAMED_SUBTOTAL.test(deepest) && state.open > 0)) {
    state.open = 0;
    return found('subtotal', null);
  }
  state.open++;
  if (block.labels.length !== 1 || block.vendorColumn !== null) return found('plain', null);
  if (regions.find(path[0] ?? '')) {
    state.group = path[0] ?? '';
    state.open = 0;
    return found('group', state.group);
  }
  const strays = state.group !== null && isStray(regions, state.group, path.at(-1) ?? '');
  return found('plain', state.group, state.group === null || strays ? path : [state.group, ...path]);
}

/** Depths above that nothing was said of. */
const pad = (carried: readonly string[], depth: number): string[] =>
  Array.from({ length: Math.max(0, depth - carried.length) }, () => '');
