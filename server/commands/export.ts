import { Argument, Command } from 'commander';
import { describeError } from '../errors.ts';
import { createStore } from '../store/index.ts';
import { exportCells } from './export-cells.ts';
import { exportConflicts } from './export-conflicts.ts';
import { exportFacts } from './export-facts.ts';
import { openBase } from './open-base.ts';
import { writeJsonLines } from './write-lines.ts';

const EXPORTS = { facts: exportFacts, cells: exportCells, conflicts: exportConflicts } as const;

const program = new Command('export')
  .description('Writes what the base holds as JSON lines, within the clearance.')
  .addArgument(new Argument('<what>', 'what to export').choices(Object.keys(EXPORTS)))
  .option('--out <file>', 'file to write, or - for standard output', '-')
  .option('--db <file>', 'database file (default: data/knowledge.db, or ZHIBI_DB)')
  .option('--clearance <label>', 'strictest TLP label to include');

try {
  program.parse();
  const options = program.opts<{ out: string; db?: string; clearance?: string }>();
  const { db, viewer } = openBase(options.db, options.clearance);
  const lines = writeJsonLines(options.out, EXPORTS[program.args[0] as keyof typeof EXPORTS](createStore(db), viewer));
  if (options.out !== '-') console.error(`${lines} lines written to ${options.out}`);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}
