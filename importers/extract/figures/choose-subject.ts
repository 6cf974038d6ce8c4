import type { SentenceFacts } from '../sentence-facts.ts';

export interface FigureSubject {
  vendorId: string;
  naming: 'named' | 'person' | 'carried';
}

interface Span {
  start: number;
  end: number;
}

/** A、B和C分别为1、2和3: what joins the members of either row. */
const JOINS_VENDORS = /^(?:[、,]|和|与|及|以及|跟|\s)+$/;
const JOINS_NUMBERS = /^[^。;]{0,6}$/;
const EACH = /(?:则|也)?分别/;

/**
 * Whose number it is: in a row with 分别 the vendor at the same place, else the vendor named last before it in its sentence, else the
 * first after it, else the one carried over.
 * @param numbers all numbers of the sentence, offsets of the whole text
 */
export function chooseSubject(
  facts: SentenceFacts,
  number: Span,
  numbers: readonly Span[],
  vendorOfPerson: (id: string) => string | undefined,
): FigureSubject | undefined {
  const { vendors, people, carried } = facts;
  const each = findRow(facts, numbers)?.get(number.start);
  if (each) return { vendorId: each, naming: 'named' };
  const before = vendors.filter((match) => match.start < number.start).at(-1);
  if (before) return { vendorId: before.id, naming: 'named' };
  const person = people.find((match) => match.start < number.start && vendorOfPerson(match.id));
  const ofPerson = person && vendorOfPerson(person.id);
  if (ofPerson) return { vendorId: ofPerson, naming: 'person' };
  const after = vendors[0];
  if (after) return { vendorId: after.id, naming: 'named' };
  return carried ? { vendorId: carried, naming: 'carried' } : undefined;
}

/** @returns the vendor of each number, by the number's start, where a row of vendors meets as long a row of numbers. */
function findRow(
  { words, sentence, vendors }: SentenceFacts,
  numbers: readonly Span[],
): Map<number, string> | undefined {
  const at = words.search(EACH);
  if (at < 0 || vendors.length < 2) return undefined;
  const turn = sentence.start + at;
  const between = (from: number, to: number): string => words.slice(from - sentence.start, to - sentence.start);
  const before = vendors.filter((match) => match.end <= turn);
  const row = before.slice(-1);
  for (const match of before.slice(0, -1).reverse()) {
    if (!JOINS_VENDORS.test(between(match.end, (row[0] as Span).start))) break;
    row.unshift(match);
  }
  const after = numbers.filter((number) => number.start > turn);
  const run = after.slice(0, 1);
  for (const number of after.slice(1)) {
    if (!JOINS_NUMBERS.test(between((run.at(-1) as Span).end, number.start))) break;
    run.push(number);
  }
  if (row.length < 2 || row.length !== run.length) return undefined;
  return new Map(run.map((number, i) => [number.start, (row[i] as { id: string }).id]));
}
