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
  const lines = body.split('\n');
  for (const [index, line] of lines.entries()) {
    const kind = isTabbedRow(lines, index) ? 'row' : kindOf(line.trim());
    const content = cleanLine(line, kind);
    if (content === '') continue;
    if (text !== '') text += '\n';
    passages.push({ kind, start: text.length, end: text.length + content.length });
    text += content;
  }
  return { text, passages };
}

/** Three cells make a row; two do where a line with a tab stands right above or below, or it would be an indent. */
function isTabbedRow(lines: readonly string[], index: number): boolean {
  const tabs = countTabs(lines[index]);
  return tabs > 1 || (tabs === 1 && (countTabs(lines[index - 1]) > 0 || countTabs(lines[index + 1]) > 0));
}

const countTabs = (line: string | undefined): number =>
  line === undefined || line.trim() === '' ? 0 : line.split('\t').length - 1;

function kindOf(line: string): PassageKind {
  if (MARKDOWN_HEADING.test(line)) return 'heading';
  if (/^\|.*\|/.test(line)) return 'row';
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
  if (kind === 'row') return TABLE_RULE.test(trimmed) ? '' : cleanRow(line);
  return cleanInline(trimmed.replace(MARKDOWN_HEADING, '').replace(MARKDOWN_ITEM, '').replace(/^>\s?/, ''));
}

/** Cells parted by ` | `, empty ones too, so that each stays under its heading. A row of empty cells is no text. */
function cleanRow(row: string): string {
  const trimmed = row.trim();
  const isPiped = trimmed.startsWith('|') || !row.includes('\t');
  const cells = isPiped ? trimmed.replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/) : row.split('\t');
  const cleaned = cells.map(cleanCell);
  return cleaned.every((cell) => cell === '') ? '' : cleaned.join(' | ').trim();
}

/** Items of a list keep a bullet; a stroke inside a cell would part it. */
function cleanCell(cell: string): string {
  const plain = cell
    .replace(/\\?\|/g, '¦')
    .replace(/<li(?:\s[^<>]{0,200})?>/gi, ' • ')
    .replace(/<\/(?:li|p|div|tr|td)>|<br\s*\/?>/gi, ' ')
    // A tag begins with a letter: <待定> is words.
    .replace(/<[/!]?[a-z-][^<>]{0,200}>/gi, '');
  return cleanInline(plain);
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
