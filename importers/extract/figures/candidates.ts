import { findNumbers, type NumberExpression } from '../../normalise/numbers.ts';
import type { MetricEntry } from '../../reference-data.ts';
import type { SentenceFacts } from '../sentence-facts.ts';

/** A number that may be a figure about a vendor. */
export interface FigureCandidate {
  facts: SentenceFacts;
  index: number;
  /** Offsets are of the whole text. */
  number: NumberExpression;
  vendorId: string;
  naming: 'named' | 'person' | 'carried';
  /** Metric named nearest before the number, or just after it; undefined when none is. */
  metric: string | undefined;
  /** The clause that holds the number. */
  clause: { start: number; end: number };
}

/** How far before a number its measure is looked for, and how far after, in characters. */
const REACH_BEFORE = 30;
const REACH_AFTER = 10;

export function buildFigureCandidates(
  sentences: readonly SentenceFacts[],
  metrics: readonly MetricEntry[],
  vendorOfPerson: (personId: string) => string | undefined,
): FigureCandidate[] {
  return sentences.flatMap((facts, index) =>
    findNumbers(facts.words).flatMap((found): FigureCandidate[] => {
      const offset = facts.sentence.start;
      const number = { ...found, start: found.start + offset, end: found.end + offset };
      if (facts.dates.some((date) => date.start < number.end && number.start < date.end)) return [];
      const subject = chooseVendor(facts, number, vendorOfPerson);
      if (!subject) return [];
      return [
        {
          facts,
          index,
          number,
          ...subject,
          metric: chooseMetric(facts, number, metrics),
          clause: clauseOf(facts, number),
        },
      ];
    }),
  );
}

/** The vendor named last before the number in its sentence, else the first after it, else the one carried over. */
function chooseVendor(
  { vendors, people, carried }: SentenceFacts,
  number: { start: number },
  vendorOfPerson: (id: string) => string | undefined,
): Pick<FigureCandidate, 'vendorId' | 'naming'> | undefined {
  const before = vendors.filter((match) => match.start < number.start).at(-1);
  if (before) return { vendorId: before.id, naming: 'named' };
  const person = people.find((match) => match.start < number.start && vendorOfPerson(match.id));
  const ofPerson = person && vendorOfPerson(person.id);
  if (ofPerson) return { vendorId: ofPerson, naming: 'person' };
  const after = vendors[0];
  if (after) return { vendorId: after.id, naming: 'named' };
  return carried ? { vendorId: carried, naming: 'carried' } : undefined;
}

function chooseMetric(
  { words, sentence }: SentenceFacts,
  number: NumberExpression,
  metrics: readonly MetricEntry[],
): string | undefined {
  const at = number.start - sentence.start;
  const before = words.slice(Math.max(0, at - REACH_BEFORE), at);
  const after = words.slice(number.end - sentence.start, number.end - sentence.start + REACH_AFTER);
  let best: { id: string; distance: number } | undefined;
  for (const { id, units, words: patterns } of metrics) {
    if (!units.includes(number.kind)) continue;
    for (const pattern of patterns) {
      const distance = Math.min(distanceBefore(before, pattern), distanceAfter(after, pattern));
      if (Number.isFinite(distance) && (!best || distance < best.distance)) best = { id, distance };
    }
  }
  return best?.id;
}

/** A measure in another clause is a poor second: it mostly belongs to another number. */
function distanceBefore(before: string, pattern: RegExp): number {
  const last = lastIndex(before, pattern);
  if (last === undefined) return Number.POSITIVE_INFINITY;
  const clause = Math.max(before.lastIndexOf(','), before.lastIndexOf(':'), before.lastIndexOf('、'));
  return before.length - last + (last < clause ? 15 : 0);
}

/** 80 %的营收, 13 家客户: what follows at once is the measure itself. */
function distanceAfter(after: string, pattern: RegExp): number {
  const next = pattern.exec(after)?.index;
  if (next === undefined) return Number.POSITIVE_INFINITY;
  return next <= (after.startsWith('的') ? 1 : 0) ? 1 : next + 6;
}

function lastIndex(text: string, pattern: RegExp): number | undefined {
  let last: number | undefined;
  for (const match of text.matchAll(new RegExp(pattern.source, 'gu'))) last = match.index;
  return last;
}

function clauseOf(
  { words, sentence }: SentenceFacts,
  number: { start: number; end: number },
): { start: number; end: number } {
  const at = number.start - sentence.start;
  const start = words.lastIndexOf(',', at - 1) + 1;
  const comma = words.indexOf(',', number.end - sentence.start);
  return { start: sentence.start + start, end: sentence.start + (comma < 0 ? words.length : comma) };
}
