import { findEnglishNumbers } from './english-numbers.ts';

/** A number as business news writes it, with its unit. */
export interface NumberExpression {
  /** Offsets in the text that was read; `start` is that of the number, without its qualifier. */
  start: number;
  end: number;
  low: number;
  /** Equal to `low` unless a range was stated. */
  high: number;
  /** 百分之 as %, else scale and unit as written: 亿美元, 万家, 折; $2 million as million usd. `low` and `high` count in it. */
  unit: string;
  kind: UnitKind;
  /** 近, 超过, 约 …; empty when the number is stated flatly. */
  qualifier: string;
  /** The number is not exact: a qualifier, 多, 几 or 左右 says so. */
  approximate: boolean;
}

export type UnitKind = 'share' | 'money' | 'discount' | 'multiple' | 'people' | 'count' | 'capacity' | 'time';

const DIGITS: Record<string, number> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

const QUALIFIER =
  '不超过|未超过|没有超过|不高于|不低于|不少于|不多于|不止|高于|低于|多于|少于|上(?=[百千万])|超过|超出|高达|多达|至少|最多|不到|不足|接近|将近|大约|大概|左右|突破|达到|仅为|仅有|低至|约为|约|近|超|逾|仅|达|至';
const ARABIC = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const HAN = '[一二两三四五六七八九十百千零]{1,8}';
const UNITS: Record<UnitKind, string> = {
  share: '%|个百分点',
  money:
    '(?:美元|美金|人民币|元|块钱|欧元|港元|日元)(?:/(?:千|万|百万)?(?:tokens?|gb|tb|月|年|小时|天|人|次|核))?|million|billion',
  discount: '折(?!腾|扣|旧|射|叠|返|合)',
  multiple: '倍',
  people: '人(?!民|工|才|群|均|次|脸|机|物|士|们)|号(?=人(?![民大])|员工)|名(?!字|称|为|单|义|额|气|录)|位(?!置|于)',
  capacity: '千瓦|兆瓦|eflops|pflops|p算力|tb/s|gb/s|tb|pb|eb|核(?!心)|卡|tpmc|tokens?|qps|平方米|公里|度电',
  count: '家(?!里|长|庭|电)|个(?!月|小时|季度|百分点)|款|项(?!目)|条|台|块|张|种|座|次|辆|套|所|支|封|节点|门|起',
  time: '年|天|周|小时|分钟|秒',
};
const UNIT_KINDS = Object.entries(UNITS).map(
  ([kind, unit]) => [kind as UnitKind, new RegExp(`^(?:${unit})$`)] as const,
);
const UNIT = Object.values(UNITS)
  .map((unit) => `(?:${unit})`)
  .join('|');
/** A scale and a unit, or either, and nothing else: 亿元, 万核, 元/百万tokens, 折, 万. */
const UNIT_ALONE = new RegExp(
  `^(?:百万|千万|万亿|千亿|百亿|十亿|[百千万亿])?(?:(?:${UNIT})(?:/[\\p{Script=Han}a-z\\d]{1,12})?|区|usd|rmb|cny|us\\$|pp|mw|gw)?$`,
  'u',
);
export const isUnit = (folded: string): boolean => folded !== '' && UNIT_ALONE.test(folded);
/** @returns what a unit counts, scale and all; undefined for a scale alone or a unit of another kind. */
export function kindOfUnit(folded: string): UnitKind | undefined {
  const unit = folded.replace(/^(?:百万|千万|万亿|千亿|百亿|十亿|[百千万亿])/, '');
  return (Object.keys(UNITS) as UnitKind[]).find(
    (kind) => unit !== '' && new RegExp(`^(?:${UNITS[kind]})(?:/.{1,16})?$`).test(unit),
  );
}
const MONEY_TAIL = '(?=[^\\d])';

/** Qualifier, low, optional high, 多, scale, unit. Amounts of 亿 and 万 may stand without a unit. */
const AMOUNT = new RegExp(
  `(?<qualifier>${QUALIFIER})?了?\\s?(?<low>${ARABIC}|${HAN})(?:(?:%|折|亿|万)?\\s?(?:-|~|—|–|至|到)\\s?(?<high>${ARABIC}|${HAN})(?![年月日号]))?` +
    `\\s?(?<more>多|余|几|来|\\+)?\\s?(?:个(?=[多余几千万亿m人]|百(?!分点)))?(?<again>多|余|几)?(?<scale>百万|千万|万亿|千亿|百亿|十亿|亿|万)?(?<after>多|余|几|\\+)?\\s?(?<unit>${UNIT})?\\s?(?<tail>以上|左右|以内|上下|\\+|多(?=[,。;的]))?${MONEY_TAIL}?`,
  'g',
);
/** 从 A 到 B is a change, not a range: the word between is read as a comma (one character for one). */
const CHANGE = /(从[^,。;]{1,20})[到至](?=\s?\d)/g;
const FRACTION =
  /(?<qualifier>超过|将近|接近|近|约|超)?\s?(?:(?<top>\d{1,2})\/(?<bottom>\d{1,2})(?![\d/年月])|(?<bottomHan>[二三四五六七八九十])分之(?<topHan>[一二三四五六七八九])|(?<tenths>[一二两三四五六七八九])成(?![立为功果员长本绩就熟都])(?:(?<half>半)|(?<ones>[一二三四五六七八九])(?![个家人]))?|(?<one>一半)(?!是|时间|的人))/g;

/** Reads 三千二百, 四五百 (a range) and 十几. @returns undefined for what is no number */
export function parseHanNumber(text: string): { low: number; high: number } | undefined {
  const pair = /^([一二两三四五六七八九])([二三四五六七八九])([十百千]?)$/.exec(text);
  if (pair) {
    const place = PLACES[pair[3] ?? ''] ?? 1;
    const [low, high] = [(DIGITS[pair[1] as string] as number) * place, (DIGITS[pair[2] as string] as number) * place];
    return high === low + place ? { low, high } : undefined;
  }
  let total = 0;
  let digit = 0;
  for (const character of text) {
    const place = PLACES[character];
    if (place === undefined) digit = DIGITS[character] ?? Number.NaN;
    else {
      total += (digit || 1) * place;
      digit = 0;
    }
  }
  const value = total + digit;
  return Number.isFinite(value) ? { low: value, high: value } : undefined;
}

/**
 * Finds amounts with a unit in folded text. Numbers without a unit or scale are nobody's figure and are left out, as are
 * ordinals (第三家), levels (l8) and versions.
 */
export function findNumbers(text: string): NumberExpression[] {
  const folded = text.replace(CHANGE, (whole, first: string) => `${first},${whole.slice(first.length + 1)}`);
  const fractions = Array.from(folded.matchAll(FRACTION), toShare).filter((found) => found !== undefined);
  const amounts = Array.from(folded.matchAll(AMOUNT), (match) => toAmount(match, folded)).filter(
    (found) => found !== undefined,
  );
  const isRateOf = ({ end, unit }: NumberExpression): boolean =>
    /tokens?$/.test(unit) &&
    amounts.some((price) => price.start - end < 4 && price.start >= end && price.unit.endsWith('tokens'));
  const first = [...fractions, ...findEnglishNumbers(folded)];
  const taken = (amount: NumberExpression): boolean =>
    isRateOf(amount) || first.some((other) => amount.start < other.end && other.start < amount.end);
  return [...first, ...amounts.filter((amount) => !taken(amount))].sort((a, b) => a.start - b.start);
}

function toShare(match: RegExpMatchArray): NumberExpression | undefined {
  const groups = match.groups ?? {};
  const han = (text: string | undefined): number => parseHanNumber(text ?? '')?.low ?? Number.NaN;
  const value = groups.one
    ? 50
    : groups.tenths
      ? han(groups.tenths) * 10 + (groups.half ? 5 : groups.ones ? han(groups.ones) : 0)
      : (100 * (groups.top ? Number(groups.top) : han(groups.topHan))) /
        (groups.bottom ? Number(groups.bottom) : han(groups.bottomHan));
  if (!Number.isFinite(value) || value > 100) return undefined;
  const qualifier = groups.qualifier ?? '';
  const low = Math.round(value * 10) / 10;
  const start = (match.index ?? 0) + qualifier.length;
  return {
    start,
    end: (match.index ?? 0) + match[0].length,
    low,
    high: low,
    unit: '%',
    kind: 'share',
    qualifier,
    approximate: qualifier !== '',
  };
}

function toAmount(match: RegExpMatchArray, folded: string): NumberExpression | undefined {
  const { qualifier = '', low = '', high, more, again, scale = '', after, unit = '', tail } = match.groups ?? {};
  if (unit === '' && !/[亿万]/.test(scale)) return undefined;
  const start = (match.index ?? 0) + match[0].indexOf(low, qualifier.length);
  if (
    /[第几数好l.v\d/-]$/.test(folded.slice(Math.max(0, start - 1), start)) ||
    /[a-z]$/.test(folded.slice(Math.max(0, start - 1), start))
  )
    return undefined;
  const first = readNumber(low);
  const second = high === undefined ? undefined : readNumber(high);
  if (!first || (high !== undefined && !second)) return undefined;
  if (/^[一二两三四五六七八九]$/.test(low) && scale === '' && !/[%折倍人成]/.test(unit)) return undefined; // 一家, 两个: grammar, not amount
  const end = (match.index ?? 0) + match[0].trimEnd().length;
  const approximate =
    /约|近|超|左右|逾|不到|不足|突破|至少|于|不止|上/.test(qualifier) || Boolean(more || again || after || tail);
  const tens = more === '几' && /十$|0$/.test(low) ? 9 : 0; // 三十几: 31 to 39, never 30 flat
  const written = `${scale}${unit}`;
  return {
    ...{ start, end, low: first.low, high: second?.high ?? first.high + tens },
    ...{
      unit: written + readRate(written, folded.slice(Math.max(0, start - RATE_REACH), start - qualifier.length)),
      kind: kindOf(unit, scale),
      qualifier: qualifier === '至' ? '' : qualifier,
      approximate,
    },
  };
}

/** 每年4788元, 百万tokens 0.3元, 每GB每月0.4元: what a price is for may stand before it. */
const RATE_REACH = 16;
const RATE =
  /(?:(?:每(?<of>[mgtp]b|人|核|次|台|卡|个|用户)[/,、]?)?每(?<per>年|月|天|小时|人|核|次|台|卡|[mgtp]b)|(?:每)?(?<tokens>(?:千|万|百万)tokens?))[^,。;\d]{0,2}$/;

function readRate(unit: string, before: string): string {
  if (!/^(?:元|人民币|美元|美金|块钱)$/.test(unit)) return '';
  const { of, per, tokens } = RATE.exec(before)?.groups ?? {};
  return [of, per ?? tokens].map((part) => (part ? `/${part}` : '')).join('');
}

function readNumber(text: string): { low: number; high: number } | undefined {
  if (!/^\d/.test(text)) return parseHanNumber(text);
  const value = Number(text.replaceAll(',', ''));
  return { low: value, high: value };
}

function kindOf(unit: string, scale: string): UnitKind {
  const found = unit === '' ? undefined : UNIT_KINDS.find(([, pattern]) => pattern.test(unit));
  return found?.[0] ?? (scale.includes('亿') ? 'money' : 'count');
}
