import type { VendorMention } from '../../server/model.ts';
import type { EntityMatch } from './gazetteer.ts';
import { buildQuote, chooseSpan } from './quotes.ts';
import { findSentence, type Reading } from './reading.ts';

/** A vendor named this often beside the most named one is a subject of the document, not a mention. */
const MAIN_SHARE = 0.45;
const LEAST_MAIN_COUNT = 4;

/**
 * Drops names that do not mean a vendor here: a weak name (微软, 阿里) counts only where a strong name or a product of the
 * same vendor stands in the title or text.
 */
export function keepVendorMatches(
  matches: readonly EntityMatch[],
  titleMatches: readonly EntityMatch[],
): EntityMatch[] {
  const vendors = matches.filter((match) => match.kind === 'vendor');
  const shown = new Set(
    [...vendors, ...titleMatches]
      .filter((match) => match.kind === 'vendor' && match.strength !== 'weak')
      .map((match) => match.id),
  );
  return vendors.filter((match) => match.strength !== 'weak' || shown.has(match.id));
}

/** @returns the vendors of a document, `main` where the title names one or much of the text is about it. */
export function extractVendors(
  reading: Reading,
  matches: readonly EntityMatch[],
  titleMatches: readonly EntityMatch[],
): VendorMention[] {
  const counts = new Map<string, EntityMatch[]>();
  for (const match of matches) {
    const list = counts.get(match.id);
    if (list) list.push(match);
    else counts.set(match.id, [match]);
  }
  const inTitle = new Set(titleMatches.filter((match) => match.kind === 'vendor').map((match) => match.id));
  const most = Math.max(0, ...[...counts.values()].map((list) => list.length));
  return [...counts].map(([vendorId, list]) => {
    const often = list.length >= LEAST_MAIN_COUNT && list.length >= MAIN_SHARE * most;
    const first = list[0] as EntityMatch;
    return {
      vendorId,
      role: inTitle.has(vendorId) || often ? 'main' : 'mention',
      count: list.length,
      quote: quoteSentence(reading, first),
    };
  });
}

/** The sentence about a match, as evidence that the name is there. */
export function quoteSentence(reading: Reading, match: { start: number; end: number }) {
  const sentence = findSentence(reading, match.start) ?? match;
  const span = chooseSpan(reading.folded, sentence, match);
  return buildQuote(reading.text, span.start, span.end);
}
