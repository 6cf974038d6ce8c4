import type { MoveTypeEntry } from '../../reference-data.ts';
import { isEnglish } from '../english.ts';
import type { SentenceFacts } from '../sentence-facts.ts';
import { listSubjects, type Subject } from './subjects.ts';
import { fitsTransfer } from './transfer.ts';

/** A possible move: this vendor, this type, this sentence. Proposed widely; the model decides. */
export interface MoveCandidate extends Subject {
  facts: SentenceFacts;
  /** Index of `facts` in the document. */
  index: number;
  type: string;
  /** The cue nearest to the vendor; the first when the vendor is not named. */
  cue: { start: number; end: number };
  /** Patterns of the type's cues that match, as written in the vocabulary. */
  cues: string[];
  /** How many of them are strong. */
  strongCues: number;
  /** Other types with a strong cue in the sentence. */
  rivals: number;
  /** The type tells an end of a switch: won, lost. */
  transfers: boolean;
  /** The title shows cues of the type, and the document is about the vendor. */
  inTitle: boolean;
}

/** How far about a cue is looked for what denies it, in characters. */
const NEGATED_REACH = 16;
const NEGATED_REACH_ENGLISH = 40;

/** Where moves are looked for. */
interface MoveSentences {
  sentences: readonly SentenceFacts[];
  vendorOfPerson(personId: string): string | undefined;
}

/** Cues of every type in a sentence, found once for all its vendors. */
interface TypeCues {
  type: string;
  transfer: MoveTypeEntry['transfer'];
  /** Where the strong cues stand, else the weak ones. */
  places: { start: number; end: number }[];
  cues: string[];
  strongCues: number;
}

/** What a sentence is searched for. */
interface CueVocabulary {
  types: readonly MoveTypeEntry[];
  /** Patterns about a cue, written `#`, that say that it did not happen. */
  negated: readonly RegExp[];
}

/** @param year of publication, NaN when unknown */
export function buildMoveCandidates(
  { sentences, vendorOfPerson }: MoveSentences,
  vocabulary: CueVocabulary,
  isTitled: (vendorId: string, type: string) => boolean,
  year: number,
): MoveCandidate[] {
  return sentences.flatMap((facts, index) => {
    const typeCues = isReadable(facts) ? findCues(facts, vocabulary) : [];
    if (typeCues.length === 0) return [];
    return listSubjects(facts, vendorOfPerson, year).flatMap((subject) =>
      typeCues
        .filter((found) => found.strongCues > 0 || subject.naming !== 'carried')
        .filter((found) => fitsTransfer(found.transfer, subject, facts, found.places))
        .map(({ places, transfer, ...found }) => ({
          ...{ facts, index, ...subject, ...found },
          cue: nearestCue(places, subject),
          rivals: countRivals(typeCues, found.type),
          transfers: transfer !== undefined,
          inTitle: isTitled(subject.vendorId, found.type),
        }))
        .filter((candidate) => !isOfAnother(candidate) && !isOfOtherAccount(candidate)),
    );
  });
}

/** 华为云裁撤事业部,AWS故障: a vendor that begins a later clause has no part in what another one does before it. */
function isOfAnother({
  facts: { words, sentence, vendors },
  naming,
  vendorStart,
  cue,
  vendorId,
}: MoveCandidate): boolean {
  if (naming !== 'named' || cue.end > vendorStart) return false;
  const between = words.slice(cue.end - sentence.start, vendorStart - sentence.start);
  if (!/[,;](?:\s(?:and|while|whereas|but|as))?\s?$/.test(between)) return false;
  const clause = sentence.start + words.lastIndexOf(',', cue.start - sentence.start) + 1;
  return vendors.some(({ id, start, end }) => id !== vendorId && start >= clause && end <= cue.start);
}

/** 小红书在腾讯云上建了备份,B站则自建了机房: what another account does in a later clause is no loss of the first one's vendor. */
function isOfOtherAccount({ facts, naming, vendorStart, vendorEnd, cue, transfers }: MoveCandidate): boolean {
  if (!transfers || naming !== 'named' || vendorEnd > cue.start) return false;
  const { words, sentence, accounts } = facts;
  const clauseOf = (place: number): number => sentence.start + words.lastIndexOf(',', place - sentence.start) + 1;
  const [own, cued] = [clauseOf(vendorStart), clauseOf(cue.start)];
  if (own === cued) return false;
  const before = accounts.filter(({ start }) => start >= own && start < cued);
  const doers = accounts.filter(({ start, end }) => start >= cued && end <= cue.start);
  return before.length > 0 && doers.length > 0 && doers.every(({ id }) => before.every((match) => match.id !== id));
}

function nearestCue(
  places: TypeCues['places'],
  { naming, vendorStart, vendorEnd }: Subject,
): { start: number; end: number } {
  const distance = (cue: { start: number; end: number }): number =>
    naming === 'carried' ? cue.start : cue.start >= vendorEnd ? cue.start - vendorEnd : vendorStart - cue.end + 4;
  return [...places].sort((a, b) => distance(a) - distance(b))[0] as { start: number; end: number };
}

/** 2022年之前,它九成的流量跑在…: how things were tells no event. */
const FORMERLY = /^(?:在)?(?:19|20)\d{2}年[^,。;]{0,6}(?:之前|以前),/;

/** A row of a table tells a move only where it states a day or month: a row of counts by year tells none. */
function isReadable({ words, dates }: SentenceFacts): boolean {
  if (FORMERLY.test(words)) return false;
  const isRow = words.split(/[;；|]/).length > 3 && /^[^,。]{1,12}:/.test(words);
  return !isRow || dates.some(({ date }) => date.precision === 'day' || date.precision === 'month');
}

/** All cues of a type in one pattern: most sentences show none, and one scan says so. */
const anyCues = new WeakMap<MoveTypeEntry, RegExp>();

function anyCueOf(entry: MoveTypeEntry): RegExp {
  const known = anyCues.get(entry);
  if (known) return known;
  const whole = new RegExp([...entry.cues.strong, ...entry.cues.weak].map((cue) => `(?:${cue.source})`).join('|'), 'u');
  anyCues.set(entry, whole);
  return whole;
}

function countRivals(typeCues: readonly TypeCues[], type: string): number {
  return typeCues.filter((other) => other.type !== type && other.strongCues > 0).length;
}

function findCues(facts: SentenceFacts, { types, negated }: CueVocabulary): TypeCues[] {
  const { words } = facts;
  const offset = facts.sentence.start;
  const reach = isEnglish(words) ? NEGATED_REACH_ENGLISH : NEGATED_REACH;
  const happened = (from: number, to: number): boolean => {
    const around = `${words.slice(Math.max(0, from - reach), from)}#${words.slice(to, to + reach)}`;
    return !negated.some((pattern) => pattern.test(around));
  };
  return types.flatMap((entry) => {
    if (!anyCueOf(entry).test(words)) return [];
    const { id, cues, refuse, transfer } = entry;
    if (refuse.some((pattern) => pattern.test(words))) return [];
    const find = (pattern: RegExp) => {
      const match = pattern.exec(words);
      if (!match || !happened(match.index, match.index + match[0].length)) return [];
      return [{ source: pattern.source, start: offset + match.index, end: offset + match.index + match[0].length }];
    };
    const strong = cues.strong.flatMap(find);
    const found = [...strong, ...cues.weak.flatMap(find)];
    const places = (strong.length > 0 ? strong : found).map(({ start, end }) => ({ start, end }));
    if (places.length === 0) return [];
    return [{ type: id, transfer, places, cues: found.map((cue) => cue.source), strongCues: strong.length }];
  });
}
