import type { LedgerFigure } from '../facts/figure-conflicts.ts';
import { compileLedger, type Ledger, type LedgerBody, toComparable } from '../facts/figure-ledger.ts';
import type { Viewer } from '../model.ts';
import type { FigureRow } from '../store/figures.ts';
import type { Store } from '../store/index.ts';

/** A figure of the ledger: as its source says it, and as it is compared. */
export interface LedgerRow extends LedgerFigure {
  figure: FigureRow;
}

/** Characters on each side of a number that tell what it is of. */
const AROUND = 24;

/** @returns the definitions as they were last imported; none in a base without */
export function readLedger(store: Store): Ledger {
  return compileLedger(store.findVocabulary<LedgerBody>('ledger') ?? { metrics: [], scopes: [] });
}

/** @returns the figures that measure something defined, of vendors in the order given */
export function listLedgerRows(
  store: Store,
  viewer: Viewer,
  ledger: Ledger,
  vendorIds: readonly string[],
): LedgerRow[] {
  return vendorIds
    .flatMap((vendorId) => store.listFigures(viewer, { vendorId }))
    .filter(({ metric }) => metric !== '')
    .map((figure) => toLedgerRow(figure, ledger));
}

export function toLedgerRow(figure: FigureRow, ledger: Ledger): LedgerRow {
  const { figureId, vendorId, metric, place, low, high, unit, written, state, approximate, qualifier } = figure;
  const { quote, valueStart, valueEnd, document, scope, cell, period } = figure;
  const [start, end] = [valueStart - quote.start, valueEnd - quote.start];
  return {
    ...{ figure, figureId, vendorId, metric, place, state, approximate, qualifier, period },
    of: ledger.metrics.get(metric)?.of ?? 'moment',
    value: toComparable(low, high, unit, written),
    scopes: ledger.readScopes({ scope, sentence: quote.exact, start, end }),
    ...{ published: document.published, documentId: document.documentId, workId: document.workId },
    tableId: cell?.tableId ?? null,
    around: quote.exact.slice(Math.max(0, start - AROUND), start) + quote.exact.slice(end, end + AROUND),
    ...{ sentence: quote.exact, written },
  };
}
