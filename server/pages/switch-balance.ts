import type { EndLabel, EventRow } from './account-rows.ts';
import type { VendorLabel } from './move-item.ts';
import type { Flow } from './switch-chart.ts';

/** What one vendor won from and lost to whom. */
export interface VendorBalance {
  vendor: VendorLabel;
  won: number;
  lost: number;
  wonFrom: { end: EndLabel; count: number }[];
  lostTo: { end: EndLabel; count: number }[];
}

/** A history without a direction, or without both ends unknown, is no flow. */
const isFlow = (row: EventRow): boolean =>
  row.kind !== 'between' && row.kind !== 'reduce' && (row.from.kind === 'vendor' || row.to.kind === 'vendor');

const keyOf = ({ kind, vendor }: EndLabel): string => vendor?.vendorId ?? kind;

/** @returns how many changes went from whom to whom, most first */
export function countFlows(rows: readonly EventRow[]): Flow[] {
  const flows = new Map<string, Flow>();
  for (const row of rows.filter(isFlow)) {
    const key = `${keyOf(row.from)}>${keyOf(row.to)}`;
    const flow = flows.get(key) ?? { from: row.from, to: row.to, count: 0, planned: 0 };
    const isDone = row.state === 'actual' && row.kind !== 'leaving';
    flows.set(key, { ...flow, count: flow.count + Number(isDone), planned: flow.planned + Number(!isDone) });
  }
  return [...flows.values()].sort((a, b) => b.count - a.count || b.planned - a.planned);
}

/** What has happened alone; plans and hearsay win nothing yet. */
export function balance(flows: readonly Flow[]): VendorBalance[] {
  const done = flows.filter(({ count }) => count > 0);
  const vendors = new Map(
    done
      .flatMap(({ from, to }) => [from.vendor, to.vendor])
      .flatMap((vendor) => (vendor ? [[vendor.vendorId, vendor] as const] : [])),
  );
  return [...vendors.values()]
    .map((vendor) => {
      const wonFrom = done
        .filter(({ to }) => to.vendor?.vendorId === vendor.vendorId)
        .map(({ from: end, count }) => ({ end, count }));
      const lostTo = done
        .filter(({ from }) => from.vendor?.vendorId === vendor.vendorId)
        .map(({ to: end, count }) => ({ end, count }));
      const sum = (list: { count: number }[]): number => list.reduce((total, { count }) => total + count, 0);
      return { vendor, won: sum(wonFrom), lost: sum(lostTo), wonFrom, lostTo };
    })
    .sort((a, b) => b.won + b.lost - (a.won + a.lost));
}
