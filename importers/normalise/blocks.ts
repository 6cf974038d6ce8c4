import type { Passage, PassageKind } from '../../server/model.ts';

export interface BlockText {
  text: string;
  passages: Passage[];
}

/** More than any real document; what goes beyond is joined into the last passage's neighbours by the caller's size cap. */
const MARKDOWN_HEADING = /^#{1,6}\s+/;
const MARKDOWN_ITEM = /^(?:[-*+•●▪◦]\s+)/;
const NUMBERED_HEADING =
  /^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}(?:\.\d{1,2}){1,3}\s|(?:Part|Page)\s?\d+)/i;
const TABLE_RULE = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/;
const SENTENCE_END = /[。！？!?；;，,：:]$/;
const LONGEST_HEADING = 40;

/**
 * Cuts a body into passages and writes them into one text, a line each, with their offsets. Markdown signs that are
 * not words (#, **, links' targets, table rules) are left out of the text.
 */
export function buildBlocks(body: string): BlockText {
  const passages: Passage[] = [];
  let text = '';
  for (const line of body.split('\n')) {
    const kind = kindOf(line.trim());
    const content = cleanLine(line, kind);
    if (content === '') continue;
    if (text !== '') text += '\n';
    passages.push({ kind, start: text.length, end: text.length + content.length });
    text += content;
  }
  return { text, passages };
}

function kindOf(line: string): PassageKind {
  if (MARKDOWN_HEADING.test(line)) return 'heading';
  if (/^\|.*\|/.test(line) || line.split('\t').length > 2) return 'row';
  if (/^>\s/.test(line)) return 'quote';
  if (MARKDOWN_ITEM.test(line)) return 'item';
  if (
    line.length <= LONGEST_HEADING &&
    !SENTENCE_END.test(line) &&
    (NUMBERED_HEADING.test(line) || /^\*\*[^*]+\*\*$/.test(line))
  ) {
    return 'heading';
  }
  return 'paragraph';
}

function cleanLine(line: string, kind: PassageKind): string {
  const trimmed = line.trim();
  if (kind === 'row') return TABLE_RULE.test(trimmed) ? '' : cleanRow(trimmed);
  return cleanInline(trimmed.replace(MARKDOWN_HEADING, '').replace(MARKDOWN_ITEM, '').replace(/^>\s?/, ''));
}

function cleanRow(row: string): string {
  const cells = row.includes('\t') && !row.startsWith('|') ? row.split('\t') : row.replace(/^\||\|$/g, '').split('|');
  return cells
    .map((cell) => cleanInline(cell.replace(/<\/(?:li|p|div|tr|td)>|<br\s*\/?>/gi, ' ').replace(/<[^<>]{1,200}>/g, '')))
    .join(' | ')
    .trim();
}

function cleanInline(text: string): string {
  return text
    .replace(/!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)/g, '')
    .replace(/\[([^\]\n]{1,200})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/\*\*|__|`/g, '')
    .replace(/^(?:---+|\*\*\*+|===+)$/, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
