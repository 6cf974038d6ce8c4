import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { SearchAnswer, SearchIndex, Suggestion } from './types.ts';
import type { Asked, Question, Reply } from './worker-messages.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * A thread does not inherit the loader that reads TypeScript: it registers one of its own before anything else. That for `require`
 * works in the thread itself; that for `import` asks another thread about every file, and doubles the time to the first answer.
 */
const START = `const { workerData } = require('node:worker_threads');
require(workerData.loader).register();
require(workerData.main);`;
const LOADER = createRequire(import.meta.url).resolve('tsx/cjs/api');
const MAIN = fileURLToPath(new URL('./worker-main.ts', import.meta.url));

/**
 * Searches in a thread of its own, so that no query holds up the pages that others ask for meanwhile. A thread that dies fails
 * what was asked of it; the next question starts another.
 */
export function createWorkerIndex(databasePath: string): SearchIndex {
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let worker: Worker | undefined = startWorker();

  function startWorker(): Worker {
    const started = new Worker(START, {
      eval: true,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
      workerData: { databasePath, loader: LOADER, main: MAIN },
    });
    started.on('message', (reply: Reply) => {
      const asker = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('failed' in reply) asker?.reject(new AppError(reply.failed.code, reply.failed.message));
      else asker?.resolve(reply.value);
    });
    started.on('error', (error) => fail(started, error));
    started.on('exit', () => fail(started, new AppError('INTERNAL', 'the search thread ended')));
    // Questions that wait keep the process alive, an idle thread does not.
    started.unref();
    return started;
  }

  function fail(ended: Worker, error: Error): void {
    if (worker !== ended) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function ask<T>(asked: Asked, args: Question['args']): Promise<T> {
    worker ??= startWorker();
    const thread = worker;
    const id = nextId++;
    thread.ref();
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      thread.postMessage({ id, asked, args } satisfies Question);
    }).finally(() => {
      if (waiting.size === 0) thread.unref();
    }) as Promise<T>;
  }

  return {
    search: (request, viewer) => ask<SearchAnswer>('search', [request, viewer]),
    suggest: (typed, viewer) => ask<Suggestion[]>('suggest', [typed, viewer]),
    async close() {
      const thread = worker;
      worker = undefined;
      for (const { reject } of waiting.values()) reject(new AppError('INTERNAL', 'the search was closed'));
      waiting.clear();
      await thread?.terminate();
    },
  };
}
