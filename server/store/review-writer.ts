import { randomBytes } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { MoveValue, ReviewAction } from '../facts/decision.ts';
import { quoteAt } from '../facts/locate-quote.ts';
import type { Quote, Viewer } from '../model.ts';
import { type CellDecisionInput, createCellDecisionWriter } from './cell-decision-writer.ts';
import { createDecisionLogStore } from './decision-log.ts';
import { createExtractedMoves, type Original } from './extracted-moves.ts';
import { createFoldWriter, type FoldInput } from './fold-writer.ts';
import { createMoveWriter } from './move-writer.ts';
import { createNameWriter, type NameInput } from './name-writer.ts';
import { createQuoteWriter } from './quote-writer.ts';
import { CLASS_OF_DOCUMENT, clearanceOf } from './visibility.ts';

interface Remark {
  note: string;
  decidedBy: string;
}

/** What an analyst decides; a missed move is told by its place in the text and the words that stand there. */
export type DecisionInput =
  | (Remark & { action: 'confirm' | 'reject'; moveId: string })
  | (Remark & { action: 'correct'; moveId: string; value: MoveValue })
  | (Remark & { action: 'add'; documentId: string; start: number; end: number; exact: string; value: MoveValue });

interface Target {
  documentId: string;
  vendorId: string;
  type: string;
  quote: Quote;
  value: MoveValue | null;
}

type FlatTarget = Quote & {
  documentId: string;
  vendorId: string;
  type: string;
  extracted: string | null;
};

/** The one handle that writes while the site runs. */
export interface ReviewWriter {
  /**
   * Keeps a decision and applies it at once.
   * @returns the id of the decision.
   * @throws AppError NOT_FOUND for a move or document that this viewer may not see; BAD_PARAMETER for words that do not stand
   *   where they are said to, or an unknown vendor or type.
   */
  decide(viewer: Viewer, input: DecisionInput): string;
  /** The same for two moves that tell one event, or do not. */
  decideFold(viewer: Viewer, input: FoldInput): string;
  /** The same for a name that no list holds. */
  decideName(viewer: Viewer, input: NameInput): string;
  /** The same for a cell that failed a check. */
  decideCell(viewer: Viewer, input: CellDecisionInput): string;
  undoCell(viewer: Viewer, place: Pick<CellDecisionInput, 'tableId' | 'row' | 'column'>, undoneBy: string): void;
  /** Takes back a decision of any kind. @throws AppError NOT_FOUND also for one that is undone already. */
  undo(viewer: Viewer, decisionId: string, undoneBy: string): void;
}

const UNDOABLE = ['review_decision', 'fold_decision', 'name_decision', 'cell_decision'] as const;

/** @param now RFC 3339, UTC */
export function createReviewWriter(db: Db, now: () => string = () => new Date().toISOString()): ReviewWriter {
  const moves = createMoveWriter(db, createQuoteWriter(db));
  const findTarget = createTargets(db);
  const known = db.prepare<unknown[], { vendors: number; types: number }>(`
    SELECT (SELECT COUNT(*) FROM vendor WHERE vendor_id = :vendorId) AS vendors,
      (SELECT COUNT(*) FROM move_type WHERE move_type = :type) AS types`);
  const add = db.prepare(`
    INSERT INTO review_decision (decision_id, document_id, action, exact, prefix, suffix, start, "end", vendor_id, move_type,
      value, note, decided_by, decided_at, tlp)
    VALUES (:decisionId, :documentId, :action, :exact, :prefix, :suffix, :start, :end, :vendorId, :type, :value, :note,
      :decidedBy, :at, ${CLASS_OF_DOCUMENT})`);
  const { listDecisionLog } = createDecisionLogStore(db);
  const markUndone = UNDOABLE.map((table) =>
    db.prepare(`UPDATE ${table} SET undone_at = :at, undone_by = :undoneBy WHERE decision_id = :decisionId`),
  );
  const cells = createCellDecisionWriter(db, now);
  const [writeFold, writeName] = [createFoldWriter(db, now), createNameWriter(db, now)];

  const requireKnown = ({ vendorId, type }: MoveValue): void => {
    const { vendors = 0, types = 0 } = known.get({ vendorId, type }) ?? {};
    if (vendors === 0) throw new AppError('BAD_PARAMETER', `vendor: ${vendorId}`);
    if (types === 0) throw new AppError('BAD_PARAMETER', `type: ${type}`);
  };

  return {
    decide: (viewer, input) =>
      db
        .transaction(() => {
          const { quote, value, ...target } = findTarget(viewer, input);
          if (value) requireKnown(value);
          const decisionId = randomBytes(8).toString('hex');
          const { action, note, decidedBy } = input;
          const given = { action, note, decidedBy, at: now(), value: value && JSON.stringify(value) };
          add.run({ decisionId, ...target, ...quote, ...given });
          moves.reviewMoves(target.documentId);
          return decisionId;
        })
        .immediate(),

    decideFold: (viewer, input) => db.transaction(() => writeFold(viewer, input)).immediate(),

    decideName: (viewer, input) => db.transaction(() => writeName(viewer, input)).immediate(),

    decideCell: (viewer, input) => db.transaction(() => cells.decideCell(viewer, input)).immediate(),

    undoCell: (viewer, place, undoneBy) => db.transaction(() => cells.undoCell(viewer, place, undoneBy)).immediate(),

    undo: (viewer, decisionId, undoneBy) =>
      db
        .transaction(() => {
          const [row] = listDecisionLog(viewer, { decisionId });
          if (!row || row.undoneAt !== null) throw new AppError('NOT_FOUND', `decision ${decisionId}`);
          for (const mark of markUndone) mark.run({ decisionId, undoneBy, at: now() });
          if (row.documentId !== null) moves.reviewMoves(row.documentId);
        })
        .immediate(),
  };
}

/** @returns a function that reads what a decision is about, as the extractor had it. */
function createTargets(db: Db): (viewer: Viewer, input: DecisionInput) => Target {
  const { listExtractedMoves, findText } = createExtractedMoves(db);
  const target = db.prepare<unknown[], FlatTarget>(`
    SELECT m.document_id AS documentId, m.vendor_id AS vendorId, m.move_type AS type, m.extracted, q.exact, q.prefix, q.suffix,
      q.start, q."end" AS "end"
    FROM move m JOIN quote q USING (quote_id) JOIN document d ON d.document_id = m.document_id
    WHERE m.move_id = :moveId AND d.tlp <= :clearance`);
  const visible = db.prepare('SELECT 1 FROM document d WHERE d.document_id = :documentId AND d.tlp <= :clearance');

  const ofMove = (viewer: Viewer, moveId: string, action: ReviewAction, given: MoveValue | null): Target => {
    const row = target.get({ ...clearanceOf(viewer), moveId });
    if (!row) throw new AppError('NOT_FOUND', `move ${moveId}`);
    const { documentId, extracted, exact, prefix, suffix, start, end } = row;
    const original = listExtractedMoves(documentId).find((stored) => stored.moveId === moveId)?.move;
    if (action === 'confirm' && !original) throw new AppError('BAD_PARAMETER', `move ${moveId}: added`);
    const { vendorId, type } = extracted === null ? row : (JSON.parse(extracted) as Original);
    const value = action === 'confirm' && original ? pickValue(original) : given;
    return { documentId, vendorId, type, value, quote: { exact, prefix, suffix, start, end } };
  };
  const ofText = (viewer: Viewer, input: Extract<DecisionInput, { action: 'add' }>): Target => {
    const { documentId, start, end, exact, value } = input;
    if (!visible.get({ ...clearanceOf(viewer), documentId })) throw new AppError('NOT_FOUND', `document ${documentId}`);
    const quote = quoteAt(findText(documentId)?.text ?? '', start, end);
    if (exact === '' || quote.exact !== exact) throw new AppError('BAD_PARAMETER', `exact: ${start}–${end}`);
    return { documentId, vendorId: value.vendorId, type: value.type, value, quote };
  };

  return (viewer, input) =>
    input.action === 'add'
      ? ofText(viewer, input)
      : ofMove(viewer, input.moveId, input.action, input.action === 'correct' ? input.value : null);
}

function pickValue({ vendorId, type, happened, counterparty, gist, importance, state }: MoveValue): MoveValue {
  return { vendorId, type, happened, counterparty, gist, importance, state };
}
