import type { MoveTypeEntry } from '../../reference-data.ts';
import type { SentenceFacts } from '../sentence-facts.ts';
import { fitsTransfer } from './transfer.ts';

/** How a vendor comes into a sentence. */
export type Naming = 'named' | 'person' | 'carried';

/** A possible move: this vendor, this type, this sentence. Proposed widely; the model decides. */
export interface MoveCandidate {
  facts: SentenceFacts;
  /** Index of `facts` in the document. */
  index: number;
  vendorId: string;
  naming: Naming;
  /** Where the vendor stands in the text; the sentence's start when it is carried over. */
  vendorStart: number;
  vendorEnd: number;
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

const MOST_VENDORS = 5;

/** Cues of every type in a sentence, found once for all its vendors. */
interface TypeCues {
  type: string;
  transfer: MoveTypeEntry['transfer'];
  /** Where the strong cues stand, else the weak ones. */
  places: { start: number; end: number }[];
  cues: string[];
  strongCues: number;
}

export function buildMoveCandidates(
  sentences: readonly SentenceFacts[],
  types: readonly MoveTypeEntry[],
  vendorOfPerson: (personId: string) => string | undefined,
  isTitled: (vendorId: string, type: string) => boolean,
): MoveCandidate[] {
  return sentences.flatMap((facts, index) => {
    const typeCues = isReadable(facts) ? findCues(facts, types) : [];
    if (typeCues.length === 0) return [];
    return listSubjects(facts, vendorOfPerson).flatMap((subject) =>
      typeCues
        .filter((found) => found.strongCues > 0 || subject.naming !== 'carried')
        .filter((found) => fitsTransfer(found.transfer, subject, facts, found.places))
        .map(({ places, transfer, ...found }) => ({
          ...{ facts, index, ...subject, ...found },
          cue: nearestCue(places, subject),
          rivals: countRivals(typeCues, found.type),
          transfers: transfer !== undefined,
          inTitle: isTitled(subject.vendorId, found.type),
        })),
    );
  });
}

function nearestCue(
  places: TypeCues['places'],
  { naming, vendorStart, vendorEnd }: Subject,
): { start: number; end: number } {
  const distance = (cue: { start: number; end: number }): number =>
    naming === 'carried' ? cue.start : cue.start >= vendorEnd ? cue.start - vendorEnd : vendorStart - cue.end + 4;
  return [...places].sort((a, b) => distance(a) - distance(b))[0] as { start: number; end: number };
}

/** A row of a table tells a move only where it states a day or month: a row of counts by year tells none. */
function isReadable({ words, dates }: SentenceFacts): boolean {
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

function findCues(facts: SentenceFacts, types: readonly MoveTypeEntry[]): TypeCues[] {
  const offset = facts.sentence.start;
  return types.flatMap((entry) => {
    if (!anyCueOf(entry).test(facts.words)) return [];
    const { id, cues, refuse, transfer } = entry;
    if (refuse.some((pattern) => pattern.test(facts.words))) return [];
    const find = (pattern: RegExp) => {
      const match = pattern.exec(facts.words);
      return match
        ? [{ source: pattern.source, start: offset + match.index, end: offset + match.index + match[0].length }]
        : [];
    };
    const strong = cues.strong.flatMap(find);
    const found = [...strong, ...cues.weak.flatMap(find)];
    const places = (strong.length > 0 ? strong : found).map(({ start, end }) => ({ start, end }));
    if (places.length === 0) return [];
    return [{ type: id, transfer, places, cues: found.map((cue) => cue.source), strongCues: strong.length }];
  });
}

/** 某云大厂, 已有云大厂: the source leaves the vendor unnamed, and so do we. */
const UNNAMED = /(?:某|有|一家|多家|几家|各家|其他)[^,。;]{0,4}云(?:计算)?(?:大厂|厂商|巨头)/;

/** What somebody did before: it says nothing of the vendor that the person stands for today. */
const CAREER = /毕业|职业生涯|历任|曾任|此前(?:任|在)|(?:19|200)\d{1,2}\s?年[^。]{0,12}(?:加入|任)/;

/** 原微盟首席运营官, 前百度VP: where somebody was, not who acts. */
function isFormer(words: string, at: number): boolean {
  return /(?:^|[^目日之以从此先史])[原前]$/.test(words.slice(Math.max(0, at - 2), at));
}

/** 但比起微软云的700人和谷歌云的40人: who is only measured against does nothing here. */
function isCompared(words: string, at: number): boolean {
  return /(?:比起|相比|相较|不像|不如)[^,。;]{0,24}$/.test(words.slice(Math.max(0, at - 32), at));
}

type Subject = Pick<MoveCandidate, 'vendorId' | 'naming' | 'vendorStart' | 'vendorEnd'>;

/**
 * Vendors named in the sentence, those for which people stand that it begins with, else the one carried over from before. A person
 * named after a vendor may have acted for that one: 储瑞松调整AWS中国, 交由梁岩负责, who is at another today.
 */
function listSubjects(
  { vendors, people, carried, sentence, words }: SentenceFacts,
  vendorOfPerson: (id: string) => string | undefined,
): Subject[] {
  const subjects = new Map<string, Subject>();
  const add = (vendorId: string | undefined, naming: Naming, start: number, end: number): void => {
    if (vendorId && !subjects.has(vendorId) && subjects.size < MOST_VENDORS) {
      subjects.set(vendorId, { vendorId, naming, vendorStart: start, vendorEnd: end });
    }
  };
  const isDoer = (at: number): boolean => !isFormer(words, at) && !isCompared(words, at);
  const doers = vendors.filter((match) => isDoer(match.start - sentence.start));
  for (const match of doers.length > 0 ? doers : vendors) add(match.id, 'named', match.start, match.end);
  const first = vendors[0]?.start ?? sentence.end;
  const leading = CAREER.test(words) ? [] : people.filter((match) => match.start < first);
  for (const match of leading) add(vendorOfPerson(match.id), 'person', match.start, match.end);
  if (vendors.length === 0 && !UNNAMED.test(words)) add(carried, 'carried', sentence.start, sentence.start);
  return [...subjects.values()];
}
