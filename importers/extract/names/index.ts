import type { AccountNaming } from '../../reference-data.ts';
import { type EntityMatch, firstEndingAfter, overlaps } from '../gazetteer.ts';
import { type Features, type LogisticModel, predict } from '../logistic.ts';
import { findSentence, type Reading, type Sentence } from '../reading.ts';
import { findWordEdges, type WordEdges } from '../words.ts';
import { buildNameFinder, type NameSighting } from './candidates.ts';
import { buildNameFeatures, type NameCandidate } from './features.ts';

export interface FeaturedName {
  candidate: NameCandidate;
  features: Features;
}

/** Finds organisations that no list holds and that buy cloud. What it finds are candidates until somebody confirms them. */
export interface NameReader {
  propose(reading: Reading, matches: readonly EntityMatch[]): FeaturedName[];
  /** @returns every place of the names kept, as matches of strength `weak` whose id is the folded name. */
  extract(reading: Reading, matches: readonly EntityMatch[]): EntityMatch[];
}

const MOST_NAMES = 200;
/** 北京市通信管理局: a part of an office's name is no firm. */
const OFFICE = /^(?:监督)?(?:管理)?(?:局|厅|委员会|协会|学会|署)/;

export function buildNameReader(naming: AccountNaming, model: LogisticModel): NameReader {
  const finder = buildNameFinder(naming);
  const propose = (reading: Reading, matches: readonly EntityMatch[]): FeaturedName[] => {
    const sorted = [...matches].sort((a, b) => a.start - b.start);
    const isTaken = (start: number, end: number): boolean => overlaps(sorted, start, end);
    const groups = new Map<string, NameSighting[]>();
    const cut = new Map<number, WordEdges>();
    const edgesOf = ({ start, end }: Sentence): WordEdges => {
      const known = cut.get(start) ?? findWordEdges(reading.folded.slice(start, end));
      cut.set(start, known);
      return known;
    };
    for (const sighting of finder.find(reading, isTaken)) {
      const edges = edgesOf(sighting.sentence);
      const at = sighting.start - sighting.sentence.start;
      if (!edges.has(at) || !edges.has(at + sighting.name.length)) continue;
      if (OFFICE.test(reading.folded.slice(sighting.start + sighting.name.length))) continue;
      const list = groups.get(sighting.name);
      if (list) list.push(sighting);
      else if (groups.size < MOST_NAMES) groups.set(sighting.name, [sighting]);
    }
    return [...groups].map(([name, sightings]) => {
      const candidate = describe(name, sightings, reading, sorted, edgesOf((sightings[0] as NameSighting).sentence));
      return { candidate, features: buildNameFeatures(candidate) };
    });
  };
  return {
    propose,
    extract(reading, matches) {
      const scored = propose(reading, matches).map(({ candidate, features }) => ({
        candidate,
        probability: predict(model, features),
      }));
      const sorted = [...matches].sort((a, b) => a.start - b.start);
      const taken: EntityMatch[] = [];
      for (const { name, sightings } of chooseNames(scored, model.threshold)) {
        for (const form of listForms(name, sightings)) {
          for (const start of placesOf(reading.folded, form)) {
            const end = start + form.length;
            if (overlaps(sorted, start, end) || taken.some((match) => match.start < end && start < match.end)) continue;
            taken.push({ start, end, kind: 'account', id: name, strength: 'weak' });
          }
        }
      }
      return taken;
    },
  };
}

/** The name, then its brand where that can stand alone: 风筝出行, 风筝. */
function listForms(name: string, sightings: readonly NameSighting[]): string[] {
  const brand = sightings.find((sighting) => sighting.sign === 'suffix')?.brand ?? '';
  return brand.length >= 2 ? [name, brand] : [name];
}

export interface ScoredName {
  candidate: NameCandidate;
  probability: number;
}

/** The likely names; of two where one holds the other only the likelier. */
export function chooseNames(scored: readonly ScoredName[], threshold: number): NameCandidate[] {
  const kept: NameCandidate[] = [];
  for (const { candidate } of scored
    .filter((entry) => entry.probability >= threshold)
    .sort((a, b) => b.probability - a.probability)) {
    if (!kept.some(({ name }) => name.includes(candidate.name) || candidate.name.includes(name))) kept.push(candidate);
  }
  return kept;
}

function describe(
  name: string,
  sightings: NameSighting[],
  reading: Reading,
  matches: readonly EntityMatch[],
  edges: WordEdges,
): NameCandidate {
  const brand = (sightings.find((sighting) => sighting.sign === 'suffix') ?? (sightings[0] as NameSighting)).brand;
  const within = (kind: string, start: number, end: number): boolean => holdsOne(matches, kind, start, end);
  const first = sightings[0] as NameSighting;
  const at = first.start - first.sentence.start;
  const inner = Array.from({ length: Math.max(0, brand.length - 1) }, (_, i) => at + 1 + i);
  const contexts = sightings.slice(0, 12).map(({ sentence, start }) => ({
    words: reading.folded.slice(sentence.start, sentence.end),
    at: start - sentence.start,
  }));
  const passages = sightings.slice(0, 12).flatMap(({ start }) => {
    const sentence = findSentence(reading, start);
    const passage = sentence && reading.passages[sentence.passage];
    return passage ? [passage] : [];
  });
  return {
    ...{ name, sightings, contexts },
    brandWords: 1 + inner.filter((place) => edges.has(place)).length,
    brandLength: brand.length,
    isWord: !Array.from({ length: name.length - 1 }, (_, i) => at + 1 + i).some((place) => edges.has(place)),
    count: countOf(reading.folded, name),
    brandCount: brand.length >= 2 ? countOf(reading.folded, brand) : 0,
    inTitle: reading.foldedTitle.includes(name),
    isBrandInTitle: brand.length >= 2 && reading.foldedTitle.includes(brand),
    besideVendor: sightings.some(({ sentence }) => within('vendor', sentence.start, sentence.end)),
    nearVendor: passages.some((passage) => within('vendor', passage.start, passage.end)),
    besideAccount: sightings.some(({ sentence }) => within('account', sentence.start, sentence.end)),
    isPerson: matches.some((match) => match.kind === 'person' && sightings.some((one) => match.end === one.start)),
  };
}

const MOST_PLACES = 50;

function placesOf(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(part, at + part.length))
    places.push(at);
  return places;
}

const countOf = (text: string, part: string): number => placesOf(text, part).length;

/** @returns whether a match of a kind lies inside a span; `sorted` by place, and no two overlap but at the same place. */
function holdsOne(sorted: readonly EntityMatch[], kind: string, start: number, end: number): boolean {
  for (let i = firstEndingAfter(sorted, start); ; i++) {
    const match = sorted[i];
    if (!match || match.start >= end) return false;
    if (match.kind === kind && match.start >= start && match.end <= end) return true;
  }
}
