import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Imports the real input where it stands beside the checkout, scores the exports and holds them to floors.json. */
const ROOT = join(import.meta.dirname, '..', '..');
const SHARED = join(ROOT, '..', 'shared');
const floors = JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8')) as Record<string, number>;

function run(args: string[]): string {
  const child = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (child.status !== 0) throw new Error(`${args.join(' ')}: exit ${child.status}\n${child.stderr}`);
  return child.stdout;
}

/** @returns each figure by the name it has in floors.json. */
function measure(folder: string): Record<string, number> {
  const db = join(folder, 'quality.db');
  const seeds = join(SHARED, 'seeds');
  const texts = readdirSync(seeds)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => join(seeds, name));
  const tsx = ['--import', 'tsx'];
  run([...tsx, 'importers/cli.ts', '--json', '--db', db, ...texts]);
  const facts = join(folder, 'facts.jsonl');
  run([...tsx, 'server/commands/export.ts', 'facts', '--db', db, '--out', facts]);
  const labels = join(SHARED, 'gold', 'labels.jsonl');
  const extraction = JSON.parse(
    run([join(SHARED, 'tools', 'score-extraction.mjs'), labels, facts, '--json']),
  ) as Record<string, { f1: number } & number>;
  const results = join(folder, 'results.jsonl');
  const queries = join(SHARED, 'gold', 'search_queries.jsonl');
  run([...tsx, 'server/commands/search.ts', '--batch', queries, '--db', db, '--out', results]);
  const search = run([join(SHARED, 'tools', 'score-search.mjs'), queries, results]);
  const figureOf = (pattern: RegExp): number => Number(pattern.exec(search)?.[1] ?? Number.NaN);
  const kinds = ['vendors', 'mainVendors', 'accounts', 'people', 'moves', 'figures'];
  return {
    ...Object.fromEntries(kinds.map((kind) => [`${kind}F1`, extraction[kind]?.f1 ?? Number.NaN])),
    ...Object.fromEntries(['headlineMoveRecall', 'moveDateAccuracy'].map((name) => [name, Number(extraction[name])])),
    boilerplateKept: 1 - Number(extraction.boilerplateLeft),
    ndcg: figureOf(/^all .*nDCG@10 ([\d.]+)/m),
    mrr: figureOf(/^all .*MRR ([\d.]+)/m),
    recall: figureOf(/^all .*recall@20 ([\d.]+)/m),
    quiet: figureOf(/quiet ([\d.]+)/),
  };
}

if (!existsSync(join(SHARED, 'gold', 'labels.jsonl'))) {
  console.log('no labelled input beside the checkout: nothing to hold');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-quality-'));
  try {
    const found = measure(folder);
    for (const [name, floor] of Object.entries(floors)) {
      const value = found[name] ?? Number.NaN;
      const holds = value >= floor;
      console.log(`${holds ? 'holds ' : 'BELOW '} ${name.padEnd(20)} ${value.toFixed(3)}  floor ${floor}`);
      if (!holds) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
