import type { BriefBody } from '../facts/brief-types.ts';
import { foldMoves } from '../facts/fold-moves.ts';
import { listConflicts } from '../ledger/list-conflicts.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import type { Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';
import { type AccountFacts, loadAccountFacts, type ToldStatement } from './account-facts.ts';
import type { Dispute } from './judge-evidence.ts';

const MOST_MOVES = 600;

/** @returns everything in which sources stand against each other about the sides and the account of a brief. */
export function listDisputes(
  store: Store,
  viewer: Viewer,
  { accountId, incumbentId, usId, lines }: BriefBody,
): Dispute[] {
  const vendorIds = [incumbentId, usId].filter((id) => id !== '');
  const used = new Set(
    lines.flatMap(({ evidence }) => evidence.map(({ documentId, start }) => `${documentId}:${start}`)),
  );
  return [
    ...listFigureDisputes(store, viewer, vendorIds),
    ...listDateDisputes(store, viewer, vendorIds),
    ...(accountId === null ? [] : listAccountDisputes(loadAccountFacts(store, viewer, accountId), used)),
  ];
}

/** Values that contradict each other, and those that a later or better one replaced. */
function listFigureDisputes(store: Store, viewer: Viewer, vendorIds: string[]): Dispute[] {
  return listConflicts(store, viewer, readLedger(store), vendorIds)
    .filter(({ vendor, kind }) => vendor !== null && ['contradiction', 'version', 'restated'].includes(kind))
    .flatMap(({ kind, values, preferred }) =>
      values.flatMap((value, index): Dispute[] => {
        const other = kind === 'restated' ? values[preferred ?? index] : values.find((_, i) => i !== index);
        if (!other || other === value) return [];
        const reason = kind === 'restated' ? 'superseded' : 'contradicted';
        const { document, start, end } = value;
        return [{ documentId: document, start, end, reason, now: other.quote, href: hrefOf(other.document, other) }];
      }),
    );
}

/** Tellings of one event whose days cannot both be right. */
function listDateDisputes(store: Store, viewer: Viewer, vendorIds: string[]): Dispute[] {
  const moves =
    vendorIds.length === 0 ? [] : store.listMoves(viewer, { vendorIds, leastImportance: 2, limit: MOST_MOVES });
  const events = foldMoves(
    moves.map((move) => ({ ...move, readsAlone: false })),
    store.listFoldLinks(viewer),
  );
  return events
    .filter(({ datesDisagree }) => datesDisagree)
    .flatMap(({ lead, others }) => {
      const tellings = [lead, ...others];
      return tellings.flatMap((move): Dispute[] => {
        const other = tellings.find(({ happened }) => happened.start !== move.happened.start);
        return other ? [disputeOf(move, 'contradicted', other)] : [];
      });
    });
}

/** Statements that contradict each other, and those of a vendor that a later change has replaced. */
function listAccountDisputes(
  { contradictions, events, statements }: AccountFacts,
  used: ReadonlySet<string>,
): Dispute[] {
  const apart = contradictions.flatMap(({ first, second }) => [
    disputeOf(first, 'contradicted', second),
    disputeOf(second, 'contradicted', first),
  ]);
  const changes = events.filter(
    ({ from, state, lead, others }) =>
      from &&
      state === 'actual' &&
      lead.kind !== 'between' &&
      ![lead, ...others].some((told) => used.has(placeOf(told))),
  );
  const replaced = changes.flatMap(({ from, lead, happened }) =>
    statements
      .filter(({ at, to }) => at === from || to === from)
      .filter((told) => (told.happened?.start ?? '') < (happened?.start ?? ''))
      .map((told) => disputeOf(told, 'superseded', lead)),
  );
  return [...apart, ...replaced];
}

type Placed = Pick<ToldStatement, 'quote'> & { document: { documentId: string } };

const placeOf = ({ document, quote }: Placed): string => `${document.documentId}:${quote.start}`;

function disputeOf(one: Placed, reason: Dispute['reason'], other: Placed): Dispute {
  const { start, end } = one.quote;
  const { documentId } = other.document;
  return {
    ...{ documentId: one.document.documentId, start, end, reason, now: other.quote.exact },
    href: hrefOf(documentId, other.quote),
  };
}

const hrefOf = (documentId: string, { start, end }: { start: number; end: number }): string =>
  `/documents/${documentId}?from=${start}&to=${end}#hit`;
