import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { AppError, describeError } from '../errors.ts';
import { ratiosOf, type ScoredFacts, scoreFacts, type Tally } from '../facts/score-facts.ts';
import { createStore } from '../store/index.ts';
import { endOnClosedPipe } from './closed-pipe.ts';
import { exportFacts } from './export-facts.ts';
import { openBase } from './open-base.ts';

const move = z.object({
  vendor: z.string(),
  type: z.string(),
  date: z.string(),
  evidence: z.string(),
  importance: z.number(),
});
const labelSchema = z.object({
  slug: z.string(),
  vendors: z.array(z.object({ id: z.string(), role: z.string() })),
  accounts: z.array(z.string()),
  people: z.array(z.object({ name: z.string() })),
  moves: z.array(move),
  figures: z.array(z.object({ value: z.number(), unit: z.string(), evidence: z.string() })),
});

const NOTHING: ScoredFacts = { vendors: [], accounts: [], people: [], moves: [], figures: [] };

const program = new Command('evaluate')
  .description(
    'Scores what the base holds against hand-made labels: precision, recall and F1 per kind and per type of move.',
  )
  .argument('<labels>', 'JSON lines of labelled articles')
  .option('--db <file>', 'database file (default: data/knowledge.db, or ZHIBI_DB)')
  .option('--json', 'print one JSON object', false);

endOnClosedPipe();

try {
  program.parse();
  const options = program.opts<{ db?: string; json: boolean }>();
  const { db, viewer } = openBase(options.db, 'RED');
  const facts = [...exportFacts(createStore(db), viewer)];
  const labels = readLabels(program.args[0] ?? '');
  const board = scoreFacts(
    labels.map((label) => ({ label, predicted: facts.find((line) => line.url.includes(label.slug)) ?? NOTHING })),
  );
  if (options.json) console.log(JSON.stringify(board, null, 1));
  else {
    console.log('                precision  recall      F1   (hit / labelled / predicted)');
    for (const [name, tally] of Object.entries(board.kinds)) console.log(formatRow(name, tally));
    for (const [name, tally] of Object.entries(board.moveTypes)) console.log(formatRow(`  ${name}`, tally));
    console.log(`headline moves found ${percent(board.headline.hit / Math.max(1, board.headline.label))} %`);
    console.log(`dates right          ${percent(board.dates.hit / Math.max(1, board.dates.label))} %`);
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}

function percent(ratio: number): string {
  return (100 * ratio).toFixed(1).padStart(6);
}

function formatRow(name: string, tally: Tally): string {
  const { precision, recall, f1 } = ratiosOf(tally);
  const counts = `${tally.hit} / ${tally.label} / ${tally.predicted}`;
  return `${name.padEnd(16)} ${percent(precision)}  ${percent(recall)}  ${percent(f1)}   ${counts}`;
}

function readLabels(path: string): z.infer<typeof labelSchema>[] {
  const lines = readFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), path), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = labelSchema.safeParse(JSON.parse(line));
    if (parsed.success) return [parsed.data];
    const issue = parsed.error.issues[0];
    throw new AppError('BROKEN_FORMAT', `${path}:${index + 1}: ${issue?.path.join('.')}: ${issue?.message}`);
  });
}
