import type { ExtractedTable } from '../../server/facts/table.ts';
import type { ExtractedFigure, NormalisedDocument } from '../../server/model.ts';
import type { Gazetteer } from '../extract/gazetteer.ts';
import { readGrids } from '../normalise/tables/read-grids.ts';
import { readYearLists } from '../normalise/tables/read-year-lists.ts';
import type { MetricEntry, RegionEntry } from '../reference-data.ts';
import { type BuiltTable, buildTable } from './build-table.ts';
import { findCaption } from './caption.ts';
import { readCellFigures } from './cell-figures.ts';
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

/** A cell of words shows its first number that fits what the row or title is about. */
function finishTable({ cells, ...table }: BuiltTable, metrics: readonly MetricEntry[]): ExtractedTable {
  const ofTitle = findMetric(table.title, metrics)?.metric;
  return {
    ...table,
    metric: ofTitle?.id ?? '',
    cells: cells.map(({ cell, parsed, head }) => {
      if (parsed.kind !== 'text') return cell;
      const near =
        (findMetric(head.qualifier, metrics) ?? findMetric(cell.rowPath.at(-1) ?? '', metrics))?.metric ?? ofTitle;
      const numbers = readTextNumbers(cell.text, metrics, near);
      const chosen = numbers.find(({ metric }) => metric === near?.id) ?? numbers[0];
      return chosen ? { ...cell, low: chosen.low, high: chosen.high, unit: chosen.unit } : cell;
    }),
  };
}
