import { lstatSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { AppError } from '../server/errors.ts';
import { decodeBytes, isBinary } from './decode.ts';
import type { RawFile } from './formats/format.ts';

/** The whole file is held while it is read: memory is bounded by this. */
const LARGEST_FILE = 64 * 1024 * 1024;
/** Decoded, a text takes up to twice its bytes, and more while it is read. */
const LARGEST_TEXT = 32 * 1024 * 1024;

/**
 * Files, folders (all files below, no links to folders followed, no dot files) and glob patterns as a list of paths, in the order
 * given, each once. What does not exist, cannot be listed or matches nothing stays in the list, so that the receipt names it.
 * @param base folder that relative paths are meant from
 */
export function collectPaths(paths: readonly string[], base: string): string[] {
  const found = paths.flatMap((path) => {
    const absolute = resolve(base, path);
    if (exists(absolute) || !isDynamicPattern(path)) return walk(absolute);
    const matched = globSync(path, { cwd: base, absolute: true, onlyFiles: false, followSymbolicLinks: false }).sort();
    return matched.length > 0 ? matched.flatMap((one) => walk(one.replace(/\/$/, ''))) : [absolute];
  });
  return [...new Set(found)];
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR';
  }
}

/** @returns the files below a folder, or the path itself. A folder that is given by a link is entered, others are not. */
function walk(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? walk(join(path, entry.name)) : [join(path, entry.name)]));
  } catch {
    return [path];
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * Decodes what is text and leaves the rest as bytes.
 * @param stated charset of a Content-Type header
 * @throws AppError TOO_LARGE
 */
export function makeRawFile(place: Omit<RawFile, 'text' | 'bytes'>, bytes: Buffer, stated?: string): RawFile {
  if (isBinary(bytes)) return { ...place, bytes, text: '' };
  if (bytes.byteLength > LARGEST_TEXT)
    throw new AppError(
      'TOO_LARGE',
      `${place.path}: ${megabytes(bytes.byteLength)} MB of text, the limit is ${megabytes(LARGEST_TEXT)} MB`,
    );
  return { ...place, bytes, text: decodeBytes(bytes, stated) };
}

/** @throws AppError UNREADABLE_FILE, EMPTY_DOCUMENT or TOO_LARGE, naming the path as the person knows it. */
export function readRawFile(path: string, base: string): RawFile {
  const shown = relative(base, path) || path;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) readdirSync(path);
    if (!stat.isFile()) throw new AppError('UNREADABLE_FILE', `${shown}: ${kindOf(path, stat)}, not a file`);
    if (stat.size > LARGEST_FILE)
      throw new AppError(
        'TOO_LARGE',
        `${shown}: ${megabytes(stat.size)} MB, the limit is ${megabytes(LARGEST_FILE)} MB`,
      );
    const bytes = readFileSync(path);
    if (bytes.length === 0) throw new AppError('EMPTY_DOCUMENT', `${shown}: the file is empty`);
    const place = { path: shown, name: basename(path), folder: basename(dirname(path)), place: resolve(path) };
    return makeRawFile(place, bytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('UNREADABLE_FILE', `${shown}: ${REASONS[String(codeOf(error))] ?? (error as Error).message}`);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file: a part of its path is no folder',
  ELOOP: 'a link that leads in a circle',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk could not read it',
  EMFILE: 'too many files are open',
};

function kindOf(path: string, stat: Stats): string {
  if (stat.isDirectory())
    return lstatSync(path).isSymbolicLink() ? 'a link to a folder, which is not followed' : 'a folder';
  if (stat.isFIFO()) return 'a pipe';
  return stat.isSocket() ? 'a socket' : 'a device';
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);
