import type { FeedHealth } from '../../server/store/feed-log.ts';
import type { WebCopies, WebCopy } from '../../server/store/web-copies.ts';
import type { Address } from './address-list.ts';
import type { Fetcher } from './fetcher.ts';

/** What became of fetching one address. */
export type Fetch = {
  address: Address;
  /** RFC 3339, UTC. */
  checkedAt: string;
} & (
  | { kind: 'failed'; error: unknown }
  /** Not asked: its server wants to be left alone until then. */
  | { kind: 'postponed'; until: string }
  /** The copy that we have was read already. */
  | ({ kind: 'unchanged' } & Kept)
  /** A copy to read. */
  | ({ kind: 'copied' } & Kept)
);

interface Kept {
  copy: WebCopy;
  /** Only where copies are not kept. */
  bytes?: Buffer;
}

export interface CopyTools {
  fetcher: Fetcher;
  copies: Pick<WebCopies, 'findCopy' | 'saveCopy'>;
  findHealth: (url: string) => Pick<FeedHealth, 'notBefore'> | undefined;
  /** False for a dry run. */
  keep: boolean;
  /** RFC 3339, UTC. */
  now: () => string;
}

/** Hosts are asked one request at a time; this many hosts at once. */
const AT_ONCE = 6;

/**
 * Fetches addresses and keeps our own copy of each that has changed.
 * @param onFetched how many are done
 * @returns one entry an address, in the same order; a fault of one is its own.
 */
export async function fetchCopies(
  addresses: readonly Address[],
  tools: CopyTools,
  onFetched?: (done: number) => void,
): Promise<Fetch[]> {
  const fetches = new Map<Address, Fetch>();
  const pending = addresses.values();
  const work = async (): Promise<void> => {
    for (const address of pending) {
      fetches.set(address, await fetchCopy(address, tools));
      onFetched?.(fetches.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return addresses.flatMap((address) => fetches.get(address) ?? []);
}

async function fetchCopy(address: Address, { fetcher, copies, findHealth, keep, now }: CopyTools): Promise<Fetch> {
  const { url } = address;
  const until = address.feed ? findHealth(url)?.notBefore : undefined;
  if (until && until > now()) return { kind: 'postponed', address, checkedAt: now(), until };
  try {
    const known = copies.findCopy(url);
    const answer = await fetcher.fetch(url, known);
    const checkedAt = now();
    if (answer.notModified) {
      if (!known) throw new Error(`${url}: not modified, and no copy`);
      return { kind: known.readSha256 === known.sha256 ? 'unchanged' : 'copied', address, checkedAt, copy: known };
    }
    if (keep) copies.saveCopy(answer);
    const copy: WebCopy = { ...answer, readSha256: known?.readSha256 ?? null };
    const kind = copy.readSha256 === copy.sha256 ? 'unchanged' : 'copied';
    return { kind, address, checkedAt, copy, ...(!keep && { bytes: answer.bytes }) };
  } catch (error) {
    return { kind: 'failed', address, checkedAt: now(), error };
  }
}
