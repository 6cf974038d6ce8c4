import { sayIn } from '../http/messages.ts';
import type { LedgerRow } from '../ledger/read-ledger.ts';
import {
  amountOf,
  type Charted,
  type CompareChart,
  hrefOfRow,
  LABELS,
  LINE,
  nameOf,
  round,
  startChart,
  TOP,
  WIDTH,
} from './compare-charts.ts';
import type { VendorLabel } from './move-item.ts';
import { printRange } from './table-grid.ts';

const MOST_PLACES = 14;
/** Room for the digits behind a bar. */
const DIGITS = 74;

/**
 * Regions down, vendors across, a bar in each: only widest parts. What is planned is dashed; where there is no bar, the lane says whether
 * nothing was collected or what there is failed a check.
 */
export function chartPlaces(rows: LedgerRow[], charted: Charted): CompareChart | undefined {
  const { vendors, lang } = charted;
  const parts = rows.filter(isPart);
  const actual = parts.filter(({ state }) => state === 'actual');
  const sumOf = (place: string): number =>
    actual.reduce((sum, row) => sum + (row.place === place ? row.value.high : 0), 0);
  const places = [...new Set(actual.map(({ place }) => place))]
    .sort((a, b) => sumOf(b) - sumOf(a))
    .slice(0, MOST_PLACES);
  const shown = vendors.filter(({ vendorId }) => actual.some((row) => row.vendorId === vendorId));
  if (places.length < 2 || shown.length < 2) return undefined;
  const lane = (WIDTH - LABELS) / shown.length;
  const scale = (lane - DIGITS) / Math.max(1, ...parts.map(({ value }) => value.high));
  const chart = startChart('places', actual, TOP + places.length * LINE);
  shown.forEach((vendor, index) => {
    const x = round(LABELS + index * lane);
    chart.texts.push({ x, y: 18, text: nameOf(vendor, lang), anchor: 'start' });
    chart.lines.push({ x1: x, x2: x, y1: TOP - 4, y2: chart.height });
  });
  places.forEach((place, index) => {
    const y = TOP + index * LINE;
    chart.texts.push({ x: LABELS - 10, y: y + 16, text: place, anchor: 'end' });
    shown.forEach((vendor, column) => {
      const own = parts.filter((row) => row.place === place && row.vendorId === vendor.vendorId);
      drawLane(chart, { own, vendor, place, x: round(LABELS + column * lane), y, scale }, charted);
    });
  });
  return chart;
}

/** A part that a heading names, 其中政府地域数, is no region. */
const isPart = ({ place, figure }: LedgerRow): boolean =>
  place !== '' && !place.includes(' › ') && (figure.scope === '' || !place.includes(figure.scope));

interface Lane {
  own: LedgerRow[];
  vendor: VendorLabel;
  place: string;
  x: number;
  y: number;
  /** Pixels for one. */
  scale: number;
}

function drawLane(chart: CompareChart, { own, vendor, place, x, y, scale }: Lane, { doubted, lang }: Charted): void {
  const say = sayIn(lang);
  const now = own.find(({ state }) => state === 'actual');
  const planned = own.find(({ state, value }) => state === 'planned' && value.high > (now?.value.high ?? 0));
  const text = (at: number, words: string): unknown =>
    chart.texts.push({ x: round(at), y: y + 16, text: words, anchor: 'start' });
  const bar = (row: LedgerRow, from: number, isPlanned: boolean): void => {
    const words = isPlanned ? `${say('compare.planned')} ${amountOf(row)}` : amountOf(row);
    const label = `${nameOf(vendor, lang)} · ${place} · ${words}`;
    const width = round(row.value.high * scale - from);
    chart.marks.push({
      slot: vendor.slot,
      x: round(x + from),
      y: y + 4,
      width,
      height: 15,
      label,
      href: hrefOfRow(row),
      isPlanned,
    });
    chart.items.push({ vendor, name: place, text: words, href: hrefOfRow(row) });
  };
  if (now) bar(now, 0, false);
  if (planned) bar(planned, (now?.value.high ?? 0) * scale, true);
  const last = planned ?? now;
  if (!last) {
    const isDoubted = doubted.some(
      (cell) => cell.vendorId === vendor.vendorId && cell.metric === chart.metric && cell.place === place,
    );
    text(x + 5, say(isDoubted ? 'table.unverified' : 'compare.blank.not-collected'));
    return;
  }
  const digits = printRange(last.figure.low, last.figure.high);
  text(
    x + last.value.high * scale + 5,
    planned ? `${now ? printRange(now.figure.low, now.figure.high) : 0} → ${digits}` : digits,
  );
}
