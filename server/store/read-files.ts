import type { Db } from '../db/open.ts';
import type { ImportItem } from '../facts/import-receipt.ts';

/** What became of one item of a file: the document that holds it, or that it is a duplicate of. */
export interface KnownItem extends Pick<ImportItem, 'locator' | 'title' | 'reason'> {
  /** What follows the file's own path: the name inside an archive. */
  suffix: string;
  outcome: 'unchanged' | 'duplicate';
  documentId: string;
}

/** Bytes at a place, as a reader sees them. */
export interface FileStamp {
  /** Absolute path. */
  place: string;
  sha256: string;
  /** Fingerprint of the program and the vocabulary. */
  reader: string;
}

interface KeptItem extends KnownItem {
  sha256: string;
}

/** Files that were read whole before. */
export function createReadFiles(db: Db) {
  const find = db
    .prepare<unknown[], string>(
      'SELECT items FROM read_file WHERE place = :place AND sha256 = :sha256 AND reader = :reader',
    )
    .pluck();
  const save = db.prepare(`
    INSERT INTO read_file (place, sha256, reader, items) VALUES (:place, :sha256, :reader, :items)
    ON CONFLICT (place) DO UPDATE SET sha256 = excluded.sha256, reader = excluded.reader, items = excluded.items`);
  const inForce = db
    .prepare<unknown[], string>(
      'SELECT r.sha256 FROM document d JOIN revision r USING (revision_id) WHERE d.document_id = ?',
    )
    .pluck();

  return {
    /** @returns the items of the file while each of their documents is as the file left it; else undefined. */
    findKnownItems(stamp: FileStamp): KnownItem[] | undefined {
      const row = find.get(stamp);
      const kept = row === undefined ? [] : (JSON.parse(row) as KeptItem[]);
      if (kept.length === 0 || kept.some(({ documentId, sha256 }) => inForce.get(documentId) !== sha256))
        return undefined;
      return kept.map(({ sha256: _, ...item }) => item);
    },

    /** Call in the transaction that wrote the last of the items. */
    saveKnownItems(stamp: FileStamp, items: readonly KnownItem[]): void {
      const kept = items.map((item): KeptItem => ({ ...item, sha256: inForce.get(item.documentId) ?? '' }));
      save.run({ ...stamp, items: JSON.stringify(kept) });
    },
  };
}
export type ReadFiles = ReturnType<typeof createReadFiles>;
