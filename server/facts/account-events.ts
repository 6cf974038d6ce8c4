import type { PartialDate } from '../model.ts';
import type { AccountStatement } from './account-statements.ts';
import { shiftDays } from './partial-date.ts';

/** What folding needs beside the statement itself. */
export interface EventStatement extends AccountStatement {
  document: { documentId: string; sourceName: string; published: string | null };
}

/** One change of vendor with every sentence that tells it. */
export interface AccountEvent<S extends EventStatement = EventStatement> {
  /** Vendor ids; '' is one that no source names, null one that no sentence tells. */
  from: string | null;
  to: string | null;
  workload: string;
  happened: PartialDate | null;
  state: AccountStatement['state'];
  /** Both ends stand in one sentence. */
  isWhole: boolean;
  lead: S;
  others: S[];
  reasons: string[];
  sourceCount: number;
  documentCount: number;
}

const CHANGES = new Set(['switch', 'won', 'lost', 'leaving', 'reduce', 'between']);
/** The report of an event may come so many days after another's. */
const REACH = 120;

/** 近期 and 过去一年 say less than a year or a day. */
const VAGUE = /近|过去|前段|不久/u;

/**
 * Folds the sentences that tell one change of vendor. A telling with one end, no workload and no date of its own belongs to the
 * latest change before it with that end: it is the same story told again.
 * @param statements oldest document first
 * @returns events in time order; those without any date last
 */
export function foldEvents<S extends EventStatement>(statements: readonly S[]): AccountEvent<S>[] {
  const changes = statements.filter(({ kind }) => CHANGES.has(kind));
  const byWeight = [...changes].sort((a, b) => weightOf(b) - weightOf(a));
  const groups: [S, ...S[]][] = [];
  for (const statement of byWeight) {
    const group = groups.find(([lead]) => isSameChange(lead, statement)) ?? findEarlier(groups, statement);
    if (group) group.push(statement);
    else groups.push([statement]);
  }
  return groups.map(buildEvent).sort((a, b) => dayOf(a.happened).localeCompare(dayOf(b.happened)));
}

const dayOf = (date: PartialDate | null): string => date?.start ?? '9999';

/** The fullest telling leads: both ends, a workload, a date of its own; then what has happened. */
function weightOf({ from, to, workload, happened, state }: EventStatement): number {
  const ends = Number(Boolean(from)) + Number(Boolean(to));
  return ends * 4 + Number(workload !== '') * 2 + Number(happened?.guessed === false) + Number(state === 'actual') * 2;
}

function isSameChange(a: EventStatement, b: EventStatement): boolean {
  if (a.kind === 'between' || b.kind === 'between') return false;
  if (!fits(a.from, b.from) || !fits(a.to, b.to) || !shareEnd(a, b)) return false;
  if (a.workload !== '' && b.workload !== '' && a.workload !== b.workload) return false;
  if ((a.state === 'planned') !== (b.state === 'planned')) return false;
  return isOneStory(a, b) || areNear(a.happened, b.happened);
}

/** A text that tells twice of one win or loss, once in vague words of time, tells of one; two dates that it states are two. */
function isOneStory(a: EventStatement, b: EventStatement): boolean {
  const isSame = a.kind === b.kind && a.from === b.from && a.to === b.to && a.workload === b.workload;
  const areDated = isDated(a.happened) && isDated(b.happened);
  return isSame && a.state === b.state && a.document.documentId === b.document.documentId && !areDated;
}

const isDated = (date: PartialDate | null): boolean => date !== null && !date.guessed && !VAGUE.test(date.text);

const fits = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;
const shareEnd = (a: EventStatement, b: EventStatement): boolean =>
  (a.from !== null && a.from === b.from) ||
  (a.to !== null && a.to === b.to) ||
  (a.from === null && a.to === null && a.kind === b.kind) ||
  (a.kind === 'reduce' && b.kind === 'reduce');

function areNear(a: PartialDate | null, b: PartialDate | null): boolean {
  if (!a || !b) return a === b;
  if (a.guessed || b.guessed) return shiftDays(a.start, -REACH) <= b.end && b.start <= shiftDays(a.end, REACH);
  return a.start <= b.end && b.start <= a.end;
}

function findEarlier<S extends EventStatement>(groups: readonly [S, ...S[]][], told: S): [S, ...S[]] | undefined {
  const isRetelling =
    told.workload === '' && told.happened?.guessed === true && (told.from === null) !== (told.to === null);
  if (!isRetelling || told.kind === 'leaving') return undefined;
  return groups
    .filter(
      ([lead]) =>
        lead.kind === 'switch' &&
        lead.state !== 'planned' &&
        (told.from === null ? lead.to === told.to : lead.from === told.from) &&
        dayOf(lead.happened) <= dayOf(told.happened),
    )
    .sort(([a], [b]) => dayOf(b.happened).localeCompare(dayOf(a.happened)))[0];
}

function chooseDate(dates: readonly PartialDate[]): PartialDate | undefined {
  const told = dates.filter(({ guessed }) => !guessed);
  return told.find(({ text }) => !VAGUE.test(text)) ?? told[0];
}

function buildEvent<S extends EventStatement>([lead, ...others]: [S, ...S[]]): AccountEvent<S> {
  const all = [lead, ...others];
  const end = (name: 'from' | 'to'): string | null =>
    lead.kind === 'between' ? lead[name] : (all.map((told) => told[name]).find((id) => id !== null) ?? null);
  return {
    ...{ lead, others, from: end('from'), to: end('to') },
    workload: lead.workload || (all.find(({ workload }) => workload !== '')?.workload ?? ''),
    happened: chooseDate(all.flatMap(({ happened }) => happened ?? [])) ?? lead.happened,
    state: lead.state,
    isWhole: lead.kind === 'switch',
    reasons: [...new Set(all.flatMap(({ reasons }) => reasons))],
    sourceCount: new Set(all.map(({ document }) => document.sourceName)).size,
    documentCount: new Set(all.map(({ document }) => document.documentId)).size,
  };
}
