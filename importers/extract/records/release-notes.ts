import type { Extraction } from '../../../server/facts/extraction.ts';
import { buildDay } from '../../../server/facts/partial-date.ts';
import type { ExtractedMove, PartialDate, ProductChange, Quote } from '../../../server/model.ts';
import { findWrittenDay } from '../../normalise/release-date.ts';
import type { ReleaseVocabulary } from '../../reference-data.ts';
import type { ReadableDocument } from '../index.ts';
import { buildQuote } from '../quotes.ts';
import { emptyExtraction } from './empty.ts';
import { findCodePrefix, type ReleaseEntry, readReleaseEntries } from './release-entries.ts';
import type { VendorNames } from './vendor-names.ts';

const DATE_LINE = /^(?:发布时间|发布日期|release date|released|date)/i;
const MOST_NAMED = 8;

/**
 * One move a release: on that day the vendor opened and changed these products. A release without a date, or of nobody that is
 * known, gives none; its text is stored and can be searched.
 */
export function readReleaseNotes(
  document: ReadableDocument,
  vocabulary: ReleaseVocabulary,
  names: VendorNames,
): Extraction {
  const [head] = document.passages;
  const vendorId =
    names.findWithin(document.title) ??
    names.find(findCodePrefix(document.text, names) ?? '') ??
    findHeadedVendor(document, names);
  const empty = emptyExtraction();
  if (!head) return empty;
  if (!vendorId) return { ...empty, unread: [{ start: head.start, end: head.end, why: ['date'] }] };
  const entries = readReleaseEntries(document, vocabulary, names);
  const dated = readDate(document);
  const quote = dated?.quote ?? buildQuote(document.text, head.start, head.end);
  const vendors = [{ vendorId, role: 'main' as const, count: 1, quote }];
  if (!dated || entries.length === 0) return { ...empty, vendors };
  return { ...empty, vendors, moves: [toMove(vendorId, document.title, entries, dated.happened, quote)] };
}

/** The one vendor that headings begin with. */
function findHeadedVendor({ text, passages }: ReadableDocument, names: VendorNames): string | undefined {
  const headings = passages.filter(({ kind }) => kind === 'heading').map(({ start, end }) => text.slice(start, end));
  const vendors = new Set(headings.flatMap((heading) => names.find(heading.trim().split(/\s+/)[0] ?? '') ?? []));
  return vendors.size === 1 ? [...vendors][0] : undefined;
}

/** The day of the heading; else the last that lines of their own state, which is inferred when they differ. */
function readDate({ text, passages }: ReadableDocument): { happened: PartialDate; quote: Quote } | undefined {
  const found = passages.flatMap(({ start, end }, index) => {
    const words = text.slice(start, end);
    const written = index === 0 || DATE_LINE.test(words) ? findWrittenDay(words) : undefined;
    return written ? [{ written, index, quote: buildQuote(text, start, end) }] : [];
  });
  const days = new Set(found.map(({ written }) => written.day));
  const chosen =
    found.find(({ index }) => index === 0) ?? [...found].sort((a, b) => (a.written.day < b.written.day ? 1 : -1))[0];
  const day = chosen && buildDay(...(chosen.written.day.split('-').map(Number) as [number, number, number]));
  if (!chosen || !day) return undefined;
  return {
    happened: { ...day, text: chosen.written.text, guessed: chosen.index !== 0 && days.size > 1 },
    quote: chosen.quote,
  };
}

function toMove(
  vendorId: string,
  title: string,
  entries: readonly ReleaseEntry[],
  happened: PartialDate,
  quote: Quote,
): ExtractedMove {
  const products = countByProduct(entries);
  return {
    ...{ vendorId, type: 'product', happened, counterparty: '', importance: 1, confidence: 1, state: 'actual' },
    gist: `${title}: ${describe(entries, products)}`,
    reasons: [],
    quote,
    series: { name: title.replace(/\s\S+(?:\s\(\d+\))?$/, ''), products },
  };
}

/** Most opened first, then most changed. */
function countByProduct(entries: readonly ReleaseEntry[]): ProductChange[] {
  const counts = new Map<string, ProductChange>();
  for (const { product, kind } of entries) {
    if (product === '' || kind === 'other') continue;
    const count = counts.get(product) ?? { product, opened: 0, changed: 0 };
    counts.set(product, count);
    if (kind === 'opened') count.opened++;
    else count.changed++;
  }
  return [...counts.values()].sort(
    (a, b) => b.opened - a.opened || b.changed - a.changed || (a.product < b.product ? -1 : 1),
  );
}

function describe(entries: readonly ReleaseEntry[], products: readonly ProductChange[]): string {
  const opened = products.filter((product) => product.opened > 0);
  const named = opened.slice(0, MOST_NAMED).map(({ product, opened: count }) => `${product} ${count}`);
  const count = (kind: ReleaseEntry['kind']): number => entries.filter((entry) => entry.kind === kind).length;
  const parts = [
    ...(count('opened') > 0
      ? [
          `new ${count('opened')}${named.length > 0 ? ` (${named.join(', ')}${opened.length > MOST_NAMED ? ', …' : ''})` : ''}`,
        ]
      : []),
    ...(['changed', 'fixed', 'removed', 'other'] as const).flatMap((kind) =>
      count(kind) > 0 ? [`${kind} ${count(kind)}`] : [],
    ),
  ];
  return parts.join(', ');
}
