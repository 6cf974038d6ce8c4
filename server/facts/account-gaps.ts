import type { AccountEvent, EventStatement } from './account-events.ts';
import type { Stint } from './account-footprint.ts';
import type { AccountStatement } from './account-statements.ts';
import { shiftDays } from './partial-date.ts';

/** What a seller would want to know and no source says; each has its words in the messages. */
export const ACCOUNT_GAPS = [
  'incumbent',
  'dates',
  'reason',
  'spend',
  'discount',
  'contract',
  'people',
  'recent',
  'second',
] as const;
export type AccountGap = (typeof ACCOUNT_GAPS)[number];

/** Two sentences that cannot both be the whole truth. */
export interface Contradiction<S extends EventStatement = EventStatement> {
  kind: 'destination' | 'still-there';
  first: S;
  second: S;
}

const RECENT_DAYS = 180;

interface Known {
  statements: readonly AccountStatement[];
  events: readonly AccountEvent[];
  stints: readonly Stint[];
  people: number;
  sources: number;
  latest: string | null;
  /** The newest evidence of the base. */
  asOf: string | null;
}

export function listGaps({ statements, events, stints, people, sources, latest, asOf }: Known): AccountGap[] {
  const told = new Set(statements.map(({ kind }) => kind));
  const gaps: Record<AccountGap, boolean> = {
    incumbent: !stints.some(({ vendorId, standing }) => vendorId !== '' && standing !== 'past'),
    dates: events.some(({ happened }) => !happened || happened.guessed),
    reason: events.every(({ reasons }) => reasons.length === 0),
    spend: !told.has('spend'),
    discount: !told.has('discount'),
    contract: true,
    people: people === 0,
    recent: !latest || (asOf !== null && latest < shiftDays(asOf, -RECENT_DAYS)),
    second: sources < 2,
  };
  return ACCOUNT_GAPS.filter((gap) => gaps[gap]);
}

/** Listed, not judged: one workload with two new homes, and a vendor that serves after it is said to have lost all. */
export function listContradictions<S extends EventStatement>(
  events: readonly AccountEvent<S>[],
  statements: readonly S[],
): Contradiction<S>[] {
  const apart = events.flatMap((a, index) =>
    events
      .slice(index + 1)
      .filter(
        (b) => a.workload !== '' && a.workload === b.workload && a.from === b.from && a.to && b.to && a.to !== b.to,
      )
      .map((b): Contradiction<S> => ({ kind: 'destination', first: a.lead, second: b.lead })),
  );
  const still = events.flatMap((event) => {
    if (event.state !== 'actual' || !event.from || event.workload !== '' || event.lead.kind === 'between') return [];
    const later = statements.find(
      (told) =>
        told.kind === 'serves' &&
        told.at === event.from &&
        !told.isPast &&
        (told.happened?.start ?? '') > (event.happened?.end ?? '9999'),
    );
    return later ? [{ kind: 'still-there', first: event.lead, second: later } as Contradiction<S>] : [];
  });
  return [...apart, ...still];
}
