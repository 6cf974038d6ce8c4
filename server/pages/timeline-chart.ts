import { scaleUtc } from 'd3-scale';
import { daysBetween } from '../http/dates.ts';
import type { PartialDate } from '../model.ts';
import { listTicks, type Tick } from './chart-ticks.ts';
import { createLane, LANE_PAD, TRACK_HEIGHT } from './lane-layout.ts';
import type { MoveItem, VendorLabel } from './move-item.ts';

export const ZOOMS = ['year', 'quarter', 'month', 'day'] as const;
export type Zoom = (typeof ZOOMS)[number];

const PIXELS_PER_DAY: Record<Zoom, number> = { year: 0.5, quarter: 1.25, month: 4, day: 14 };
const FITTED = 1.4;
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
  /** Moves for which no lane had room. */
  leftOut: number;
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
  /** Pixels that the page leaves for the chart. */
  frameWidth: number;
  hrefOf(move: MoveItem): string;
}

/** @returns the geometry of swim-lanes, one a vendor; drawn by `views/partials/timeline-chart.hbs`. */
export function buildTimelineChart(input: ChartInput): TimelineChart {
  const { from, to, zoom, vendors, moves } = input;
  const width = chooseWidth(daysBetween(from, to) + 1, zoom, input.frameWidth);
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
  const drawn = lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
  const ticks = listTicks(from, to, zoom).map((tick) => ({ ...tick, x: xOf(tick.day) }));
  const asOf =
    input.asOf && input.asOf >= from && input.asOf <= to ? { day: input.asOf, x: xOf(input.asOf, 12) } : null;
  return {
    ...{ width, from, to, lanes, ticks, head: HEAD, floor: y, height: y + FOOT, leftOut: moves.length - drawn },
    asOf: asOf && { ...asOf, anchor: asOf.x > width - 60 ? 'end' : 'middle' },
  };
}

/** A chart not much wider than its frame is fitted to it: scrolling for a few weeks is no help. */
function chooseWidth(days: number, zoom: Zoom, frameWidth: number): number {
  const wanted = Math.round(days * PIXELS_PER_DAY[zoom]) + 2 * SIDE;
  return wanted < frameWidth * FITTED ? frameWidth : Math.min(MOST_WIDTH, wanted);
}

interface LaneFrame extends ChartInput {
  width: number;
  y: number;
  xOf(day: string, hours?: number): number;
}

/** Important moves choose their place first, then those whose dates are most exact. */
function layOutLane(vendor: VendorLabel, moves: readonly MoveItem[], frame: LaneFrame): ChartLane {
  const lane = createLane(frame.width, frame.mostTracks);
  const byWeight = [...moves].sort(
    (a, b) => b.importance - a.importance || spanOf(a) - spanOf(b) || a.happened.start.localeCompare(b.happened.start),
  );
  const marks = byWeight.flatMap((move): ChartMark[] => {
    const { shape, x, width, r, left, right } = outline(move, frame);
    const place = lane.place({ left, right }, move.gist, move.importance);
    if (!place) return [];
    const { track, label } = place;
    const top = frame.y + LANE_PAD + track * TRACK_HEIGHT;
    const mark = {
      ...{ href: frame.hrefOf(move), shape, isMajor: move.importance === 3, x, width, r },
      y: top + 24,
      label: label && { text: label.text, dx: round(label.x - x), anchor: label.anchor },
      hit: { dx: round(left - x - 4), width: round(right - left + 8) },
      ...{ gist: move.gist, happened: move.happened },
    };
    return [mark];
  });
  marks.sort((a, b) => a.x - b.x);
  const tracks = lane.countTracks();
  return { vendor, y: frame.y, height: 2 * LANE_PAD + tracks * TRACK_HEIGHT, tracks, marks };
}

const spanOf = ({ happened }: MoveItem): number => daysBetween(happened.start, happened.end);

interface Outline extends Pick<ChartMark, 'shape' | 'x' | 'width' | 'r'> {
  left: number;
  right: number;
}

function outline(move: MoveItem, { xOf }: LaneFrame): Outline {
  const { start, end, precision, guessed } = move.happened;
  const r = move.importance === 3 ? 7 : 5;
  const [x1, x2] = [xOf(start), xOf(end, 24)];
  const x = round((x1 + x2) / 2);
  const point = { x, width: 0, r, left: x - r, right: x + r };
  if (move.state !== 'actual') return { ...point, shape: 'diamond', left: x - 9, right: x + 9 };
  if (guessed || precision === 'day') return { ...point, shape: guessed ? 'ring' : 'dot' };
  const width = round(Math.max(LEAST_BAR, x2 - x1));
  return { shape: 'bar', x: x1, width, r: r - 1, left: x1, right: x1 + width };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
