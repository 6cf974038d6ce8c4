import { MultiBar, Presets } from 'cli-progress';
import { loadConfig } from '../server/config.ts';
import { describeError } from '../server/errors.ts';
import type { ImportReceipt } from '../server/facts/import-receipt.ts';
import type { FeedHealth } from '../server/store/feed-log.ts';
import { buildCommand, type Options, statedOf } from './cli-options.ts';
import { isAddress, listFeeds, parseDuration } from './fetch/address-list.ts';
import { formatFeed, formatItem, formatSummary, formatUndo, type ReceiptLanguage } from './receipt.ts';
import { loadReferenceData } from './reference-data.ts';
import { repeat } from './repeat.ts';
import { type ImportOptions, type RunReceipt, reextractAll, runImport } from './run-import.ts';
import { runWebImport, type WebReceipt } from './run-web-import.ts';
import { undoImport } from './undo-import.ts';

const program = buildCommand();

const languageOf = ({ lang }: Options): ReceiptLanguage => (lang === 'zh' ? 'zh' : 'en');

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
const base = process.env.INIT_CWD ?? process.cwd();

// `import … | head`: who reads no further wants no more lines, and what is committed stays.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

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
    await poll(parseDuration(options.every), () => importAll({ ...options, feeds: true }, databasePath));
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}

async function poll(pause: number, round: () => Promise<number>): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  await repeat(pause, round, { signal: stop.signal, onError: (error) => console.error(describeError(error)) });
}

/** @returns the exit status: 1 if anything was quarantined, 2 if the run stopped before its end. */
async function importAll(options: Options, databasePath: string): Promise<number> {
  const language = languageOf(options);
  const bars =
    process.stderr.isTTY && !options.json
      ? new MultiBar({ hideCursor: true, clearOnComplete: true }, Presets.rect)
      : undefined;
  const bar = bars?.create(1, 0);
  const stated = statedOf(options);
  let seen = 0;
  const importing: ImportOptions = {
    databasePath,
    paths: program.args.filter((word) => !isAddress(word)),
    base,
    dryRun: options.dryRun,
    onlyIfEmpty: options.ifEmpty,
    via: options.via,
    ...(stated && { stated }),
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
