import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { AppError } from '../../server/errors.ts';
import { decodeBytes } from '../decode.ts';

const MEGABYTE = 1024 * 1024;
/** What a directory may declare before anything of the archive is unpacked. */
export const MOST_UNPACKED = 200 * MEGABYTE;
export const MOST_RATIO = 200;
export const MOST_ENTRIES = 10_000;
/** A ratio says nothing of small files: a page of blanks compresses a thousandfold. */
const RATIO_FROM = 10 * MEGABYTE;
const UTF8_NAMES = 0x800;
const ENCRYPTED = 0x1;
const SYMLINK = 0o120000;

export interface ArchiveEntry {
  name: string;
  size: number;
  isEncrypted: boolean;
  isLink: boolean;
  entry: Entry;
}

export interface Archive {
  entries: ArchiveEntry[];
  /** @throws AppError UNSAFE_ARCHIVE where the entry holds more than its directory declares. */
  read(entry: ArchiveEntry): Promise<Buffer>;
}

/**
 * Opens a ZIP by its directory alone and refuses what declares too much: bombs are told by what they say, not by unpacking them.
 * @param path named in messages
 * @throws AppError UNSAFE_ARCHIVE or BROKEN_FORMAT
 */
export async function openArchive(bytes: Uint8Array, path: string): Promise<Archive> {
  const zip = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path);
  const entries = await listEntries(zip, path);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const ratio = total / Math.max(1, bytes.byteLength);
  if (total > MOST_UNPACKED)
    throw new AppError('UNSAFE_ARCHIVE', `${path}: declares ${total} bytes unpacked, the limit is ${MOST_UNPACKED}`);
  if (total > RATIO_FROM && ratio > MOST_RATIO)
    throw new AppError(
      'UNSAFE_ARCHIVE',
      `${path}: unpacks to ${Math.round(ratio)} times its size, the limit is ${MOST_RATIO}`,
    );
  return { entries, read: (entry) => readEntry(zip, entry, path) };
}

function open(bytes: Buffer, path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) reject(new AppError('BROKEN_FORMAT', `${path}: not a readable archive: ${error?.message}`));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile, path: string): Promise<ArchiveEntry[]> {
  return new Promise((resolve, reject) => {
    const entries: ArchiveEntry[] = [];
    zip.on('error', (error) =>
      reject(new AppError('BROKEN_FORMAT', `${path}: its directory is broken: ${error.message}`)),
    );
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      if (entries.length >= MOST_ENTRIES)
        return reject(new AppError('UNSAFE_ARCHIVE', `${path}: holds more than ${MOST_ENTRIES} files`));
      const raw = entry.fileName as unknown as Buffer;
      entries.push({
        name: (entry.generalPurposeBitFlag & UTF8_NAMES ? raw.toString('utf8') : decodeBytes(raw)).replace(/\\/g, '/'),
        size: entry.uncompressedSize,
        isEncrypted: (entry.generalPurposeBitFlag & ENCRYPTED) !== 0,
        isLink: ((entry.externalFileAttributes >>> 16) & 0o170000) === SYMLINK,
        entry,
      });
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function readEntry(zip: ZipFile, { entry, name, size }: ArchiveEntry, path: string): Promise<Buffer> {
  const broken = (error: Error): AppError =>
    new AppError('BROKEN_FORMAT', `${path}: ${name.slice(0, 100)}: ${error.message}`);
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(broken(error));
      const chunks: Buffer[] = [];
      let got = 0;
      stream.on('data', (chunk: Buffer) => {
        got += chunk.length;
        if (got > size) stream.destroy(new Error('holds more than its directory says'));
        else chunks.push(chunk);
      });
      stream.on('error', (fault: Error) => reject(broken(fault)));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

/** @returns names in a ZIP's directory, read without any library, to tell one kind of ZIP from another; none when it is broken. */
export function listZipNames(bytes: Uint8Array): string[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > view.length) return [];
  const names: string[] = [];
  let at = view.readUInt32LE(end + 16);
  while (names.length < MOST_ENTRIES && at + 46 <= view.length && view.readUInt32LE(at) === 0x02014b50) {
    const length = view.readUInt16LE(at + 28);
    names.push(view.toString('latin1', at + 46, at + 46 + length));
    at += 46 + length + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return names;
}

/** @returns whether the bytes begin as a ZIP does. */
export const isZip = (bytes: Uint8Array | undefined): bytes is Uint8Array =>
  bytes !== undefined && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
