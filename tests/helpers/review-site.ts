import type { Express } from 'express';
import request from 'supertest';
import { reextractAll, runImport } from '../../importers/run-import.ts';
import { createApp } from '../../server/app.ts';
import { exportFacts } from '../../server/commands/export-facts.ts';
import { type Db, openReader, openWriter } from '../../server/db/open.ts';
import type { Tlp, Viewer } from '../../server/model.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import { createBriefWriter } from '../../server/store/brief-writer.ts';
import { createImportWriter } from '../../server/store/import-writer.ts';
import { createStore, type Store } from '../../server/store/index.ts';
import type { ReviewRow } from '../../server/store/review.ts';
import { createReviewWriter } from '../../server/store/review-writer.ts';
import { createSearchWriter } from '../../server/store/search-writer.ts';
import type { TempFolder } from './temp-folder.ts';

/** A site over a database of real imports, as one viewer sees it. */
export interface ReviewSite {
  app: Express;
  /** The same site without a writer. */
  readOnly: Express;
  store: Store;
  viewer: Viewer;
  databasePath: string;
  importArticle(name: string, text: string, head?: Record<string, string>): string;
  reextract(): void;
  /** Sends a form as a page of the site does. @returns the answer */
  send(path: string, fields: Record<string, string>, headers?: Record<string, string>): request.Test;
  /** The decision that an answer's redirect names. */
  decisionOf(answer: { headers: Record<string, string> }): string;
  queue(): ReviewRow[];
  /** What leaves the base as facts. */
  exported(): string;
  close(): Promise<void>;
}

export const OWN = { 'Sec-Fetch-Site': 'same-origin' };

export function openReviewSite(folder: TempFolder, name: string, clearance: Tlp = 'AMBER+STRICT'): ReviewSite {
  const databasePath = folder.at(name);
  const viewer: Viewer = { clearance, role: 'analyst' };
  runImport({ databasePath, paths: [], base: folder.path, dryRun: false });
  const [reader, writer]: [Db, Db] = [openReader(databasePath), openWriter(databasePath)];
  const search = createSearchIndex(databasePath);
  const store = createStore(reader);
  const deps = { store, search, viewer };
  const app = createApp({
    ...{ ...deps, review: createReviewWriter(writer), desk: createSearchWriter(writer) },
    briefs: createBriefWriter(writer),
    imports: createImportWriter(writer),
  });
  return {
    ...{ app, store, viewer, databasePath, readOnly: createApp(deps) },
    importArticle(file, text, head = {}) {
      const lines = Object.entries({ title: '示例标题', date: '2025-01-23', ...head }).map(
        ([key, value]) => `${key}: ${value}`,
      );
      const path = folder.write(`${name}-${file}.md`, ['---', ...lines, '---', '', text, ''].join('\n'));
      const { items } = runImport({ databasePath, paths: [path], base: folder.path, dryRun: false });
      return items[0]?.documentId ?? '';
    },
    reextract: () => void reextractAll(databasePath),
    send: (path, fields, headers = OWN) => request(app).post(path).set(headers).type('form').send(fields),
    decisionOf: ({ headers }) => new URL(headers.location ?? '', 'http://x').searchParams.get('done') ?? '',
    queue: () => store.listReviewQueue(viewer),
    exported: () => JSON.stringify([...exportFacts(store, viewer)]),
    close: async () => {
      await search.close();
      reader.close();
      writer.close();
    },
  };
}
