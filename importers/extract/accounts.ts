import type { AccountMention } from '../../server/model.ts';
import type { AccountEntry } from '../reference-data.ts';
import type { EntityMatch } from './gazetteer.ts';
import type { Reading } from './reading.ts';
import { quoteSentence } from './vendors.ts';

/** @returns listed organisations that the document names, each under the name it is listed by. */
export function extractAccounts(
  reading: Reading,
  matches: readonly EntityMatch[],
  accounts: ReadonlyMap<string, AccountEntry>,
): AccountMention[] {
  const found = new Map<string, { count: number; first: EntityMatch }>();
  for (const match of matches) {
    if (match.kind !== 'account') continue;
    const known = found.get(match.id);
    if (known) known.count++;
    else found.set(match.id, { count: 1, first: match });
  }
  return [...found].map(([accountId, { count, first }]) => ({
    name: accounts.get(accountId)?.name ?? accountId,
    accountId,
    count,
    quote: quoteSentence(reading, first),
  }));
}
