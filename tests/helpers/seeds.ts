import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../server/config.ts';

/** Real input beside the checkout: used where it exists, never needed. */
export const SEEDS = join(PROJECT_ROOT, '..', 'shared', 'seeds');
export const hasSeeds = existsSync(SEEDS);
export const seedTexts: string[] = hasSeeds
  ? readdirSync(SEEDS)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => join(SEEDS, name))
  : [];

export const STARTER = join(PROJECT_ROOT, 'data', 'starter');
