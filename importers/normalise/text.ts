import { replaceRadicals } from '../../server/text/radicals.ts';

/** Zero-width characters, soft hyphen, bidirectional controls, byte-order mark: invisible, and able to hide words. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** C0 and C1 controls but tab and line feed. */
const CONTROL = /(?![\t\n])\p{Cc}/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/**
 * Chinese punctuation that NFKC would flatten: our copy is to read as the source does. Folding does the rest. Numbers of notes
 * stay too: 28② is not 282.
 */
const NOT_KEPT = /[^，：；！？（）～…—·①-⑳¹²³⁰-⁹]+/gu;

/**
 * Characters of any source in one form: NFKC but for Chinese punctuation, radicals as ideographs, no invisible or
 * control characters, LF line ends, plain spaces. Offsets of facts refer to this form.
 */
export function normaliseCharacters(raw: string): string {
  return replaceRadicals(
    raw
      .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
      .replace(LONE_SURROGATE, '\ufffd')
      .replace(NOT_KEPT, (run) => run.normalize('NFKC'))
      .replace(INVISIBLE, '')
      .replace(CONTROL, '')
      .replace(SPACE, ' '),
  );
}

/** One line of a title, author or cell: no line breaks, single spaces, at most `most` characters. */
export function normaliseLine(raw: string, most = 300): string {
  const line = normaliseCharacters(raw).replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).replace(LONE_SURROGATE, '')}…` : line;
}
