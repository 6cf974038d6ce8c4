import { type Conflict, listConflicts } from '../ledger/list-conflicts.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import type { Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';

/** @returns a line a disagreement of figures, or of versions of one text in a number, that the viewer may see. */
export function exportConflicts(store: Store, viewer: Viewer): Conflict[] {
  const vendorIds = store.listVendors(viewer).map(({ vendorId }) => vendorId);
  return listConflicts(store, viewer, readLedger(store), vendorIds);
}
