import type { VendorSummary } from '../store/vendors.ts';
import type { AccountFacts } from './account-facts.ts';

/** @returns vendors that stand or stood at the account, who serves it now first; without ours and without unnamed ones. */
export function listIncumbents({ stints, events }: Pick<AccountFacts, 'stints' | 'events'>, usId: string): string[] {
  const now = stints.filter(({ standing }) => standing === 'now');
  const gone = stints.filter(({ standing }) => standing !== 'now');
  const won = [...events].reverse().flatMap(({ to, state }) => (to && state === 'actual' ? [to] : []));
  const likely = won.filter((id) => now.some(({ vendorId }) => vendorId === id));
  const ids = [...likely, ...[...now, ...gone].map(({ vendorId }) => vendorId)];
  return [...new Set(ids)].filter((id) => id !== '' && id !== usId);
}

/** @returns who serves the account now; '' where sources tell of one without a name, or of none. */
export function chooseIncumbent(facts: Pick<AccountFacts, 'stints' | 'events'>, usId: string): string {
  const told = listIncumbents(facts, usId);
  const now = facts.stints.filter(({ standing }) => standing !== 'past').map(({ vendorId }) => vendorId);
  return told.find((id) => now.includes(id)) ?? (now.includes('') ? '' : (told[0] ?? ''));
}

/** @returns our own company's vendor; else the first that is tracked; '' in a base without vendors. */
export function chooseUs(vendors: readonly Pick<VendorSummary, 'vendorId' | 'isSelf' | 'isTracked'>[]): string {
  const own =
    vendors.find(({ isSelf, isTracked }) => isSelf && isTracked) ?? vendors.find(({ isTracked }) => isTracked);
  return own?.vendorId ?? '';
}
