import { type AccountEvent, foldEvents } from '../facts/account-events.ts';
import { listStints, type Stint } from '../facts/account-footprint.ts';
import { type Contradiction, listContradictions } from '../facts/account-gaps.ts';
import { type AccountStatement, listAccountSentences, readStatements } from '../facts/account-statements.ts';
import { type AccountVocabulary, compileVocabulary, type RelationsBody } from '../facts/account-vocabulary.ts';
import { createNameFinder, indexNames, type NameFinder, type NamesByFirst } from '../facts/tag-sentence.ts';
import type { Viewer } from '../model.ts';
import type { AccountRow, AccountText } from '../store/accounts.ts';
import type { FigureRow } from '../store/figures.ts';
import type { Store } from '../store/index.ts';
import type { MoveRow } from '../store/moves.ts';
import { findRejected } from './rejected-sentence.ts';

export interface ToldStatement extends AccountStatement {
  document: Omit<AccountText, 'text'>;
}

/** Everything that the documents a viewer may see say of one account. */
export interface AccountFacts {
  account: AccountRow;
  names: string[];
  documents: AccountText[];
  /** Read by the patterns of the vocabulary, oldest document first. */
  statements: ToldStatement[];
  events: AccountEvent<ToldStatement>[];
  stints: Stint<ToldStatement>[];
  contradictions: Contradiction<ToldStatement>[];
  /** Extracted moves that name it. */
  moves: MoveRow[];
  figures: FigureRow[];
  /** Sentences that name it, of any kind. */
  sentences: { document: Omit<AccountText, 'text'>; quote: AccountStatement['quote'] }[];
  vocabulary: RelationsBody;
}

const EMPTY: RelationsBody = {
  unnamed: [],
  kinds: [],
  states: { planned: '$^', rumoured: '$^', negated: '$^' },
  past: '$^',
  workload: '$^',
  reasons: [],
};
/** The date of a move of another type may belong to another clause. */
const DATED_TYPES = new Set(['win', 'loss', 'partnership']);
/** An alias that only counts in context would name a vendor that the source does not. */
const LOOSE_NAMES = new Set(['weak']);

/** @throws AppError NOT_FOUND */
export function loadAccountFacts(store: Store, viewer: Viewer, accountId: string): AccountFacts {
  const account = store.getAccount(accountId);
  const names = store.listAccountNames(account);
  const owned = store.listOwnedAccounts(account.name).flatMap((child) => store.listAccountNames(child));
  const body = store.findVocabulary<RelationsBody>('account-relations') ?? EMPTY;
  const vocabulary = getVocabulary(body);
  const finder = createNameFinder(listVendorNames(store), { id: accountId, names, owned }, vocabulary.unnamed);
  const documents = store.listAccountTexts(viewer, accountId);
  const documentIds = documents.map(({ documentId }) => documentId);
  const all = documentIds.length === 0 ? [] : store.listMoves(viewer, { documentIds, order: 'oldest' });
  const oldestFirst = [...documents].reverse();
  const isNamed = finder.hasAccount;
  const statements = oldestFirst.flatMap((document) => {
    const states = store.listFactStates(viewer, document.documentId);
    return readDocument(document, all, finder, vocabulary).filter(({ quote }) => !findRejected(quote, states));
  });
  const events = foldEvents(statements);
  return {
    ...{ account, names, documents, statements, events, vocabulary: body },
    stints: listStints(events, statements),
    contradictions: listContradictions(events, statements),
    moves: all.filter((move) => isNamed(move.counterparty) || isNamed(move.quote.exact)),
    figures: documentIds.flatMap((documentId) =>
      store.listFigures(viewer, { documentId }).filter((figure) => isNamed(figure.quote.exact)),
    ),
    sentences: oldestFirst.flatMap(({ text, ...document }) =>
      listAccountSentences(text, finder).map(({ quote }) => ({ document, quote })),
    ),
  };
}

function readDocument(
  { text, ...document }: AccountText,
  moves: readonly MoveRow[],
  finder: NameFinder,
  vocabulary: AccountVocabulary,
): ToldStatement[] {
  const own = moves.filter((move) => move.document.documentId === document.documentId);
  const dated = own
    .filter(({ type }) => DATED_TYPES.has(type))
    .map(({ quote, happened }) => ({ start: quote.start, end: quote.end, happened }));
  const source = { text, published: document.published, dated };
  return readStatements(source, finder, vocabulary).map((statement) => ({ ...statement, document }));
}

let compiled: { key: string; vocabulary: AccountVocabulary } | undefined;

/** Compiled once for the words of a base. */
function getVocabulary(body: RelationsBody): AccountVocabulary {
  const key = JSON.stringify(body);
  if (compiled?.key !== key) compiled = { key, vocabulary: compileVocabulary(body) };
  return compiled.vocabulary;
}

/** Kept until the base changes: it holds every name of every vendor. */
const vendorNames = new WeakMap<Store, { version: number; names: NamesByFirst }>();

function listVendorNames(store: Store): NamesByFirst {
  const version = store.getDataVersion();
  const known = vendorNames.get(store);
  if (known?.version === version) return known.names;
  const names = indexNames(
    store
      .listNamedEntities()
      .filter(({ kind, sort }) => kind === 'vendor' && !LOOSE_NAMES.has(sort))
      .map(({ name, entityId }) => ({ name, owner: entityId })),
  );
  vendorNames.set(store, { version, names });
  return names;
}
