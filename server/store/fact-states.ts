import type { Db } from '../db/open.ts';
import type { ReviewStatus, Tlp, Viewer } from '../model.ts';
import { clearanceOf, tlpOfRank } from './visibility.ts';

/** A document as it stands now, for telling whether words that were quoted from it still hold. */
export interface DocumentState {
  text: string;
  tlp: Tlp;
}

/** A move or figure as it stands now, the rejected too. */
export interface FactState {
  kind: 'move' | 'figure';
  vendorId: string;
  /** Move type or metric. */
  subject: string;
  /** In one string, as the evidence of a brief keeps it. */
  value: string;
  /** The value in the words of the source, or of the analyst. */
  written: string;
  status: ReviewStatus;
  exact: string;
  start: number;
  end: number;
}

type FlatFigure = FactState & { low: number; high: number; unit: string; valueFrom: number; valueTo: number };

/** What briefs ask when a fact may have changed since. */
export function createFactStateStore(db: Db) {
  const document = db.prepare<unknown[], { text: string; tlp: number }>(`
    SELECT r.text, d.tlp FROM document d JOIN revision r USING (revision_id)
    WHERE d.document_id = :documentId AND d.tlp <= :clearance`);
  const moves = db.prepare<unknown[], FactState>(`
    SELECT 'move' AS kind, m.vendor_id AS vendorId, m.move_type AS subject, m.status, m.gist AS written, q.exact, q.start,
      q."end" AS "end", m.happened_start || '/' || m.happened_end || IIF(m.status = 'confirmed', '|' || m.gist, '') AS value
    FROM move m JOIN quote q USING (quote_id) JOIN document d ON d.document_id = m.document_id
    WHERE m.document_id = :documentId AND d.tlp <= :clearance`);
  const figures = db.prepare<unknown[], FlatFigure>(`
    SELECT 'figure' AS kind, f.vendor_id AS vendorId, f.metric AS subject, f.status, '' AS written, '' AS value, q.exact, q.start,
      q."end" AS "end", f.low, f.high, f.unit, f.value_start - q.start AS valueFrom, f.value_end - q.start AS valueTo
    FROM figure f JOIN quote q USING (quote_id) JOIN document d ON d.document_id = f.document_id
    WHERE f.document_id = :documentId AND d.tlp <= :clearance`);

  return {
    /** @returns undefined when it is gone or above clearance. */
    findDocumentState(viewer: Viewer, documentId: string): DocumentState | undefined {
      const row = document.get({ ...clearanceOf(viewer), documentId });
      return row && { ...row, tlp: tlpOfRank(row.tlp) };
    },

    /** @returns moves and figures of one document, the rejected too. */
    listFactStates(viewer: Viewer, documentId: string): FactState[] {
      const asked = { ...clearanceOf(viewer), documentId };
      return [...moves.all(asked), ...figures.all(asked).map(toFigureState)];
    },
  };
}

function toFigureState({ low, high, unit, valueFrom, valueTo, ...state }: FlatFigure): FactState {
  const written = state.exact.slice(valueFrom, valueTo) || state.exact;
  return { ...state, value: `${low}|${high}|${unit}`, written };
}
