import type { Extraction } from '../../server/facts/extraction.ts';
import type { NormalisedDocument } from '../../server/model.ts';
import { foldText } from '../../server/text/fold.ts';
import type { ReferenceData } from '../reference-data.ts';
import { buildTableReader } from '../tables/index.ts';
import { withoutRows } from '../tables/without-rows.ts';
import { findListedBeside } from './account-lists.ts';
import { dropOtherRoles } from './account-roles.ts';
import { extractAccounts } from './accounts.ts';
import { isWrittenAsName } from './english.ts';
import { buildFigureReader, type FeaturedFigure } from './figures/index.ts';
import { buildFocus } from './focus.ts';
import { buildGazetteer } from './gazetteer.ts';
import { buildMoveReader, type FeaturedCandidate, type MoveContext } from './moves/index.ts';
import { findEnglishNames } from './names/english.ts';
import { buildNameReader, type FeaturedName } from './names/index.ts';
import { buildPeopleReader } from './people.ts';
import { buildReading, type Reading } from './reading.ts';
import { buildRecordReader } from './records/index.ts';
import { buildSentenceFacts } from './sentence-facts.ts';
import { listUnread } from './unread.ts';
import { readVendors } from './vendors.ts';

/** Raised when the same text would yield other facts. */
export const EXTRACTOR_VERSION = 18;

export interface ReadableDocument extends Pick<NormalisedDocument, 'title' | 'text' | 'passages' | 'published'> {
  /** That it was read by: records are told by it; without one a document is read as prose. */
  format?: string;
}

export interface Proposals {
  reading: Reading;
  moves: FeaturedCandidate[];
  figures: FeaturedFigure[];
  /** Unlisted names, proposed as if no account were listed. */
  names: FeaturedName[];
}

/** Reads any number of documents, each from its text and date alone. */
export interface Extractor {
  extract(document: ReadableDocument): Extraction;
  /** Every possible move and figure with its features, whatever the models think of it. */
  propose(document: ReadableDocument): Proposals;
}

/** Prepares the vocabulary once. */
export function buildExtractor(data: ReferenceData): Extractor {
  const readRecord = buildRecordReader(data);
  const gazetteer = buildGazetteer(data);
  const vendors = new Map(data.vendors.map((vendor) => [vendor.id, vendor]));
  const listedAccounts = new Map(data.accounts.map((account) => [account.id, account]));
  const isOwner = (owner: string, owned: string): boolean =>
    listedAccounts.get(owner) !== undefined && listedAccounts.get(owned)?.parent === listedAccounts.get(owner)?.name;
  const homes = new Map(data.people.map((person) => [person.id, person.vendor]));
  const people = buildPeopleReader(data.people, data.vocabulary);
  const tables = buildTableReader(gazetteer, data);
  const figures = buildFigureReader(data.metrics, data.figureModel);
  const names = buildNameReader(data.accountNaming, data.nameModel);
  const moves = buildMoveReader(data.moveTypes, data.vocabulary, data.moveModel);

  const prepare = (document: ReadableDocument) => {
    const reading = buildReading(document);
    const matches = gazetteer.match(reading.folded).filter((match) => isWrittenAsName(reading.text, match));
    const titleMatches = gazetteer.match(foldText(document.title));
    const named = readVendors(reading, matches, titleMatches, vendors, data.vocabulary.buyer);
    const titleVendors = titleMatches.filter((match) => match.kind === 'vendor').map((match) => match.id);
    const focus = buildFocus(reading, named.matches, titleVendors);
    const present = new Set(named.mentions.map((mention) => mention.vendorId));
    const listed = matches.filter((match) => match.kind === 'account');
    const beside = findListedBeside(reading, [
      ...matches,
      ...named.buyers.map((match) => ({ ...match, kind: 'account' as const })),
    ]);
    const persons = matches.filter((match) => match.kind === 'person');
    const known = [...listed, ...named.buyers, ...beside];
    const taken = [...named.matches, ...persons, ...known];
    const found = [...known, ...names.extract(reading, taken), ...findEnglishNames(reading, taken)];
    const accounts = dropOtherRoles(reading.folded, found, data.vocabulary.notBuyer, isOwner);
    const entities = [
      ...named.matches,
      ...accounts.map((match) => ({ ...match, kind: 'account' as const })),
      ...persons,
    ];
    const context: MoveContext = {
      reading,
      sentences: buildSentenceFacts(reading, entities, focus, vendors, data.vocabulary),
      mainVendors: new Set(
        named.mentions.filter((mention) => mention.role === 'main').map((mention) => mention.vendorId),
      ),
      titleVendors: new Set(titleVendors),
      vendorOfPerson: (id) => {
        const home = homes.get(id);
        return home && present.has(home) ? home : undefined;
      },
    };
    return { reading, matches, named, focus, present, accounts, persons, context };
  };

  return {
    extract(document) {
      const record = readRecord(document);
      if (record) return record;
      const { reading, matches, named, focus, present, accounts, context } = prepare(document);
      const read = tables.read(document);
      const prose = { moves: moves.extract(context), figures: figures.extract(context) };
      const found = {
        moves: withoutRows(prose.moves, read.rows),
        figures: [...withoutRows(prose.figures, read.rows), ...read.figures],
      };
      return {
        vendors: named.mentions,
        accounts: extractAccounts(reading, accounts, focus, data.vocabulary.buying, listedAccounts),
        people: people.extract(reading, matches, focus, present),
        ...found,
        tables: read.tables,
        unread: listUnread(context, data.moveTypes, [...found.moves, ...found.figures]),
      };
    },
    propose(document) {
      const { reading, named, persons, context } = prepare(document);
      return {
        reading,
        moves: moves.propose(context),
        figures: figures.propose(context),
        names: names.propose(reading, [...named.matches, ...persons]),
      };
    },
  };
}
