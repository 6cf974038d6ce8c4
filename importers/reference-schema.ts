import { z } from 'zod';
import { TLP_LABELS } from '../server/model.ts';
import { both, id, pattern, texts } from './schema-parts.ts';

/** Shapes of the files under data/. Unknown keys are refused: a misspelt key is a fault, not a wish. */

export const vendorSchema = z.strictObject({
  id,
  position: z.int().min(1),
  slot: z.int().min(0).max(7),
  mark: both,
  name: both,
  full: both,
  note: z.strictObject({ zh: z.string().default(''), en: z.string().default('') }).default({ zh: '', en: '' }),
  tracked: z.boolean().default(false),
  self: z.boolean().default(false),
  /**
   * What a mere mention means. seller: a vendor. buyer: sells too, but in a text on cloud it buys unless the text is about it.
   * peripheral: recorded only where the text is about it, or sets it among sellers.
   */
  standing: z.enum(['seller', 'buyer', 'peripheral']).default('seller'),
  /** Month in which the fiscal year begins. */
  fiscalYearStart: z.int().min(1).max(12).default(1),
  aliases: z
    .array(
      z.strictObject({
        text: z.string().min(1),
        sort: z.enum(['name', 'short', 'former', 'spelling']).default('name'),
      }),
    )
    .default([]),
  /** Names in code and records: of Terraform providers, organisations of repositories, keys of data sets. */
  codes: texts,
  weak: texts,
  products: texts,
  /** Names of one product or parent among the above: a search for one finds all. */
  synonyms: z.array(z.array(z.string().min(1)).min(2)).default([]),
  ignore: texts,
});
export type VendorFile = z.infer<typeof vendorSchema>;

export const accountsSchema = z.array(
  z.strictObject({
    id,
    name: z.string().min(1),
    nameEn: z.string().default(''),
    aliases: texts,
    industry: z.string().default(''),
    parent: z.string().default(''),
    /** Vendor of its own group: where only that one is spoken of, the organisation is no customer. */
    group: id.optional(),
    ignore: texts,
  }),
);
export type AccountEntry = z.infer<typeof accountsSchema>[number];

export const peopleSchema = z.array(
  z.strictObject({
    id,
    name: z.string().min(1),
    nameEn: z.string().default(''),
    aliases: texts,
    vendor: id,
    title: z.string().default(''),
  }),
);
export type PersonEntry = z.infer<typeof peopleSchema>[number];

/** Sets of words that a search takes for one another. */
export const synonymsSchema = z.array(z.array(z.string().trim().min(2).max(40)).min(2));
export type SynonymSet = z.infer<typeof synonymsSchema>[number];

/** Move type → words by which a question asks for such moves. */
export const questionsSchema = z.record(z.string(), z.array(z.string().trim().min(2).max(40)).min(1));

export const moveTypesSchema = z.array(
  z.strictObject({
    id,
    label: both,
    /** Which end of an account's switch the vendor is, where the type is one. */
    transfer: z.enum(['from', 'to']).optional(),
    /** Words that stand right behind the day on which the move became known: 8月15日[公布]的财报. That day dates it. */
    told: pattern.optional(),
    /** Words that propose such a move; each pattern is a feature of the model under its own text. */
    cues: z.strictObject({ strong: z.array(pattern), weak: z.array(pattern) }),
    /** Words that look like a cue and are none. */
    refuse: z.array(pattern).default([]),
  }),
);
export type MoveTypeEntry = z.infer<typeof moveTypesSchema>[number];

export const vocabularySchema = z.strictObject({
  /** Job titles, longest first when matched. */
  titles: texts,
  /** The same of English, as patterns over folded words. */
  englishTitles: texts,
  /** Words before a name that make it a person of a vendor. */
  surnames: texts,
  planned: z.array(pattern).default([]),
  rumoured: z.array(pattern).default([]),
  /** What stands about a cue, `#`, when the event did not happen. */
  negated: z.array(pattern).default([]),
  reported: z.array(pattern).default([]),
  pseudonyms: z.array(pattern).default([]),
  /** Named features of a sentence: name → pattern. */
  signals: z.record(z.string(), pattern).default({}),
  /** Words by which an organisation shows as a buyer of cloud. */
  buying: z.array(pattern).default([]),
  /** Words about a group's name, `{N}`, that make it a buyer. */
  buyer: z.array(pattern).default([]),
  /** Words about an organisation's name, `{N}`, that give it another part than a buyer's. */
  notBuyer: z.array(pattern).default([]),
});
export type Vocabulary = z.infer<typeof vocabularySchema>;

const words = z.array(z.string().min(1)).min(1);

/** How names of organisations are made: for finding accounts that no list holds. */
export const accountNamingSchema = z.strictObject({
  suffixes: z.record(z.string(), words),
  places: words,
  categories: words,
  generic: words,
  boundaries: words,
  followers: words,
  deals: pattern,
});
export type AccountNaming = z.infer<typeof accountNamingSchema>;

const source = pattern.transform((compiled) => compiled.source);

/** Kinds of what a sentence says of an account; their patterns are compiled by server/facts/account-vocabulary.ts. */
export const relationsSchema = z.strictObject({
  unnamed: z.array(source),
  kinds: z.array(z.strictObject({ id, implied: z.boolean().optional(), patterns: z.array(z.string().min(1)).min(1) })),
  states: z.strictObject({ planned: source, rumoured: source, negated: source }),
  past: source,
  workload: source,
  reasons: z.array(z.strictObject({ id, label: both, words: source })).min(1),
});
export type RelationsFile = z.infer<typeof relationsSchema>;

const patterns = z.array(pattern);
export const releaseVocabularySchema = z.strictObject({
  /** Read in this order. */
  kinds: z.strictObject({ fixed: patterns, removed: patterns, opened: patterns, other: patterns, changed: patterns }),
  notProducts: texts,
  joining: texts,
});
export type ReleaseVocabulary = z.infer<typeof releaseVocabularySchema>;

const label = z.enum(TLP_LABELS);
const phrases = z.record(z.string(), both);

/** Rules and words of win-back briefs: see server/facts/brief-types.ts. */
export const briefsSchema = z.strictObject({
  sections: z.array(z.strictObject({ id, no: z.string(), floor: label, title: both })).min(1),
  audiences: z.strictObject({ internal: label, partner: label, customer: label }),
  least: z.strictObject({ sentences: z.int().min(1), relations: z.int().min(1) }),
  validDays: z.int().min(1),
  halfLives: z.record(z.string(), z.int().min(1)),
  theirs: z.strictObject({ types: texts, open: texts, most: z.int().min(1) }),
  ours: z.strictObject({ types: texts, most: z.int().min(1) }),
  references: texts,
  leastConfidence: z.number().min(0).max(1),
  likelihood: z.array(z.strictObject({ least: z.number().min(0).max(1), words: both })).min(1),
  phrases,
  gaps: phrases,
  back: z.array(both).min(1),
  reasons: z.record(z.string(), z.strictObject({ one: both, handle: both, objection: both })),
  footprint: both,
});
export type BriefsFile = z.infer<typeof briefsSchema>;

/** Sections and words of battlecards: see server/briefs/build-battlecard.ts. */
export const battlecardsSchema = z.strictObject({
  sections: briefsSchema.shape.sections,
  recentDays: z.int().min(1),
  phrases,
});
export type BattlecardsFile = z.infer<typeof battlecardsSchema>;

/** A logistic regression as trained: see importers/extract/logistic.ts. */
export const modelSchema = z.strictObject({
  /** What it was learnt from, for people. */
  about: z.string(),
  intercept: z.number(),
  threshold: z.number().min(0).max(1),
  weights: z.record(z.string(), z.number()),
});
export type ModelFile = z.infer<typeof modelSchema>;
