import type { EntityMatch } from './gazetteer.ts';

/** Names in one breath: 思科、小鱼, Poly（博诣）、华为, A 以及 B. */
const JOINED = /^[)）]?(?:[（(][^（()）\n]{1,10}[)）])?[\s"“”]{0,2}(?:、|和|与|及|以及|或)[\s"“”]{0,2}$/;
/** One measured against the other: 深信服超越了 F5. */
const MEASURED = /^[^。;!?\n]{0,40}(?:超越|超过|赶超|反超|对标|媲美|不敌|落后于|领先于?|替代|取代|挑战)了?\s?$/;

/**
 * Firms of the trade's edge (a maker of phones for conferences, of load balancers) that a text sets among its sellers: in one
 * enumeration with them, or measured against one.
 * @param matches vendors' names in the order of the text
 * @param isSeller whether a vendor sells whatever the text says
 * @returns ids of the others that stand so
 */
export function findAmongSellers(
  folded: string,
  matches: readonly EntityMatch[],
  isSeller: (id: string) => boolean,
): ReadonlySet<string> {
  const among = new Set<string>();
  let row: EntityMatch[] = [];
  const close = (): void => {
    if (row.some(({ id }) => isSeller(id))) for (const { id } of row) among.add(id);
    row = [];
  };
  for (const match of matches) {
    const last = row.at(-1);
    const between = last ? folded.slice(last.end, match.start) : '';
    if (last && !JOINED.test(between)) {
      if (isSeller(last.id) && MEASURED.test(between)) among.add(match.id);
      close();
    }
    row.push(match);
  }
  close();
  return among;
}
