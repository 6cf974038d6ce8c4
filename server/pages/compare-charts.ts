import type { Ledger } from '../facts/figure-ledger.ts';
import { dayOf, scopeKey } from '../ledger/compare-cell.ts';
import type { LedgerRow } from '../ledger/read-ledger.ts';
import { quoteHref, type VendorLabel } from './move-item.ts';
import { printRange } from './table-grid.ts';

/** A chart with all coordinates in pixels, and the same in words. */
export interface CompareChart {
  id: 'places' | 'ranges' | 'times';
  metricZh: string;
  metricEn: string;
  width: number;
  height: number;
  lines: { x1: number; y1: number; x2: number; y2: number }[];
  texts: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[];
  marks: { slot: number; x: number; y: number; width: number; height: number; label: string; href: string }[];
  paths: { slot: number; points: string }[];
  items: { vendor: VendorLabel; name: string; text: string; href: string }[];
}

interface Charted {
  rows: readonly LedgerRow[];
  vendors: readonly VendorLabel[];
  asOf: string;
  ledger: Ledger;
  lang: 'zh' | 'en';
}

const LABELS = 116;
const WIDTH = 1040;
const LINE = 26;
const TOP = 30;
const MOST_PLACES = 14;

/** @returns a chart for each metric that is drawn and has enough to look at */
export function buildCharts(charted: Charted): CompareChart[] {
  const { rows, ledger } = charted;
  const makers = { places: chartPlaces, ranges: chartRanges, times: chartTimes };
  return [...ledger.metrics.values()].flatMap(({ id, chart }) => {
    const own = rows.filter(({ metric, state }) => metric === id && state === 'actual');
    return chart === null ? [] : (makers[chart](own, charted) ?? []);
  });
}

const nameOf = (vendor: VendorLabel, lang: 'zh' | 'en'): string => (lang === 'zh' ? vendor.nameZh : vendor.nameEn);
const amountOf = ({ figure }: LedgerRow): string => `${printRange(figure.low, figure.high)}${figure.unit}`;
const hrefOfRow = ({ figure }: LedgerRow): string => quoteHref(figure.document.documentId, figure.quote);

function startChart(id: CompareChart['id'], [row]: readonly LedgerRow[], height: number): CompareChart {
  const { metricZh = '', metricEn = '' } = row?.figure ?? {};
  return { id, metricZh, metricEn, width: WIDTH, height, lines: [], texts: [], marks: [], paths: [], items: [] };
}

/** Regions down, vendors across, a bar in each: only widest parts, of the scope that most have. */
function chartPlaces(rows: LedgerRow[], { vendors, lang }: Charted): CompareChart | undefined {
  // A part that a heading names, 其中政府地域数, is no region.
  const parts = rows.filter(
    ({ place, figure }) =>
      place !== '' && !place.includes(' › ') && (figure.scope === '' || !place.includes(figure.scope)),
  );
  const sumOf = (place: string): number =>
    parts.reduce((sum, row) => sum + (row.place === place ? row.value.high : 0), 0);
  const places = [...new Set(parts.map(({ place }) => place))]
    .sort((a, b) => sumOf(b) - sumOf(a))
    .slice(0, MOST_PLACES);
  const shown = vendors.filter(({ vendorId }) => parts.some((row) => row.vendorId === vendorId));
  if (places.length < 2 || shown.length < 2) return undefined;
  const most = Math.max(...parts.map(({ value }) => value.high));
  const lane = (WIDTH - LABELS) / shown.length;
  const chart = startChart('places', parts, TOP + places.length * LINE);
  shown.forEach((vendor, index) => {
    const x = LABELS + index * lane;
    chart.texts.push({ x, y: 18, text: nameOf(vendor, lang), anchor: 'start' });
    chart.lines.push({ x1: x, x2: x, y1: TOP - 4, y2: chart.height });
  });
  places.forEach((place, index) => {
    const y = TOP + index * LINE;
    chart.texts.push({ x: LABELS - 10, y: y + 16, text: place, anchor: 'end' });
    shown.forEach((vendor, column) => {
      const row = parts.find((one) => one.place === place && one.vendorId === vendor.vendorId);
      if (!row) return;
      const width = most === 0 ? 0 : (row.value.high / most) * (lane - 46);
      const x = LABELS + column * lane;
      const label = `${nameOf(vendor, lang)} · ${place} · ${amountOf(row)}`;
      chart.marks.push({
        slot: vendor.slot,
        x,
        y: y + 4,
        width: round(width),
        height: 15,
        label,
        href: hrefOfRow(row),
      });
      chart.texts.push({
        x: round(x + width + 5),
        y: y + 16,
        text: printRange(row.figure.low, row.figure.high),
        anchor: 'start',
      });
      chart.items.push({ vendor, name: place, text: amountOf(row), href: hrefOfRow(row) });
    });
  });
  return chart;
}

/** A bar from low to high for each vendor, where somebody tells a range. */
function chartRanges(rows: LedgerRow[], { vendors, lang }: Charted): CompareChart | undefined {
  const whole = rows.filter(({ place, value }) => place === '' && value.base === '%');
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
      const mark = { slot: lane.vendor.slot, x: from, y: y + 4, width: Math.max(6, round(to - from)), height: 15 };
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
    .filter(({ place, value }) => place === '' && value.base === '%' && value.low === value.high)
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
      chart.marks.push({ slot: vendor.slot, x: x - 4, y: y - 4, width: 8, height: 8, label, href: hrefOfRow(row) });
      if (index === own.length - 1)
        chart.texts.push({ x: x + 8, y: y + 4, text: `${nameOf(vendor, lang)} ${amountOf(row)}`, anchor: 'start' });
      chart.items.push({ vendor, name: day, text: amountOf(row), href: hrefOfRow(row) });
    });
  }
  return chart;
}

const round = (value: number): number => Math.round(value * 10) / 10;
