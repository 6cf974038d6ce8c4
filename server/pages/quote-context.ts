import type { Passage } from '../model.ts';
import type { Fragment } from '../search/types.ts';
import type { TextRange } from './passages.ts';

/** Characters shown on each side of a quote in a long paragraph. */
const WIDEST = 260;

/** @returns the paragraph around a quote, the quote as the part that is marked; long paragraphs are cut at both ends. */
export function showInParagraph(text: string, passages: readonly Passage[], quote: TextRange): Fragment[] {
  const around = passages.filter((passage) => passage.start < quote.end && passage.end > quote.start);
  const from = Math.min(quote.start, around[0]?.start ?? quote.start);
  const to = Math.max(quote.end, around.at(-1)?.end ?? quote.end);
  const before = text.slice(from, quote.start);
  const after = text.slice(quote.end, to);
  return [
    { text: before.length > WIDEST ? `…${before.slice(-WIDEST)}` : before, hit: false },
    { text: text.slice(quote.start, quote.end), hit: true },
    { text: after.length > WIDEST ? `${after.slice(0, WIDEST)}…` : after, hit: false },
  ].filter((part) => part.text !== '');
}
