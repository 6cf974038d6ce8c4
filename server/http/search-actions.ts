import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { keptQuery, readSearchAddress } from '../pages/search-address.ts';
import type { Site } from '../pages/site.ts';
import type { SearchWriter } from '../store/search-writer.ts';
import { documentId, hrefOf, readParams } from './params.ts';

const LONGEST_NAME = 80;
const LONGEST_TEXT = 500;
const text = (most: number) => z.string().transform((given) => given.trim().slice(0, most));
const saveForm = z.object({ name: text(LONGEST_NAME).pipe(z.string().min(1, '1–80')), address: z.string().max(4000) });
const requestForm = z.object({
  query: text(LONGEST_TEXT).pipe(z.string().min(1, '1–500')),
  note: text(LONGEST_TEXT).default(''),
});

/** What a person does with searches; each leads back by a GET, so that nothing is sent twice. */
export interface SearchActions {
  save: RequestHandler;
  /** Shows a saved search with what is new, and counts it as seen. */
  open: RequestHandler;
  makeFeed: RequestHandler;
  revokeFeed: RequestHandler;
  remove: RequestHandler;
  request: RequestHandler;
  closeRequest: RequestHandler;
}

/** Each throws AppError READ_ONLY without a writer. */
export function createSearchActions(site: Site, writer: SearchWriter | undefined): SearchActions {
  const saved = '/search/saved';
  const act =
    (run: (writer: SearchWriter, request: Request) => string): RequestHandler =>
    (request, response) => {
      if (!writer) throw new AppError('READ_ONLY', 'search');
      response.redirect(303, run(writer, request));
    };
  return {
    save: act((desk, request) => {
      const { name, address } = readParams(saveForm, bodyOf(request));
      desk.saveSearch(site.viewer, { name, query: keptQuery(readSearchAddress(address)) });
      return saved;
    }),
    open: act((desk, request) => {
      const id = idOf(request);
      const search = site.store.findSavedSearch(site.viewer, id);
      if (!search) throw new AppError('NOT_FOUND', `saved search ${id}`);
      desk.visitSearch(site.viewer, id);
      return `/search?${search.query}&since=${encodeURIComponent(search.visitedAt)}`;
    }),
    makeFeed: act((desk, request) => {
      desk.makeFeed(site.viewer, idOf(request));
      return saved;
    }),
    revokeFeed: act((desk, request) => {
      desk.revokeFeed(site.viewer, idOf(request));
      return saved;
    }),
    remove: act((desk, request) => {
      desk.removeSearch(site.viewer, idOf(request));
      return saved;
    }),
    request: act((desk, request) => {
      desk.requestCollection(site.viewer, readParams(requestForm, bodyOf(request)));
      return hrefOf('/search/requests', { noted: '1' });
    }),
    closeRequest: act((desk, request) => {
      desk.closeRequest(site.viewer, idOf(request));
      return '/search/requests';
    }),
  };
}

function idOf(request: Request): string {
  const id = documentId.safeParse(request.params.id);
  if (!id.success) throw new AppError('BAD_PARAMETER', 'id');
  return id.data;
}

/** Express leaves no body at all where the content type is another. */
function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
