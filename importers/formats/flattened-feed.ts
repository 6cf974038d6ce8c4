import { RFC822_DATE } from '../normalise/published.ts';
import type { Format, ParsedItem } from './format.ts';

/** An RSS feed whose tags were stripped: `]]>` ends an item's body; category, comments link and RFC 822 date follow. */
const ITEM_END = ']]>';
const LINK = /(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}\/[^\s#<>"]+/i;
const TAIL = new RegExp(
  `^\\s*(?<category>[^\\n]{0,80}?)\\s*(?<comments>(?:https?:)?//\\S+#\\w+)?\\s*(?<date>${RFC822_DATE.source})`,
);

export const flattenedFeed: Format = {
  name: 'flattened-feed',
  version: 1,

  match({ text }) {
    if (/^\s*(?:<\?xml|<rss|<feed)/i.test(text)) return 0;
    const first = text.indexOf(ITEM_END);
    return first >= 0 && TAIL.test(text.slice(first + ITEM_END.length, first + 1000)) ? 0.95 : 0;
  },

  parse({ text }) {
    const parts = text.split(ITEM_END);
    const items: ParsedItem[] = [];
    let line = 1;
    parts.slice(0, -1).forEach((part, index) => {
      const head = index === 0 ? part : afterTail(part);
      const startLine = line + countLines(part.slice(0, part.length - head.trimStart().length));
      items.push(parseItem(head, parts[index + 1] ?? '', `item ${index + 1}, line ${startLine}`));
      line += countLines(part);
    });
    const last = parts.at(-1) ?? '';
    const rest = afterTail(last).trim();
    if (rest !== '') {
      const skipped = last.slice(0, last.length - afterTail(last).trimStart().length);
      const title = rest.split('\n', 1)[0]?.slice(0, 80) ?? '';
      const problem = `the text after the last ${ITEM_END} is no whole item`;
      items.push({ locator: `line ${line + countLines(skipped)}`, title, problem });
    }
    return items;
  },
};

/** What follows the category, comments link and date of the item before. */
function afterTail(part: string): string {
  const tail = TAIL.exec(part);
  return tail ? part.slice(tail[0].length) : part;
}

function parseItem(head: string, next: string, locator: string): ParsedItem {
  const start = head.trimStart();
  const firstLine = start.split('\n', 1)[0] ?? '';
  const line = cutChannel(firstLine);
  const link = LINK.exec(line);
  if (!link) return { locator, title: line.slice(0, 80), problem: 'no link after the title in the first line' };
  const title = line.slice(0, link.index).trim();
  const body = line.slice(link.index + link[0].length) + start.slice(firstLine.length);
  const tail = TAIL.exec(next)?.groups;
  const warnings =
    tail?.comments && !tail.comments.includes(link[0]) ? [`comments link ${tail.comments} is of another article`] : [];
  if (!tail?.date) warnings.push('no date follows the item');
  const original = start.slice(firstLine.length - line.length) + ITEM_END + (TAIL.exec(next)?.[0] ?? '');
  return {
    document: {
      title,
      body: body.trim(),
      url: link[0],
      ...(tail?.date ? { published: tail.date } : {}),
      kind: 'article',
      locator,
      original: original.trim(),
    },
    warnings,
  };
}

/** The first item shares its line with the channel's title, links and build date: the item begins after that date. */
function cutChannel(line: string): string {
  const date = RFC822_DATE.exec(line);
  return date && LINK.test(line.slice(date.index)) && line.indexOf('//') < date.index
    ? line.slice(date.index + date[0].length).trimStart()
    : line;
}

const countLines = (text: string): number => text.split('\n').length - 1;
