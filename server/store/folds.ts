import type { Db } from '../db/open.ts';
import type { FoldLink } from '../facts/decision.ts';
import type { Viewer } from '../model.ts';
import { clearanceOf } from './visibility.ts';

export function createFoldStore(db: Db) {
  const links = db.prepare<unknown[], FoldLink>(`
    SELECT f.action, a.move_id AS moveId, b.move_id AS otherId
    FROM fold_decision f JOIN fold_target a ON a.decision_id = f.decision_id AND a.side = 0
      JOIN fold_target b ON b.decision_id = f.decision_id AND b.side = 1
      JOIN document d ON d.document_id = a.document_id JOIN document e ON e.document_id = b.document_id
    WHERE f.undone_at IS NULL AND a.move_id IS NOT NULL AND b.move_id IS NOT NULL
      AND d.tlp <= :clearance AND e.tlp <= :clearance
    ORDER BY f.decided_at, f.rowid`);
  return {
    /** @returns what holds on folding: of several decisions on one pair the latest. */
    listFoldLinks(viewer: Viewer): FoldLink[] {
      const latest = new Map<string, FoldLink>();
      for (const link of links.all(clearanceOf(viewer))) {
        const pair = [link.moveId, link.otherId].sort().join();
        latest.delete(pair);
        latest.set(pair, link);
      }
      return [...latest.values()];
    },
  };
}
