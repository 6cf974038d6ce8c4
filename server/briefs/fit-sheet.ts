import type { LineView, SectionView } from './brief-view.ts';

/** CSS pixels of an A4 page in print, without header, headings and legend of the first sheet; measured in Chromium, with room to spare. */
const ROOM = 770;
const ROW_HEIGHT = 19;
const LINE_PADDING = 9;
/** Han characters in a row of text, across the sheet and in one of two columns. */
const WIDE = 44;
const NARROW = 19;
/** A cite, a tag and a column's name take so many characters. */
const CITE = 1.3;
const TAG = 5;
const SIDE = 3;
const LATIN = 0.58;

export interface FirstSheet {
  /** What stands on the first sheet, by section. */
  fitted: SectionView[];
  /** Lines for which it had no room, under their own headings on the second. */
  more: SectionView[];
}

/**
 * Lets the first six sections stand on one printed page, whatever they hold: lines for which there is no room go on overleaf, the
 * last of the tallest section first, of changes since the oldest. None is lost and no section is emptied.
 * @param sections read, loss, since, strong, say and objections in order; loss and since, strong and say stand side by side
 */
export function fitFirstSheet(sections: readonly SectionView[]): FirstSheet {
  const left = sections.map((section) => ({ section, lines: [...section.lines], out: [] as LineView[] }));
  const heightOf = ({ section, lines }: (typeof left)[number]): number => measure(section, lines);
  const rows = [['read'], ['loss', 'since'], ['strong', 'say'], ['objections']].map((ids) =>
    left.filter(({ section }) => ids.includes(section.id)),
  );
  const rowHeight = (row: typeof left): number => Math.max(0, ...row.map(heightOf));
  while (rows.reduce((sum, row) => sum + rowHeight(row), 0) > ROOM) {
    const movable = left.filter(({ section, lines }) => section.id !== 'read' && lines.length > 1);
    const tallest = movable.filter((one) => rows.some((row) => row.includes(one) && heightOf(one) === rowHeight(row)));
    const [most] = tallest.sort((a, b) => heightOf(b) - heightOf(a));
    if (!most) break;
    takeOut(most);
  }
  return {
    fitted: left.map(({ section, lines }) => ({ ...section, lines })),
    more: left
      .filter(({ out }) => out.length > 0)
      .map(({ section, out }) => ({ ...section, anchor: `${section.id}-more`, isMore: true, lines: out })),
  };
}

function takeOut(from: { section: SectionView; lines: LineView[]; out: LineView[] }): void {
  const { section, lines, out } = from;
  const isOldest = section.id === 'since' && lines[0]?.column === lines[1]?.column;
  if (isOldest) out.push(...lines.splice(0, 1));
  else out.unshift(...lines.splice(-1, 1));
}

function measure({ id }: SectionView, lines: readonly LineView[]): number {
  const width = id === 'read' || id === 'objections' ? WIDE : NARROW;
  return lines.reduce((sum, line) => sum + LINE_PADDING + ROW_HEIGHT * Math.ceil(lengthOf(line) / width), 0);
}

function lengthOf({ text, cites, tags, column }: LineView): number {
  const latin = [...text].filter((letter) => letter < '\u0250').length;
  return text.length - latin + latin * LATIN + cites.length * CITE + tags.length * TAG + (column ? SIDE : 0);
}
