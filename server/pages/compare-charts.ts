import type { Ledger } from '../facts/figure-ledger.ts';
import { dayOf, scopeKey } from '../ledger/compare-cell.ts';
import type { LedgerRow } from '../ledger/read-ledger.ts';
import type { ValuelessCell } from '../store/tables.ts';
import { chartPlaces } from './compare-places.ts';
import { printFigure } from './figure-item.ts';
import { quoteHref, type VendorLabel } from './move-item.ts';

/** A chart with all coordinates in pixels, and the same in words. */
export interface CompareChart {
  id: 'places' | 'ranges' | 'times';
  metric: string;
  metricZh: string;
  metricEn: string;
  width: number;
  height: number;
  lines: { x1: number; y1: number; x2: number; y2: number }[];
  texts: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[];
  /** `isPlanned`: dashed, since it is not there yet. */
  marks: {
    slot: number;
    x: number;
    y: number;
    width: number;
    height: number;
    label: string;
    href: string;
    isPlanned: boolean;
  }[];
  paths: { slot: number; points: string }[];
  items: { vendor: VendorLabel; name: string; text: string; href: string }[];
}

export interface Charted {
  rows: readonly LedgerRow[];
  vendors: readonly VendorLabel[];
  asOf: string;
  ledger: Ledger;
  /** Cells that failed a check: no values, yet not nothing. */
  doubted: readonly Pick<ValuelessCell, 'vendorId' | 'metric' | 'place'>[];
  lang: 'zh' | 'en';
}

export const LABELS = 116;
export const WIDTH = 1180;
export const LINE = 26;
export const TOP = 30;

/** @returns a chart for each metric that is drawn and has enough to look at */
export function buildCharts(charted: Charted): CompareChart[] {
  const { rows, ledger } = charted;
  const makers = { places: chartPlaces, ranges: chartRanges, times: chartTimes };
  return [...ledger.metrics.values()].flatMap(({ id, chart }) => {
    const own = rows.filter(({ metric }) => metric === id);
    return chart === null ? [] : (makers[chart](own, charted) ?? []);
  });
}

export const nameOf = (vendor: VendorLabel, lang: 'zh' | 'en'): string =>
  lang === 'zh' ? vendor.nameZh : vendor.nameEn;
/** With the words that bound it: 5折以下 is not 5折. */
export function amountOf({ figure }: LedgerRow): string {
  const { qualifier, amount, unit } = printFigure(figure);
  return `${qualifier}${amount}${unit}`;
}
export const hrefOfRow = ({ figure }: LedgerRow): string => quoteHref(figure.document.documentId, figure.quote);

export function startChart(id: CompareChart['id'], [row]: readonly LedgerRow[], height: number): CompareChart {
  const { metric = '', metricZh = '', metricEn = '' } = row?.figure ?? {};
  return {
    id,
    metric,
    metricZh,
    metricEn,
    width: WIDTH,
    height,
    lines: [],
    texts: [],
    marks: [],
    paths: [],
    items: [],
  };
}

/** A bar from low to high for each vendor, where somebody tells a range. */
function chartRanges(rows: LedgerRow[], { vendors, lang }: Charted): CompareChart | undefined {
  const whole = rows.filter(({ place, value, state }) => state === 'actual' && place === '' && value.base === '%');
  const shown = vendors.filter(({ vendorId }) => whole.some((row) => row.vendorId === vendorId));
  if (shown.length < 2 || !whole.some(({ value }) => value.low !== value.high)) return undefined;
  const lanes = shown.map((vendor) => ({ vendor, rows: whole.filter((row) => row.vendorId === vendor.vendorId) }));
  const scale = (value: number): number => round(LABELS + (Math.min(value, 100) / 100) * (WIDTH - LABELS - 130));
  const chart = startChart('ranges', whole, TOP + lanes.reduce((sum, lane) => sum + lane.rows.length, 0) * LINE);
  for (const value of [0, 20, 40, 60, 80, 100]) {
    chart.texts.push({ x: scale(value), y: 18, text: `${value}%`, anchor: 'middle' });
    chart.lines.push({ x1: scale(value), x2: scale(value), y1: TOP - 4, y2: chart.height });
  }
  let y = TOP;
  for (const lane of lanes) {
    chart.texts.push({ x: LABELS - 10, y: y + 16, text: nameOf(lane.vendor, lang), anchor: 'end' });
    for (const row of lane.rows) {
      const [from, to] = [scale(row.value.low), scale(row.value.high)];
      const name = row.figure.scope;
      const label = `${nameOf(lane.vendor, lang)} · ${amountOf(row)} ${name}`;
      const mark = {
        slot: lane.vendor.slot,
        x: from,
        y: y + 4,
        width: Math.max(6, round(to - from)),
        height: 15,
        isPlanned: false,
      };
      chart.marks.push({ ...mark, label, href: hrefOfRow(row) });
      chart.texts.push({
        x: mark.x + mark.width + 6,
        y: y + 16,
        text: `${amountOf(row)} ${name}`.trim(),
        anchor: 'start',
      });
      chart.items.push({ vendor: lane.vendor, name, text: amountOf(row), href: hrefOfRow(row) });
      y += LINE;
    }
  }
  return chart;
}

/** A point for each value at its day; only values of one scope are joined. */
function chartTimes(rows: LedgerRow[], { vendors, asOf, lang }: Charted): CompareChart | undefined {
  const dated = rows
    .filter(
      ({ place, value, state }) => state === 'actual' && place === '' && value.base === '%' && value.low === value.high,
    )
    .flatMap((row) => {
      const day = dayOf(row, asOf);
      return day && day <= asOf ? [{ row, day }] : [];
    })
    .sort((a, b) => a.day.localeCompare(b.day));
  const [first, last] = [dated[0], dated.at(-1)];
  if (!first || !last || dated.length < 4 || first.day === last.day) return undefined;
  const [from, to] = [Date.parse(first.day), Date.parse(last.day)];
  const most = Math.max(...dated.map(({ row }) => row.value.high), 1);
  const height = 260;
  const xOf = (day: string): number => round(60 + ((Date.parse(day) - from) / (to - from)) * (WIDTH - 220));
  const yOf = (value: number): number => round(height - 30 - (value / most) * (height - 60));
  const chart = startChart('times', [first.row], height);
  for (const share of [0, 0.5, 1]) {
    const y = yOf(most * share);
    chart.lines.push({ x1: 50, x2: WIDTH - 150, y1: y, y2: y });
    chart.texts.push({ x: 44, y: y + 4, text: `${round(most * share)}%`, anchor: 'end' });
  }
  for (const day of [first.day, last.day])
    chart.texts.push({ x: xOf(day), y: height - 8, text: day, anchor: 'middle' });
  for (const vendor of vendors) {
    const own = dated.filter(({ row }) => row.vendorId === vendor.vendorId);
    for (const key of new Set(own.map(({ row }) => scopeKey(row)))) {
      const line = own.filter(({ row }) => scopeKey(row) === key);
      const points = line.map(({ row, day }) => `${xOf(day)},${yOf(row.value.low)}`).join(' ');
      if (line.length > 1) chart.paths.push({ slot: vendor.slot, points });
    }
    own.forEach(({ row, day }, index) => {
      const [x, y] = [xOf(day), yOf(row.value.low)];
      const label = `${nameOf(vendor, lang)} · ${day} · ${amountOf(row)}`;
      chart.marks.push({
        slot: vendor.slot,
        x: x - 4,
        y: y - 4,
        width: 8,
        height: 8,
        label,
        href: hrefOfRow(row),
        isPlanned: false,
      });
      if (index === own.length - 1)
        chart.texts.push({ x: x + 8, y: y + 4, text: `${nameOf(vendor, lang)} ${amountOf(row)}`, anchor: 'start' });
      chart.items.push({ vendor, name: day, text: amountOf(row), href: hrefOfRow(row) });
    });
  }
  return chart;
}

export const round = (value: number): number => Math.round(value * 10) / 10;
