import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { createSearchIndex } from './index.ts';
import type { SearchRequest } from './types.ts';
import type { Question, Reply } from './worker-messages.ts';

/** The thread that searches: a read-only handle of its own, one question after another. */
const index = createSearchIndex((workerData as { databasePath: string }).databasePath);

parentPort?.on('message', (question: Question) => {
  answer(question).then(
    (value) => send({ id: question.id, value }),
    (error: unknown) => send({ id: question.id, failed: describe(error) }),
  );
});
// Names and columns are read before anyone asks.
void index.search({ text: '', pageSize: 0 }, { clearance: 'CLEAR', role: 'strategist' }).catch(() => undefined);

function answer({ asked, args }: Question): Promise<unknown> {
  const [first, viewer] = args as [unknown, Viewer];
  return asked === 'search' ? index.search(first as SearchRequest, viewer) : index.suggest(first as string, viewer);
}

const send = (reply: Reply): void => parentPort?.postMessage(reply);

function describe(error: unknown): { code: AppError['code']; message: string } {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return error instanceof AppError ? { code: error.code, message: error.message } : { code: 'INTERNAL', message };
}
