import type { Extraction } from '../../../server/facts/extraction.ts';
import type { ExtractedMove, PartialDate } from '../../../server/model.ts';
import type { ReadableDocument } from '../index.ts';
import { buildQuote } from '../quotes.ts';
import { listRecordRows, type RecordRow } from './cells.ts';
import { emptyExtraction } from './empty.ts';
import { listVendors } from './list-vendors.ts';
import { readStatedDate } from './stated-date.ts';
import type { VendorNames } from './vendor-names.ts';

const GRAVE = /^(?:critical|high)$/i;

/** One `incident` move a row: platform and service, on the day on which it became public. */
export function readIncidentRecord(document: ReadableDocument, names: VendorNames): Extraction {
  const rows = listRecordRows(document).map((row) => {
    const platform = row.cells.get('affectedplatforms')?.text ?? '';
    return { row, vendorId: names.find(platform) ?? names.findWithin(platform) };
  });
  const known = rows.flatMap(({ row, vendorId }) => (vendorId ? [{ row, vendorId }] : []));
  return {
    ...emptyExtraction(),
    vendors: listVendors(document.text, known),
    moves: known.flatMap(({ row, vendorId }) => toMove(document, row, vendorId)),
    unread: rows
      .filter(({ row, vendorId }) => !vendorId || !dateOf(row))
      .map(({ row: { start, end } }) => ({ start, end, why: ['date'] })),
  };
}

function dateOf({ cells }: RecordRow): PartialDate | undefined {
  const [published = '', disclosed = ''] = [cells.get('publishedat')?.text, cells.get('disclosedat')?.text];
  return readStatedDate(published) ?? readStatedDate(disclosed);
}

function toMove({ title, text }: ReadableDocument, row: RecordRow, vendorId: string): ExtractedMove[] {
  const happened = dateOf(row);
  if (!happened) return [];
  const service = row.cells.get('affectedservices')?.text ?? '';
  const severity = row.cells.get('severity')?.text ?? '';
  return [
    {
      ...{ vendorId, type: 'incident', happened, counterparty: '', confidence: 1, state: 'actual', reasons: [] },
      gist: `${service && !title.toLowerCase().includes(service.toLowerCase()) ? `${service}: ` : ''}${title}${severity ? ` (${severity})` : ''}`,
      importance: GRAVE.test(severity) ? 2 : 1,
      quote: buildQuote(text, row.start, row.end),
    },
  ];
}
