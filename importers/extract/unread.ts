import type { Quote, UnreadClue, UnreadSentence } from '../../server/model.ts';
import type { MoveTypeEntry } from '../reference-data.ts';
import type { MoveContext } from './moves/index.ts';
import type { SentenceFacts } from './sentence-facts.ts';

/** More of one document nobody reads. */
const MOST_UNREAD = 40;

/**
 * What was not understood: sentences that name a vendor beside a number, a stated date or a strong cue, and of which no fact
 * was filed. Of too many those with most clues stay.
 * @returns them in reading order
 */
export function listUnread(
  { reading, sentences }: Pick<MoveContext, 'reading' | 'sentences'>,
  types: readonly MoveTypeEntry[],
  filed: readonly { quote: Pick<Quote, 'start' | 'end'> }[],
): UnreadSentence[] {
  return sentences
    .filter(({ vendors, sentence }) => vendors.length > 0 && reading.passages[sentence.passage]?.kind !== 'heading')
    .filter(({ sentence }) => !filed.some(({ quote }) => quote.start < sentence.end && quote.end > sentence.start))
    .map((facts) => ({ start: facts.sentence.start, end: facts.sentence.end, why: listClues(facts, types) }))
    .filter(({ why }) => why.length > 0)
    .sort((a, b) => b.why.length - a.why.length || a.start - b.start)
    .slice(0, MOST_UNREAD)
    .sort((a, b) => a.start - b.start);
}

function listClues({ words, numbers, dates }: SentenceFacts, types: readonly MoveTypeEntry[]): UnreadClue[] {
  const hasCue = types.some(
    ({ cues, refuse }) =>
      cues.strong.some((pattern) => pattern.test(words)) && !refuse.some((pattern) => pattern.test(words)),
  );
  const clues: [UnreadClue, boolean][] = [
    ['number', numbers.length > 0],
    ['date', dates.some((expression) => !expression.vague)],
    ['cue', hasCue],
  ];
  return clues.flatMap(([clue, shows]) => (shows ? [clue] : []));
}
