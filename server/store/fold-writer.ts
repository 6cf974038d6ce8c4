import { randomBytes } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { FoldAction } from '../facts/decision.ts';
import { locateQuote } from '../facts/locate-quote.ts';
import { overlapOf } from '../facts/review.ts';
import type { Quote, Viewer } from '../model.ts';
import { CLASS_OF_DOCUMENT, clearanceOf } from './visibility.ts';

export interface FoldInput {
  action: FoldAction;
  /** For a split the one that leaves. */
  moveId: string;
  otherId: string;
  note: string;
  decidedBy: string;
}

interface FoldTarget extends Quote {
  moveId: string | null;
  documentId: string;
  vendorId: string;
  type: string;
}

interface Candidate {
  moveId: string;
  start: number;
  end: number;
  /** As shown and as extracted: `vendor/type`. */
  kind: string;
  extractedKind: string | null;
}

const KIND = (row: string, type: string): string => `${row} || '/' || ${type}`;

/** Finds for the decisions on folding the moves that hold their words. */
export function createFoldPlacer(db: Db) {
  const targets = db.prepare<unknown[], FoldTarget & { decisionId: string; side: number }>(`
    SELECT f.decision_id AS decisionId, f.side, f.move_id AS moveId, f.document_id AS documentId, f.vendor_id AS vendorId,
      f.move_type AS type, f.exact, f.prefix, f.suffix, f.start, f."end" AS "end"
    FROM fold_target f JOIN fold_decision d USING (decision_id) WHERE f.document_id = :documentId AND d.undone_at IS NULL`);
  const moves = db.prepare<unknown[], Candidate>(`
    SELECT m.move_id AS moveId, q.start, q."end" AS "end", ${KIND('m.vendor_id', 'm.move_type')} AS kind,
      ${KIND("json_extract(m.extracted, '$.vendorId')", "json_extract(m.extracted, '$.type')")} AS extractedKind
    FROM move m JOIN quote q USING (quote_id) WHERE m.document_id = :documentId ORDER BY q.start, m.move_id`);
  const text = db
    .prepare<unknown[], string>(
      'SELECT r.text FROM document d JOIN revision r USING (revision_id) WHERE d.document_id = :documentId',
    )
    .pluck();
  const place = db.prepare('UPDATE fold_target SET move_id = :moveId WHERE decision_id = :decisionId AND side = :side');

  return {
    /** Call after the moves of a document were written. */
    placeFolds(documentId: string): void {
      const waiting = targets.all({ documentId });
      if (waiting.length === 0) return;
      const [words, candidates] = [text.get({ documentId }) ?? '', moves.all({ documentId })];
      for (const target of waiting) {
        const moveId = findMove(words, candidates, target) ?? null;
        if (moveId !== target.moveId) place.run({ moveId, decisionId: target.decisionId, side: target.side });
      }
    },
  };
}

function findMove(text: string, candidates: readonly Candidate[], target: FoldTarget): string | undefined {
  const quote = locateQuote(text, target);
  if (!quote) return undefined;
  const wanted = `${target.vendorId}/${target.type}`;
  return candidates
    .filter((move) => [move.kind, move.extractedKind].includes(wanted) && overlapOf(move, quote) > 0)
    .sort((a, b) => overlapOf(b, quote) - overlapOf(a, quote))[0]?.moveId;
}

/** @returns a function that keeps a decision on folding and gives its id. */
export function createFoldWriter(db: Db, now: () => string) {
  const target = db.prepare<unknown[], FoldTarget & { gist: string }>(`
    SELECT m.move_id AS moveId, m.document_id AS documentId, COALESCE(json_extract(m.extracted, '$.vendorId'), m.vendor_id) AS vendorId,
      COALESCE(json_extract(m.extracted, '$.type'), m.move_type) AS type, m.gist, q.exact, q.prefix, q.suffix, q.start, q."end" AS "end"
    FROM move m JOIN quote q USING (quote_id) JOIN document d ON d.document_id = m.document_id
    WHERE m.move_id = :moveId AND d.tlp <= :clearance`);
  const add = db.prepare(`
    INSERT INTO fold_decision (decision_id, action, note, decided_by, decided_at) VALUES (:decisionId, :action, :note, :decidedBy, :at)`);
  const addTarget = db.prepare(`
    INSERT INTO fold_target (decision_id, side, document_id, exact, prefix, suffix, start, "end", vendor_id, move_type, gist, move_id, tlp)
    VALUES (:decisionId, :side, :documentId, :exact, :prefix, :suffix, :start, :end, :vendorId, :type, :gist, :moveId,
      ${CLASS_OF_DOCUMENT})`);
  const getTarget = (viewer: Viewer, moveId: string) => {
    const row = target.get({ ...clearanceOf(viewer), moveId });
    if (!row) throw new AppError('NOT_FOUND', `move ${moveId}`);
    return row;
  };

  /** @throws AppError NOT_FOUND for a move that this viewer may not see; BAD_PARAMETER for a move and itself. */
  return (viewer: Viewer, { moveId, otherId, action, note, decidedBy }: FoldInput): string => {
    if (moveId === otherId) throw new AppError('BAD_PARAMETER', `other: ${otherId}`);
    const sides = [getTarget(viewer, moveId), getTarget(viewer, otherId)];
    const decisionId = randomBytes(8).toString('hex');
    add.run({ decisionId, action, note, decidedBy, at: now() });
    sides.forEach((row, side) => {
      addTarget.run({ decisionId, side, ...row });
    });
    return decisionId;
  };
}
