import { relative } from 'node:path';
import { describeError } from '../server/errors.ts';
import { readRawFile } from './collect-files.ts';
import type { RawFile } from './formats/format.ts';
import type { KnownFiles } from './known-files.ts';
import type { Stated } from './normalise/stated.ts';
import { type Ending, type Expectation, type Reader, type Reading, readItems } from './read-items.ts';

/** One thing to import: where it comes from, and how to get it when its turn comes. */
export type Input = {
  /** As the receipt names it. */
  path: string;
} & (
  | (Expectation & {
      /** @throws AppError with the reason for the receipt. */
      read: () => RawFile;
      /** Absolute path of a file, by which its bytes are known again. */
      place?: string;
    })
  /** Known not to have changed: why. */
  | { unchanged: string }
);

/** @param stated what the person says of the file; then its bytes alone do not tell what it gives */
export function inputOfFile(path: string, base: string, stated?: Stated): Input {
  const known = { ...(stated?.url && { url: stated.url }), ...(stated && { stated }) };
  const read = (): RawFile => ({ ...readRawFile(path, base), ...known });
  return { path: relative(base, path) || path, read, ...(stated ? {} : { place: path }) };
}

/**
 * Reads one input: source → known? → read → parse. Locks nothing, so that nobody waits for it.
 * One reading an item; bad input becomes a reading that says why, and the rest goes on.
 * @param known files that were read before; undefined to read every file
 */
export function* readInput(input: Input, reader: Reader, known?: KnownFiles): Generator<Reading> {
  const place = { file: { path: input.path }, locator: '', title: '', ends: null };
  if ('unchanged' in input) return yield { ...place, unchanged: input.unchanged };
  let file: RawFile;
  try {
    file = input.read();
  } catch (error) {
    return yield { ...place, failure: describeError(error) };
  }
  const stamp = input.place === undefined ? undefined : known?.stamp(input.place, file);
  const items = stamp && known?.find(stamp);
  if (!items) return yield* markEnd(readItems(file, reader, input), stamp ? { stamp, path: input.path } : null);
  for (const item of items) {
    const { locator, title, suffix } = item;
    yield { file: { path: `${input.path}${suffix}` }, locator, title, known: item, ends: null };
  }
}

function* markEnd(readings: Iterable<Reading>, ends: Ending | null): Generator<Reading> {
  let last: Reading | undefined;
  for (const reading of readings) {
    if (last) yield last;
    last = reading;
  }
  if (last) yield { ...last, ends };
}
