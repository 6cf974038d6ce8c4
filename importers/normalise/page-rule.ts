/** How the pages of one source are built: selectors of what the general reader would have to guess. */
export interface PageRule {
  /** Hosts whose pages it holds for. */
  hosts: string[];
  /** CSS selector of the article's text. */
  content: string;
  title?: string | undefined;
  author?: string | undefined;
  /** Element that states the publication date. */
  date?: string | undefined;
  /** Elements inside the content that are no part of it. */
  remove?: string | undefined;
}

/** @returns the rules of all sources that state how their pages are built. */
export function listPageRules(
  sources: readonly { hosts: string[]; mirrors: string[]; page?: Omit<PageRule, 'hosts'> | undefined }[],
): PageRule[] {
  return sources.flatMap(({ hosts, mirrors, page }) => (page ? [{ ...page, hosts: [...hosts, ...mirrors] }] : []));
}
