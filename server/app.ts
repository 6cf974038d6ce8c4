import { join } from 'node:path';
import express from 'express';
import { PROJECT_ROOT } from './config.ts';
import { refuseCrossOrigin } from './http/cross-origin.ts';
import { createErrorHandler, refuseUnknownPath } from './http/error-handler.ts';
import { rememberLanguage, savePreferences } from './http/preferences.ts';
import { createRenderer } from './http/render.ts';
import { makeDecision, undoDecision } from './http/review-actions.ts';
import { privatePages, requireLocalHost, securityHeaders } from './http/security.ts';
import { showPage, twin } from './http/show-page.ts';
import type { Viewer } from './model.ts';
import { aboutPage } from './pages/about.ts';
import { documentPage } from './pages/document.ts';
import { documentsPage } from './pages/documents.ts';
import { homePage } from './pages/home.ts';
import { reviewPage } from './pages/review.ts';
import { addPage } from './pages/review-add.ts';
import { historyPage } from './pages/review-history.ts';
import { namesPage } from './pages/review-names.ts';
import { searchPage } from './pages/search.ts';
import { createSite } from './pages/site.ts';
import { timelinePage } from './pages/timeline.ts';
import { vendorPage } from './pages/vendor.ts';
import { vendorsPage } from './pages/vendors.ts';
import { workPage } from './pages/work.ts';
import type { SearchIndex } from './search/types.ts';
import type { Store } from './store/index.ts';
import type { ReviewWriter } from './store/review-writer.ts';

export interface AppDeps {
  store: Store;
  search: SearchIndex;
  viewer: Viewer;
  /** Writes decisions; without it the site is for reading alone. */
  review?: ReviewWriter;
  /** Folder that holds `views`; the checkout unless told. */
  root?: string;
}

/**
 * Every route of the site.
 * @throws AppError BAD_VIEW when a template is missing or wrong.
 */
export function createApp({ store, search, viewer, review, root = PROJECT_ROOT }: AppDeps): express.Express {
  const app = express();
  const views = join(root, 'views');
  const site = createSite({ store, search, viewer, canDecide: review !== undefined });
  const renderer = createRenderer(views, site);

  app.disable('x-powered-by');
  app.use(securityHeaders, requireLocalHost, refuseCrossOrigin);
  app.use('/assets', express.static(join(views, 'assets'), { index: false, immutable: true, maxAge: '365d' }));
  app.use(privatePages, rememberLanguage);

  // What changed, who did it, when
  app.get(twin('/'), showPage(site, renderer, homePage));
  app.get(twin('/vendors'), showPage(site, renderer, vendorsPage));
  app.get(twin('/vendors/:id'), showPage(site, renderer, vendorPage));
  app.get(twin('/timeline'), showPage(site, renderer, timelinePage));

  // Where it is written
  app.get(twin('/documents'), showPage(site, renderer, documentsPage));
  app.get(twin('/documents/:id'), showPage(site, renderer, documentPage));
  app.get(twin('/works/:id'), showPage(site, renderer, workPage));
  app.get(twin('/search'), showPage(site, renderer, searchPage));
  app.get(twin('/about'), showPage(site, renderer, aboutPage));

  // What analysts decide
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 30 });
  app.get(twin('/review'), showPage(site, renderer, reviewPage));
  app.get(twin('/review/history'), showPage(site, renderer, historyPage));
  app.get(twin('/review/names'), showPage(site, renderer, namesPage));
  app.get(twin('/review/add'), showPage(site, renderer, addPage));
  app.post('/review/decisions', form, makeDecision(site, review));
  app.post('/review/decisions/:id/undo', form, undoDecision(site, review));

  // Kept in cookies
  app.get('/preferences', savePreferences);

  // For machines
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok', documents: site.corpus().documentCount, dataVersion: store.getDataVersion() });
  });

  app.use(refuseUnknownPath);
  app.use(createErrorHandler(renderer));
  return app;
}
