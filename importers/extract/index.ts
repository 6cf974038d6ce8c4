import type { Extraction, NormalisedDocument } from '../../server/model.ts';
import { foldText } from '../../server/text/fold.ts';
import type { ReferenceData } from '../reference-data.ts';
import { extractAccounts } from './accounts.ts';
import { buildFocus } from './focus.ts';
import { buildGazetteer } from './gazetteer.ts';
import { buildMoveReader } from './moves.ts';
import { buildPeopleReader } from './people.ts';
import { buildReading } from './reading.ts';
import { extractVendors, keepVendorMatches } from './vendors.ts';

/** Raised when the same text would yield other facts. */
export const EXTRACTOR_VERSION = 1;

export type Extractor = (document: Pick<NormalisedDocument, 'title' | 'text' | 'passages' | 'published'>) => Extraction;

/** Prepares the vocabulary once; the extractor then reads any number of documents, each from its text and date alone. */
export function buildExtractor(data: ReferenceData): Extractor {
  const gazetteer = buildGazetteer(data);
  const accounts = new Map(data.accounts.map((account) => [account.id, account]));
  const people = buildPeopleReader(data.people, data.vocabulary);
  const moves = buildMoveReader(data.moveTypes, data.vendors, data.vocabulary);

  return (document) => {
    const reading = buildReading(document);
    const matches = gazetteer.match(reading.folded);
    const titleMatches = gazetteer.match(foldText(document.title));
    const vendorMatches = keepVendorMatches(matches, titleMatches);
    const titleVendors = titleMatches.filter((match) => match.kind === 'vendor').map((match) => match.id);
    const focus = buildFocus(reading, vendorMatches, titleVendors);
    return {
      vendors: extractVendors(reading, vendorMatches, titleMatches),
      accounts: extractAccounts(reading, matches, accounts),
      people: people.extract(reading, matches, (offset) => focus.at(offset)),
      moves: moves.extract(reading, focus, matches),
    };
  };
}
