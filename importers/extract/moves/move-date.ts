import { buildMonth } from '../../../server/facts/partial-date.ts';
import type { PartialDate } from '../../../server/model.ts';
import type { DateExpression } from '../dates.ts';
import { isMeasuredAgainst, isSamePeriod, isSpoken } from '../measured-against.ts';
import type { SentenceFacts } from '../sentence-facts.ts';

interface Cue {
  start: number;
  end: number;
}

/**
 * When a move happened, by the first that tells: the day on which results became known, the nearest date of its sentence, one of
 * a sentence just before (marked as guessed), the month of publication (guessed).
 * @param told words after a day that make it the day of telling, by the type of move
 * @returns undefined where nothing tells and the document is undated
 */
export function findMoveDate(
  facts: SentenceFacts,
  cue: Cue,
  published: PartialDate | null,
  told: RegExp | undefined,
): PartialDate | undefined {
  return findDayTold(facts, told) ?? chooseDate(facts, cue, published) ?? inferDate(facts) ?? guessDate(published);
}

/** @returns the words of the cue's clause: a plan elsewhere in the sentence does not make this one a plan. */
export function clauseAbout({ words, sentence }: SentenceFacts, cue: Cue): string {
  const [from, to] = [cue.start - sentence.start, cue.end - sentence.start];
  const comma = words.indexOf(',', to);
  return words.slice(words.lastIndexOf(',', from) + 1, comma < 0 ? words.length : comma);
}

/** 8月15日公布的财报显示: the day on which results became known, whatever period they are of. */
function findDayTold({ dates, words, sentence }: SentenceFacts, told: RegExp | undefined): PartialDate | undefined {
  return dates.find(
    ({ date, vague, end }) => !vague && date.precision === 'day' && told?.test(words.slice(end - sentence.start)),
  )?.date;
}

/** A date in another clause than the cue counts as this many characters further off; one that describes a thing (2018年上线的) too. */
const OTHER_CLAUSE = 12;
const DESCRIBING = 30;
const SPEECH = 200;
const PLANS = /将|计划|预计|拟|即将|准备|有望|规划|目标|生效|起|未来|\b(?:will|would|plans?|expects?|to be|set to)\b/;
/** 签署了合同,2027年起执行: what has been done is dated by nothing that is to come. */
const DONE = /已|(?:签署|签订|签下?|达成|拿下|中标|赢得|敲定)了|\b(?:signed|won|renewed|inked|secured|awarded)\b/;
/** 此前…丢掉大客户，尽管近期…: what was before is not dated by a later 近期. */
const EARLIER = /此前|曾(?!经?是)|当时|彼时|那时/;
const RECENT = /近|不久|日前|目前|眼下|如今/;
/** 从2023年的19%下滑至2024年的13%: a change is dated by its end. */
const CHANGES_BY = /^[^,。;]{0,14}(?:到|至|升|降|滑|增|涨|跌)[^,。;]{0,6}(?:\d{4}年|今年|去年)/;
const startsChange = (words: string, start: number, end: number): boolean =>
  /[从由]$/.test(words.slice(0, start)) && CHANGES_BY.test(words.slice(end));
const DESCRIBES = /^[^,。、的\d]{1,6}的/;

/**
 * The expression nearest before the cue, else the nearest after; a vague one (目前) only when nothing else is said. What has
 * been done (已) is told by no date to come, nor by one that describes a thing in an earlier clause; what was before (此前) by no
 * 近期 that follows.
 */
function chooseDate(facts: SentenceFacts, cue: Cue, published: PartialDate | null): PartialDate | undefined {
  const { dates, words, sentence } = facts;
  const isDone = DONE.test(clauseAbout(facts, cue)) || /^了/.test(words.slice(cue.end - sentence.start));
  const clause = sentence.start + words.lastIndexOf(',', cue.start - sentence.start) + 1;
  const describes = ({ end }: DateExpression): boolean => DESCRIBES.test(words.slice(end - sentence.start));
  const isSpeech = ({ start }: DateExpression): boolean => isSpoken(words, start - sentence.start);
  const isEarlier = EARLIER.test(words.slice(0, cue.start - sentence.start));
  const about = clauseAbout(facts, cue);
  // 启用第三座数据中心,并计划10月开设第二座: a time to come belongs to the plan of its own clause.
  const isAhead = ({ start, date }: DateExpression): boolean =>
    published !== null && date.start > published.end && start > cue.end && !PLANS.test(about) && !isWithin(start);
  const isWithin = (start: number): boolean =>
    !words.slice(cue.end - sentence.start, start - sentence.start).includes(',');
  const past = dates.filter(
    (expression) =>
      !startsChange(words, expression.start - sentence.start, expression.end - sentence.start) &&
      !isMeasuredAgainst(words, expression.start - sentence.start, expression.end - sentence.start) &&
      !isSamePeriod(words, expression.end - sentence.start) &&
      !isAhead(expression) &&
      !(isEarlier && expression.start > cue.end && RECENT.test(expression.date.text)) &&
      (!isDone ||
        ((!published || expression.date.start <= published.end) &&
          !(expression.start < clause && describes(expression)))),
  );
  const stated = past.filter((expression) => !expression.vague);
  const distance = (expression: DateExpression): number =>
    (expression.start > cue.start ? 40 + expression.start - cue.start : cue.start - expression.end) +
    (expression.start < clause ? OTHER_CLAUSE : 0) +
    (describes(expression) ? DESCRIBING : 0) +
    (isSpeech(expression) ? SPEECH : 0);
  return [...(stated.length > 0 ? stated : past)].sort((a, b) => distance(a) - distance(b))[0]?.date;
}

/** The sentence says nothing of when, but one before it in the passage did: taken over, and marked as guessed. */
function inferDate({ earlier }: SentenceFacts): PartialDate | undefined {
  return earlier && { ...earlier.date, guessed: true };
}

/** Nothing near says when: the month of publication, marked as guessed. */
function guessDate(published: PartialDate | null): PartialDate | undefined {
  if (!published) return undefined;
  const [year, month] = published.start.split('-').map(Number) as [number, number];
  return { ...buildMonth(year, month), text: '', guessed: true };
}
