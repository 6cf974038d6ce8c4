import { z } from 'zod';
import { loadAccountFacts } from '../briefs/account-facts.ts';
import type { AccountCandidate, AccountSummary } from '../store/accounts.ts';
import { type EndLabel, endOf } from './account-rows.ts';
import { listLabels, newestEvidence, quoteHref } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

/** Named most often: their vendors are read; the rest of the list shows counts alone. */
const MOST_READ = 150;

const accountsParams = z.object({
  industry: z.string().max(40).optional(),
});
type AccountsParams = z.infer<typeof accountsParams>;

export interface AccountLine extends AccountSummary {
  /** Vendors told as serving it, the one last seen first. */
  now: EndLabel[];
  /** Served it, or lost a part. */
  before: EndLabel[];
  changes: number;
}

export interface AccountsPage {
  asOf: string | null;
  industry: string | null;
  industries: { name: string; count: number; isSelected: boolean; href: string }[];
  rows: AccountLine[];
  total: number;
  candidates: (AccountCandidate & { href: string })[];
}

export function loadAccountsPage(site: Site, { industry }: AccountsParams): AccountsPage {
  const all = site.store.listAccounts(site.viewer);
  const listed = industry ? all.filter((account) => account.industry === industry) : all;
  const labels = listLabels(site);
  const rows = listed.map((account, index): AccountLine => {
    if (index >= MOST_READ) return { ...account, now: [], before: [], changes: 0 };
    const { stints, events } = loadAccountFacts(site.store, site.viewer, account.accountId);
    const ends = (isNow: boolean): EndLabel[] =>
      stints
        .filter(({ standing }) => (standing === 'now') === isNow)
        .map(({ vendorId, isImplied }) => endOf(labels, vendorId, isImplied));
    return { ...account, now: ends(true), before: ends(false), changes: events.length };
  });
  const counts = new Map<string, number>();
  for (const { industry: name } of all) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    asOf: newestEvidence(site),
    industry: industry ?? null,
    industries: [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => {
        const isSelected = name === industry;
        return {
          name,
          count,
          isSelected,
          href: isSelected ? '/accounts' : `/accounts?industry=${encodeURIComponent(name)}`,
        };
      }),
    // Whoever changed or has a known vendor comes first: that is what the list is opened for.
    rows: rows.sort(
      (a, b) => b.changes - a.changes || b.now.length - a.now.length || b.documentCount - a.documentCount,
    ),
    total: all.length,
    candidates: site.store
      .listAccountCandidates(site.viewer)
      .map((candidate) => ({ ...candidate, href: quoteHref(candidate.documentId, candidate) })),
  };
}

export const accountsPage: PageRoute<AccountsParams, AccountsPage> = {
  name: 'accounts',
  params: accountsParams,
  isOverview: true,
  load: loadAccountsPage,
  titleOf: (_page, say) => say('nav.accounts'),
};
