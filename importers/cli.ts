import { MultiBar, Presets } from 'cli-progress';
import { Command } from 'commander';
import { loadConfig } from '../server/config.ts';
import { describeError } from '../server/errors.ts';
import type { ImportReceipt } from '../server/model.ts';
import { formatItem, formatSummary, type ReceiptLanguage } from './receipt.ts';
import { reextractAll, runImport } from './run-import.ts';

interface Options {
  db?: string;
  dryRun: boolean;
  json: boolean;
  reextract: boolean;
  ifEmpty: boolean;
  lang: string;
}

const program = new Command('import')
  .description('Imports articles, feeds, tables and documents, and says what became of each.')
  .argument('[paths...]', 'files, folders or glob patterns')
  .option('--db <file>', 'database file (default: data/knowledge.db, or ZHIBI_DB)')
  .option('--dry-run', 'read and report, write nothing', false)
  .option('--json', 'print the receipt as one JSON object', false)
  .option('--reextract', 'read every stored text again with the present vocabulary', false)
  .option('--if-empty', 'import only when the base holds no document', false)
  .option('--lang <language>', 'zh or en', /^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'zh' : 'en');

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
const base = process.env.INIT_CWD ?? process.cwd();

try {
  program.parse();
  const options = program.opts<Options>();
  const databasePath = options.db ?? loadConfig().databasePath;
  if (options.reextract) {
    console.log(`${reextractAll(databasePath)} documents read again`);
  } else if (program.args.length === 0) {
    program.help({ error: true });
  } else {
    process.exitCode = importAll(options, databasePath);
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}

/** @returns the exit status: 1 if anything was quarantined. */
function importAll(options: Options, databasePath: string): number {
  const language: ReceiptLanguage = options.lang === 'zh' ? 'zh' : 'en';
  const bars =
    process.stderr.isTTY && !options.json
      ? new MultiBar({ hideCursor: true, clearOnComplete: true }, Presets.rect)
      : undefined;
  const bar = bars?.create(1, 0);
  let seen = 0;
  const receipt = runImport({
    databasePath,
    paths: program.args,
    base,
    dryRun: options.dryRun,
    onlyIfEmpty: options.ifEmpty,
    onItem: (item) => {
      seen++;
      bar?.setTotal(seen + 1);
      bar?.update(seen);
      if (options.json) process.stdout.write(`${seen === 1 ? '{"items":[' : ','}\n${JSON.stringify(item)}`);
      else console.log(formatItem(item, language));
    },
  });
  bars?.stop();
  console.log(options.json ? endOfJson(receipt, seen) : formatSummary(receipt, language));
  return receipt.totals.quarantined > 0 ? 1 : 0;
}

/** Items are printed as they come, so that a receipt of any length takes no memory; what was counted stands after them. */
function endOfJson({ items: _, ...rest }: ImportReceipt, seen: number): string {
  return `${seen === 0 ? '{"items":[' : ''}\n],${JSON.stringify(rest).slice(1)}`;
}
