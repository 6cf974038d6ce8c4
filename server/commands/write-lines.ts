import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { isClosedPipe } from './closed-pipe.ts';

/** Writes one JSON value a line to a file, or to standard output for "-"; a reader that has gone ends it. @returns how many lines. */
export function writeJsonLines(out: string, values: Iterable<unknown>): number {
  const target = out === '-' ? 1 : openSync(resolve(process.env.INIT_CWD ?? process.cwd(), out), 'w');
  let lines = 0;
  try {
    for (const value of values) {
      writeSync(target, `${JSON.stringify(value)}\n`);
      lines++;
    }
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
  } finally {
    if (target !== 1) closeSync(target);
  }
  return lines;
}
