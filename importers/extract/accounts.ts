import type { AccountMention } from '../../server/model.ts';
import type { AccountEntry } from '../reference-data.ts';
import type { Focus } from './focus.ts';
import type { EntityMatch } from './gazetteer.ts';
import { findSentence, type Reading } from './reading.ts';
import { quoteSentence } from './vendors.ts';

/**
 * Organisations that buy or use cloud services. A name that only stands in a comparison or a career is no account: at least one
 * of its passages must name a vendor or speak of buying; for one that belongs to a vendor's group, another vendor, and its
 * sentence must not name its own.
 * @param matches listed organisations, vendors that are buyers in this document, and candidates (strength `weak`)
 * @param listed listed organisations by id
 * @returns each once, under the fullest form of its name that the document uses
 */
export function extractAccounts(
  reading: Reading,
  matches: readonly EntityMatch[],
  focus: Focus,
  buying: readonly RegExp[],
  listed: ReadonlyMap<string, AccountEntry>,
): AccountMention[] {
  const buys = (match: EntityMatch): boolean => {
    const passage = passageOf(reading, match);
    const words = reading.folded.slice(passage.start, passage.end);
    const here = focus.within(passage.start, passage.end);
    const group = match.kind === 'account' ? listed.get(match.id)?.group : undefined;
    if (group && here.includes(group) && isAmongOwn(reading, match, here, group, focus)) return false;
    return here.length > 0 || buying.some((pattern) => pattern.test(words));
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
        name: usualForm(
          list.map((match) => reading.text.slice(match.start, match.end)),
          listed.get(first.id)?.name,
        ),
        ...(first.kind === 'account' && first.strength !== 'weak' ? { accountId: first.id } : {}),
        count: list.length,
        quote: quoteSentence(reading, first),
      };
    });
}

/** Only its own group's vendor is spoken of, in the passage or right beside it. */
function isAmongOwn(
  reading: Reading,
  match: EntityMatch,
  here: readonly string[],
  group: string,
  focus: Focus,
): boolean {
  const { start, end } = findSentence(reading, match.start) ?? match;
  return here.length === 1 || focus.within(start, end).includes(group);
}

/** The listed name where the document uses it, else its fullest Chinese form (深圳航空 before 深航), else its fullest. */
function usualForm(forms: readonly string[], listed: string | undefined): string {
  if (listed !== undefined && forms.includes(listed)) return listed;
  const chinese = forms.filter((form) => /\p{Script=Han}/u.test(form));
  return [...(chinese.length > 0 ? chinese : forms)].sort((a, b) => b.length - a.length)[0] ?? '';
}

function passageOf(reading: Reading, match: { start: number; end: number }): { start: number; end: number } {
  const sentence = findSentence(reading, match.start);
  return (sentence && reading.passages[sentence.passage]) ?? match;
}
