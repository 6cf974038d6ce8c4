import type { RequestHandler } from 'express';
import { generateAtomFeed, generateJsonFeed } from 'feedsmith';
import { AppError } from '../errors.ts';
import { readSearchAddress } from '../pages/search-address.ts';
import { requestOf } from '../pages/search-params.ts';
import type { Site } from '../pages/site.ts';
import type { DocumentHit } from '../search/types.ts';
import type { SavedSearch } from '../store/search-desk.ts';

const MOST_ENTRIES = 50;
const TOKEN = /^[A-Za-z0-9_-]{20,64}$/;

/**
 * The newest arrivals of a saved search as Atom or JSON Feed, for whoever knows its secret address: never more than the person
 * who saved it may read.
 */
export function showFeed(site: Site, format: 'atom' | 'json'): RequestHandler<{ token: string }> {
  return async (request, response) => {
    const { token } = request.params;
    const saved = TOKEN.test(token) ? site.store.findFeed(site.viewer, token) : undefined;
    if (!saved) throw new AppError('NOT_FOUND', 'feed');
    const viewer = { ...site.viewer, clearance: saved.clearance };
    const given = readSearchAddress(saved.query);
    const today = new Date().toISOString().slice(0, 10);
    const asked = { ...requestOf(given, MOST_ENTRIES, today), order: 'arrival' as const, page: 1 };
    const { hits } = await site.search.search(asked, viewer);
    const origin = `http://${request.headers.host ?? 'localhost'}`;
    if (format === 'atom') response.type('application/atom+xml').send(toAtom(saved, hits, origin));
    else response.type('application/feed+json').send(JSON.stringify(toJsonFeed(saved, hits, origin)));
  };
}

const titleOf = ({ name }: SavedSearch): string => `知彼 · ${name}`;
const summaryOf = ({ snippet }: DocumentHit): string => snippet.map(({ text }) => text).join('');
const linkOf = ({ document }: DocumentHit, origin: string): string => `${origin}/documents/${document.documentId}`;
const updatedOf = (saved: SavedSearch, hits: readonly DocumentHit[]): Date =>
  new Date(hits[0]?.document.importedAt ?? saved.createdAt);

function toAtom(saved: SavedSearch, hits: readonly DocumentHit[], origin: string): string {
  return generateAtomFeed({
    id: `urn:zhibi:search:${saved.savedId}`,
    title: { value: titleOf(saved) },
    updated: updatedOf(saved, hits),
    links: [
      { href: `${origin}/feeds/${saved.feedToken}/atom.xml`, rel: 'self' },
      { href: `${origin}/search?${saved.query}`, rel: 'alternate' },
    ],
    entries: hits.map((hit) => ({
      id: `urn:zhibi:document:${hit.document.documentId}`,
      title: { value: hit.document.title },
      updated: new Date(hit.document.updatedAt),
      ...(hit.document.published && { published: new Date(hit.document.published) }),
      links: [{ href: linkOf(hit, origin), rel: 'alternate' }],
      authors: [{ name: hit.document.sourceName }],
      summary: { value: summaryOf(hit), type: 'text' as const },
      categories: [{ term: `TLP:${hit.document.tlp}` }],
    })),
  });
}

function toJsonFeed(saved: SavedSearch, hits: readonly DocumentHit[], origin: string): unknown {
  return generateJsonFeed({
    title: titleOf(saved),
    home_page_url: `${origin}/search?${saved.query}`,
    feed_url: `${origin}/feeds/${saved.feedToken}/feed.json`,
    items: hits.map((hit) => ({
      id: `urn:zhibi:document:${hit.document.documentId}`,
      url: linkOf(hit, origin),
      ...(hit.document.url && { external_url: hit.document.url }),
      title: hit.document.title,
      content_text: summaryOf(hit),
      ...(hit.document.published && { date_published: new Date(hit.document.published) }),
      date_modified: new Date(hit.document.updatedAt),
      authors: [{ name: hit.document.sourceName }],
      tags: [`TLP:${hit.document.tlp}`],
    })),
  });
}
