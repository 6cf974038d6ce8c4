import { gzipSync } from 'node:zlib';
import type { Db } from '../db/open.ts';
import type { NormalisedDocument } from '../model.ts';
import type { Provenance } from './document-writer.ts';

/** @returns a function that makes a text the one in force of its document, in place of an earlier reading of the same bytes, and gives its id. */
export function createRevisionWriter(db: Db): (document: NormalisedDocument, provenance: Provenance) => number {
  const drop = db.prepare('DELETE FROM revision WHERE document_id = :id AND sha256 = :sha256');
  const add = db.prepare<unknown[], { revisionId: number }>(`
    INSERT INTO revision (document_id, sha256, original, text, file_name, format, format_version, extractor_version, fetched_at)
    VALUES (:id, :sha256, :original, :text, :fileName, :format, :formatVersion, :extractorVersion, :at)
    RETURNING revision_id AS revisionId`);
  const addPassage = db.prepare(
    'INSERT INTO passage (revision_id, ordinal, kind, start, "end") VALUES (:revisionId, :ordinal, :kind, :start, :end)',
  );
  const pointTo = db.prepare('UPDATE document SET revision_id = :revisionId WHERE document_id = :id');

  return ({ id, sha256, text, original, passages }, { runId: _, ...provenance }) => {
    drop.run({ id, sha256 });
    const revision = add.get({ id, sha256, text, original: gzipSync(original), ...provenance });
    if (!revision) throw new Error(`document ${id}: the insert returned no row`);
    passages.forEach(({ kind, start, end }, ordinal) => {
      addPassage.run({ revisionId: revision.revisionId, ordinal, kind, start, end });
    });
    pointTo.run({ id, revisionId: revision.revisionId });
    return revision.revisionId;
  };
}
