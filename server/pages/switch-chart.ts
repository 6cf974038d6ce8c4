import type { EndLabel } from './account-rows.ts';

/** How many accounts went from one vendor to another. */
export interface Flow {
  from: EndLabel;
  to: EndLabel;
  count: number;
  planned: number;
}

export interface SwitchChart {
  width: number;
  height: number;
  left: Node[];
  right: Node[];
  ribbons: { path: string; slot: number; count: number; isPlanned: boolean; from: EndLabel; to: EndLabel }[];
}

interface Node {
  end: EndLabel;
  slot: number;
  y: number;
  height: number;
  middle: number;
  count: number;
}

const WIDTH = 640;
const BAR = 14;
const STEP = 16;
const GAP = 18;
const TOP = 12;
const LEFT = 130;

const keyOf = ({ kind, vendor }: EndLabel): string => vendor?.vendorId ?? kind;

/** @returns who lost on the left, who won on the right, a ribbon for each pair, one unit high an account; null without any flow. */
export function buildSwitchChart(flows: readonly Flow[]): SwitchChart | null {
  if (flows.length === 0) return null;
  const left = layOut(flows, 'from');
  const right = layOut(flows, 'to');
  const used = new Map<Node, number>();
  const take = (node: Node, count: number): number => {
    const offset = used.get(node) ?? 0;
    used.set(node, offset + count * STEP);
    return node.y + offset + (count * STEP) / 2;
  };
  const ribbons = flows.flatMap((flow) => {
    const a = left.find((node) => keyOf(node.end) === keyOf(flow.from));
    const b = right.find((node) => keyOf(node.end) === keyOf(flow.to));
    if (!a || !b) return [];
    const count = flow.count + flow.planned;
    const [y1, y2, half] = [take(a, count), take(b, count), (count * STEP) / 2 - 1];
    const [x1, x2, middle] = [LEFT + BAR, WIDTH - LEFT - BAR, WIDTH / 2];
    const path = `M${x1} ${y1 - half}C${middle} ${y1 - half} ${middle} ${y2 - half} ${x2} ${y2 - half}V${y2 + half}C${middle} ${y2 + half} ${middle} ${y1 + half} ${x1} ${y1 + half}Z`;
    return [{ path, slot: a.slot, count, isPlanned: flow.count === 0, from: flow.from, to: flow.to }];
  });
  const bottom = Math.max(...[...left, ...right].map((node) => node.y + node.height));
  return { width: WIDTH, height: bottom + TOP, left, right, ribbons };
}

function layOut(flows: readonly Flow[], side: 'from' | 'to'): Node[] {
  const totals = new Map<string, { end: EndLabel; count: number }>();
  for (const flow of flows) {
    const key = keyOf(flow[side]);
    const count = (totals.get(key)?.count ?? 0) + flow.count + flow.planned;
    totals.set(key, { end: flow[side], count });
  }
  let y = TOP;
  return [...totals.values()]
    .sort((a, b) => Number(a.end.kind !== 'vendor') - Number(b.end.kind !== 'vendor') || b.count - a.count)
    .map(({ end, count }) => {
      const height = count * STEP;
      const node = { end, slot: end.vendor?.slot ?? 0, y, height, middle: y + height / 2, count };
      y += height + GAP;
      return node;
    });
}
