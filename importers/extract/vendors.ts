import type { VendorMention } from '../../server/model.ts';
import type { VendorFile } from '../reference-data.ts';
import type { EntityMatch } from './gazetteer.ts';
import { buildQuote, chooseSpan } from './quotes.ts';
import { findSentence, type Reading } from './reading.ts';
import { findAmongSellers } from './vendor-standing.ts';
import { findWeakBuyers } from './weak-buyers.ts';

/** A vendor named this often beside the most named one is a subject of the document, not a mention. */
const MAIN_SHARE = 0.35;
const LEAST_MAIN_COUNT = 4;
/** In a sentence with one of these a bare 腾讯 or 微软 speaks of its cloud. */
const CLOUD_WORDS = /云|友商|大厂|算力|大模型|iaas|paas|saas|to ?b(?![a-z])/;

export interface VendorReading {
  mentions: VendorMention[];
  /** Matches of the vendors kept. */
  matches: EntityMatch[];
  /** Matches of firms that are buyers in this document. */
  buyers: EntityMatch[];
}

/**
 * Decides which names mean a vendor here. A weak name (微软, 阿里) counts where a strong one of the same vendor stands in the
 * document, or where its own sentence speaks of cloud; a group that buys here is no vendor. A firm whose standing is `buyer` or
 * `peripheral` is a vendor only where the document is about it; the latter also where it stands among sellers.
 * @param buyer words that make a group's name a buyer (see weak-buyers.ts)
 */
export function readVendors(
  reading: Reading,
  matches: readonly EntityMatch[],
  titleMatches: readonly EntityMatch[],
  vendors: ReadonlyMap<string, VendorFile>,
  buyer: readonly RegExp[],
): VendorReading {
  const inTitle = new Set(titleMatches.filter((match) => match.kind === 'vendor').map((match) => match.id));
  const meant = keepStrong(reading, matches, titleMatches);
  const standingOf = (id: string): string => vendors.get(id)?.standing ?? 'seller';
  const accounts = matches.filter(
    ({ kind, id, strength }) =>
      kind === 'account' || (kind === 'vendor' && standingOf(id) === 'buyer' && strength !== 'weak'),
  );
  const bought = findWeakBuyers(reading.folded, meant, accounts, buyer);
  const kept = meant.filter((match) => !bought.has(match));
  const groups = groupById(kept);
  const most = Math.max(0, ...[...groups.values()].map((list) => list.length));
  const isMain = (id: string): boolean => {
    const count = groups.get(id)?.length ?? 0;
    return inTitle.has(id) || (count >= LEAST_MAIN_COUNT && count >= MAIN_SHARE * most);
  };
  const among = findAmongSellers(reading.folded, kept, (id) => standingOf(id) === 'seller');
  const isVendor = (id: string): boolean =>
    standingOf(id) === 'seller' || isMain(id) || (standingOf(id) === 'peripheral' && among.has(id));
  const sellers = kept.filter(({ id }) => isVendor(id));
  const isSure = (match: EntityMatch): boolean => match.strength === 'strong' || shareSentence(reading, match, sellers);
  const mentions = [...groups]
    .filter(([id]) => isVendor(id))
    .map(([vendorId, list]): VendorMention => {
      const role = isMain(vendorId) ? 'main' : 'mention';
      return { vendorId, role, count: list.length, quote: quoteSentence(reading, list[0] as EntityMatch) };
    });
  return {
    mentions,
    matches: sellers,
    buyers: [
      ...bought,
      ...kept.filter((match) => standingOf(match.id) === 'buyer' && !isVendor(match.id) && isSure(match)),
    ],
  };
}

function shareSentence(reading: Reading, match: EntityMatch, others: readonly EntityMatch[]): boolean {
  const sentence = findSentence(reading, match.start);
  return sentence !== undefined && others.some(({ start, end }) => start >= sentence.start && end <= sentence.end);
}

function keepStrong(
  reading: Reading,
  matches: readonly EntityMatch[],
  titleMatches: readonly EntityMatch[],
): EntityMatch[] {
  const vendors = matches.filter((match) => match.kind === 'vendor');
  const shown = new Set(
    [...vendors, ...titleMatches]
      .filter((match) => match.kind === 'vendor' && match.strength !== 'weak')
      .map((match) => match.id),
  );
  const people = matches.filter((match) => match.kind === 'person');
  return vendors.filter((match, index) => {
    if (match.strength !== 'weak' || shown.has(match.id)) return true;
    const sentence = findSentence(reading, match.start);
    if (!sentence) return false;
    const inside = (other: EntityMatch | undefined): boolean =>
      other !== undefined && other.id !== match.id && other.start >= sentence.start && other.end <= sentence.end;
    const beside = inside(vendors[index - 1]) || inside(vendors[index + 1]) || people.some(inside);
    return beside || CLOUD_WORDS.test(reading.folded.slice(sentence.start, sentence.end));
  });
}

function groupById(matches: readonly EntityMatch[]): Map<string, EntityMatch[]> {
  const groups = new Map<string, EntityMatch[]>();
  for (const match of matches) {
    const list = groups.get(match.id);
    if (list) list.push(match);
    else groups.set(match.id, [match]);
  }
  return groups;
}

/** The sentence about a match, as evidence that the name is there. */
export function quoteSentence(reading: Reading, match: { start: number; end: number }) {
  const sentence = findSentence(reading, match.start) ?? match;
  const span = chooseSpan(reading.folded, sentence, match);
  return buildQuote(reading.text, span.start, span.end);
}
