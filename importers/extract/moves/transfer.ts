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
  /(?:迁移?|搬迁?|挪|转移?|切换?|换|改|撤|跳转|归拢)[^,。;]{0,6}(?:到|至|往|入|进|向|去|成|给|上|投|用|由)|转投|改用|转用|转向|改由/;

/** Words right before a vendor that say which end of a switch it is: 从 A 向 B 迁移. */
const INTO = /(?:向|往|到|至|转投|投向|投奔|选择?了?|改用|交给|转给|去了?)$/;
const OUT_OF = /(?:从|由|离开|弃用|替换掉?|告别|撤出|搬离|退出)$/;

/**
 * Whether a vendor can have this part in a switch. A person who leaves is no account that is lost; of two vendors the order about
 * the switch decides, and without one only the vendor nearest to the cue is meant.
 * @param transfer the end of the switch that the type tells; undefined: the type tells none, and anything fits
 */
export function fitsTransfer(
  transfer: MoveTypeEntry['transfer'],
  place: Place,
  { words, sentence, vendors, accounts, people }: SentenceFacts,
  cues: readonly { start: number; end: number }[],
): boolean {
  if (!transfer) return true;
  if (people.length > 0 && accounts.length === 0 && /离开|离职|加入|跳槽/.test(words)) return false;
  const others = vendors.filter((match) => match.id !== place.vendorId);
  if (place.naming !== 'named' || others.length === 0) return true;
  const before = words.slice(Math.max(0, place.vendorStart - sentence.start - 4), place.vendorStart - sentence.start);
  if (INTO.test(before)) return transfer === 'to';
  if (OUT_OF.test(before)) return transfer === 'from';
  const turn = SWITCH.exec(words);
  if (turn) {
    const isBefore = place.vendorStart < sentence.start + turn.index;
    return transfer === 'from' ? isBefore : !isBefore;
  }
  const own = nearest(cues, place.vendorStart, place.vendorEnd);
  return others.every((match) => nearest(cues, match.start, match.end) >= own);
}

/** Characters between a span and the nearest cue. */
function nearest(cues: readonly { start: number; end: number }[], start: number, end: number): number {
  return Math.min(...cues.map((cue) => Math.max(cue.start - end, start - cue.end, 0)));
}
