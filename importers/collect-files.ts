import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { AppError } from '../server/errors.ts';
import { decodeBytes, isBinary } from './decode.ts';
import type { RawFile } from './formats/format.ts';

/** The whole file is held while it is read: memory is bounded by this. */
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * Files, folders (all files below, no links followed, no dot files) and glob patterns as a list of paths, sorted, each once.
 * A path that does not exist stays in the list, so that the receipt names it.
 * @param base folder that relative paths are meant from
 */
export function collectPaths(paths: readonly string[], base: string): string[] {
  const found = paths.flatMap((path) => {
    const absolute = resolve(base, path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat?.isDirectory())
      return globSync('**/*', { cwd: absolute, absolute: true, followSymbolicLinks: false }).sort();
    if (!stat && isDynamicPattern(path))
      return globSync(path, { cwd: base, absolute: true, followSymbolicLinks: false }).sort();
    return [absolute];
  });
  return [...new Set(found)];
}

/**
 * Decodes what is text and leaves the rest as bytes.
 * @param stated charset of a Content-Type header
 */
export function makeRawFile(place: Omit<RawFile, 'text' | 'bytes'>, bytes: Buffer, stated?: string): RawFile {
  return { ...place, bytes, text: isBinary(bytes) ? '' : decodeBytes(bytes, stated) };
}

/** @throws AppError UNREADABLE_FILE or TOO_LARGE, naming the path as the person knows it. */
export function readRawFile(path: string, base: string): RawFile {
  const shown = relative(base, path) || path;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new AppError('UNREADABLE_FILE', `${shown}: no such file`);
  if (!stat.isFile()) throw new AppError('UNREADABLE_FILE', `${shown}: not a file`);
  if (stat.size > LARGEST_FILE)
    throw new AppError('TOO_LARGE', `${shown}: ${stat.size} bytes, the limit is ${LARGEST_FILE}`);
  try {
    return makeRawFile({ path: shown, name: basename(path), folder: basename(dirname(path)) }, readFileSync(path));
  } catch (error) {
    throw new AppError('UNREADABLE_FILE', `${shown}: ${(error as Error).message}`);
  }
}
