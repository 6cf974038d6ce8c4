import { statSync } from 'node:fs';
import type { Viewer } from '../../server/model.ts';
import { createWorkerIndex } from '../../server/search/worker-index.ts';

/** A way to search the made articles; each gives a whole answer: total, counts by year, ten snippets. */
export interface Engine {
  /** Bytes on disk; 0 for one that lives in memory. */
  size(): number;
  answer(text: string): Promise<number> | number;
  close(): Promise<void> | void;
}

export interface EngineSetting {
  /** The product's base, written before. */
  basePath: string;
  /** A file of the engine's own. */
  ownPath: string;
  count: number;
}

const VIEWER: Viewer = { clearance: 'AMBER+STRICT', role: 'strategist' };

/** The product as its server runs it: in a thread. */
function openProduct({ basePath }: EngineSetting): Engine {
  const index = createWorkerIndex(basePath);
  return {
    size: () => statSync(basePath).size,
    answer: async (text) => (await index.search({ text }, VIEWER)).total,
    close: () => index.close(),
  };
}

const openRivals = () => import('./rival-engines.ts');

/** Each engine's code is loaded by the process that measures it alone, so that none bears the memory of another. */
export const ENGINES: Record<string, (setting: EngineSetting) => Promise<Engine> | Engine> = {
  zhibi: openProduct,
  'minisearch, whole bodies': async (setting) => (await openRivals()).openMiniSearch(setting),
  'fts5 trigram': async (setting) => (await openRivals()).openTrigram(setting),
  'fts5 with jieba words': async (setting) => (await openRivals()).openWords(setting),
};
