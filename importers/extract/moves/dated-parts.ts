import type { Vocabulary } from '../../reference-data.ts';
import { isMeasuredAgainst } from '../measured-against.ts';
import { readSigns, type SentenceFacts } from '../sentence-facts.ts';

/** A date opens a part only so near to its clause's start: 而12月底, 并于当年9月. */
const OPENS_WITHIN = 6;
/** 较去年, 比2021年: a date that something is compared with opens none. */
const COMPARES = /[较比自]|相对|同期|截至|超过|不及/;
const LEAST_PART = 8;
/** 8月12日公布的财报显示,: who tells, and when, is no event of its own. */
const TELLS = /(?:显示|披露|公布|发布|称|透露|指出|报道|获悉|了解|表示|消息|数据|[财年季]报|公告)[,;]$/;

/**
 * A sentence that tells two times tells two events: 2013年3月上线, 2018年成立事业群. Each part begins with the clause of its date.
 * @param facts a sentence
 * @param signals patterns of language.yaml, read anew for each part
 * @returns its parts, in order; the sentence itself where only one time is told
 */
export function splitByDates(facts: SentenceFacts, signals: Vocabulary['signals']): SentenceFacts[] {
  const { words, sentence } = facts;
  const cuts = findCuts(facts);
  if (cuts.length === 0) return [facts];
  const bounds = [0, ...cuts, words.length];
  let carried = facts.carried;
  return bounds.slice(0, -1).map((from, i): SentenceFacts => {
    const to = bounds[i + 1] as number;
    const part = { ...sentence, start: sentence.start + from, end: sentence.start + to };
    const inside = <T extends { start: number; end: number }>(list: readonly T[]): T[] =>
      list.filter(({ start, end }) => start >= part.start && end <= part.end);
    const said = words.slice(from, to);
    const vendors = inside(facts.vendors);
    const known = carried;
    carried = vendors.at(-1)?.id ?? carried;
    return {
      ...facts,
      ...{ sentence: part, words: said, vendors, carried: known },
      ...{ accounts: inside(facts.accounts), people: inside(facts.people), dates: inside(facts.dates) },
      ...readSigns(said, signals),
    };
  });
}

/** @returns where parts after the first begin, as offsets within the sentence. */
function findCuts({ words, sentence, dates }: SentenceFacts): number[] {
  const cuts: number[] = [];
  let last: number | undefined;
  for (const { start, end, vague } of dates) {
    if (vague) continue;
    const at = start - sentence.start;
    const clause = Math.max(words.lastIndexOf(',', at - 1), words.lastIndexOf(';', at - 1)) + 1;
    const isCompared = COMPARES.test(words.slice(clause, at)) || isMeasuredAgainst(words, at, end - sentence.start);
    const opens = at - clause <= OPENS_WITHIN && !isCompared;
    const isTold = TELLS.test(words.slice(0, clause));
    if (last !== undefined && opens && !isTold && clause >= last && clause - (cuts.at(-1) ?? 0) >= LEAST_PART)
      cuts.push(clause);
    last = end - sentence.start;
  }
  return cuts;
}
