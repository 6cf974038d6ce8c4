import { z } from 'zod';
import type { SavedSearch } from '../store/search-desk.ts';
import type { PageRoute } from './page-route.ts';
import { readSearchAddress } from './search-address.ts';
import { requestOf } from './search-params.ts';
import type { Site } from './site.ts';

export interface SavedRow extends Omit<SavedSearch, 'query' | 'clearance' | 'feedToken'> {
  href: string;
  query: string;
  /** Results now; null when the search no longer fits the base. */
  total: number | null;
  newCount: number;
  feeds: { atom: string; json: string } | null;
}

export interface SavedPage {
  canSave: boolean;
  rows: SavedRow[];
}

/** Saved searches, each with what it finds now and what came since it was last opened. */
export async function loadSavedPage(site: Site): Promise<SavedPage> {
  const rows: SavedRow[] = [];
  for (const saved of site.store.listSavedSearches(site.viewer)) rows.push(await toRow(site, saved));
  return { canSave: site.canSave, rows };
}

async function toRow(site: Site, saved: SavedSearch): Promise<SavedRow> {
  const { savedId, name, query, createdAt, visitedAt, feedToken } = saved;
  const answer = await countResults(site, saved);
  return {
    ...{ savedId, name, createdAt, visitedAt, query: new URLSearchParams(query).get('q') ?? '' },
    href: `/search?${query}`,
    total: answer?.total ?? null,
    newCount: answer?.newCount ?? 0,
    feeds: feedToken ? { atom: `/feeds/${feedToken}/atom.xml`, json: `/feeds/${feedToken}/feed.json` } : null,
  };
}

async function countResults(site: Site, { query, visitedAt }: SavedSearch) {
  try {
    const given = readSearchAddress(query);
    const today = new Date().toISOString().slice(0, 10);
    return await site.search.search({ ...requestOf(given, 0, today), since: visitedAt }, site.viewer);
  } catch {
    return undefined;
  }
}

export const savedPage: PageRoute<Record<string, never>, SavedPage> = {
  name: 'search-saved',
  hasTypeahead: true,
  params: z.object({}),
  load: loadSavedPage,
  titleOf: (_page, say) => say('searchSaved.heading'),
};
