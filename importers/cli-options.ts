import { Command, Option } from 'commander';
import { IMPORT_WAYS, type ImportWay } from '../server/facts/import-receipt.ts';
import { TLP_LABELS, type Tlp } from '../server/model.ts';
import type { Stated } from './normalise/stated.ts';

export interface Options {
  db?: string;
  dryRun: boolean;
  json: boolean;
  reextract: boolean;
  /** Number of an import. */
  undo?: string;
  ifEmpty: boolean;
  feeds: boolean;
  every?: string;
  url?: string;
  title?: string;
  date?: string;
  author?: string;
  tlp?: Tlp;
  via: ImportWay;
  lang: string;
}

const inChinese = /^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? '');

export function buildCommand(): Command {
  return new Command('import')
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
    .option('--url <address>', 'where the document was saved from')
    .option('--title <words>', 'its title')
    .option('--date <date>', 'when it was published')
    .option('--author <name>', 'who wrote it')
    .addOption(new Option('--tlp <label>', 'who may read it').choices(TLP_LABELS))
    .addOption(new Option('--via <way>').choices(IMPORT_WAYS).default('command').hideHelp())
    .option('--lang <language>', 'zh or en', inChinese ? 'zh' : 'en');
}

/** @returns what the person says of the documents; undefined when nothing. */
export function statedOf({ url, title, date, author, tlp }: Options): Stated | undefined {
  const stated: Stated = {
    ...(url && { url }),
    ...(title && { title }),
    ...(date && { published: date }),
    ...(author && { author }),
    ...(tlp && { tlp }),
  };
  return Object.keys(stated).length > 0 ? stated : undefined;
}
