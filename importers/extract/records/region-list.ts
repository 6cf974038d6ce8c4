import type { Extraction } from '../../../server/facts/extraction.ts';
import type { ExtractedFigure, ExtractedMove } from '../../../server/model.ts';
import { isPlannedStatus, RECORD_KEYS, type RecordKey } from '../../normalise/record-keys.ts';
import type { ReadableDocument } from '../index.ts';
import { buildQuote } from '../quotes.ts';
import { listRecordRows, type RecordRow } from './cells.ts';
import { emptyExtraction } from './empty.ts';
import { listVendors } from './list-vendors.ts';
import { readStatedDate } from './stated-date.ts';
import type { VendorNames } from './vendor-names.ts';

/** Lines that count the rows of a provider, see importers/formats/region-list.ts. */
const COUNTED = /^(?<provider>[^：]{1,80})：(?<regions>\d{1,5}) regions(?:, (?<zones>\d{1,6}) availability zones)?/;

/** A `region` move for every row with a day, month or year of launch; figures of regions and zones as of the list's date. */
export function readRegionList(document: ReadableDocument, names: VendorNames): Extraction {
  const vendorOf = (provider: string): string | undefined => names.find(provider) ?? names.findWithin(provider);
  const rows = listRecordRows(document).map((row) => ({ row, vendorId: vendorOf(find(row, 'provider') ?? '') }));
  const known = rows.flatMap(({ row, vendorId }) => (vendorId ? [{ row, vendorId }] : []));
  return {
    ...emptyExtraction(),
    vendors: listVendors(document.text, known),
    moves: known.flatMap(({ row, vendorId }) => toMove(document, row, vendorId)),
    figures: readCounts(document, vendorOf),
    unread: rows
      .filter(({ vendorId }) => !vendorId)
      .map(({ row: { start, end } }) => ({ start, end, why: ['number'] })),
  };
}

function find({ cells }: RecordRow, meaning: RecordKey): string | undefined {
  const key = RECORD_KEYS[meaning].find((name) => cells.has(name));
  return key === undefined ? undefined : cells.get(key)?.text;
}

function toMove({ text, published }: ReadableDocument, row: RecordRow, vendorId: string): ExtractedMove[] {
  const happened = readStatedDate(find(row, 'launched') ?? '');
  if (!happened) return [];
  const status = find(row, 'status') ?? '';
  const isLater = published !== null && happened.start > published.end;
  const [code = '', name = '', city = '', country = ''] = [
    find(row, 'region'),
    find(row, 'name'),
    row.cells.get('city')?.text,
    row.cells.get('country')?.text,
  ];
  const place = [city, country].filter((word) => word !== '' && !name.includes(word)).join(', ');
  return [
    {
      ...{ vendorId, type: 'region', happened, counterparty: '', confidence: 1, reasons: [] },
      gist: `${[code, name !== code ? name : ''].filter((word) => word !== '').join(' ')}${place ? ` (${place})` : ''}`,
      importance: 1,
      state: isLater || isPlannedStatus(status) ? 'planned' : 'actual',
      quote: buildQuote(text, row.start, row.end),
    },
  ];
}

function readCounts(
  { text, passages, published }: ReadableDocument,
  vendorOf: (provider: string) => string | undefined,
): ExtractedFigure[] {
  return passages.flatMap(({ kind, start, end }) => {
    const match = kind === 'row' ? null : COUNTED.exec(text.slice(start, end));
    const vendorId = match ? vendorOf(match.groups?.provider ?? '') : undefined;
    if (!match || !vendorId) return [];
    const quote = buildQuote(text, start, end);
    return (['regions', 'zones'] as const).flatMap((name): ExtractedFigure[] => {
      const digits = match.groups?.[name];
      // That a list names none is no count of none.
      if (digits === undefined || Number(digits) === 0) return [];
      const unit = name === 'regions' ? ' regions' : ' availability zones';
      const valueStart = start + match[0].indexOf(`${digits}${unit}`);
      return [
        {
          ...{
            vendorId,
            metric: 'zones',
            low: Number(digits),
            high: Number(digits),
            unit: unit.trim(),
            state: 'actual',
          },
          ...{ approximate: false, qualifier: '', period: published, confidence: 1, quote, valueStart },
          valueEnd: valueStart + digits.length,
        },
      ];
    });
  });
}
