import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createApp } from './app.ts';
import { loadConfig, PROJECT_ROOT } from './config.ts';
import { openReader, openWriter } from './db/open.ts';
import { AppError, describeError } from './errors.ts';
import { createImportRunner } from './http/import-runner.ts';
import { log } from './log.ts';
import { createWorkerIndex } from './search/worker-index.ts';
import { createBriefWriter } from './store/brief-writer.ts';
import { createImportWriter } from './store/import-writer.ts';
import { createStore } from './store/index.ts';
import { createReviewWriter } from './store/review-writer.ts';
import { createSearchWriter } from './store/search-writer.ts';

/** Config → migrated and never empty database → read-only handle → search → app → listen. */
function main(): void {
  const config = loadConfig();
  mkdirSync(dirname(config.databasePath), { recursive: true });
  prepareDatabase(config.databasePath);
  const db = openReader(config.databasePath);
  const search = createWorkerIndex(config.databasePath);
  const writer = openWriter(config.databasePath);
  const runner = createImportRunner(config.databasePath);
  const app = createApp({
    store: createStore(db),
    search,
    runner,
    review: createReviewWriter(writer),
    briefs: createBriefWriter(writer),
    desk: createSearchWriter(writer),
    imports: createImportWriter(writer),
    viewer: { clearance: config.clearance, role: 'strategist' },
  });
  const server = app.listen(config.port, config.host, (error?: Error) => {
    if (error) return fail(error);
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    console.log(`知彼 Zhibi  http://${config.host === '::1' ? '[::1]' : config.host}:${port}/`);
  });
  const stop = (): void => {
    runner.close();
    server.close(() => {
      void search.close().finally(() => {
        db.close();
        writer.close();
        process.exit(0);
      });
    });
    server.closeAllConnections();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/**
 * Migrates, brings the vocabulary up to date and fills an empty base with the starter corpus: by the import command in its own
 * process, since this one never writes.
 */
function prepareDatabase(databasePath: string): void {
  const command = join(PROJECT_ROOT, 'importers', 'cli.ts');
  const starter = join(PROJECT_ROOT, 'data', 'starter');
  const args = ['--import', 'tsx', command, '--if-empty', '--json', '--db', databasePath, starter];
  const child = spawnSync(process.execPath, args, { cwd: PROJECT_ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (child.status === 0) return;
  log.warn({ status: child.status, error: child.stderr.trim() }, 'the starter corpus was not imported whole');
  if (!existsSync(databasePath))
    throw new AppError('STALE_SCHEMA', `${databasePath} could not be made: ${child.stderr.trim()}`);
}

function fail(error: unknown): void {
  console.error(describeError(error));
  process.exitCode = 1;
}

try {
  main();
} catch (error) {
  fail(error);
}
