import { scaleUtc } from 'd3-scale';
import { daysBetween } from '../http/dates.ts';
import type { PartialDate } from '../model.ts';
import { listTicks, type Tick } from './chart-ticks.ts';
import { createLane, LANE_PAD, TRACK_HEIGHT } from './lane-layout.ts';
import type { MoveItem, VendorLabel } from './move-item.ts';

export const ZOOMS = ['year', 'quarter', 'month', 'day'] as const;
export type Zoom = (typeof ZOOMS)[number];

const PIXELS_PER_DAY: Record<Zoom, number> = { year: 0.5, quarter: 1.25, month: 4, day: 14 };
const LEAST_WIDTH = 944;
/** Beyond this a browser scrolls badly and nobody looks. */
const MOST_WIDTH = 16_000;
const SIDE = 8;
const HEAD = 34;
const FOOT = 20;
const LEAST_BAR = 9;

/** dot: exact day. bar: a stated span. ring: the report's day stands in. diamond: planned or hearsay. */
export type MarkShape = 'dot' | 'bar' | 'ring' | 'diamond';

/** One move in the chart, in pixels. */
export interface ChartMark {
  href: string;
  shape: MarkShape;
  isMajor: boolean;
  x: number;
  y: number;
  /** Radius of a dot or ring, half the height of a bar or diamond. */
  r: number;
  /** Of a bar; 0 for the others. */
  width: number;
  /** Beside the mark: `dx` from `x`; its baseline lies a fixed step above `y`. */
  label: { text: string; dx: number; anchor: 'start' | 'end' } | null;
  /** The area that can be clicked, from `x`. */
  hit: { dx: number; width: number };
  gist: string;
  happened: PartialDate;
}

export interface ChartLane {
  vendor: VendorLabel;
  y: number;
  height: number;
  tracks: number;
  marks: ChartMark[];
}

export interface TimelineChart {
  width: number;
  height: number;
  from: string;
  to: string;
  head: number;
  floor: number;
  ticks: Tick[];
  lanes: ChartLane[];
  /** Where the newest evidence stands; null outside the range. */
  asOf: { day: string; x: number; anchor: 'middle' | 'end' } | null;
}

export interface ChartInput {
  vendors: readonly VendorLabel[];
  moves: readonly MoveItem[];
  /** Inclusive days. */
  from: string;
  to: string;
  zoom: Zoom;
  asOf: string | null;
  mostTracks: number;
  hrefOf(move: MoveItem): string;
}

/** @returns the geometry of swim-lanes, one a vendor; drawn by `views/partials/timeline-chart.hbs`. */
export function buildTimelineChart(input: ChartInput): TimelineChart {
  const { from, to, zoom, vendors, moves } = input;
  const wanted = Math.round((daysBetween(from, to) + 1) * PIXELS_PER_DAY[zoom]) + 2 * SIDE;
  const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, wanted));
  const scale = scaleUtc([new Date(`${from}T00:00:00Z`), new Date(`${to}T24:00:00Z`)], [SIDE, width - SIDE]).clamp(
    true,
  );
  const xOf = (day: string, hours = 0): number =>
    round(scale(new Date(Date.parse(`${day}T00:00:00Z`) + hours * 3_600_000)));

  let y = HEAD;
  const lanes = vendors.map((vendor) => {
    const own = moves.filter((move) => move.vendorId === vendor.vendorId);
    const lane = layOutLane(vendor, own, { ...input, width, xOf, y });
    y += lane.height;
    return lane;
  });
  const ticks = listTicks(from, to, zoom).map((tick) => ({ ...tick, x: xOf(tick.day) }));
  const asOf =
    input.asOf && input.asOf >= from && input.asOf <= to ? { day: input.asOf, x: xOf(input.asOf, 12) } : null;
  return {
    ...{ width, from, to, lanes, ticks, head: HEAD, floor: y, height: y + FOOT },
    asOf: asOf && { ...asOf, anchor: asOf.x > width - 60 ? 'end' : 'middle' },
  };
}

interface LaneFrame extends ChartInput {
  width: number;
  y: number;
  xOf(day: string, hours?: number): number;
}

/** Important moves choose their place first. */
function layOutLane(vendor: VendorLabel, moves: readonly MoveItem[], frame: LaneFrame): ChartLane {
  const lane = createLane(frame.width, frame.mostTracks);
  const byWeight = [...moves].sort(
    (a, b) => b.importance - a.importance || a.happened.start.localeCompare(b.happened.start),
  );
  const marks = byWeight.map((move) => {
    const { shape, x, width, r, left, right } = outline(move, frame);
    const { track, label } = lane.place({ left, right }, move.gist, move.importance);
    const top = frame.y + LANE_PAD + track * TRACK_HEIGHT;
    return {
      ...{ href: frame.hrefOf(move), shape, isMajor: move.importance === 3, x, width, r },
      y: top + 24,
      label: label && { text: label.text, dx: round(label.x - x), anchor: label.anchor },
      hit: { dx: round(left - x - 4), width: round(right - left + 8) },
      ...{ gist: move.gist, happened: move.happened },
    };
  });
  marks.sort((a, b) => a.x - b.x);
  const tracks = lane.countTracks();
  return { vendor, y: frame.y, height: 2 * LANE_PAD + tracks * TRACK_HEIGHT, tracks, marks };
}

function outline(move: MoveItem, { xOf }: LaneFrame) {
  const { start, end, precision, guessed } = move.happened;
  const r = move.importance === 3 ? 7 : 5;
  const [x1, x2] = [xOf(start), xOf(end, 24)];
  const middle = round((x1 + x2) / 2);
  if (move.state !== 'actual')
    return { shape: 'diamond' as const, x: middle, width: 0, r, left: middle - 9, right: middle + 9 };
  if (guessed || precision === 'day') {
    return {
      shape: guessed ? ('ring' as const) : ('dot' as const),
      x: middle,
      width: 0,
      r,
      left: middle - r,
      right: middle + r,
    };
  }
  const width = round(Math.max(LEAST_BAR, x2 - x1));
  return { shape: 'bar' as const, x: x1, width, r: r - 1, left: x1, right: x1 + width };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
