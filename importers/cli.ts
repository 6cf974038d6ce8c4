import { setTimeout as sleep } from 'node:timers/promises';
import { MultiBar, Presets } from 'cli-progress';
import { Command } from 'commander';
import { loadConfig } from '../server/config.ts';
import { describeError } from '../server/errors.ts';
import type { ImportReceipt } from '../server/facts/import-receipt.ts';
import type { FeedHealth } from '../server/store/feed-log.ts';
import { isAddress, listFeeds, parseDuration } from './fetch/address-list.ts';
import { formatFeed, formatItem, formatSummary, formatUndo, type ReceiptLanguage } from './receipt.ts';
import { loadReferenceData } from './reference-data.ts';
import { type ImportOptions, type RunReceipt, reextractAll, runImport } from './run-import.ts';
import { runWebImport, type WebReceipt } from './run-web-import.ts';
import { undoImport } from './undo-import.ts';

interface Options {
  db?: string;
  dryRun: boolean;
  json: boolean;
  reextract: boolean;
  undo?: string;
  ifEmpty: boolean;
  feeds: boolean;
  every?: string;
  lang: string;
}

const program = new Command('import')
  .description('Imports articles, feeds, tables and documents, and says what became of each.')
  .argument('[paths...]', 'files, folders, glob patterns or web addresses')
  .option('--db <file>', 'database file (default: data/knowledge.db, or ZHIBI_DB)')
  .option('--dry-run', 'read and report, write nothing', false)
  .option('--json', 'print the receipt as one JSON object', false)
  .option('--reextract', 'read every stored text again with the present vocabulary', false)
  .option('--undo <run>', 'take an import back: every document is as it was before')
  .option('--if-empty', 'import only when the base holds no document', false)
  .option('--feeds', 'fetch the feeds that data/sources names', false)
  .option('--every <time>', 'with --feeds: go on, with a pause such as 30m between two rounds')
  .option('--lang <language>', 'zh or en', /^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'zh' : 'en');

const languageOf = ({ lang }: Options): ReceiptLanguage => (lang === 'zh' ? 'zh' : 'en');

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
const base = process.env.INIT_CWD ?? process.cwd();

try {
  program.parse();
  const options = program.opts<Options>();
  const databasePath = options.db ?? loadConfig().databasePath;
  if (options.undo !== undefined) {
    const undone = undoImport(databasePath, options.undo);
    console.log(options.json ? JSON.stringify(undone) : formatUndo(undone, languageOf(options)));
  } else if (options.reextract) {
    console.log(`${reextractAll(databasePath)} documents read again`);
  } else if (program.args.length === 0 && !options.feeds) {
    program.help({ error: true });
  } else if (options.every === undefined) {
    process.exitCode = await importAll(options, databasePath);
  } else {
    await importEvery(parseDuration(options.every), () => importAll({ ...options, feeds: true }, databasePath));
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}

/** Until it is told to stop; a round that is running is finished. */
async function importEvery(pause: number, round: () => Promise<number>): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  while (!stop.signal.aborted) {
    await round().catch((error: unknown) => console.error(describeError(error)));
    await sleep(pause, undefined, { signal: stop.signal }).catch(() => {});
  }
}

/** @returns the exit status: 1 if anything was quarantined, 2 if the run stopped before its end. */
async function importAll(options: Options, databasePath: string): Promise<number> {
  const language = languageOf(options);
  const bars =
    process.stderr.isTTY && !options.json
      ? new MultiBar({ hideCursor: true, clearOnComplete: true }, Presets.rect)
      : undefined;
  const bar = bars?.create(1, 0);
  let seen = 0;
  const importing: ImportOptions = {
    databasePath,
    paths: program.args.filter((word) => !isAddress(word)),
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
  };
  const receipt: RunReceipt & { feeds?: FeedHealth[] } = await importFrom(importing, options, (done, total) => {
    bar?.setTotal(total + 1);
    bar?.update(done);
  });
  bars?.stop();
  for (const feed of options.json ? [] : (receipt.feeds ?? [])) console.log(formatFeed(feed, language));
  console.log(options.json ? endOfJson(receipt, seen) : formatSummary(receipt, language));
  if (receipt.fault !== undefined) console.error(receipt.fault);
  return receipt.fault !== undefined ? 2 : receipt.totals.quarantined > 0 ? 1 : 0;
}

/** Items are printed as they come, so that a receipt of any length takes no memory; what was counted stands after them. */
function endOfJson({ items: _, ...rest }: ImportReceipt, seen: number): string {
  return `${seen === 0 ? '{"items":[' : ''}\n],${JSON.stringify(rest).slice(1)}`;
}

/** Opens the network only where an address or the feeds are asked for. */
function importFrom(
  importing: ImportOptions,
  options: Options,
  onFetched: (done: number, total: number) => void,
): RunReceipt | Promise<WebReceipt> {
  const named = program.args.filter(isAddress).map((url) => ({ url }));
  if (named.length === 0 && !options.feeds) return runImport(importing);
  const data = loadReferenceData();
  const addresses = [...named, ...(options.feeds ? listFeeds(data) : [])];
  const command = [...program.args, ...(options.feeds ? ['--feeds'] : [])].join(' ');
  return runWebImport({
    ...importing,
    ...{ data, addresses, command },
    onFetched: (done) => onFetched(done, addresses.length),
  });
}
