import { createHash } from 'node:crypto';
import type { ImportItem } from '../server/facts/import-receipt.ts';
import type { FileStamp, KnownItem, ReadFiles } from '../server/store/read-files.ts';
import type { RawFile } from './formats/format.ts';
import type { Ending } from './read-items.ts';

/** Recognises files that were read before, by their bytes. */
export interface KnownFiles {
  /** @param place absolute path */
  stamp(place: string, file: RawFile): FileStamp;
  find(stamp: FileStamp): KnownItem[] | undefined;
  /** Takes the items one after another, in order; `ends` with the last of its input. */
  note(item: ImportItem, ends: Ending | null | undefined): void;
}

export function openKnownFiles(rows: ReadFiles, reader: string): KnownFiles {
  let items: ImportItem[] = [];
  return {
    stamp: (place, { bytes = Buffer.alloc(0) }) => ({
      place,
      reader,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }),
    find: (stamp) => rows.findKnownItems(stamp),
    note(item, ends) {
      items.push(item);
      if (ends === undefined) return;
      const known = ends ? items.flatMap((one) => toKnown(one, ends.path) ?? []) : [];
      // A file with an item that failed is read again: what was wrong may have stood outside the file.
      if (ends && known.length === items.length) rows.saveKnownItems(ends.stamp, known);
      items = [];
    },
  };
}

function toKnown(
  { documentId, outcome, path, locator, title, reason }: ImportItem,
  own: string,
): KnownItem | undefined {
  if (documentId === null || outcome === 'quarantined') return undefined;
  const isDuplicate = outcome === 'duplicate';
  return {
    ...{ locator, title, documentId },
    suffix: path.slice(own.length),
    outcome: isDuplicate ? 'duplicate' : 'unchanged',
    reason: isDuplicate ? reason : '',
  };
}
