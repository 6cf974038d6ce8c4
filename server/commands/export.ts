import { Argument, Command, Option } from 'commander';
import { BRIEF_FORMATS } from '../briefs/write-brief.ts';
import { describeError } from '../errors.ts';
import { AUDIENCES } from '../facts/brief-types.ts';
import { createStore } from '../store/index.ts';
import { endOnClosedPipe } from './closed-pipe.ts';
import { type CardOptions, exportBattlecard } from './export-battlecard.ts';
import { type BriefOptions, exportBrief } from './export-brief.ts';
import { exportCells } from './export-cells.ts';
import { exportConflicts } from './export-conflicts.ts';
import { exportFacts } from './export-facts.ts';
import { openBase } from './open-base.ts';
import { writeJsonLines } from './write-lines.ts';

const LISTS = { facts: exportFacts, cells: exportCells, conflicts: exportConflicts } as const;

const program = new Command('export')
  .description('Writes what the base holds as JSON lines, or one brief or battlecard as a file, within the clearance.')
  .addArgument(new Argument('<what>', 'what to export').choices([...Object.keys(LISTS), 'brief', 'battlecard']))
  .option('--out <file>', 'file to write, or - for standard output', '-')
  .option('--db <file>', 'database file (default: data/knowledge.db, or ZHIBI_DB)')
  .option('--clearance <label>', 'strictest TLP label to include')
  .option('--account <name>', 'of a brief: the account')
  .option('--incumbent <name>', 'of a brief: the vendor that serves it, or `unnamed`; default: as sources tell')
  .option('--vendor <name>', 'of a battlecard: the rival')
  .option('--us <name>', 'of a brief or battlecard: the vendor that it is written for')
  .addOption(new Option('--audience <who>', 'of a brief or battlecard').choices(AUDIENCES).default('internal'))
  .addOption(new Option('--format <format>', 'of a brief or battlecard').choices(BRIEF_FORMATS).default('docx'))
  .addOption(new Option('--lang <lang>', 'of a brief or battlecard').choices(['zh', 'en']).default('zh'));

endOnClosedPipe();

try {
  program.parse();
  const options = program.opts<BriefOptions & CardOptions & { db?: string; clearance?: string }>();
  const { db, viewer } = openBase(options.db, options.clearance);
  const [what] = program.args;
  const store = createStore(db);
  const files = { brief: exportBrief, battlecard: exportBattlecard };
  const done =
    what === 'brief' || what === 'battlecard'
      ? await files[what](store, viewer, options)
      : `${writeJsonLines(options.out, LISTS[what as keyof typeof LISTS](store, viewer))} lines written to ${options.out}`;
  if (options.out !== '-') console.error(done);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}
