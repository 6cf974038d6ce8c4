import { join } from 'node:path';
import express from 'express';
import { PROJECT_ROOT } from './config.ts';
import { createBriefActions } from './http/brief-actions.ts';
import { exportCard } from './http/card-export.ts';
import { decideCell } from './http/cell-actions.ts';
import { exportCompare } from './http/compare-export.ts';
import { refuseCrossOrigin } from './http/cross-origin.ts';
import { createErrorHandler, refuseUnknownPath } from './http/error-handler.ts';
import { addDocuments, markItems, undoImport } from './http/import-actions.ts';
import { exportItems } from './http/import-export.ts';
import type { ImportRunner } from './http/import-runner.ts';
import { rememberLanguage, savePreferences } from './http/preferences.ts';
import { createRenderer, type Renderer } from './http/render.ts';
import { makeDecision, undoDecision } from './http/review-actions.ts';
import { createSearchActions } from './http/search-actions.ts';
import { exportSearch } from './http/search-export.ts';
import { showFeed } from './http/search-feeds.ts';
import { showSuggestions } from './http/search-suggest.ts';
import { privatePages, requireLocalHost, securityHeaders } from './http/security.ts';
import { showPage, twin } from './http/show-page.ts';
import type { Viewer } from './model.ts';
import { aboutPage } from './pages/about.ts';
import { accountPage } from './pages/account.ts';
import { accountsPage } from './pages/accounts.ts';
import { battlecardPage } from './pages/battlecard.ts';
import { briefPage } from './pages/brief.ts';
import { briefComparePage } from './pages/brief-compare.ts';
import { draftPage } from './pages/brief-draft.ts';
import { editPage } from './pages/brief-edit.ts';
import { briefHistoryPage } from './pages/brief-history.ts';
import { briefsPage } from './pages/briefs.ts';
import { comparePage } from './pages/compare.ts';
import { conflictsPage } from './pages/conflicts.ts';
import { documentPage } from './pages/document.ts';
import { documentsPage } from './pages/documents.ts';
import { homePage } from './pages/home.ts';
import { importAddPage } from './pages/import-add.ts';
import { importRunPage } from './pages/import-run.ts';
import { importsPage } from './pages/imports.ts';
import { personPage } from './pages/person.ts';
import { reviewPage } from './pages/review.ts';
import { addPage } from './pages/review-add.ts';
import { historyPage } from './pages/review-history.ts';
import { namesPage } from './pages/review-names.ts';
import { reviewTablesPage } from './pages/review-tables.ts';
import { searchPage } from './pages/search.ts';
import { requestsPage } from './pages/search-requests.ts';
import { savedPage } from './pages/search-saved.ts';
import { createSite, type Site } from './pages/site.ts';
import { sourcesPage } from './pages/sources.ts';
import { switchesPage } from './pages/switches.ts';
import { tablePage } from './pages/table.ts';
import { timelinePage } from './pages/timeline.ts';
import { vendorPage } from './pages/vendor.ts';
import { vendorsPage } from './pages/vendors.ts';
import { workPage } from './pages/work.ts';
import type { SearchIndex } from './search/types.ts';
import type { BriefWriter } from './store/brief-writer.ts';
import type { ImportWriter } from './store/import-writer.ts';
import type { Store } from './store/index.ts';
import type { ReviewWriter } from './store/review-writer.ts';
import type { SearchWriter } from './store/search-writer.ts';

const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 30 });

export interface AppDeps {
  store: Store;
  search: SearchIndex;
  viewer: Viewer;
  /** Writes decisions; without it the site is for reading alone. */
  review?: ReviewWriter;
  /** Keeps briefs; without it they are only shown. */
  briefs?: BriefWriter;
  /** Keeps searches and requests; without it they are only shown. */
  desk?: SearchWriter;
  /** Marks items of imports; without it they are only shown. */
  imports?: ImportWriter;
  /** Imports what is added by hand; without it nothing can be added. */
  runner?: ImportRunner;
  /** Folder that holds `views`; the checkout unless told. */
  root?: string;
}

/**
 * Every route of the site.
 * @throws AppError BAD_VIEW when a template is missing or wrong.
 */
export function createApp({ root = PROJECT_ROOT, ...deps }: AppDeps): express.Express {
  const { review, briefs, desk, imports } = deps;
  const app = express();
  const views = join(root, 'views');
  const canMark = imports !== undefined;
  const site = createSite({ ...deps, canDecide: review !== undefined, canKeep: briefs !== undefined, canMark });
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

  addAccountRoutes(app, site, renderer);
  addBriefRoutes(app, site, renderer, briefs);

  // Where it is written
  app.get(twin('/documents'), showPage(site, renderer, documentsPage));
  app.get(twin('/documents/:id'), showPage(site, renderer, documentPage));
  app.get(twin('/works/:id'), showPage(site, renderer, workPage));
  app.get(twin('/about'), showPage(site, renderer, aboutPage));

  addFigureRoutes(app, site, renderer, review);
  addSearchRoutes(app, site, renderer, desk);

  addImportRoutes(app, site, renderer, deps);

  addReviewRoutes(app, site, renderer, review);

  // Kept in cookies
  app.get('/preferences', savePreferences);

  // For machines
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok', documents: site.corpus().documentCount, dataVersion: site.store.getDataVersion() });
  });

  app.use(refuseUnknownPath);
  app.use(createErrorHandler(renderer));
  return app;
}

/** Who buys. */
function addAccountRoutes(app: express.Express, site: Site, renderer: Renderer): void {
  app.get(twin('/accounts'), showPage(site, renderer, accountsPage));
  app.get(twin('/accounts/:id'), showPage(site, renderer, accountPage));
  app.get(twin('/switches'), showPage(site, renderer, switchesPage));
  app.get(twin('/people'), showPage(site, renderer, personPage));
}

/** What a seller takes into the room. */
function addBriefRoutes(app: express.Express, site: Site, renderer: Renderer, briefs: BriefWriter | undefined): void {
  const kept = createBriefActions(site, briefs);
  app.get(twin('/vendors/:id/battlecard'), showPage(site, renderer, battlecardPage));
  app.get('/vendors/:id/battlecard/file', exportCard(site));
  app.get(twin('/briefs'), showPage(site, renderer, briefsPage));
  app.post('/briefs', form, kept.save);
  app.get(twin('/briefs/draft'), showPage(site, renderer, draftPage));
  app.get(twin('/briefs/:id'), showPage(site, renderer, briefPage));
  app.get(twin('/briefs/:id/edit'), showPage(site, renderer, editPage));
  app.get(twin('/briefs/:id/history'), showPage(site, renderer, briefHistoryPage));
  app.get(twin('/briefs/:id/compare'), showPage(site, renderer, briefComparePage));
  app.post('/briefs/:id/lines', form, kept.changeLine);
  app.post('/briefs/:id/add', form, kept.addLine);
  app.post('/briefs/:id/refresh', form, kept.refresh);
  app.post('/briefs/:id/lock', form, kept.lock);
  app.post('/briefs/:id/clone', form, kept.clone);
  app.post('/briefs/:id/files', form, kept.handOut);
}

/** What analysts decide. */
function addReviewRoutes(app: express.Express, site: Site, renderer: Renderer, review: ReviewWriter | undefined): void {
  app.get(twin('/review'), showPage(site, renderer, reviewPage));
  app.get(twin('/review/history'), showPage(site, renderer, historyPage));
  app.get(twin('/review/names'), showPage(site, renderer, namesPage));
  app.get(twin('/review/add'), showPage(site, renderer, addPage));
  app.post('/review/decisions', form, makeDecision(site, review));
  app.post('/review/decisions/:id/undo', form, undoDecision(site, review));
}

/** How documents came in, and how more come in. */
function addImportRoutes(
  app: express.Express,
  site: Site,
  renderer: Renderer,
  { runner, imports }: Pick<AppDeps, 'runner' | 'imports'>,
): void {
  app.get(twin('/sources'), showPage(site, renderer, sourcesPage));
  app.get(twin('/imports'), showPage(site, renderer, importsPage));
  app.get(twin('/imports/add'), showPage(site, renderer, importAddPage));
  app.get(twin('/imports/:id'), showPage(site, renderer, importRunPage));
  app.get('/imports/:id/items.csv', exportItems(site, 'csv'));
  app.get('/imports/:id/items.jsonl', exportItems(site, 'jsonl'));
  app.post('/imports', addDocuments(runner));
  app.post('/imports/:id/undo', form, undoImport(site, runner));
  app.post('/imports/:id/marks', form, markItems(site, imports));
}

/** Numbers: as tables have them, as vendors compare, where sources disagree. */
function addFigureRoutes(app: express.Express, site: Site, renderer: Renderer, review: ReviewWriter | undefined): void {
  app.get(twin('/review/tables'), showPage(site, renderer, reviewTablesPage));
  app.post('/tables/:id/cells', form, decideCell(site, review));
  app.get(twin('/tables/:id'), showPage(site, renderer, tablePage));
  app.get(twin('/compare'), showPage(site, renderer, comparePage));
  app.get('/compare.csv', exportCompare(site, 'csv'));
  app.get('/compare.xlsx', exportCompare(site, 'xlsx'));
  app.get('/compare.md', exportCompare(site, 'md'));
  app.get(twin('/conflicts'), showPage(site, renderer, conflictsPage));
}

function addSearchRoutes(app: express.Express, site: Site, renderer: Renderer, desk: SearchWriter | undefined): void {
  const kept = createSearchActions(site, desk);
  app.get(twin('/search'), showPage(site, renderer, searchPage));
  app.get('/search/suggest.json', showSuggestions(site));
  app.get('/search.csv', exportSearch(site, 'csv'));
  app.get('/search.jsonl', exportSearch(site, 'jsonl'));

  // Searches that are kept, and what was looked for in vain
  app.get(twin('/search/saved'), showPage(site, renderer, savedPage));
  app.post('/search/saved', form, kept.save);
  app.post('/search/saved/:id/open', form, kept.open);
  app.post('/search/saved/:id/feed', form, kept.makeFeed);
  app.post('/search/saved/:id/revoke', form, kept.revokeFeed);
  app.post('/search/saved/:id/remove', form, kept.remove);
  app.get(twin('/search/requests'), showPage(site, renderer, requestsPage));
  app.post('/search/requests', form, kept.request);
  app.post('/search/requests/:id/close', form, kept.closeRequest);
  app.get('/feeds/:token/atom.xml', showFeed(site, 'atom'));
  app.get('/feeds/:token/feed.json', showFeed(site, 'json'));
}
