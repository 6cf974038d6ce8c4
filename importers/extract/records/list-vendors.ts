import type { VendorMention } from '../../../server/model.ts';
import { buildQuote } from '../quotes.ts';

/** @returns one mention a vendor, with its first row; all of the most named are what the record is about. */
export function listVendors(
  text: string,
  rows: readonly { vendorId: string; row: { start: number; end: number } }[],
): VendorMention[] {
  const mentions = new Map<string, VendorMention>();
  for (const { vendorId, row } of rows) {
    const known = mentions.get(vendorId);
    if (known) known.count++;
    else mentions.set(vendorId, { vendorId, role: 'main', count: 1, quote: buildQuote(text, row.start, row.end) });
  }
  return [...mentions.values()];
}
