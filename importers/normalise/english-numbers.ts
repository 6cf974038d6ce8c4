import type { NumberExpression, UnitKind } from './numbers.ts';

const QUALIFIER =
  'more than|over|at least|as (?:much|many) as|up to|nearly|almost|about|around|roughly|approximately|some|less than|fewer than|under|at most|close to|just over|just under|only|between';
const VAGUE = /^(?!at least|at most|only|up to|as |between)/;

/** Signs and codes before an amount, as ISO 4217 has them; a bare $ is taken for the United States'. */
const CURRENCIES: Record<string, string> = {
  $: 'usd',
  us$: 'usd',
  usd: 'usd',
  hk$: 'hkd',
  s$: 'sgd',
  a$: 'aud',
  '€': 'eur',
  '£': 'gbp',
  rmb: 'cny',
  cny: 'cny',
};
/** Words behind an amount. */
const MONEY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:us |u\.s\. )?dollars?$/, 'usd'],
  [/^(?:yuan|renminbi)$/, 'cny'],
  [/^euros?$/, 'eur'],
  [/^pounds?$/, 'gbp'],
  [/^won$/, 'krw'],
  [/^yen$/, 'jpy'],
  [/^rupees?$/, 'inr'],
];
const SCALES: Record<string, string> = { bn: 'billion', b: 'billion', mn: 'million', m: 'million', k: 'thousand' };
/** What a Chinese scale behind a sign counts: $1.2亿. */
const HAN_MONEY: Record<string, string> = { usd: '美元', hkd: '港元', eur: '欧元', cny: '元' };

const NOUNS: Partial<Record<UnitKind, string>> = {
  people: 'employees|workers|staff(?:ers)?|engineers|salespeople|people|jobs|roles|positions|developers',
  count:
    'customers|clients|users|companies|enterprises|businesses|organi[sz]ations|partners|resellers|start-?ups|availability zones|zones|regions|data ?cent(?:er|re)s|countries|edge locations|points of presence|services|features|products|models',
  capacity: 'gpus|chips|accelerators|servers|megawatts|mw|gigawatts|gw|exaflops|petaflops|tokens|v?cpus|cores',
};
const SHARE = '%|percent(?!age)|per cent|percentage points?|basis points?';
const DIGITS = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const SIGN = '(?:us|hk|s|a)?\\$|€|£|(?<![a-z])(?:usd|rmb|cny)\\s?';
/** 3-4 billion, between 30% and 40%. */
const JOINT = '(?:\\s?(?:-|–|—|to)\\s?|(?:\\s?(?:%|percent|[mbt]illion))?(?<=between\\s.{1,20})\\s?and\\s?)';
const RATE =
  '(?:\\s?(?:per|an?|/)\\s?(?:(?:1m|million|thousand|1k) )?(?:tokens|hour|month|year|day|user|seat|gb|tb|core))';

const AMOUNT = new RegExp(
  `(?<![a-z])(?:(?<qualifier>${QUALIFIER})\\s(?:the |an? )?)?(?<sign>${SIGN})?(?<low>(?<![\\d.])(?:${DIGITS}))` +
    `(?:${JOINT}(?:${SIGN})?(?<high>${DIGITS})(?=\\s?(?:${SHARE}|[mbt]n?(?![a-z])|[mbt]illion|thousand)))?` +
    '\\s?(?<more>\\+)?\\s?(?<scale>thousand|[mbt]illion|(?:bn|mn|[bmk])(?![a-z]|/s)|[百千]?[万亿])?\\s?(?<after>\\+)?[\\s-]?' +
    `(?:(?<share>${SHARE})|(?<money>(?:us |u\\.s\\. )?dollars?|yuan|renminbi|euros?|pounds?|won|yen|rupees?)(?![a-z])|` +
    `(?:(?!(?:and|or|in|of|to|for|by|from|per|as|at|on|with|its|the|a|an|more|new|percent|million|billion)\\s)[a-z-]{2,16}\\s){0,2}?(?<noun>${Object.values(NOUNS).join('|')})(?![a-z]))?` +
    `(?<rate>${RATE}{1,2})?(?![\\d%])`,
  'g',
);

/**
 * Finds amounts as English business news writes them: $13.6 billion, about 45 percent, 29 cloud regions. Those that say
 * nothing that the reader of Chinese amounts would miss (32%) are left to it.
 * @param folded lower case
 */
export function findEnglishNumbers(folded: string): NumberExpression[] {
  if (!/[a-z$€£]/.test(folded)) return [];
  return Array.from(folded.matchAll(AMOUNT), toAmount).filter((found) => found !== undefined);
}

function toAmount(match: RegExpMatchArray): NumberExpression | undefined {
  const {
    qualifier = '',
    sign = '',
    low = '',
    high,
    more,
    scale = '',
    after,
    share,
    money,
    noun,
    rate = '',
  } = match.groups ?? {};
  const isWord = /^p/.test(share ?? '') || /^b/.test(share ?? '');
  if (!(sign || money || noun || (share && (qualifier || isWord)))) return undefined;
  if (/^[bmk]$/.test(scale) && !sign) return undefined;
  const unit = unitOf({ sign: sign.trim(), scale, share, money, noun });
  const start = (match.index ?? 0) + match[0].indexOf(`${sign}${low}`, qualifier.length);
  const end = (match.index ?? 0) + match[0].trimEnd().length;
  const [first, second] = [numberOf(low), numberOf(high ?? low)];
  if (second < first) return undefined;
  return {
    ...{ start, end, low: first, high: second, kind: kindOf(share, noun) },
    qualifier: qualifier === 'between' ? '' : qualifier,
    unit: unit + rateOf(rate),
    approximate: Boolean(more || after) || (qualifier !== '' && VAGUE.test(qualifier)),
  };
}

const numberOf = (digits: string): number => Number(digits.replaceAll(',', ''));

interface Words {
  sign: string;
  scale: string;
  share: string | undefined;
  money: string | undefined;
  noun: string | undefined;
}

function unitOf({ sign, scale, share, money, noun }: Words): string {
  if (share) return /point/.test(share) ? (/basis/.test(share) ? '个基点' : '个百分点') : '%';
  const whole = SCALES[scale] ?? scale;
  const currency = CURRENCIES[sign] ?? MONEY_WORDS.find(([pattern]) => pattern.test(money ?? ''))?.[1];
  if (currency && /[万亿]/.test(whole)) return whole + (HAN_MONEY[currency] ?? currency);
  return [whole, currency ?? noun ?? ''].filter((part) => part !== '').join(' ');
}

function kindOf(share: string | undefined, noun: string | undefined): UnitKind {
  if (share) return 'share';
  const kinds = Object.keys(NOUNS) as UnitKind[];
  return noun ? (kinds.find((kind) => new RegExp(`^(?:${NOUNS[kind]})$`).test(noun)) ?? 'count') : 'money';
}

/** @returns /hour for "an hour", "per hour" */
const rateOf = (rate: string): string =>
  rate
    .trim()
    .split(/\s?(?:\bper\b|\ban?\b|\/)\s?/)
    .filter((part) => part !== '')
    .map(
      (part) =>
        `/${part.replace(/^(?:1m|million) tokens$/, '百万tokens').replace(/^(?:1k|thousand) tokens$/, '千tokens')}`,
    )
    .join('');
