import type { ExtractedCell, ExtractedTable } from '../../server/facts/table.ts';
import type { ExtractedFigure, NormalisedDocument } from '../../server/model.ts';
import { foldText } from '../../server/text/fold.ts';
import type { Gazetteer } from '../extract/gazetteer.ts';
import { findNumbers, type NumberExpression } from '../normalise/numbers.ts';
import { readGrids } from '../normalise/tables/read-grids.ts';
import { readYearLists } from '../normalise/tables/read-year-lists.ts';
import type { MetricEntry, RegionEntry } from '../reference-data.ts';
import { type BuiltTable, buildTable } from './build-table.ts';
import { findCaption } from './caption.ts';
import { describeMeasure, readCellFigures } from './cell-figures.ts';
import { findMetric } from './metric-names.ts';
import { buildRegions } from './rows.ts';
import { readTextNumbers } from './text-figures.ts';
import { buildVendorHeadings, findSpeaker, findTitleVendor } from './vendor-headings.ts';

export interface ReadTables {
  tables: ExtractedTable[];
  /** Of cells that passed every check. */
  figures: ExtractedFigure[];
  /** Rows that are no prose: what a sentence reader found in them is nobody's. */
  rows: { start: number; end: number }[];
}

export interface TableReader {
  read(document: Pick<NormalisedDocument, 'title' | 'text' | 'passages'>): ReadTables;
}

const LONGEST_PHRASE = 24;
/** 2014年 is a time, 10年 an amount. */
const FIRST_YEAR = 1900;

/** Prepares the vocabulary once; reads the tables of any number of documents. */
export function buildTableReader(
  gazetteer: Gazetteer,
  { metrics, regions }: { metrics: readonly MetricEntry[]; regions: readonly RegionEntry[] },
): TableReader {
  const vocabulary = { matchVendor: buildVendorHeadings(gazetteer), regions: buildRegions(regions) };
  return {
    read({ title, text, passages }) {
      const grids = [...readGrids(text, passages), ...readYearLists(text, passages)].sort(
        (a, b) => (a.passages[0] ?? 0) - (b.passages[0] ?? 0),
      );
      const built = grids.map((grid, ordinal) => {
        const caption = findCaption(text, passages, grid.passages[0] ?? 0, title, grid.captions);
        const speaker = grid.isYearList ? findSpeaker(gazetteer, text) : undefined;
        const vendorId = findTitleVendor(gazetteer, caption.title) ?? speaker ?? null;
        return buildTable(grid, ordinal, { ...caption, vendorId }, vocabulary);
      });
      return {
        tables: built.map((table) => finishTable(table, metrics)),
        figures: built.flatMap((table) => readCellFigures(text, table, metrics)),
        rows: grids.flatMap(({ isNamed, passages: rows }) =>
          isNamed ? [] : rows.flatMap((row) => passages[row] ?? []),
        ),
      };
    },
  };
}

/** Says of each cell what it measures. A cell of words shows its first number that fits that. */
function finishTable({ cells, ...table }: BuiltTable, metrics: readonly MetricEntry[]): ExtractedTable {
  const metricOf = new Map(metrics.map((metric) => [metric.id, metric]));
  return {
    ...table,
    metric: findMetric(table.title, metrics)?.metric.id ?? '',
    cells: cells.map((built): ExtractedCell => {
      const measure = describeMeasure(built, table.title, metrics);
      const cell = { ...built.cell, ...measure };
      if (built.parsed.kind !== 'text') return cell;
      const numbers = readTextNumbers(cell.text, metrics, metricOf.get(measure.metric));
      const chosen = numbers.find(({ metric }) => metric === measure.metric) ?? numbers[0] ?? findSoleNumber(cell.text);
      return chosen ? { ...cell, low: chosen.low, high: chosen.high, unit: chosen.unit } : cell;
    }),
  };
}

/** The one number of a few words, whatever it measures: 预估超过20人月. */
function findSoleNumber(text: string): NumberExpression | undefined {
  const numbers = findNumbers(foldText(text)).filter(({ unit, low }) => unit !== '年' || low < FIRST_YEAR);
  return numbers.length === 1 && text.length <= LONGEST_PHRASE ? numbers[0] : undefined;
}
