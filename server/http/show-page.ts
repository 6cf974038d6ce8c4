import type { Request, RequestHandler } from 'express';
import type { PageRoute } from '../pages/page-route.ts';
import type { Site } from '../pages/site.ts';
import { sayIn } from './messages.ts';
import { createPageCache } from './page-cache.ts';
import { readParams } from './params.ts';
import { rememberVisit, visitorOf } from './preferences.ts';
import type { Renderer } from './render.ts';
import { allowOwnScript } from './security.ts';

/** @returns both addresses of a page: `/timeline` and `/timeline.json`. */
export function twin(path: string): string[] {
  return [path === '/' ? '/index.json' : `${path}.json`, path];
}

export function wantsJson(request: Request): boolean {
  return request.path.endsWith('.json');
}

/**
 * Parameters → page object → template or JSON.
 * @throws AppError BAD_VIEW at once when the page has no template.
 */
export function showPage<Params, Page extends object>(
  site: Site,
  renderer: Renderer,
  route: PageRoute<Params, Page>,
): RequestHandler {
  renderer.assertTemplate(route.name);
  const keep = createPageCache(site);
  return async (request, response) => {
    const visitor = visitorOf(request);
    const params = readParams(route.params, { ...request.query, ...request.params });
    const load = () => route.load(site, params, visitor);
    const page = route.isOverview ? await keep(JSON.stringify([params, visitor.lastVisit]), load) : await load();
    if (request.headers['sec-fetch-site'] !== 'cross-site') route.onShown?.(site, page);
    if (wantsJson(request)) {
      response.json(page);
      return;
    }
    const title = route.titleOf(page, sayIn(visitor.lang));
    const hasKeys = route.hasKeys?.(page) ?? false;
    const { hasTypeahead = false } = route;
    const body = renderer.render(route.name, { request, visitor, title, page, hasKeys, hasTypeahead });
    if (hasKeys || hasTypeahead) allowOwnScript(response, hasTypeahead);
    const refresh = route.refreshSeconds?.(page);
    if (refresh !== undefined) response.set('Refresh', String(refresh));
    rememberVisit(request, response);
    response.type('html').send(body);
  };
}
