import { randomBytes } from 'node:crypto';
import type { Db } from '../db/open.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { CLASS_OF_DOCUMENT, clearanceOf } from './visibility.ts';

export interface CellDecisionInput {
  tableId: string;
  row: number;
  column: number;
  /** Null accepts the cell as it was read. */
  value: { low: number; high: number } | null;
  note: string;
  decidedBy: string;
}

/** Keeps who decided on a cell and why; a later decision on the same cell takes the place of the earlier, which stays on record. */
export function createCellDecisionWriter(db: Db, now: () => string) {
  const target = db.prepare<unknown[], { documentId: string; title: string; text: string; low: number | null }>(`
    SELECT t.document_id AS documentId, t.title, c.text, c.low
    FROM table_cell c JOIN data_table t USING (table_id) JOIN document d USING (document_id)
    WHERE c.table_id = :tableId AND c.row = :row AND c."column" = :column AND c.status = 'unverified' AND d.tlp <= :clearance`);
  const undo = db.prepare(`
    UPDATE cell_decision SET undone_at = :at, undone_by = :undoneBy
    WHERE document_id = :documentId AND title = :title AND row = :row AND "column" = :column AND undone_at IS NULL`);
  const add = db.prepare(`
    INSERT INTO cell_decision (decision_id, document_id, title, row, "column", text, action, low, high, note, decided_by,
      decided_at, tlp)
    VALUES (:decisionId, :documentId, :title, :row, :column, :text, :action, :low, :high, :note, :decidedBy, :at,
      ${CLASS_OF_DOCUMENT})`);

  const find = (viewer: Viewer, place: Pick<CellDecisionInput, 'tableId' | 'row' | 'column'>) => {
    const { tableId, row, column } = place;
    const found = target.get({ ...clearanceOf(viewer), tableId, row, column });
    if (!found) throw new AppError('NOT_FOUND', `cell ${row}-${column} of table ${tableId}`);
    return { ...found, row, column };
  };

  return {
    /** @throws AppError NOT_FOUND for a cell that this viewer may not see or that no check doubts. */
    decideCell(viewer: Viewer, { value, note, decidedBy, ...place }: CellDecisionInput): string {
      const { low: _, ...cell } = find(viewer, place);
      const decisionId = randomBytes(8).toString('hex');
      const given = { action: value ? 'correct' : 'accept', low: value?.low ?? null, high: value?.high ?? null };
      undo.run({ ...placeOf(cell), at: now(), undoneBy: decidedBy });
      add.run({ decisionId, ...cell, ...given, note, decidedBy, at: now() });
      return decisionId;
    },

    /** Takes back the decision in force. @throws AppError NOT_FOUND where there is none. */
    undoCell(viewer: Viewer, place: Pick<CellDecisionInput, 'tableId' | 'row' | 'column'>, undoneBy: string): void {
      const { changes } = undo.run({ ...placeOf(find(viewer, place)), at: now(), undoneBy });
      if (changes === 0) throw new AppError('NOT_FOUND', `decision on cell ${place.row}-${place.column}`);
    },
  };
}

const placeOf = ({
  documentId,
  title,
  row,
  column,
}: {
  documentId: string;
  title: string;
  row: number;
  column: number;
}) => ({
  ...{ documentId, title, row, column },
});
