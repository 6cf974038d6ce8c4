import { type Config, loadConfig } from '../config.ts';
import { type Db, openReader } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { TLP_LABELS, type Tlp, type Viewer } from '../model.ts';

/** The base that a command line reads, and as whom. */
export interface OpenBase {
  db: Db;
  viewer: Viewer;
}

/**
 * @param path --db, else ZHIBI_DB, else the default
 * @param clearance --clearance, else ZHIBI_CLEARANCE, else AMBER+STRICT
 * @throws AppError BAD_PARAMETER for a word that is no TLP label
 */
export function openBase(path: string | undefined, clearance: string | undefined): OpenBase {
  const config: Config = loadConfig();
  return {
    db: openReader(path ?? config.databasePath),
    viewer: { clearance: readLabel(clearance) ?? config.clearance, role: 'analyst' },
  };
}

function readLabel(word: string | undefined): Tlp | undefined {
  if (word === undefined) return undefined;
  const label = TLP_LABELS.find((candidate) => candidate === word.toUpperCase().replace(/^TLP:/, ''));
  if (!label) throw new AppError('BAD_PARAMETER', `--clearance ${word}: one of ${TLP_LABELS.join(', ')}`);
  return label;
}
