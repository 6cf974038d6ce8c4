import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { AppError } from '../errors.ts';

/** What one form may hand in. The import command has limits of its own for what is inside. */
export const UPLOAD_LIMITS = { fileBytes: 64 * 1024 * 1024, textBytes: 4 * 1024 * 1024, files: 20 };
const MOST_FIELDS = 20;
const LONGEST_NAME_BYTES = 200;

export interface Upload {
  /** Removed by whoever takes it. */
  folder: string;
  /** Parent of the files. */
  base: string;
  /** Names of the files below `base`. */
  files: string[];
  fields: Record<string, string>;
}

/**
 * Receives a form into a folder of its own, file by file to the disk and never whole in memory.
 * @throws AppError BAD_PARAMETER for what is no such form, TOO_LARGE for what is beyond the limits; nothing stays then.
 */
export async function receiveUpload(request: Request): Promise<Upload> {
  const folder = await mkdtemp(join(tmpdir(), 'zhibi-add-'));
  const base = join(folder, 'added');
  try {
    await mkdir(base);
    return { folder, base, ...(await receiveInto(request, base)) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    request.unpipe().resume();
    throw error;
  }
}

async function receiveInto(request: Request, base: string): Promise<Pick<Upload, 'files' | 'fields'>> {
  const form = openForm(request);
  const fields: Record<string, string> = {};
  const files: string[] = [];
  const writes: Promise<void>[] = [];
  let fault: AppError | undefined;
  form.on('field', (name, value, { valueTruncated }) => {
    if (valueTruncated) fault ??= new AppError('TOO_LARGE', `${name}: > ${UPLOAD_LIMITS.textBytes}`);
    fields[name] = value;
  });
  form.on('file', (_field, stream, { filename }) => {
    if (!filename) return void stream.resume(); // a file field that was left empty
    const name = uniqueName(safeName(filename), files);
    files.push(name);
    stream.once('limit', () => {
      fault ??= new AppError('TOO_LARGE', `${name}: > ${UPLOAD_LIMITS.fileBytes}`);
    });
    writes.push(pipeline(stream, createWriteStream(join(base, name), { flags: 'wx' })));
  });
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    form.once(limit, () => {
      fault ??= new AppError('TOO_LARGE', `> ${UPLOAD_LIMITS.files} files`);
    });
  try {
    await pipeline(request, form);
    await Promise.all(writes);
  } catch (error) {
    await Promise.allSettled(writes);
    throw fault ?? new AppError('BAD_PARAMETER', `form: ${(error as Error).message}`, { cause: error });
  }
  if (fault) throw fault;
  return { files, fields };
}

function openForm(request: Request): busboy.Busboy {
  const { fileBytes: fileSize, textBytes: fieldSize, files } = UPLOAD_LIMITS;
  try {
    // Browsers write the names of files in the charset of the page.
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { fileSize, fieldSize, files, fields: MOST_FIELDS, parts: files + MOST_FIELDS },
    });
  } catch (cause) {
    throw new AppError('BAD_PARAMETER', 'multipart/form-data', { cause });
  }
}

/** @returns a name without folders, control characters and a leading dot or dash, that a file system can hold. */
export function safeName(given: string): string {
  const name = given
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/^[.\-\s]+/, '')
    .trim();
  if (!name) return 'file';
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + ending) > LONGEST_NAME_BYTES) stem = [...stem].slice(0, -1).join('');
  return stem + ending;
}

function uniqueName(name: string, taken: readonly string[]): string {
  let unique = name;
  for (let n = 2; taken.includes(unique); n++) unique = name.replace(/(\.[a-z0-9]{1,8})?$/i, ` (${n})$1`);
  return unique;
}

/** A pasted text as a file of its own name. */
export interface Paste {
  name: string;
  /** The first line, where the text is no markup, table or paper with a head of its own; else ''. */
  title: string;
}

const MARKUP = /^\s*(?:<!doctype|<\?xml|<html|<[a-z][\w-]*[\s>])/i;
const OWN_HEAD = /^(?:#|---|\{|\[|\|)|[,\t|;].*[,\t|;].*[,\t|;]/;
const LONGEST_TITLE = 80;

/** Keeps pasted words as a file; its name tells one paste from another. */
export async function keepPaste(base: string, text: string): Promise<Paste> {
  const isMarkup = MARKUP.test(text);
  const name = `pasted-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${isMarkup ? 'html' : 'txt'}`;
  await writeFile(join(base, name), text);
  const first = text.trimStart().split('\n', 1)[0]?.trim() ?? '';
  return { name, title: isMarkup || OWN_HEAD.test(first) ? '' : cutTitle(first) };
}

/** A line that is a paragraph gives its first sentence, or as much as fits. */
function cutTitle(line: string): string {
  if (line.length <= LONGEST_TITLE) return line;
  const start = line.slice(0, LONGEST_TITLE);
  const sentence = /^.{6,}?[。！？!?]/u.exec(start)?.[0];
  return sentence ?? `${[...start].slice(0, -1).join('')}…`;
}
