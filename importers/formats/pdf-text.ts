/** A run of characters as a PDF places it. */
export interface PdfRun {
  text: string;
  endsLine: boolean;
  /** From the foot of the page. */
  y: number;
  /** Of the type. */
  height: number;
}
export type PdfPage = PdfRun[];

interface Line {
  text: string;
  y: number;
  height: number;
}

/** A gap wider than this many lines parts paragraphs. */
const PARAGRAPH_GAP = 1.9;
const LEAST_PAGES = 3;

/** Joins runs into lines and paragraphs; what stands at the head or foot of most pages is left out. */
export function buildPdfText(pages: readonly PdfPage[]): { body: string; headline: string } {
  const lined = pages.map(linesOf);
  const repeated = findRepeated(lined);
  const kept = lined.map((lines) =>
    lines.filter((line, i) => !isMargin(i, lines.length) || !repeated.has(shapeOf(line))),
  );
  return { body: kept.map(paragraphsOf).join('\n'), headline: findHeadline(kept[0] ?? []) };
}

function linesOf(page: PdfPage): Line[] {
  const lines: Line[] = [];
  let line: Line = { text: '', y: 0, height: 0 };
  for (const run of page) {
    if (line.text === '') line.y = run.y;
    line.text += run.text;
    line.height = Math.max(line.height, run.text.trim() === '' ? 0 : run.height);
    if (!run.endsLine) continue;
    lines.push(line);
    line = { text: '', y: 0, height: 0 };
  }
  return [...lines, line].filter(({ text }) => text.trim() !== '');
}

const isMargin = (index: number, count: number): boolean => index < 2 || index >= count - 2;
/** A line but for its numbers: page 3 of 20 is the same foot as page 4 of 20. */
const shapeOf = ({ text }: Line): string => text.replace(/\d+/g, '#').replace(/\s+/g, '');

function findRepeated(pages: readonly Line[][]): Set<string> {
  if (pages.length < LEAST_PAGES) return new Set();
  const counts = new Map<string, number>();
  for (const lines of pages)
    for (const shape of new Set(lines.filter((_, i) => isMargin(i, lines.length)).map(shapeOf)))
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return new Set(
    [...counts].filter(([, count]) => count >= Math.max(LEAST_PAGES, pages.length * 0.6)).map(([shape]) => shape),
  );
}

function paragraphsOf(lines: readonly Line[]): string {
  return lines
    .map((line, i) => {
      const before = lines[i - 1];
      const gap = before ? (before.y - line.y) / Math.max(before.height, line.height, 1) : 0;
      const isApart = before !== undefined && (gap > PARAGRAPH_GAP || Math.abs(before.height - line.height) > 1);
      return (isApart ? '\n' : '') + line.text.trim();
    })
    .join('\n');
}

/** The line in the largest type of the first page, with the lines of the same type that follow it. */
function findHeadline(lines: readonly Line[]): string {
  const largest = Math.max(0, ...lines.map(({ height }) => height));
  const first = lines.findIndex(({ height }) => height === largest);
  if (largest === 0 || lines.filter(({ height }) => height === largest).length > 4)
    return lines[0]?.text.trim().slice(0, 80) ?? '';
  const run = lines.slice(first).findIndex(({ height }) => height !== largest);
  const text = lines
    .slice(first, run < 0 ? undefined : first + run)
    .map((line) => line.text.trim())
    .join(' ');
  return text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '').slice(0, 120);
}
