import type { PartialDate } from '../model.ts';
import type { CellReason } from './cell-reason.ts';

export const CELL_STATUSES = ['ok', 'unverified', 'corrected'] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

/** 规划, planned, in folded text: the column is of what is to come. */
export const PLANNED = /规划|计划|planned|plan\b/;

/** Name of a row of the whole, in folded text. */
export const TOTAL =
  /^(?:总计|合计|总数|总和|总量|总共|全球总计|全球合计|共计|汇总|total|grand total|sum)(?:\s?[(（].{0,8}[)）])?[:：]?$/;

/** When a plan is to be carried out; inclusive days. */
export type CellPlanDate = Pick<PartialDate, 'start' | 'end' | 'precision'>;

/** `2->3 (25年3月)`: the 3 and its time. */
export interface CellPlan {
  low: number;
  high: number;
  when: CellPlanDate | null;
  text: string;
}

/** What a cell measures by its headings, row and title, whatever it holds. */
export interface CellMeasure {
  /** Empty where nothing defined is named. */
  metric: string;
  /** 口径: the words that name what is counted. */
  scope: string;
  /** Part of the whole; empty for the whole. */
  place: string;
  period: (CellPlanDate & { text: string }) | null;
}

export const NO_MEASURE: CellMeasure = { metric: '', scope: '', place: '', period: null };

/** A cell that says something, with where it stands: row and column count from 0 in the grid as written. */
export interface ExtractedCell extends CellMeasure {
  row: number;
  column: number;
  /** Names of its row, widest first: 东南亚, 新加坡. */
  rowPath: string[];
  /** Null where the column or row names no vendor. */
  vendorId: string | null;
  /** What the heading says beside the vendor: 当前, 规划, or the whole heading where it names none. */
  qualifier: string;
  text: string;
  start: number;
  end: number;
  /** Null where the cell holds no one number; low and high count in `unit`. */
  low: number | null;
  high: number | null;
  unit: string;
  marker: string;
  planned: CellPlan | null;
  /** What failed: empty for a cell that passed. */
  reasons: CellReason[];
}

/** A table as read out of a document's text. */
export interface ExtractedTable {
  ordinal: number;
  title: string;
  /** Offsets of its rows in the text. */
  start: number;
  end: number;
  /** Headings as written, a row each. */
  header: string[][];
  /** Metric that the title or headings name; empty for none. */
  metric: string;
  cells: ExtractedCell[];
}
