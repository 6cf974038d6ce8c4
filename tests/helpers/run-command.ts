import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { PROJECT_ROOT } from '../../server/config.ts';

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The environment without what would lead a command elsewhere. */
function environment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { INIT_CWD: _, ZHIBI_DB: __, ZHIBI_CLEARANCE: ___, NODE_OPTIONS: ____, ...env } = process.env;
  return { ...env, ...extra };
}

const argumentsOf = (script: string, args: readonly string[]): string[] => ['--import', 'tsx', script, ...args];

/** Runs one of the project's command lines to its end. @param script path in the checkout */
export function runCommand(script: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, argumentsOf(script, args), {
    cwd: PROJECT_ROOT,
    env: environment(extra),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

export function startCommand(script: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, argumentsOf(script, args), {
    cwd: PROJECT_ROOT,
    env: environment(extra),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end of a started command. */
export async function finish(child: ChildProcess): Promise<Finished> {
  const parts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    parts.stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    parts.stderr += chunk.toString();
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...parts };
}
