import type { Extraction } from '../../../server/facts/extraction.ts';
import { buildDay } from '../../../server/facts/partial-date.ts';
import type { ExtractedMove, PartialDate } from '../../../server/model.ts';
import { findWrittenDay } from '../../normalise/release-date.ts';
import type { ReadableDocument } from '../index.ts';
import { buildQuote } from '../quotes.ts';
import { listRecordRows, type RecordRow } from './cells.ts';
import { emptyExtraction } from './empty.ts';
import { listVendors } from './list-vendors.ts';
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
    unread: rows.filter(({ vendorId }) => !vendorId).map(({ row: { start, end } }) => ({ start, end, why: ['date'] })),
  };
}

function toMove({ title, text }: ReadableDocument, row: RecordRow, vendorId: string): ExtractedMove[] {
  const happened = readDay(row.cells.get('publishedat')?.text) ?? readDay(row.cells.get('disclosedat')?.text);
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

function readDay(words = ''): PartialDate | undefined {
  const written = findWrittenDay(words);
  const day = written && buildDay(...(written.day.split('-').map(Number) as [number, number, number]));
  return written && day && { ...day, text: written.text, guessed: false };
}
