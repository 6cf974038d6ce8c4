import { isInBrackets } from '../aside.ts';
import type { SentenceFacts } from '../sentence-facts.ts';
import { isUnnamed } from '../unnamed-vendor.ts';

interface Place {
  start: number;
  end: number;
}

/** How a vendor comes into a sentence. */
export type Naming = 'named' | 'person' | 'carried';

const MOST_VENDORS = 5;

/** What somebody did before: it says nothing of the vendor that the person stands for today. */
const CAREER = /毕业|职业生涯|历任|曾任|此前(?:任|在)|(?:19|200)\d{1,2}\s?年[^。]{0,12}(?:加入|任)/;

/** 原微盟首席运营官, 前百度VP: where somebody was, not who acts. */
function isFormer(words: string, at: number): boolean {
  return /(?:^|[^目日之以从此先史])[原前]$|\b(?:former|ex-?|former longtime)\s?$/.test(
    words.slice(Math.max(0, at - 12), at),
  );
}

/** 但比起微软云的700人和谷歌云的40人: who is only measured against does nothing here. */
function isCompared(words: string, at: number): boolean {
  return /(?:比起|相比|相较|不像|不如)[^,。;]{0,24}$|(?<![占对])比$|\b(?:unlike|compared (?:with|to)|than|versus|vs\.?|against|(?:days|weeks|months|years) after)\s(?:the )?$/.test(
    words.slice(Math.max(0, at - 32), at),
  );
}

/** 梁岩离职后由顾凡接任, 顾凡接替梁岩: who leaves or is followed stands for the former vendor, not for that of today. */
const LEAVES = /^[^,。;]{0,4}(?:离职|离任|离开|卸任|出走|辞任|辞职|调离|转岗|退休)/;
const FOLLOWS = /(?:接替|接任|接棒|取代|代替|继任)[^,。;]{0,4}$/;

function isLeaving(words: string, { start, end }: Place): boolean {
  return LEAVES.test(words.slice(end, end + 12)) || FOLLOWS.test(words.slice(Math.max(0, start - 8), start));
}

/** So many years ago a person was likely somewhere else. */
const LONG_AGO = 2;

function isLongAgo(dates: SentenceFacts['dates'], year: number): boolean {
  const stated = dates.filter(({ vague }) => !vague);
  return stated.length > 0 && stated.every(({ date }) => year - Number(date.start.slice(0, 4)) >= LONG_AGO);
}

/** 中国云市场规模为94亿美元: what a market does is nothing that the vendor spoken of before does. */
const OF_MARKET = /(?:市场|行业|产业)的?(?:总?规模|总量|支出)[^,。;]{0,6}(?:为|达|约|超|近|同比|增)/;

/** Whose move a sentence may tell. */
export interface Subject {
  vendorId: string;
  naming: Naming;
  /** Where the vendor stands in the text; the sentence's start when it is carried over. */
  vendorStart: number;
  vendorEnd: number;
}

/**
 * Vendors named in the sentence, those for which people stand that it begins with, else the one carried over from before. A person
 * named after a vendor may have acted for that one: 储瑞松调整AWS中国, 交由梁岩负责, who is at another today;
 * nor does a person stand for it long ago.
 * @param year of publication, NaN when unknown
 */
export function listSubjects(
  { vendors, people, dates, carried, sentence, words }: SentenceFacts,
  vendorOfPerson: (id: string) => string | undefined,
  year: number,
): Subject[] {
  const subjects = new Map<string, Subject>();
  const add = (vendorId: string | undefined, naming: Naming, start: number, end: number): void => {
    if (vendorId && !subjects.has(vendorId) && subjects.size < MOST_VENDORS) {
      subjects.set(vendorId, { vendorId, naming, vendorStart: start, vendorEnd: end });
    }
  };
  const isDoer = ({ start, end }: Place): boolean =>
    !isFormer(words, start) && !isCompared(words, start) && !isInBrackets(words, { start, end });
  const placeOf = ({ start, end }: Place): Place => ({ start: start - sentence.start, end: end - sentence.start });
  const doers = vendors.filter((match) => isDoer(placeOf(match)));
  for (const match of doers.length > 0 ? doers : vendors) add(match.id, 'named', match.start, match.end);
  const first = vendors[0]?.start ?? sentence.end;
  const isElsewhere = CAREER.test(words) || (people.length > 0 && isLongAgo(dates, year));
  const isInOffice = (match: Place): boolean => !isLeaving(words, placeOf(match));
  const leading = isElsewhere ? [] : people.filter((match) => match.start < first && isInOffice(match));
  for (const match of leading) add(vendorOfPerson(match.id), 'person', match.start, match.end);
  if (subjects.size === 0 && !isUnnamed(words) && !isElsewhere && !OF_MARKET.test(words))
    add(carried, 'carried', sentence.start, sentence.start);
  return [...subjects.values()];
}
