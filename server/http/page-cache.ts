import type { Site } from '../pages/site.ts';

const MOST_PAGES = 64;

/**
 * Keeps page objects until another process commits to the database: overviews count over every move, and the same few
 * are asked for all day. One cache serves one viewer, as one app does.
 */
export function createPageCache(site: Site) {
  const kept = new Map<string, unknown>();
  let version = Number.NaN;

  return async <Page>(key: string, load: () => Page | Promise<Page>): Promise<Page> => {
    const now = site.store.getDataVersion();
    if (now !== version) kept.clear();
    version = now;
    const found = kept.get(key) as Page | undefined;
    if (found !== undefined) return found;
    const page = await load();
    const [oldest] = kept.keys();
    if (kept.size >= MOST_PAGES && oldest !== undefined) kept.delete(oldest);
    kept.set(key, page);
    return page;
  };
}
export type PageCache = ReturnType<typeof createPageCache>;
