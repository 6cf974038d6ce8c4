/** Who tells an event, and in which words. */
export interface Teller {
  quote: { exact: string };
  document: { sourceName: string; workId: string | null; url?: string | null };
}

/** Longer sentences that agree to the last letter were copied. */
const COPIED_LENGTH = 20;

/**
 * Counts sources that can vouch for each other. None is a second source: another article of one publisher, another version of one
 * work, a copied sentence, or a sentence that names or links to the other as where it has it from.
 */
export function countSources(group: readonly Teller[]): number {
  const voices: Teller[][] = [];
  for (const teller of group) {
    const joined = voices.filter((voice) => voice.some((other) => isSameVoice(teller, other)));
    for (const voice of joined) voices.splice(voices.indexOf(voice), 1);
    voices.push([teller, ...joined.flat()]);
  }
  return voices.length;
}

function isSameVoice(a: Teller, b: Teller): boolean {
  const [one, other] = [a.document, b.document];
  if (one.sourceName === other.sourceName || (one.workId !== null && one.workId === other.workId)) return true;
  return isCopied(a.quote.exact, b.quote.exact) || cites(a, b) || cites(b, a);
}

function isCopied(a: string, b: string): boolean {
  const letters = lettersOf(a);
  return letters.length >= COPIED_LENGTH && letters === lettersOf(b);
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

function cites({ quote }: Teller, { document }: Teller): boolean {
  const host = document.url && URL.canParse(document.url) ? new URL(document.url).hostname : undefined;
  return quote.exact.includes(document.sourceName) || (host !== undefined && quote.exact.includes(host));
}
