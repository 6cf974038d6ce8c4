import type { Db } from '../db/open.ts';
import type { Quote } from '../model.ts';

/** @returns a function that stores a quote once and gives its row's id. */
export function createQuoteWriter(db: Db): (documentId: string, revisionId: number, quote: Quote) => number {
  const add = db.prepare<unknown[], { quoteId: number }>(`
    INSERT INTO quote (document_id, revision_id, exact, prefix, suffix, start, "end")
    VALUES (:documentId, :revisionId, :exact, :prefix, :suffix, :start, :end)
    ON CONFLICT (revision_id, start, "end") DO UPDATE SET exact = excluded.exact RETURNING quote_id AS quoteId`);
  return (documentId, revisionId, quote) => add.get({ documentId, revisionId, ...quote })?.quoteId as number;
}
