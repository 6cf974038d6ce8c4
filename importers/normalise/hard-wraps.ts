/** Width of a line in half-width columns: a Han character takes two. */
function widthOf(line: string): number {
  let width = 0;
  for (const character of line)
    width += /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60]/.test(character) ? 2 : 1;
  return width;
}

const ENDS_SENTENCE = /[。！？!?；;：:」』”"）)】]\s*$/;
const STARTS_BLOCK =
  /^\s*(?:[-*•●·▪◦]\s|#{1,6}\s|\d{1,2}(?:\.\d{1,2})*[.、)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}[、.]|Page\s?\d|\|)/i;
const LEAST_WRAPPED_SHARE = 0.3;
const FULL_LINE = 0.85;

/**
 * Joins lines that a page width broke inside a sentence. A text counts as wrapped when at least three in ten of the
 * lines that have a next line in their block are about as wide as the widest (a page's width, not a writer's choice).
 */
export function joinHardWraps(text: string): string {
  const blocks = text.split(/\n[ \t]*\n+/).map((block) => block.split('\n').filter((line) => line.trim() !== ''));
  const continued = blocks.flatMap((lines) => lines.slice(0, -1)).map(widthOf);
  if (continued.length < 5) return text;
  const page = percentile(continued, 0.9);
  const full = continued.filter((width) => width >= FULL_LINE * page && width <= 1.1 * page).length;
  if (page < 30 || page > 200 || full / continued.length < LEAST_WRAPPED_SHARE) return text;
  return blocks.map((lines) => joinLines(lines, page)).join('\n\n');
}

function joinLines(lines: string[], page: number): string {
  let joined = '';
  lines.forEach((line, index) => {
    const previous = lines[index - 1];
    if (previous === undefined) joined = line;
    else joined += `${runsOn(previous, line, page) ? glue(previous, line) : '\n'}${line.trimStart()}`;
  });
  return joined;
}

function runsOn(line: string, next: string, page: number): boolean {
  if (line.includes('\t') || STARTS_BLOCK.test(next)) return false;
  return widthOf(line) >= FULL_LINE * page ? true : /[，、,]\s*$/.test(line) && !ENDS_SENTENCE.test(line);
}

/** A space only between two Latin words. */
function glue(line: string, next: string): string {
  return /[a-z0-9]$/i.test(line) && /^\s*[a-z0-9]/i.test(next) ? ' ' : '';
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
