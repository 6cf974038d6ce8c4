import { createHash } from 'node:crypto';
import type { Db } from '../db/open.ts';
import type { Extraction } from '../facts/extraction.ts';
import type { ExtractedFigure, NormalisedDocument, Quote } from '../model.ts';
import { foldText } from '../text/fold.ts';
import { tokeniseForIndex } from '../text/tokenise.ts';
import { createMoveWriter, QUOTED } from './move-writer.ts';
import { createQuoteWriter } from './quote-writer.ts';
import { createTableWriter, tableIdOf } from './table-writer.ts';

/** Writes what was extracted; replaces all facts of a document together. */
export function createFactWriter(db: Db) {
  const removals = [...QUOTED, 'unread_sentence', 'quote'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE document_id = :id`),
  );
  const addQuote = createQuoteWriter(db);
  const moves = createMoveWriter(db, addQuote);
  const tables = createTableWriter(db);
  const addVendor = db.prepare(`
    INSERT INTO vendor_mention (document_id, vendor_id, role, count, quote_id) VALUES (:id, :vendorId, :role, :count, :quoteId)`);
  const addAccount = db.prepare(`
    INSERT OR IGNORE INTO account_mention (document_id, name, account_id, count, quote_id)
    VALUES (:id, :name, :accountId, :count, :quoteId)`);
  const addPerson = db.prepare(`
    INSERT OR IGNORE INTO person_role (document_id, name, person_id, vendor_id, title, level, quote_id)
    VALUES (:id, :name, :personId, :vendorId, :title, :level, :quoteId)`);
  const addUnread = db.prepare(
    'INSERT OR IGNORE INTO unread_sentence (document_id, start, "end", why) VALUES (:id, :start, :end, :why)',
  );
  const addFigure = db.prepare(`
    INSERT OR IGNORE INTO figure (figure_id, document_id, vendor_id, metric, low, high, unit, state, approximate, qualifier,
      period_start, period_end, period_precision, period_text, confidence, status, quote_id, value_start, value_end, scope, place, table_id, cell_row, cell_column)
    VALUES (:figureId, :id, :vendorId, :metric, :low, :high, :unit, :state, :approximate, :qualifier, :start, :end,
      :precision, :text, :confidence, 'proposed', :quoteId, :valueStart, :valueEnd, :scope, :place, :tableId, :row, :column)`);
  const unindex = db.prepare('DELETE FROM document_fts WHERE rowid = :documentNo');
  const index = db.prepare(
    'INSERT INTO document_fts (rowid, title, entities, body) VALUES (:documentNo, :title, :entities, :body)',
  );

  return {
    removeFacts(id: string): void {
      for (const removal of removals) removal.run({ id });
      tables.removeTables(id);
    },

    /** Files what was extracted, with what analysts decided about it. The document's row points at the revision already. */
    addFacts(id: string, revisionId: number, extraction: Extraction): void {
      const quoteIdOf = (quote: Quote): number => addQuote(id, revisionId, quote);
      for (const { quote, ...mention } of extraction.vendors)
        addVendor.run({ id, ...mention, quoteId: quoteIdOf(quote) });
      for (const { quote, accountId = null, ...mention } of extraction.accounts) {
        addAccount.run({ id, ...mention, accountId, quoteId: quoteIdOf(quote) });
      }
      for (const { quote, personId = null, ...role } of extraction.people) {
        addPerson.run({ id, ...role, personId, quoteId: quoteIdOf(quote) });
      }
      moves.addMoves(id, revisionId, extraction.moves);
      tables.addTables(id, revisionId, extraction.tables);
      for (const figure of extraction.figures)
        addFigure.run({ id, quoteId: quoteIdOf(figure.quote), ...figureRow(id, figure) });
      for (const { why, ...span } of extraction.unread) addUnread.run({ id, ...span, why: why.join() });
    },

    unindexDocument: (documentNo: number): void => void unindex.run({ documentNo }),

    /** Replaces the index entry: title, names and body as bigrams and words. Names in an order of their own, each once. */
    indexDocument(
      documentNo: number,
      document: Pick<NormalisedDocument, 'title' | 'text'>,
      { accounts, people }: Record<'accounts' | 'people', readonly { name: string }[]>,
    ): void {
      const names = [...new Set([...accounts, ...people].map(({ name }) => name))].sort();
      unindex.run({ documentNo });
      index.run({
        documentNo,
        title: tokeniseForIndex(foldText(document.title)),
        entities: names.map((name) => tokeniseForIndex(foldText(name))).join(' '),
        body: tokeniseForIndex(foldText(document.text)),
      });
    },
  };
}

/** Ids are made of what stays when a document is read again: place, vendor and kind. */
const idOf = (...parts: (string | number)[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

function figureRow(documentId: string, { quote: _, period, approximate, cell, ...figure }: ExtractedFigure) {
  const figureId = idOf(documentId, 'figure', figure.vendorId, figure.valueStart, figure.valueEnd);
  const { start = null, end = null, precision = null, text = null } = period ?? {};
  const place = { scope: figure.scope ?? '', place: figure.place ?? '' };
  const at = {
    tableId: cell ? tableIdOf(documentId, cell.table) : null,
    row: cell?.row ?? null,
    column: cell?.column ?? null,
  };
  return { figureId, ...figure, ...place, ...at, approximate: approximate ? 1 : 0, start, end, precision, text };
}
