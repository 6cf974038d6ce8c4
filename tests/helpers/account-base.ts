import { runImport } from '../../importers/run-import.ts';
import { openReader } from '../../server/db/open.ts';
import type { Viewer } from '../../server/model.ts';
import { createStore, type Store } from '../../server/store/index.ts';
import type { TempFolder } from './temp-folder.ts';

export const SELLER: Viewer = { clearance: 'AMBER+STRICT', role: 'sales' };

/** A base of articles that a test writes, read with the real vocabulary. */
export interface AccountBase {
  path: string;
  store: Store;
  close(): void;
}

export interface ArticleSeed {
  name: string;
  text: string;
  date?: string;
  head?: Record<string, string>;
}

export function openAccountBase(
  folder: TempFolder,
  articles: readonly ArticleSeed[],
  paths: readonly string[] = [],
): AccountBase {
  const path = folder.at('accounts.db');
  const files = articles.map(({ name, text, date = '2024-06-01', head = {} }) => {
    const lines = Object.entries({ title: name, date, tlp: 'CLEAR', ...head }).map(
      ([key, value]) => `${key}: ${value}`,
    );
    return folder.write(`${name}.md`, ['---', ...lines, '---', '', text, ''].join('\n'));
  });
  runImport({ databasePath: path, paths: [...files, ...paths], base: folder.path, dryRun: false });
  const reader = openReader(path);
  return { path, store: createStore(reader), close: () => reader.close() };
}
