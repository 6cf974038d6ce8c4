import { type ArchiveEntry, isZip, listZipNames, openArchive } from './archive.ts';
import type { ContainedFormat, ParsedItem } from './format.ts';

/** One answer holds no more than this, so that neither process holds a whole archive. */
const BATCH_BYTES = 16 * 1024 * 1024;
/** What systems put into archives by themselves. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.(?!\.)|Thumbs\.db$|desktop\.ini$)/i;
/** Archives that are one document of their own kind. */
const PACKAGE = /^(?:\[Content_Types\]\.xml|mimetype|META-INF\/MANIFEST\.MF|AndroidManifest\.xml)$/;

/** A ZIP of files: each is read as if it lay in a folder. */
export const zip: ContainedFormat = {
  name: 'zip',
  version: 1,
  contained: true,
  reads: 'bytes',
  match({ bytes }) {
    const names = isZip(bytes) ? listZipNames(bytes) : [];
    return names.length > 0 && !names.some((name) => PACKAGE.test(name)) ? 0.9 : 0;
  },

  async parse({ bytes = new Uint8Array(), path }, { from }) {
    const archive = await openArchive(bytes, path);
    const items: ParsedItem[] = [];
    let taken = 0;
    for (const [index, entry] of archive.entries.entries()) {
      if (index < from || entry.name.endsWith('/') || LITTER.test(entry.name)) continue;
      if (taken > 0 && taken + entry.size > BATCH_BYTES) return [...items, { resumeAt: index }];
      taken += entry.size;
      items.push(await readMember(entry, archive.read));
    }
    return items;
  },
};

async function readMember(entry: ArchiveEntry, read: (entry: ArchiveEntry) => Promise<Buffer>): Promise<ParsedItem> {
  const locator = entry.name.slice(0, 300);
  const problem = refusalOf(entry);
  if (problem) return { locator, title: '', problem };
  try {
    return { inner: { name: entry.name, bytes: await read(entry) }, locator };
  } catch (error) {
    return { locator, title: '', problem: (error as Error).message };
  }
}

/** Nothing is unpacked to the disk, so a path that leads out can do no harm; who made it meant harm, though. */
function refusalOf({ name, isEncrypted, isLink }: ArchiveEntry): string | undefined {
  if (/(?:^|\/)\.\.(?:\/|$)|^\/|^[a-z]:/i.test(name)) return 'its name leads out of the archive';
  if (name.includes('\0')) return 'its name holds a NUL';
  if (isLink) return 'a symbolic link';
  if (isEncrypted) return 'it wants a password';
  return undefined;
}
