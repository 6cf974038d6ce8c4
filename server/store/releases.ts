import type { Db } from '../db/open.ts';
import type { ProductChange, Viewer } from '../model.ts';
import { type FlatMove, MOVE_COLUMNS, type MoveRow, toMove } from './fact-columns.ts';
import { clearanceOf, VISIBLE } from './visibility.ts';

/** A move that is one instalment of a series of release notes. */
export interface ReleaseRow extends MoveRow {
  series: string;
  products: ProductChange[];
}

type FlatRelease = FlatMove & { series: string; products: string };

export function createReleaseStore(db: Db) {
  const releases = db.prepare<unknown[], FlatRelease>(`
    SELECT ${MOVE_COLUMNS}, m.series, m.products FROM move m JOIN document d USING (document_id) JOIN source s USING (source_id)
      JOIN move_type t USING (move_type) JOIN quote q USING (quote_id)
    WHERE m.vendor_id = :vendorId AND m.series IS NOT NULL AND m.status <> 'rejected' AND ${VISIBLE}
    ORDER BY m.happened_start DESC, m.move_id LIMIT 5000`);
  return {
    /** @returns releases of a vendor that this viewer may see, newest first. */
    listReleases: (viewer: Viewer, vendorId: string): ReleaseRow[] =>
      releases.all({ ...clearanceOf(viewer), vendorId }).map((row) => ({
        ...toMove(row),
        series: row.series,
        products: JSON.parse(row.products) as ProductChange[],
      })),
  };
}
