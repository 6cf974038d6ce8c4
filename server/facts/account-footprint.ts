import type { PartialDate } from '../model.ts';
import type { AccountEvent, EventStatement } from './account-events.ts';

/** How a vendor stands at an account over time; days are YYYY-MM-DD. */
export interface Stint<S extends EventStatement = EventStatement> {
  /** '' is a vendor that no source names. */
  vendorId: string;
  /** Since when as told; null when only its end is. */
  start: string | null;
  /** The same as exactly as it was told. */
  since: PartialDate | null;
  /** Last day on which a source has it there. */
  lastSeen: string;
  /** Day by which it lost all or a part; null while nothing says so. */
  lost: string | null;
  /** now: told as serving, and not as left. past: told of earlier times. partly: lost a part, and still seen later or not known to be out. */
  standing: 'now' | 'past' | 'partly';
  /** No sentence tells it outright: it follows from words such as whom it was overtaken by. */
  isImplied: boolean;
  evidence: S[];
}

interface Mark<S> {
  vendorId: string;
  kind: 'begin' | 'serve' | 'past' | 'end';
  start: string;
  end: string;
  told: S;
  /** The day of the report: the vendor may have been there for years. */
  isGuess: boolean;
  happened: PartialDate;
}

/** @returns one stint a vendor, the one last seen first. Plans and hearsay begin and end nothing. */
export function listStints<S extends EventStatement>(
  events: readonly AccountEvent<S>[],
  statements: readonly S[],
): Stint<S>[] {
  const marks = [...events.flatMap(marksOfEvent), ...statements.flatMap(marksOfStatement)];
  const ids = [...new Set(marks.map(({ vendorId }) => vendorId))];
  return ids
    .map((vendorId) =>
      buildStint(
        vendorId,
        marks.filter((mark) => mark.vendorId === vendorId),
      ),
    )
    .sort(
      (a, b) => b.lastSeen.localeCompare(a.lastSeen) || Number(a.standing === 'past') - Number(b.standing === 'past'),
    );
}

function marksOfEvent<S extends EventStatement>({ from, to, happened, state, lead }: AccountEvent<S>): Mark<S>[] {
  if (!happened) return [];
  const { start, end, guessed: isGuess } = happened;
  if (state !== 'actual' || lead.kind === 'leaving' || lead.kind === 'reduce') {
    // Who may leave, or buys less, is there until then.
    return from !== null && lead.kind !== 'between' && !lead.isPast
      ? [{ vendorId: from, kind: 'serve', start, end, isGuess, happened, told: lead }]
      : [];
  }
  const mark = (vendorId: string | null, kind: Mark<S>['kind']): Mark<S>[] =>
    vendorId === null ? [] : [{ vendorId, kind, start, end, isGuess, happened, told: lead }];
  if (lead.kind === 'between') return [...mark(from, 'past'), ...mark(to, 'past')];
  return [...mark(from, 'end'), ...mark(to, 'begin')];
}

function marksOfStatement<S extends EventStatement>(told: S): Mark<S>[] {
  if (!['serves', 'partner'].includes(told.kind) || told.at === null || !told.happened || told.state !== 'actual')
    return [];
  const { happened } = told;
  const { start, end, guessed: isGuess } = happened;
  return [{ vendorId: told.at, kind: told.isPast ? 'past' : 'serve', start, end, isGuess, happened, told }];
}

function buildStint<S extends EventStatement>(vendorId: string, marks: readonly Mark<S>[]): Stint<S> {
  const days = (kinds: Mark<S>['kind'][], pick: (mark: Mark<S>) => string): string[] =>
    marks
      .filter(({ kind }) => kinds.includes(kind))
      .map(pick)
      .sort();
  const begins = marks
    .filter(({ kind, isGuess }) => kind === 'begin' || (kind === 'serve' && !isGuess))
    .sort((a, b) => a.start.localeCompare(b.start));
  const first = begins[0];
  const start = first?.start ?? null;
  const lost = days(['end'], (mark) => mark.start).at(-1) ?? null;
  const served = days(['begin', 'serve'], (mark) => mark.start).at(-1);
  const lastSeen =
    marks
      .map(({ start: day }) => day)
      .sort()
      .at(-1) ?? '';
  const isOver = served === undefined;
  const standing = lost !== null ? 'partly' : isOver ? 'past' : 'now';
  const isKnown = start !== null && !(lost !== null && start > lost);
  return {
    ...{ vendorId, lastSeen, lost, standing, start: isKnown ? start : null },
    since: isKnown ? (first?.happened ?? null) : null,
    isImplied: marks.every(({ told }) => told.isImplied),
    evidence: marks.map(({ told }) => told),
  };
}
