import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { PROJECT_ROOT } from '../server/config.ts';
import { AppError } from '../server/errors.ts';
import { buildCrawlRegistry } from './fetch/crawl-registry.ts';
import {
  type MetricEntry,
  metricsSchema,
  type RegionEntry,
  regionsSchema,
  type ScopeEntry,
  scopesSchema,
} from './metric-schema.ts';
import {
  type AccountEntry,
  type AccountNaming,
  accountNamingSchema,
  accountsSchema,
  type BattlecardsFile,
  type BriefsFile,
  battlecardsSchema,
  briefsSchema,
  type ModelFile,
  type MoveTypeEntry,
  modelSchema,
  moveTypesSchema,
  type PersonEntry,
  peopleSchema,
  questionsSchema,
  type RelationsFile,
  type ReleaseVocabulary,
  relationsSchema,
  releaseVocabularySchema,
  type SynonymSet,
  synonymsSchema,
  type VendorFile,
  type Vocabulary,
  vendorSchema,
  vocabularySchema,
} from './reference-schema.ts';
import { type SourceRules, sourceSchema } from './source-schema.ts';
import { readYaml } from './yaml-file.ts';

export type { MetricEntry, RegionEntry } from './metric-schema.ts';
export type {
  AccountEntry,
  AccountNaming,
  MoveTypeEntry,
  PersonEntry,
  ReleaseVocabulary,
  VendorFile,
  Vocabulary,
} from './reference-schema.ts';
export type { SourceRules } from './source-schema.ts';

/** Everything under data/ that describes the field: the extractors' whole knowledge of names. */
export interface ReferenceData {
  vendors: VendorFile[];
  accounts: AccountEntry[];
  people: PersonEntry[];
  accountNaming: AccountNaming;
  moveTypes: MoveTypeEntry[];
  metrics: MetricEntry[];
  regions: RegionEntry[];
  /** What figures are of; kept for comparing. */
  scopes: ScopeEntry[];
  sources: SourceRules[];
  /** For search alone. */
  synonyms: SynonymSet[];
  questions: Record<string, string[]>;
  vocabulary: Vocabulary;
  /** What sentences say of accounts: read by the server. */
  relations: RelationsFile;
  /** How release notes word their changes. */
  releases: ReleaseVocabulary;
  /** Rules and words of briefs: read by the server. */
  briefs: BriefsFile;
  battlecards: BattlecardsFile;
  /** Decides which proposed moves are filed. */
  moveModel: ModelFile;
  /** Decides which unlisted names are accounts. */
  nameModel: ModelFile;
  /** Decides which numbers are figures worth filing. */
  figureModel: ModelFile;
}

export const DATA_FOLDER = join(PROJECT_ROOT, 'data');

/**
 * Loads and checks data/vendors, data/sources, data/vocab and data/model.
 * @throws AppError BAD_REFERENCE_DATA with file, line and field; also where two entries contradict each other.
 */
export function loadReferenceData(folder = DATA_FOLDER): ReferenceData {
  const vocab = (name: string): string => join(folder, 'vocab', name);
  const data: ReferenceData = {
    vendors: readFolder(join(folder, 'vendors'), vendorSchema).sort((a, b) => a.position - b.position),
    sources: readFolder(join(folder, 'sources'), sourceSchema),
    accounts: readYaml(vocab('accounts.yaml'), accountsSchema),
    people: readYaml(vocab('people.yaml'), peopleSchema),
    accountNaming: readYaml(vocab('account-names.yaml'), accountNamingSchema),
    moveTypes: readYaml(vocab('move-types.yaml'), moveTypesSchema),
    releases: readYaml(vocab('release-notes.yaml'), releaseVocabularySchema),
    vocabulary: readYaml(vocab('language.yaml'), vocabularySchema),
    synonyms: readYaml(vocab('synonyms.yaml'), synonymsSchema),
    questions: readYaml(vocab('questions.yaml'), questionsSchema),
    metrics: readYaml(vocab('metrics.yaml'), metricsSchema),
    nameModel: readYaml(join(folder, 'model', 'names.json'), modelSchema),
    relations: readYaml(vocab('account-relations.yaml'), relationsSchema),
    regions: readYaml(vocab('regions.yaml'), regionsSchema),
    scopes: readYaml(vocab('scopes.yaml'), scopesSchema),
    briefs: readYaml(vocab('briefs.yaml'), briefsSchema),
    battlecards: readYaml(vocab('battlecards.yaml'), battlecardsSchema),
    figureModel: readYaml(join(folder, 'model', 'figures.json'), modelSchema),
    moveModel: readYaml(join(folder, 'model', 'moves.json'), modelSchema),
  };
  refuseContradictions(data);
  refuseBarredFeeds(data.sources);
  return data;
}

function readFolder<T extends { id: string }>(folder: string, schema: z.ZodType<T>): T[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => {
    const entry = readYaml(join(folder, name), schema);
    if (`${entry.id}.yaml` !== basename(name)) {
      throw new AppError('BAD_REFERENCE_DATA', `${join(folder, name)}:1: id: ${entry.id} is not the file's name`);
    }
    return entry;
  });
}

function refuseContradictions({ vendors, accounts, people, moveTypes, questions }: ReferenceData): void {
  const owners = new Map<string, string>();
  const claim = (text: string, owner: string): void => {
    const other = owners.get(text.toLowerCase());
    if (other && other !== owner)
      throw new AppError('BAD_REFERENCE_DATA', `data: ${text}: means both ${other} and ${owner}`);
    owners.set(text.toLowerCase(), owner);
  };
  for (const vendor of vendors) {
    for (const text of [...vendor.aliases.map((alias) => alias.text), ...vendor.weak, ...vendor.products])
      claim(text, `vendor ${vendor.id}`);
  }
  for (const account of accounts)
    for (const text of [account.name, ...account.aliases]) claim(text, `account ${account.id}`);
  const odd = Object.keys(questions).find((type) => !moveTypes.some(({ id }) => id === type));
  if (odd) throw new AppError('BAD_REFERENCE_DATA', `data/vocab/questions.yaml: no move type ${odd}`);
  const known = new Set(vendors.map((vendor) => vendor.id));
  const stray = people.find((person) => !known.has(person.vendor));
  if (stray) throw new AppError('BAD_REFERENCE_DATA', `data/vocab/people.yaml: ${stray.id}: no vendor ${stray.vendor}`);
}

/** A feed that its own file does not let be fetched, or that two files name. */
function refuseBarredFeeds(sources: readonly SourceRules[]): void {
  const registry = buildCrawlRegistry(sources);
  const seen = new Set<string>();
  for (const { id, feeds } of sources)
    for (const { url } of feeds) {
      const file = `data/sources/${id}.yaml: feeds: ${url}`;
      if (seen.has(url)) throw new AppError('BAD_REFERENCE_DATA', `${file}: is named twice`);
      seen.add(url);
      try {
        if (registry.getPermit(new URL(url)).sourceId === id) continue;
      } catch (error) {
        throw new AppError('BAD_REFERENCE_DATA', `${file}: ${(error as Error).message}`, { cause: error });
      }
      throw new AppError('BAD_REFERENCE_DATA', `${file}: the host belongs to another source`);
    }
}
