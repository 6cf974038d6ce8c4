import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { AppError, describeError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { createSearchIndex } from '../search/index.ts';
import type { SearchIndex } from '../search/types.ts';
import { endOnClosedPipe } from './closed-pipe.ts';
import { openBase } from './open-base.ts';
import { writeJsonLines } from './write-lines.ts';

const MOST_RESULTS = 20;
const queryLine = z.object({ id: z.string(), query: z.string() });

const program = new Command('search')
  .description('Searches from the command line: one query, or a file of queries.')
  .argument('[query]', 'what to search for')
  .option('--batch <file>', 'JSON lines {"id","query"}')
  .option('--out <file>', 'file to write, or - for standard output', '-')
  .option('--db <file>', 'database file (default: data/knowledge.db, or ZHIBI_DB)')
  .option('--clearance <label>', 'strictest TLP label to search');

endOnClosedPipe();

try {
  program.parse();
  const options = program.opts<{ batch?: string; out: string; db?: string; clearance?: string }>();
  const { db, viewer } = openBase(options.db, options.clearance);
  db.close();
  const index = createSearchIndex(options.db ?? loadConfig().databasePath);
  const queries = options.batch ? readQueries(options.batch) : [{ id: '', query: program.args[0] ?? '' }];
  const answers: unknown[] = [];
  for (const { id, query } of queries) answers.push({ id, results: await listResults(index, query, viewer) });
  writeJsonLines(options.out, answers);
  await index.close();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}

function readQueries(path: string): z.infer<typeof queryLine>[] {
  const lines = readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), path), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = queryLine.safeParse(parseJson(line));
    if (!parsed.success) throw new AppError('BROKEN_FORMAT', `${path}:${index + 1}: a line needs "id" and "query"`);
    return [parsed.data];
  });
}

/** @returns links, or file names where there is no link, of the best documents. */
async function listResults(index: SearchIndex, text: string, viewer: Viewer): Promise<string[]> {
  const { hits } = await index.search({ text, pageSize: MOST_RESULTS }, viewer);
  return hits.map(({ document }) => document.url ?? document.naturalKey);
}

/** @returns undefined for a line that is no JSON: the schema then refuses it with its place. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
