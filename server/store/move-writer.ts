import { createHash } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { applyDecisions, type ReviewedMove, STATUS_OF } from '../facts/review.ts';
import type { ExtractedMove, Quote } from '../model.ts';
import { createDecisionRows } from './decisions.ts';
import { createExtractedMoves, originalOf } from './extracted-moves.ts';
import { createFoldPlacer } from './fold-writer.ts';

export type QuoteWriter = (documentId: string, revisionId: number, quote: Quote) => number;

/** Tables whose rows point at a quote. */
export const QUOTED = ['vendor_mention', 'account_mention', 'person_role', 'move', 'figure'] as const;

/** Writes the moves of a document with what analysts decided about them. */
export function createMoveWriter(db: Db, quoteIdOf: QuoteWriter) {
  const { listLiveDecisions } = createDecisionRows(db);
  const { listExtractedMoves, findText } = createExtractedMoves(db);
  const { placeFolds } = createFoldPlacer(db);
  const add = db.prepare(`
    INSERT OR IGNORE INTO move (move_id, document_id, vendor_id, move_type, happened_start, happened_end, happened_precision,
      happened_text, happened_guessed, counterparty, gist, importance, confidence, state, status, quote_id, decision_id,
      extracted, reasons, series, products)
    VALUES (:moveId, :documentId, :vendorId, :type, :start, :end, :precision, :text, :guessed, :counterparty, :gist,
      :importance, :confidence, :state, :status, :quoteId, :decisionId, :extracted, :reasons, :series, :products)`);
  const change = db.prepare(`
    UPDATE move SET vendor_id = :vendorId, move_type = :type, happened_start = :start, happened_end = :end,
      happened_precision = :precision, happened_text = :text, happened_guessed = :guessed, counterparty = :counterparty,
      gist = :gist, importance = :importance, confidence = :confidence, state = :state, status = :status,
      decision_id = :decisionId, extracted = :extracted
    WHERE move_id = :moveId`);
  const removeAlone = db.prepare(
    'DELETE FROM move WHERE document_id = :documentId AND decision_id IS NOT NULL AND extracted IS NULL RETURNING quote_id AS quoteId',
  );
  const removeQuote = db.prepare(`
    DELETE FROM quote WHERE quote_id = :quoteId
      ${QUOTED.map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} WHERE quote_id = :quoteId)`).join(' ')}`);

  const insert = (documentId: string, revisionId: number, reviewed: ReviewedMove): void => {
    const quoteId = quoteIdOf(documentId, revisionId, reviewed.move.quote);
    add.run({ documentId, quoteId, moveId: idOf(documentId, reviewed), ...rowOf(reviewed) });
  };

  return {
    /** Files the moves of a new extraction. */
    addMoves(documentId: string, revisionId: number, moves: readonly ExtractedMove[]): void {
      const decisions = listLiveDecisions(documentId);
      const text = decisions.length > 0 ? (findText(documentId)?.text ?? '') : '';
      for (const reviewed of applyDecisions(text, moves, decisions)) insert(documentId, revisionId, reviewed);
      placeFolds(documentId);
    },

    /** Brings the stored moves of a document to what is decided now; whatever no decision holds is as it was extracted. */
    reviewMoves(documentId: string): void {
      const stored = listExtractedMoves(documentId);
      const ids = new Map(stored.map(({ moveId, move }) => [move, moveId]));
      const { text, revisionId } = findText(documentId) ?? { text: '', revisionId: 0 };
      const left = removeAlone.all({ documentId }) as { quoteId: number }[];
      for (const reviewed of applyDecisions(text, [...ids.keys()], listLiveDecisions(documentId))) {
        const moveId = reviewed.extracted && ids.get(reviewed.extracted);
        if (moveId) change.run({ moveId, ...withoutReasons(rowOf(reviewed)) });
        else insert(documentId, revisionId, reviewed);
      }
      for (const { quoteId } of left) removeQuote.run({ quoteId });
      placeFolds(documentId);
    },
  };
}

/** Ids are made of what stays when a document is read again: place, vendor and kind as extracted. */
function idOf(documentId: string, { move, extracted, decision }: ReviewedMove): string {
  const { vendorId, type, quote, counterparty } = extracted ?? move;
  const parts = extracted
    ? [documentId, vendorId, type, quote.start, quote.end, counterparty]
    : [documentId, 'decision', decision?.decisionId];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

function rowOf({ move, outcome, decision, extracted }: ReviewedMove) {
  const { quote: _, happened, reasons, series, ...rest } = move;
  return {
    ...rest,
    ...happened,
    guessed: happened.guessed ? 1 : 0,
    status: STATUS_OF[outcome],
    decisionId: decision?.decisionId ?? null,
    extracted: decision && extracted ? JSON.stringify(originalOf(extracted)) : null,
    reasons: JSON.stringify(reasons),
    series: series?.name ?? null,
    products: JSON.stringify(series?.products ?? []),
  };
}

function withoutReasons({ reasons: _, series: __, products: ___, ...row }: ReturnType<typeof rowOf>) {
  return row;
}
