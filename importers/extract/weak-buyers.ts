import type { EntityMatch } from './gazetteer.ts';
import { markName } from './name-context.ts';

const LIST_GAP = /^(?:、|和|与|及|以及)$/;
/** So many listed accounts in one enumeration make its other names accounts too. */
const LEAST_LISTED = 2;
/** Where this share of a group's places buy, the whole document speaks of it as a buyer. */
const MOSTLY = 0.5;

/**
 * Names of groups that sell cloud in other texts and buy it in this one: 与字节签下 GPU 订单, 包括一汽、微博、金山在内的客户. Only a
 * vendor that is named by nothing but its group's name can be one, and only where another is named by its own: somebody sells.
 * @param matches vendors' names of this document
 * @param accounts listed accounts of this document, and firms that mostly buy
 * @param buyer patterns with `{N}` for the name
 * @returns the places at which a group buys; all its places, where most do
 */
export function findWeakBuyers(
  folded: string,
  matches: readonly EntityMatch[],
  accounts: readonly EntityMatch[],
  buyer: readonly RegExp[],
): ReadonlySet<EntityMatch> {
  const sold = new Set(matches.filter((match) => match.strength !== 'weak').map((match) => match.id));
  if (sold.size === 0) return new Set();
  const isAccount = new Set(accounts);
  const listed = [...new Set([...matches, ...accounts])].sort((a, b) => a.start - b.start);
  const buys = (match: EntityMatch): boolean =>
    buyer.some((pattern) => pattern.test(markName(folded, match))) ||
    isListedWithAccounts(folded, listed, match, isAccount);
  const buyers = new Set<EntityMatch>();
  for (const id of new Set(matches.map((match) => match.id))) {
    if (sold.has(id)) continue;
    const places = matches.filter((match) => match.id === id);
    const bought = places.filter(buys);
    for (const match of bought.length >= MOSTLY * places.length ? places : bought) buyers.add(match);
  }
  return buyers;
}

function isListedWithAccounts(
  folded: string,
  sorted: readonly EntityMatch[],
  match: EntityMatch,
  isAccount: ReadonlySet<EntityMatch>,
): boolean {
  const at = sorted.indexOf(match);
  const walk = (step: 1 | -1): EntityMatch[] => {
    const row: EntityMatch[] = [];
    for (let i = at; ; i += step) {
      const [here, next] = [sorted[i], sorted[i + step]];
      if (!here || !next) return row;
      const [left, right] = step === 1 ? [here, next] : [next, here];
      if (!LIST_GAP.test(folded.slice(left.end, right.start))) return row;
      row.push(next);
    }
  };
  const row = [...walk(-1), ...walk(1)];
  return row.length > 0 && row.filter((other) => isAccount.has(other)).length >= LEAST_LISTED;
}
