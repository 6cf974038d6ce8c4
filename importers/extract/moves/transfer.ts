import type { MoveTypeEntry } from '../../reference-data.ts';
import type { SentenceFacts } from '../sentence-facts.ts';

/** A vendor's place in a sentence. */
interface Place {
  vendorId: string;
  naming: string;
  vendorStart: number;
  vendorEnd: number;
}

/** 从 A 迁移到 B: who stands before the move loses, who stands after it wins. */
const SWITCH =
  /(?:迁移?|搬迁?|挪|转移?|切换?|换|改|撤|跳转|归拢)[^,。;]{0,6}(?:到|至|往|入|进|向|去|成|给|上|投|用|由|回)|转投|改用|转用|转向|改由|\b(?:mov(?:e[sd]?|ing)|migrat(?:e[sd]?|ing|ion)|switch(?:es|ed|ing)?|shift(?:s|ed|ing)?)\b/;

/** Words right before a vendor that say which end of a switch it is: 从 A 向 B 迁移. */
const INTO =
  /(?:[向往到至]了?|转投|投向|投奔|选择?了?|改用了?|换成了?|换用了?|[交转让]给了?|去了?|\b(?:(?:in|on)?to|in favou?r of)\s(?:the )?)$/;
const OUT_OF =
  /(?:从|由|离开|弃用|替换掉?|告别|撤出|搬离|退出|\b(?:from|off|leav(?:es?|ing)|left|ditch(?:es|ed|ing)?|dropp(?:ed|ing)|abandon(?:s|ed|ing)?|(?:end|stopp?)(?:s|ed|ing)? (?:its |the )?use of)\s(?:the )?)$/;
/** Characters that the longest of these words take. */
const BEFORE = 24;

/** 谷歌云抢走了其中的三分之一, 被谷歌云撬走: who stands last before it wins. */
const TAKES = /(?:抢|撬|夺|截)(?:走|下|去)/;

/**
 * The end of a switch that a vendor stands at, as the sentence tells it: the words before it say so, else the order of two vendors
 * about the verb does.
 * @returns undefined where the sentence tells neither
 */
export function findSwitchEnd(
  place: Place,
  { words, sentence, vendors }: Pick<SentenceFacts, 'words' | 'sentence' | 'vendors'>,
): 'from' | 'to' | undefined {
  if (place.naming !== 'named') return undefined;
  const turn = SWITCH.exec(words);
  const at = place.vendorStart - sentence.start;
  const before = words.slice(Math.max(0, at - BEFORE), at);
  const isAlone = vendors.every((match) => match.id === place.vendorId);
  if (INTO.test(before) && (turn || !isAlone)) return 'to';
  if (OUT_OF.test(before) && (turn || !isAlone)) return 'from';
  const taken = isAlone ? null : TAKES.exec(words);
  if (taken) return findTaker(taken.index, { words, sentence, vendors }) === place.vendorId ? 'to' : 'from';
  return turn && !isAlone ? (at < turn.index ? 'from' : 'to') : undefined;
}

/** @returns the vendor named last before a taking that it is not taken from: 华为云从Oracle手里抢下 */
function findTaker(
  at: number,
  { words, sentence, vendors }: Pick<SentenceFacts, 'words' | 'sentence' | 'vendors'>,
): string | undefined {
  const before = vendors.filter(({ start, end }) => {
    const lead = words.slice(Math.max(0, start - sentence.start - BEFORE), start - sentence.start);
    return end - sentence.start <= at && !OUT_OF.test(lead);
  });
  return before.at(-1)?.id;
}

/**
 * Whether a vendor can have this part in a switch. A person who leaves is no account that is lost; of two vendors the order about
 * the switch decides, and without one only the vendor nearest to the cue is meant.
 * @param transfer the end of the switch that the type tells; undefined: the type tells none, and anything fits
 */
export function fitsTransfer(
  transfer: MoveTypeEntry['transfer'],
  place: Place,
  facts: SentenceFacts,
  cues: readonly { start: number; end: number }[],
): boolean {
  if (!transfer) return true;
  const { words, vendors, accounts, people } = facts;
  if (people.length > 0 && accounts.length === 0 && /离开|离职|加入|跳槽/.test(words)) return false;
  const end = findSwitchEnd(place, facts);
  if (end && end !== transfer) return false;
  if (isGroupThatSwitches(transfer, place, facts)) return false;
  if (end) return true;
  const others = vendors.filter((match) => match.id !== place.vendorId);
  if (place.naming !== 'named' || others.length === 0) return true;
  const own = nearest(cues, place.vendorStart, place.vendorEnd);
  return others.every((match) => nearest(cues, match.start, match.end) >= own);
}

/** 字节将业务从Oracle迁走: the owner of a vendor is the customer where another one is named as left or chosen after it. */
function isGroupThatSwitches(transfer: 'from' | 'to', place: Place, facts: SentenceFacts): boolean {
  const { words, sentence, vendors } = facts;
  const endOf = (start: number): 'from' | 'to' | undefined => {
    const before = words.slice(Math.max(0, start - sentence.start - BEFORE), start - sentence.start);
    return INTO.test(before) ? 'to' : OUT_OF.test(before) ? 'from' : undefined;
  };
  if (place.naming !== 'named' || endOf(place.vendorStart)) return false;
  return vendors.some(
    ({ id, start }) => id !== place.vendorId && start >= place.vendorEnd + LEAST_WORDS && endOf(start) === transfer,
  );
}

/** A row (AWS、阿里云) is nearer together. */
const LEAST_WORDS = 3;

/** Characters between a span and the nearest cue. */
function nearest(cues: readonly { start: number; end: number }[], start: number, end: number): number {
  return Math.min(...cues.map((cue) => Math.max(cue.start - end, start - cue.end, 0)));
}
