import { findNumbers, type NumberExpression } from '../../normalise/numbers.ts';
import type { MetricEntry } from '../../reference-data.ts';
import { isEnglish } from '../english.ts';
import type { SentenceFacts } from '../sentence-facts.ts';
import { chooseMetric, type Measure } from './choose-metric.ts';
import { chooseSubject, type FigureSubject } from './choose-subject.ts';

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

export function buildFigureCandidates(
  sentences: readonly SentenceFacts[],
  metrics: readonly MetricEntry[],
  vendorOfPerson: (personId: string) => string | undefined,
): FigureCandidate[] {
  return sentences.flatMap((facts, index) => {
    const offset = facts.sentence.start;
    const found = findNumbers(facts.words);
    const numbers = found.map((number) => ({ ...number, start: number.start + offset, end: number.end + offset }));
    const measures = shareInRows(
      facts.words,
      found,
      found.map((number) => chooseMetric(facts.words, number, metrics)),
    );
    return numbers.flatMap((number, i): FigureCandidate[] => {
      if (facts.dates.some((date) => date.start < number.end && number.start < date.end)) return [];
      if (isThreshold(facts, number)) return [];
      const subject = chooseSubject(facts, number, numbers, vendorOfPerson);
      if (!subject) return [];
      const clause = clauseOf(facts, number);
      const metric = measures[i]?.entry;
      if (metric?.own && (isOfAccount(facts, number, subject) || isOfPartner(facts, number))) return [];
      return [{ ...{ facts, index, number, ...subject, clause }, metric: metric?.id }];
    });
  });
}

/** 31%、24%和6%的市场份额: in a row of one unit what one number measures, those beside it measure too, unless a nearer word says otherwise. */
function shareInRows(
  words: string,
  numbers: readonly NumberExpression[],
  measures: readonly (Measure | undefined)[],
): (Measure | undefined)[] {
  const shared = [...measures];
  const takeOver = (to: number, from: number): void => {
    const [a, b] = [numbers[Math.min(to, from)], numbers[Math.max(to, from)]];
    if (!a || !b || a.unit !== b.unit || !/^(?:[、,]|和|与|及|以及)$/.test(words.slice(a.end, b.start))) return;
    const [own, other] = [shared[to], shared[from]];
    if (other && (!own || other.distance < own.distance)) shared[to] = other;
  };
  for (let i = 1; i < shared.length; i++) takeOver(i, i - 1);
  for (let i = shared.length - 2; i >= 0; i--) takeOver(i, i + 1);
  return shared;
}

/** 安克创新2021年的营收达125亿元: with an account for its subject and no vendor in between, the number is the account's. */
function isOfAccount(
  { accounts, vendors }: SentenceFacts,
  number: { start: number },
  { naming }: FigureSubject,
): boolean {
  const last = (list: readonly { start: number }[]): number =>
    Math.max(-1, ...list.map((match) => match.start).filter((start) => start < number.start));
  return naming !== 'person' && last(accounts) > last(vendors);
}

/** 营收500万的伙伴, 有一家代理商…公司收入达5000万: the firms that sell for a vendor have numbers of their own. */
const PARTNER_BEFORE = /(?:一[家位个名]|某家?|有[家位])[^。;]{0,40}?(?:伙伴|代理商|服务商|集成商|经销商)[^。;]*$/;
const PARTNER_AFTER = /^的[^,。;]{0,4}(?:伙伴|代理商|服务商|集成商|经销商|客户|企业|公司)/;

function isOfPartner({ words, sentence }: SentenceFacts, number: { start: number; end: number }): boolean {
  const [at, to] = [number.start - sentence.start, number.end - sentence.start];
  return PARTNER_BEFORE.test(words.slice(Math.max(0, at - 80), at)) || PARTNER_AFTER.test(words.slice(to, to + 12));
}

/** 年消费500万元以上的客户: which ones are meant, not a number of anybody. */
const THRESHOLD = /(?:以上|以下|以内|\+)的?(?:[^,。;]{0,4})?(?:伙伴|代理商|客户|企业|公司|项目|订单|用户)/;

function isThreshold({ words, sentence }: SentenceFacts, { start, end }: { start: number; end: number }): boolean {
  const tail = words.slice(start - sentence.start, end - sentence.start + 10);
  const match = THRESHOLD.exec(tail);
  return match !== null && match.index <= end - start;
}

function clauseOf(
  { words, sentence }: SentenceFacts,
  number: { start: number; end: number },
): { start: number; end: number } {
  const at = number.start - sentence.start;
  const start = words.lastIndexOf(',', at - 1) + 1;
  const stop = words.slice(number.end - sentence.start).search(isEnglish(words) ? CLAUSE_END : /,/);
  return { start: sentence.start + start, end: stop < 0 ? sentence.end : number.end + stop };
}

/** Commas are few in English: a verb behind "and" begins another clause, too. */
const CLAUSE_END =
  /,|;|\s(?:while|but|though|although)\s|\sand\s(?=(?:it\s|they\s)?(?:will|would|expect|plan|has|have|had|is|was|said|aim|intend))/;
