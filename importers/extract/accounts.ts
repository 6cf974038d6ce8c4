import type { AccountMention } from '../../server/model.ts';
import type { Focus } from './focus.ts';
import type { EntityMatch } from './gazetteer.ts';
import { findSentence, type Reading } from './reading.ts';
import { quoteSentence } from './vendors.ts';

/**
 * Organisations that buy or use cloud services. A name that only stands in a comparison or a career is no account: at least one
 * of its passages must name a vendor or speak of buying.
 * @param matches listed organisations, vendors that are buyers in this document, and candidates (strength `weak`)
 * @returns each once, under the fullest form of its name that the document uses
 */
export function extractAccounts(
  reading: Reading,
  matches: readonly EntityMatch[],
  focus: Focus,
  buying: readonly RegExp[],
): AccountMention[] {
  const buys = (match: EntityMatch): boolean => {
    const passage = passageOf(reading, match);
    const words = reading.folded.slice(passage.start, passage.end);
    return focus.within(passage.start, passage.end).length > 0 || buying.some((pattern) => pattern.test(words));
  };
  const found = new Map<string, EntityMatch[]>();
  for (const match of matches) {
    const key = `${match.kind}/${match.id}`;
    const list = found.get(key);
    if (list) list.push(match);
    else found.set(key, [match]);
  }
  return [...found.values()]
    .filter((list) => list.some(buys))
    .map((list) => {
      const first = list[0] as EntityMatch;
      return {
        name: usualForm(list.map((match) => reading.text.slice(match.start, match.end))),
        ...(first.kind === 'account' && first.strength !== 'weak' ? { accountId: first.id } : {}),
        count: list.length,
        quote: quoteSentence(reading, first),
      };
    });
}

/** The fullest form that the document uses: 深圳航空 before 深航. */
function usualForm(forms: readonly string[]): string {
  return [...forms].sort((a, b) => b.length - a.length)[0] ?? '';
}

function passageOf(reading: Reading, match: { start: number; end: number }): { start: number; end: number } {
  const sentence = findSentence(reading, match.start);
  return (sentence && reading.passages[sentence.passage]) ?? match;
}
