import { isEnglish, widthOf } from '../english.ts';
import type { Features } from '../logistic.ts';
import type { MoveCandidate } from './candidates.ts';
import { findSwitchEnd } from './transfer.ts';

/** What of a document bears on each of its candidates. */
export interface DocumentFacts {
  sentenceCount: number;
  passageCount: number;
  mainVendors: ReadonlySet<string>;
  titleVendors: ReadonlySet<string>;
  /** Types whose cues the title shows. */
  titleTypes: ReadonlySet<string>;
  /** Share of sentences that are somebody's speech. */
  speechShare: number;
  /** The title claims a scoop (独家). */
  exclusive: boolean;
  /** Year of publication; NaN when unknown. */
  year: number;
}

/** Features of one type alone are seen seldom: their scale lets the ridge hold them closer to 0. */
const JOINT = 0.6;

/** Cues of English are fewer than those of Chinese, which often overlap: one stands for as many. */
const ENGLISH_CUE = 2;

/** Words beside a vendor that give it a part: 从 A 迁移到 B, 被 A 撬走, 与 A 合作. */
const BESIDE: readonly [string, RegExp][] = [
  ['from', /(?:从|由|离开|离职|替换|弃用|原|前|搬离|脱离)[^,。]{0,3}$|\b(?:from|off|left|leaving)\s(?:the )?$/],
  [
    'to',
    /(?:到|至|往|向|转投|选择了?|接入|使用|加入了?|在|跳槽至?|入职)$|\b(?:(?:in|on)?to|chose|selected|joined)\s(?:the )?$/,
  ],
  ['with', /(?:与|和|跟|同|、|对)$|\b(?:with|and)\s(?:the )?$/],
  ['by', /(?:被|由|让|给)$|\bby\s(?:the )?$/],
];
const AFTER: readonly [string, RegExp][] = [
  ['of', /^(?:中国(?:区)?)?的|^['’]s\s/],
  ['and', /^[、和与及]|^\sand\s/],
  [
    'does',
    /^(?:中国(?:区)?)?[^,。;]{0,6}(?:宣布|推出|发布|上线|成立|拿下|将|已|正在|也|又|再次|在\d|在内部|便|就|开始|率先|先后|内部)|^,?\s(?:said|announced|launched|unveiled|opened|signed|won|will|has|plans|cut|raised|is [a-z]+ing)\b/,
  ],
];

/** Names joined once: a string made anew for each candidate would be hashed anew, and that took an eighth of extraction. */
const joinedNames = new Map<string, Map<string, string>>();

function joinName(prefix: string, name: string): string {
  const names = joinedNames.get(prefix) ?? new Map<string, string>();
  if (names.size === 0) joinedNames.set(prefix, names);
  const whole = names.get(name) ?? prefix + name;
  names.set(name, whole);
  return whole;
}

/** Names every fact that a reader would weigh. The names are what the review page shows. */
export function buildMoveFeatures(candidate: MoveCandidate, document: DocumentFacts): Features {
  const features: Features = new Map();
  const { facts, type, naming, vendorId } = candidate;
  const set = (name: string, value = 1): void => void features.set(name, value);
  const both = (name: string, value = 1): void => {
    set(name, value);
    set(joinName(`${type}|`, name), value * JOINT);
  };
  set(`type:${type}`);
  for (const cue of candidate.cues) set(joinName(`${type}|cue:`, cue), JOINT);
  const strong = candidate.strongCues * (isEnglish(facts.words) ? ENGLISH_CUE : 1);
  set('cues:strong', Math.min(strong, 3));
  set('cues:weak', Math.min(candidate.cues.length - candidate.strongCues, 3));
  set(joinName(`${type}|`, 'cues:strong'), Math.min(strong, 2) * JOINT);
  if (candidate.strongCues === 0) both('cues:only-weak');
  if (candidate.rivals > 0) set('cues:rival-types', Math.min(candidate.rivals, 4));
  both(`naming:${naming}`);
  both(`subject:${roleOf(candidate)}`);
  if (document.mainVendors.has(vendorId)) both('vendor:main');
  if (document.titleVendors.has(vendorId)) set('vendor:in-title');
  set(`vendors:${Math.min(facts.vendors.length, 3)}`);
  addPlace(features, candidate, document);
  addDates(candidate, document, both);
  addClause(candidate, both);
  for (const signal of facts.signals) both(`signal:${signal}`);
  for (const number of facts.numbers) both(`number:${number}`);
  if (facts.accounts.length > 0) both('account');
  if (facts.accounts.length > 0 && /合作|协议|备忘录|携手/.test(facts.words)) both('account:deal');
  if (facts.accounts.length > 0 && findSwitchEnd(candidate, facts)) both('switch');
  if (facts.people.length > 0) both('person');
  if (facts.speech) both('speech');
  set('title-overlap', facts.titleOverlap);
  if (document.titleTypes.has(type)) set('title-type', 1 + facts.titleOverlap);
  for (const [name, pattern] of BESIDE) if (pattern.test(before(candidate))) set(`${type}|beside:${name}`);
  for (const [name, pattern] of AFTER) if (pattern.test(after(candidate))) set(`${type}|after:${name}`);
  return features;
}

function addPlace(features: Features, { facts, index }: MoveCandidate, document: DocumentFacts): void {
  const { sentence, words } = facts;
  const length = widthOf(words);
  if (sentence.passage < 3) features.set('place:lead', 1);
  if (sentence.ordinal === 0) features.set('place:opens-passage', 1);
  features.set('place:depth', index / Math.max(1, document.sentenceCount));
  features.set(`length:${length < 16 ? 'short' : length < 60 ? 'middle' : length < 110 ? 'long' : 'very-long'}`, 1);
  features.set('document:length', Math.log(1 + document.sentenceCount) - 4);
  features.set('document:speech', document.speechShare);
  if (document.exclusive) features.set('document:exclusive', 1);
  if (/^[（(]?\d{1,2}[、.)）]|^[一二三四五六七八九]是/.test(words)) features.set('place:numbered', 1);
  features.set(`document:main-vendors:${Math.min(document.mainVendors.size, 3)}`, 1);
}

function addDates(
  { facts, cue }: MoveCandidate,
  document: DocumentFacts,
  both: (name: string, value?: number) => void,
): void {
  const stated = facts.dates.filter((expression) => !expression.vague);
  if (stated.length === 0) {
    both(facts.dates.length > 0 ? 'date:vague' : 'date:none');
    return;
  }
  const nearest = [...stated].sort((a, b) => Math.abs(a.start - cue.start) - Math.abs(b.start - cue.start))[0];
  both(`date:${nearest?.date.precision}`);
  if (
    nearest &&
    nearest.start <= cue.start &&
    widthOf(facts.words.slice(nearest.end - facts.sentence.start, cue.start - facts.sentence.start)) < 25
  )
    both('date:leads-cue');
  const age = document.year - Number(nearest?.date.start.slice(0, 4));
  if (Number.isFinite(age))
    both(`date:age:${age <= 0 ? 'this-year' : age === 1 ? 'last-year' : age <= 4 ? 'years' : 'long-ago'}`);
}

/** What stands in the cue's own clause: the event and its signs are mostly told in one. */
function addClause(
  { facts, cue, vendorStart, naming }: MoveCandidate,
  both: (name: string, value?: number) => void,
): void {
  const offset = facts.sentence.start;
  const at = cue.start - offset;
  const start = Math.max(facts.words.lastIndexOf(',', at), facts.words.lastIndexOf(':', at)) + 1;
  const stop = facts.words.indexOf(',', at);
  const end = stop < 0 ? facts.words.length : stop;
  const clause = facts.words.slice(start, end);
  const holds = (position: number): boolean => position >= start + offset && position < end + offset;
  if (/了(?!解)|已|完成|正式|宣布|\b(?:has|have|had|announced|[a-z]{3,}ed)\b/.test(clause)) both('clause:done');
  if (/正在|将|计划|拟|\b(?:will|plans?|planned|expects?)\b/.test(clause)) both('clause:coming');
  if (/\d/.test(clause)) both('clause:number');
  if (naming !== 'carried' && holds(vendorStart)) both('clause:vendor');
  if (facts.dates.some((expression) => !expression.vague && holds(expression.start))) both('clause:date');
  if (facts.accounts.some((match) => holds(match.start))) both('clause:account');
  if (facts.people.some((match) => holds(match.start))) both('clause:person');
  if (/如果|可以|应该|需要|可能|希望|能够|会不会|\b(?:if|can|should|would|could|might)\b/.test(clause))
    both('clause:modal');
}

/** Where the vendor stands to the cue: a doer mostly stands before it in its clause. */
function roleOf({ facts, vendorStart, vendorEnd, cue, naming }: MoveCandidate): string {
  if (naming === 'carried') return 'carried';
  const words = facts.words;
  const offset = facts.sentence.start;
  const [low, high] = vendorStart < cue.start ? [vendorEnd, cue.start] : [cue.end, vendorStart];
  const between = words.slice(Math.max(0, low - offset), Math.max(0, high - offset));
  const apart = /[,:]/.test(between) ? 'other-clause' : widthOf(between) > 12 ? 'far' : 'near';
  return `${vendorStart < cue.start ? 'before' : 'after'}-${apart}`;
}

const before = ({ facts, vendorStart, naming }: MoveCandidate): string =>
  naming === 'carried' ? '' : facts.words.slice(0, vendorStart - facts.sentence.start).slice(-16);
const after = ({ facts, vendorEnd, naming }: MoveCandidate): string =>
  naming === 'carried'
    ? ''
    : facts.words.slice(vendorEnd - facts.sentence.start, vendorEnd - facts.sentence.start + 24);
