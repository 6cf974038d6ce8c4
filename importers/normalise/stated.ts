import type { ParsedDocument, Tlp } from '../../server/model.ts';

/** What the person who hands a document in says of it; beats what was read out of it. */
export interface Stated {
  url?: string;
  title?: string;
  author?: string;
  /** As written. */
  published?: string;
  tlp?: Tlp;
}

/**
 * @returns the document with what was said of it. A class holds for all that a file holds; title, link, date and author for a
 *   document that is the whole of its file. A text with a link is what stands there, no paper of our own.
 */
export function applyStated(parsed: ParsedDocument, { tlp, url, ...fields }: Stated = {}): ParsedDocument {
  const labelled = tlp ? { ...parsed, tlp } : parsed;
  if (labelled.locator !== '') return labelled;
  if (url === undefined) return { ...labelled, ...fields };
  const { sourceId: _, ...rest } = labelled;
  return { ...rest, ...(rest.kind === 'report' && { kind: 'article' }), ...fields, url };
}
