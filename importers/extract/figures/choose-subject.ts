import { isAside } from '../aside.ts';
import type { SentenceFacts } from '../sentence-facts.ts';
import { isUnnamed } from '../unnamed-vendor.ts';

export interface FigureSubject {
  vendorId: string;
  naming: 'named' | 'person' | 'carried';
}

interface Span {
  start: number;
  end: number;
}

/** A、B和C分别为1、2和3: what joins the members of either row. */
const JOINS_VENDORS = /^(?:[、,]|和|与|及|以及|跟|and|\s)+$/;
/** The same with a word to each: 阿里云团队、原钉钉音视频团队. */
const JOINS_ROW = /^[^,。;]{0,16}(?:、|和|与|及|以及|\band\b)[^,。;]{0,2}$/;
const JOINS_NUMBERS = /^[^。;]{0,6}$/;
const EACH = /(?:则|也)?分别/;

/**
 * Whose number it is: in a row with 分别 the vendor at the same place, else the vendor named last before it in its sentence that is
 * not merely reached by a verb, else the first after it in its clause, else the one carried over, else whoever is named.
 * @param numbers all numbers of the sentence, offsets of the whole text
 */
export function chooseSubject(
  facts: SentenceFacts,
  number: Span,
  numbers: readonly Span[],
  vendorOfPerson: (id: string) => string | undefined,
): FigureSubject | undefined {
  const { vendors, people, carried } = facts;
  if (isOfNobody(facts, number)) return undefined;
  const each = findRow(facts, numbers)?.get(number.start);
  if (each) return { vendorId: each, naming: 'named' };
  const place = vendors.find((match) => isPlaceOf(facts, number, match));
  if (place) return { vendorId: place.id, naming: 'named' };
  const named = vendors.filter((match) => match.start < number.start);
  const { words, sentence } = facts;
  const lead = words.slice(0, number.start - sentence.start);
  const main = named.filter(
    ({ start, end }) => !isAside(lead, { start: start - sentence.start, end: end - sentence.start }),
  );
  const before = main.length > 0 ? main : named;
  const doer = before.filter((match) => !isReached(facts, match, number)).at(-1);
  if (doer && isOfSeveral(facts, doer, number)) return undefined;
  if (doer) return { vendorId: doer.id, naming: 'named' };
  const person = people.find((match) => match.start < number.start && vendorOfPerson(match.id));
  const ofPerson = person && vendorOfPerson(person.id);
  if (ofPerson) return { vendorId: ofPerson, naming: 'person' };
  if (isUnnamed(facts.words.slice(0, number.start - facts.sentence.start))) return undefined;
  const after = vendors.find((match) => match.start >= number.end);
  if (carried && after?.id !== carried && !(after && isInClause(facts, number, after)))
    return { vendorId: carried, naming: 'carried' };
  const other = (after && isAmong(facts, number, after) ? undefined : after) ?? before.at(-1);
  return other && { vendorId: other.id, naming: 'named' };
}

/** 二十家企业的支出为180亿元,其中AWS拿走一半: the whole is not the vendor's. */
const isAmong = ({ words, sentence }: SentenceFacts, { end }: Span, { start }: Span): boolean =>
  words.slice(end - sentence.start, start - sentence.start).includes('其中');

/** $6.16 an hour, against $3.90 on AWS: what stands right behind a number in English is where it holds. */
const isPlaceOf = ({ words, sentence }: SentenceFacts, { end }: Span, { start }: Span): boolean =>
  /^\s?(?:on|at|for|by) (?:the )?$/.test(words.slice(end - sentence.start, Math.max(start, end) - sentence.start));

const isInClause = ({ words, sentence }: SentenceFacts, { end }: Span, { start }: Span): boolean =>
  !words.slice(end - sentence.start, start - sentence.start).includes(',');

/** 比AWS便宜30%, 从宝利通、思科招来的人占70%, 兼容华为的500款硬件: whom a verb or a comparison reaches has no part in the number. */
const REACHES =
  /(?:比|比起|相比|相较|较|不如|兼容|适配|从|给|向|来自|\b(?:than|compared (?:with|to)|unlike|versus|vs\.?|against|from|to|behind)\s)$/;
/** 比起微软云的700人, 相比腾讯会议近千人: what stands right behind a name is its own. */
const OWN = /^(?:的|[^\p{Script=Han},]*$|近$|约$|超$|超过$)/u;

/** 阿里云、钉钉、拍乐云三方共200人: the sum of several is nobody's own number. */
const SUM =
  /^[^,。;]{0,8}(?:[三四五双]方|两家|几家|合计|总共|一共|\b(?:together|combined|jointly|collectively|account(?:ed)? for)\b)/;

/** 前三合计占46%, 三家共7家客户: so is what several have together that were named before. */
const SUM_BEFORE =
  /(?:前[两三四五六十](?:名|家|大)?|三者|两者|[两三四五]家|[双三四五]方)[^,。;]{0,4}(?:合计|共|总)[^,。;]{0,6}$/;
/** 中国公有云市场规模为900亿元: what a market does is nothing that the vendor carried over does. */
const OF_MARKET = /(?:市场|行业|产业)(?:的)?(?:总?规模|总量|增速|支出)[^,。;]{0,10}$/;

/** 高于分析师预期的37%, the $13 billion analysts had expected: what was expected is nothing that came. */
const EXPECTED =
  /预[期测](?:值|数)?的?[^,。;\d]{0,4}$|\b(?:expectations?|estimates?|consensus|forecasts?) (?:of|for)\s?$/;
const EXPECTED_AFTER =
  /^[^,.;。]{0,20}\b(?:analysts|wall street|economists|consensus|(?:had|was|were|been) (?:expected|forecast))\b/;

/** 微软股价报388美元, 年内下跌7.9%: what the market makes of it is no number of its business. */
const OF_SHARES =
  /(?:股价|市值|盘后|每股)[^,。;]{0,8}$|年内(?:累计)?(?:上涨|下跌|涨|跌)(?:了|超|约|近)?$|\b(?:stock|shares)\b[^,.;]{0,24}$/;

function isOfNobody({ words, sentence, vendors }: SentenceFacts, { start, end }: Span): boolean {
  const before = words.slice(0, start - sentence.start);
  const isExpected = EXPECTED.test(before) || EXPECTED_AFTER.test(words.slice(end - sentence.start));
  return (
    isExpected || OF_SHARES.test(before) || SUM_BEFORE.test(before) || (vendors.length === 0 && OF_MARKET.test(before))
  );
}

function isOfSeveral({ words, sentence, vendors }: SentenceFacts, vendor: Span, number: Span): boolean {
  const joined = vendors.some(
    ({ start, end }) =>
      end < vendor.start &&
      vendor.start - start < 24 &&
      JOINS_ROW.test(words.slice(end - sentence.start, vendor.start - sentence.start)),
  );
  return joined && SUM.test(words.slice(vendor.end - sentence.start, number.start - sentence.start));
}

/** 价格仅为GPT-4.5的1%, 是阿里云的3倍: the measure, not the measured. */
const IS = /(?:[为是约]|相当于|不到|超过)$/;
const PART = /^[^,。;]{0,6}的[^,。;]{0,6}(?:%|倍|分之[一二三四五六七八九]|[一二三四五六七八九]成|一半)$/;

/** Whether a vendor, or the row of vendors that it ends, is what something is done to or measured against. */
function isReached({ words, sentence, vendors }: SentenceFacts, vendor: Span, number: Span): boolean {
  const between = (from: number, to: number): string => words.slice(from - sentence.start, to - sentence.start);
  if (IS.test(between(sentence.start, vendor.start)) && PART.test(between(vendor.end, number.end))) return true;
  if (OWN.test(between(vendor.end, number.start))) return false;
  let first = vendor.start;
  for (const match of vendors.filter((other) => other.end <= vendor.start).reverse()) {
    if (!JOINS_VENDORS.test(between(match.end, first))) break;
    first = match.start;
  }
  return REACHES.test(between(sentence.start, first));
}

/** Where the row of vendors has ended: at 分别, or at the first number that "respectively" follows. */
function findTurn({ words, sentence }: SentenceFacts, numbers: readonly Span[]): number | undefined {
  const at = words.search(EACH);
  if (at >= 0) return sentence.start + at;
  const end = words.search(/\brespectively\b/);
  const first = end < 0 ? undefined : numbers.find(({ start }) => start < sentence.start + end);
  return first && first.start - 1;
}

/** @returns the vendor of each number, by the number's start, where a row of vendors meets as long a row of numbers. */
function findRow(facts: SentenceFacts, numbers: readonly Span[]): Map<number, string> | undefined {
  const { words, sentence, vendors } = facts;
  if (vendors.length < 2) return undefined;
  const turn = findTurn(facts, numbers);
  if (turn === undefined) return undefined;
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
