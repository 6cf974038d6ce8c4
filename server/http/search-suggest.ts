import type { RequestHandler } from 'express';
import type { Site } from '../pages/site.ts';
import type { Suggestion } from '../search/types.ts';
import { hrefOf } from './params.ts';

const LONGEST = 100;

/** Suggestions for `?q=` as JSON, each with the page that it leads to. */
export function showSuggestions(site: Site): RequestHandler {
  return async (request, response) => {
    const typed = typeof request.query.q === 'string' ? request.query.q.slice(0, LONGEST) : '';
    const suggestions = await site.search.suggest(typed, site.viewer);
    response.json({ suggestions: suggestions.map((one) => ({ ...one, href: pageOf(one) })) });
  };
}

function pageOf({ kind, id, text }: Suggestion): string {
  if (kind === 'document') return `/documents/${id}`;
  return kind === 'vendor' ? `/vendors/${id}` : hrefOf('/search', { q: `"${text}"` });
}
