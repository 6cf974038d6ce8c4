import { daysBetween } from '../http/dates.ts';
import type { FigureRow } from '../store/figures.ts';
import { type FigureItem, toFigureItem } from './figure-item.ts';
import { foldVersions } from './figure-versions.ts';
import { newestEvidence } from './move-item.ts';
import { type Cite, evidenceOf, type Notes } from './notes.ts';
import type { Site } from './site.ts';

const MOST_TILES = 12;
const MOST_ROWS = 60;
/** A reading less sure than this stands in the table alone. */
const SURE_ENOUGH = 0.5;
/** A year of age costs as much as this much confidence. */
const COST_OF_A_YEAR = 0.1;
/** What counts a part of the whole, such as one country, stands behind what counts all of it. */
const COST_OF_A_PART = 0.4;
/** What is only planned stands behind what holds: zones in use before those to come. */
const COST_OF_A_PLAN = 0.4;
/** 从20%降至10%, to $85 billion from $75 billion: where a change began holds no longer, and stands behind where it led. */
const COST_OF_A_START = 0.3;
const STARTS = /(?:[从由]|\bfrom)\s?(?:[近约超不到高峰时的]{1,6}|(?:about|nearly|around|some)\s)?$/iu;
/** Age of a figure with neither a period nor a publication date. */
const YEARS_WITHOUT_DATE = 3;

/** The figures of one metric; those that name none come last. */
export interface FigureGroup {
  /** Empty, like its labels, when no defined metric is named. */
  metric: string;
  metricZh: string;
  metricEn: string;
  rows: FigureItem[];
}

export interface KeyFigures {
  total: number;
  /** How many the table lists. */
  shown: number;
  tiles: (FigureItem & { cite: Cite })[];
  groups: FigureGroup[];
}

/** @returns what a dossier shows of a vendor's figures: the best of each metric and period, and a table of all. */
export function listKeyFigures(site: Site, vendorId: string, notes: Notes): KeyFigures {
  const { figures, readingsOf } = foldVersions(site, site.store.listFigures(site.viewer, { vendorId }));
  const toItem = (figure: FigureRow): FigureItem => toFigureItem(figure, readingsOf(figure));
  const best = sortByWeight(figures, newestEvidence(site));
  const rows = [...best.filter(({ metric }) => metric !== ''), ...best.filter(({ metric }) => metric === '')];
  const listed = new Set(rows.slice(0, MOST_ROWS));
  return {
    total: figures.length,
    shown: listed.size,
    tiles: pickTiles(best).map((figure) => ({ ...toItem(figure), cite: notes.cite(evidenceOf(figure)) })),
    groups: groupByMetric(
      [...listed],
      figures.filter((figure) => listed.has(figure)),
      toItem,
    ),
  };
}

/** Surest and newest first, wholes before parts; of equals, the one that the store lists first. */
function sortByWeight(figures: readonly FigureRow[], asOf: string | null): FigureRow[] {
  const weightOf = (figure: FigureRow): number => {
    const { confidence, period, document, place, state } = figure;
    const day = period?.end ?? document.published;
    const years = day && asOf ? Math.max(0, daysBetween(day, asOf)) / 365 : YEARS_WITHOUT_DATE;
    const costs = [
      place !== '' && COST_OF_A_PART,
      state === 'planned' && COST_OF_A_PLAN,
      isStart(figure) && COST_OF_A_START,
    ].reduce<number>((sum, cost) => sum + Number(cost), 0);
    return confidence - years * COST_OF_A_YEAR - costs;
  };
  const weights = new Map(figures.map((figure) => [figure, weightOf(figure)]));
  return [...figures].sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0));
}

const isStart = ({ quote, valueStart }: FigureRow): boolean =>
  STARTS.test(quote.exact.slice(0, Math.max(0, valueStart - quote.start)));

/** One for each metric and period. */
function pickTiles(best: readonly FigureRow[]): FigureRow[] {
  const tiles = new Map<string, FigureRow>();
  for (const figure of best) {
    const { metric, period, confidence } = figure;
    const place = [metric, period?.start, period?.end].join();
    if (metric !== '' && confidence >= SURE_ENOUGH && !tiles.has(place)) tiles.set(place, figure);
  }
  return [...tiles.values()].slice(0, MOST_TILES);
}

/** @param rows in the order of the metrics; @param newestFirst the same in the order of their periods. */
function groupByMetric(
  rows: readonly FigureRow[],
  newestFirst: readonly FigureRow[],
  toItem: (figure: FigureRow) => FigureItem,
): FigureGroup[] {
  const groups = new Map<string, FigureGroup>();
  for (const { metric, metricZh, metricEn } of rows) groups.set(metric, { metric, metricZh, metricEn, rows: [] });
  for (const figure of newestFirst) groups.get(figure.metric)?.rows.push(toItem(figure));
  return [...groups.values()];
}
