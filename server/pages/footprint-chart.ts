import { scaleUtc } from 'd3-scale';
import type { ToldStatement } from '../briefs/account-facts.ts';
import type { AccountEvent } from '../facts/account-events.ts';
import type { Stint } from '../facts/account-footprint.ts';
import { addDays } from '../http/dates.ts';
import { type EndLabel, endOf, evidenceOfTold, type Labels } from './account-rows.ts';
import { listTicks, type Tick } from './chart-ticks.ts';

const WIDTH = 944;
const SIDE = 8;
const HEAD = 34;
const FOOT = 20;
const LANE = 56;
const THICK = 18;

/** fs: known only roughly. f: told as there. fd: nothing told of it since. */
export interface Band {
  look: 'f' | 'fs' | 'fd';
  x: number;
  width: number;
}

export interface FootprintChart {
  width: number;
  height: number;
  from: string;
  to: string;
  head: number;
  floor: number;
  ticks: Tick[];
  lanes: { end: EndLabel; slot: number; y: number; top: number; bands: Band[] }[];
  /** One arrow a change with both ends. */
  arrows: {
    x: number;
    y1: number;
    y2: number;
    tip: number;
    dir: 'down' | 'up';
    label: string;
    labelY: number;
    href: string;
    isPlanned: boolean;
    hitX: number;
    hitTop: number;
    hitHeight: number;
  }[];
  thick: number;
  lane: number;
}

/** @returns bands of the vendors over time and an arrow for each change; null when no date is known. */
export function buildFootprint(
  stints: readonly Stint<ToldStatement>[],
  events: readonly AccountEvent<ToldStatement>[],
  labels: Labels,
  asOf: string | null,
): FootprintChart | null {
  const days = [
    ...stints.flatMap(({ start, lastSeen }) => [start ?? lastSeen, lastSeen]),
    ...(asOf ? [asOf] : []),
  ].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || stints.length === 0) return null;
  const from = `${Number(first.slice(0, 4))}-01-01`;
  const to = addDays(last, 60);
  const scale = scaleUtc([new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)], [SIDE, WIDTH - SIDE]).clamp(
    true,
  );
  const xOf = (day: string): number => Math.round(scale(new Date(`${day}T00:00:00Z`)) * 10) / 10;
  const lanes = stints.map((stint, index) => {
    const y = HEAD + index * LANE + LANE / 2;
    const end = endOf(labels, stint.vendorId, stint.isImplied);
    return {
      vendorId: stint.vendorId,
      end,
      slot: end.vendor?.slot ?? 0,
      y,
      top: y - THICK / 2,
      bands: listBands(stint, xOf, asOf ?? last),
    };
  });
  const yOf = (vendorId: string | null): number | undefined => lanes.find((lane) => lane.vendorId === vendorId)?.y;
  const floor = HEAD + stints.length * LANE;
  return {
    ...{ width: WIDTH, height: floor + FOOT, from, to, head: HEAD, floor, thick: THICK, lane: LANE },
    ticks: listTicks(from, to, 'year').map((tick) => ({ ...tick, x: xOf(tick.day) })),
    lanes: lanes.map(({ vendorId: _, ...lane }) => lane),
    arrows: events.flatMap((event) => {
      const [y1, y2] = [yOf(event.from), yOf(event.to)];
      if (y1 === undefined || y2 === undefined || !event.happened || event.lead.kind === 'between') return [];
      const step = y2 > y1 ? 1 : -1;
      const [start, end] = [y1 + (THICK / 2) * step, y2 - (THICK / 2) * step];
      const x = xOf(event.happened.start);
      return [
        {
          ...{ x, y1: start, y2: end, tip: end - 7 * step, dir: step === 1 ? ('down' as const) : ('up' as const) },
          ...{ label: event.workload, labelY: (start + end) / 2, href: evidenceOfTold(event.lead).href },
          ...{
            isPlanned: event.state !== 'actual',
            hitX: x - 12,
            hitTop: Math.min(y1, y2),
            hitHeight: Math.abs(y2 - y1),
          },
        },
      ];
    }),
  };
}

function listBands(
  { start, since, lastSeen, lost, standing }: Stint,
  xOf: (day: string) => number,
  asOf: string,
): Band[] {
  const band = (look: Band['look'], a: string, b: string): Band[] => {
    const [x, x2] = [xOf(a), xOf(b)];
    return x2 < x ? [] : [{ look, x, width: Math.max(6, Math.round((x2 - x) * 10) / 10) }];
  };
  const until = lost !== null && lost > lastSeen ? lost : lastSeen;
  // 2015–2017: it began within these years, nobody says when.
  const sure = since?.precision === 'span' && since.end < until ? since.end : start;
  const known =
    start === null || sure === null
      ? band('fs', lastSeen, lastSeen)
      : [...(sure > start ? band('fs', start, sure) : []), ...band(standing === 'past' ? 'fs' : 'f', sure, until)];
  return standing === 'past' || until >= asOf ? known : [...known, ...band('fd', until, asOf)];
}
