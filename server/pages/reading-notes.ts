import type { TextRange } from './passages.ts';
import type { Site } from './site.ts';

/** A place where a document reads otherwise than most versions of its work. */
export interface ReadingNote {
  /** Words of this document and of most versions; empty where a version has none. */
  own: string;
  most: string;
  /** Versions that read as most do, of those that hold the place. */
  votes: number;
  versions: number;
  workHref: string;
}

export type FindReadingNotes = (documentId: string, range: TextRange) => ReadingNote[];

/**
 * @param documents with their work, if any; the same one may stand in it often
 * @returns a function from a stretch of a document to the readings in it that most versions do not share
 */
export function createReadingNotes(
  site: Site,
  documents: readonly { documentId: string; workId: string | null }[],
): FindReadingNotes {
  const ids = [...new Set(documents.filter(({ workId }) => workId !== null).map(({ documentId }) => documentId))];
  if (ids.length === 0) return () => [];
  const readings = site.store.listMinorityReadings(site.viewer, ids);
  const texts = new Map<string, string>();
  const wordsAt = (documentId: string, { start, end }: TextRange): string => {
    const text = texts.get(documentId) ?? site.store.getDocument(site.viewer, documentId).text;
    texts.set(documentId, text);
    return text.slice(start, end);
  };
  return (documentId, range) =>
    readings
      .filter(({ id, start, end }) => id === documentId && start < range.end && Math.max(end, start + 1) > range.start)
      .map(({ majority, votes, versions, workId, ...reading }) => ({
        own: wordsAt(documentId, reading),
        most: wordsAt(majority.id, majority),
        ...{ votes, versions },
        workHref: workHref(workId),
      }));
}

export const workHref = (workId: string): string => `/works/${workId}`;
