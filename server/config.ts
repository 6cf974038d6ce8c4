import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { DEFAULT_TLP, TLP_LABELS, type Tlp } from './model.ts';

/** Folder of the checkout, for data and views. */
export const PROJECT_ROOT = join(import.meta.dirname, '..');
export const DEFAULT_DATABASE = join(PROJECT_ROOT, 'data', 'knowledge.db');

export interface Config {
  readonly databasePath: string;
  readonly host: string;
  readonly port: number;
  /** What the unauthenticated person at this machine may read. */
  readonly clearance: Tlp;
}

const environment = z.object({
  ZHIBI_DB: z.string().min(1).default(DEFAULT_DATABASE),
  ZHIBI_HOST: z.string().default('127.0.0.1'),
  ZHIBI_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  ZHIBI_CLEARANCE: z.enum(TLP_LABELS).default(DEFAULT_TLP),
});

/**
 * Reads the environment once.
 * @throws AppError BAD_CONFIG for a value out of range, or an address other than loopback: there is no sign-in yet.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('BAD_CONFIG', `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { ZHIBI_DB, ZHIBI_HOST, ZHIBI_PORT, ZHIBI_CLEARANCE } = parsed.data;
  if (!isLoopback(ZHIBI_HOST)) {
    throw new AppError(
      'BAD_CONFIG',
      `ZHIBI_HOST: ${ZHIBI_HOST} is not a loopback address, and sign-in is not configured`,
    );
  }
  return Object.freeze({ databasePath: ZHIBI_DB, host: ZHIBI_HOST, port: ZHIBI_PORT, clearance: ZHIBI_CLEARANCE });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
