import type { AccountEvent } from '../facts/account-events.ts';
import type { Viewer } from '../model.ts';
import type { AccountRow } from '../store/accounts.ts';
import type { Store } from '../store/index.ts';
import { type AccountFacts, loadAccountFacts, type ToldStatement } from './account-facts.ts';

/** One change of vendor of one account. */
export interface LedgerEntry {
  account: AccountRow;
  event: AccountEvent<ToldStatement>;
}

/** Every change of vendor that documents within clearance tell. */
export interface SwitchLedger {
  entries: LedgerEntry[];
  vocabulary: AccountFacts['vocabulary'];
}

/** Of accounts named most often. */
const MOST_READ = 300;
const NO_WORDS: AccountFacts['vocabulary'] = {
  ...{ unnamed: [], kinds: [], reasons: [], past: '$^', workload: '$^' },
  states: { planned: '$^', rumoured: '$^', negated: '$^' },
};

/** Texts that a page may have read at most where the ledger is not what it is about. */
const MOST_TEXTS = 3000;
const MOST_AN_ACCOUNT = 60;

/** @returns whether the ledger reads few enough texts for a page about something else. */
export function isLedgerSmall(store: Store, viewer: Viewer): boolean {
  const counts = store.listAccounts(viewer).slice(0, MOST_READ);
  const texts = counts.reduce((sum, { documentCount }) => sum + Math.min(documentCount, MOST_AN_ACCOUNT), 0);
  return texts <= MOST_TEXTS;
}

/** Kept until the base changes: it reads every text of every account. */
const ledgers = new WeakMap<Store, { key: string; ledger: SwitchLedger }>();

export function loadSwitchLedger(store: Store, viewer: Viewer): SwitchLedger {
  const key = `${store.getDataVersion()} ${viewer.clearance}`;
  const known = ledgers.get(store);
  if (known?.key === key) return known.ledger;
  let vocabulary = NO_WORDS;
  const entries = store
    .listAccounts(viewer)
    .slice(0, MOST_READ)
    .flatMap((account) => {
      const facts = loadAccountFacts(store, viewer, account.accountId);
      vocabulary = facts.vocabulary;
      return facts.events.map((event) => ({ account, event }));
    });
  const ledger = { entries, vocabulary };
  ledgers.set(store, { key, ledger });
  return ledger;
}
