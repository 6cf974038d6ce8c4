import { shareOfPairs } from '../facts/fold-moves.ts';
import type { FigureRow } from '../store/figures.ts';
import { createReadingNotes, type ReadingNote } from './reading-notes.ts';
import type { Site } from './site.ts';

/** Two sentences that share this much of the shorter's character pairs are one sentence in two versions. */
const SAME_WORDS = 0.6;

/**
 * Leaves of the versions of one work one telling of each number: the one that reads as most versions do, of equals the first.
 * @param figures in the order of the page
 */
export function foldVersions(
  site: Site,
  figures: readonly FigureRow[],
): { figures: FigureRow[]; readingsOf: (figure: FigureRow) => ReadingNote[] } {
  const notesAt = createReadingNotes(
    site,
    figures.map(({ document }) => document),
  );
  const readingsOf = ({ document, valueStart, valueEnd }: FigureRow): ReadingNote[] =>
    notesAt(document.documentId, { start: valueStart, end: valueEnd });
  const inWorks = figures
    .filter(({ document }) => document.workId !== null)
    .map((figure) => ({ figure, isMisread: readingsOf(figure).length > 0 }))
    .sort((a, b) => Number(a.isMisread) - Number(b.isMisread));
  const dropped = new Set<FigureRow>();
  inWorks.forEach(({ figure, isMisread }, index) => {
    const before = inWorks.slice(0, index).map((entry) => entry.figure);
    if (before.some((other) => !dropped.has(other) && isRetold(figure, other, isMisread))) dropped.add(figure);
  });
  return { figures: figures.filter((figure) => !dropped.has(figure)), readingsOf };
}

/** @param isMisread its number reads otherwise than in most versions, so that the values may differ */
function isRetold(figure: FigureRow, other: FigureRow, isMisread: boolean): boolean {
  const [a, b] = [figure.document, other.document];
  if (a.workId !== b.workId || a.documentId === b.documentId || figure.metric !== other.metric) return false;
  const isSameValue = figure.low === other.low && figure.high === other.high && figure.unit === other.unit;
  return (isSameValue || isMisread) && shareOfPairs(figure.quote.exact, other.quote.exact) >= SAME_WORDS;
}
