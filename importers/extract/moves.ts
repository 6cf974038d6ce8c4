import { buildMonth } from '../../server/facts/partial-date.ts';
import type { ExtractedMove, Importance, MoveState, PartialDate } from '../../server/model.ts';
import type { MoveTypeEntry, VendorFile, Vocabulary } from '../reference-data.ts';
import { findDates } from './dates.ts';
import type { Focus } from './focus.ts';
import type { EntityMatch } from './gazetteer.ts';
import { buildGist } from './gist.ts';
import { buildQuote, chooseSpan } from './quotes.ts';
import type { Reading, Sentence } from './reading.ts';

/** Reads moves: what a named vendor did, or what happened to it, at a time that can be stated at least to the year. */
export interface MoveReader {
  extract(reading: Reading, focus: Focus, matches: readonly EntityMatch[]): ExtractedMove[];
}

/** Below this a candidate is not stored. First cut: weights set by hand, to be learnt from labels. */
const THRESHOLD = 0.5;
const LEAD_PASSAGES = 4;

interface Candidate {
  type: string;
  strong: boolean;
  cue: { start: number; end: number };
}

export function buildMoveReader(
  types: readonly MoveTypeEntry[],
  vendors: readonly VendorFile[],
  vocabulary: Vocabulary,
): MoveReader {
  const fiscal = new Map(vendors.map((vendor) => [vendor.id, vendor.fiscalYearStart]));

  return {
    extract(reading, focus, matches) {
      const accounts = matches.filter((match) => match.kind === 'account');
      let passage = -1;
      let year: number | undefined;
      const moves: ExtractedMove[] = [];
      for (const sentence of reading.sentences) {
        if (sentence.passage !== passage) {
          passage = sentence.passage;
          year = undefined;
        }
        const vendorId = focus.within(sentence.start, sentence.end)[0] ?? focus.at(sentence.start);
        const dates = findDates(reading.folded, sentence.start, sentence.end, {
          published: reading.published,
          year,
          fiscalYearStart: fiscal.get(vendorId ?? '') ?? 1,
        });
        const told = dates
          .filter((expression) => !expression.vague)
          .at(-1)
          ?.date.start.slice(0, 4);
        if (told) year = Number(told);
        if (!vendorId) continue;
        const words = reading.folded.slice(sentence.start, sentence.end);
        const candidate = bestCandidate(types, words, sentence.start);
        if (!candidate) continue;
        const named = focus.within(sentence.start, sentence.end).length > 0;
        const stated = dates.find((expression) => !expression.vague) ?? dates[0];
        const happened = stated?.date ?? guessDate(reading.published);
        if (!happened) continue;
        const overlap = titleOverlap(reading.foldedTitle, words);
        const confidence = score({
          candidate,
          named,
          dated: stated !== undefined && !stated.vague,
          overlap,
          sentence,
          vocabulary,
          words,
        });
        if (confidence < THRESHOLD) continue;
        const span = chooseSpan(reading.folded, sentence, candidate.cue);
        const party = accounts.find((match) => match.start >= sentence.start && match.end <= sentence.end);
        moves.push({
          vendorId,
          type: candidate.type,
          happened,
          counterparty: party ? reading.text.slice(party.start, party.end) : '',
          gist: buildGist(reading, span, candidate.cue),
          importance: importanceOf(overlap, sentence, stated !== undefined),
          confidence,
          state: stateOf(words, vocabulary),
          quote: buildQuote(reading.text, span.start, span.end),
        });
      }
      return moves;
    },
  };
}

function bestCandidate(types: readonly MoveTypeEntry[], words: string, offset: number): Candidate | undefined {
  let weak: Candidate | undefined;
  for (const type of types) {
    if (type.refuse.some((pattern) => pattern.test(words))) continue;
    const strong = firstMatch(type.cues.strong, words, offset);
    if (strong) return { type: type.id, strong: true, cue: strong };
    const cue = weak ? undefined : firstMatch(type.cues.weak, words, offset);
    if (cue) weak = { type: type.id, strong: false, cue };
  }
  return weak;
}

function firstMatch(
  patterns: readonly RegExp[],
  words: string,
  offset: number,
): { start: number; end: number } | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(words);
    if (match) return { start: offset + match.index, end: offset + match.index + match[0].length };
  }
  return undefined;
}

function score(facts: {
  candidate: Candidate;
  named: boolean;
  dated: boolean;
  overlap: number;
  sentence: Sentence;
  vocabulary: Vocabulary;
  words: string;
}): number {
  const { candidate, named, dated, overlap, sentence, vocabulary, words } = facts;
  const reported = vocabulary.reported.some((pattern) => pattern.test(words));
  let sum = -1.6;
  if (candidate.strong) sum += 1.1;
  if (named) sum += 0.8;
  if (dated) sum += 1.1;
  if (reported) sum += 0.4;
  if (sentence.passage < LEAD_PASSAGES) sum += 0.4;
  sum += 2 * overlap;
  if (/[?？]$/.test(words) || /^["“]/.test(words)) sum -= 1;
  return 1 / (1 + Math.exp(-sum));
}

/** Share of the title's character pairs that the sentence holds. */
function titleOverlap(title: string, words: string): number {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < title.length; i++) pairs.add(title.slice(i, i + 2));
  if (pairs.size === 0) return 0;
  let shared = 0;
  for (const pair of pairs) if (words.includes(pair)) shared++;
  return shared / pairs.size;
}

function importanceOf(overlap: number, sentence: Sentence, dated: boolean): Importance {
  if (overlap >= 0.4 && sentence.passage < LEAD_PASSAGES) return 3;
  return dated ? 2 : 1;
}

function stateOf(words: string, vocabulary: Vocabulary): MoveState {
  if (vocabulary.rumoured.some((pattern) => pattern.test(words))) return 'rumoured';
  return vocabulary.planned.some((pattern) => pattern.test(words)) ? 'planned' : 'actual';
}

function guessDate(published: PartialDate | null): PartialDate | undefined {
  if (!published) return undefined;
  const [year, month] = published.start.split('-').map(Number) as [number, number];
  return { ...buildMonth(year, month), text: '', guessed: true };
}
