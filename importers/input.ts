import { relative } from 'node:path';
import { describeError } from '../server/errors.ts';
import { readRawFile } from './collect-files.ts';
import type { RawFile } from './formats/format.ts';
import { type Expectation, type Reader, type Reading, readItems } from './read-items.ts';

/** One thing to import: where it comes from, and how to get it when its turn comes. */
export type Input = {
  /** As the receipt names it. */
  path: string;
} & (
  | (Expectation & {
      /** @throws AppError with the reason for the receipt. */
      read: () => RawFile;
    })
  /** Known not to have changed: why. */
  | { unchanged: string }
);

export function inputOfFile(path: string, base: string): Input {
  return { path: relative(base, path) || path, read: () => readRawFile(path, base) };
}

/**
 * Reads one input: source → read → parse. Needs no database, so that nobody waits for it.
 * One reading an item; bad input becomes a reading that says why, and the rest goes on.
 */
export function* readInput(input: Input, reader: Reader): Generator<Reading> {
  const place = { file: { path: input.path }, locator: '', title: '' };
  if ('unchanged' in input) return yield { ...place, unchanged: input.unchanged };
  let file: RawFile;
  try {
    file = input.read();
  } catch (error) {
    return yield { ...place, failure: describeError(error) };
  }
  yield* readItems(file, reader, input);
}
