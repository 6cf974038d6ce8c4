import type { BriefBody, BriefLine } from '../facts/brief-types.ts';

export type LineChange = 'added' | 'removed' | 'changed' | 'moved';

export interface ComparedLine {
  change: LineChange;
  before: BriefLine | null;
  after: BriefLine | null;
}

/** @returns what differs between two versions as their readers see them, in the order of the later one; removed lines last. */
export function compareBriefs(before: BriefBody, after: BriefBody): ComparedLine[] {
  const [old, now] = [before, after].map(({ lines }) => lines.filter(({ isDropped }) => !isDropped)) as [
    BriefLine[],
    BriefLine[],
  ];
  const shared = old.filter(({ key }) => now.some((line) => line.key === key)).map(({ key }) => key);
  const order = now.filter(({ key }) => shared.includes(key)).map(({ key }) => key);
  const changes = now.flatMap((line): ComparedLine[] => {
    const earlier = old.find(({ key }) => key === line.key) ?? null;
    const change = changeOf(earlier, line, shared.indexOf(line.key) !== order.indexOf(line.key));
    return change ? [{ change, before: earlier, after: line }] : [];
  });
  const removed = old.filter(({ key }) => !shared.includes(key));
  return [...changes, ...removed.map((line): ComparedLine => ({ change: 'removed', before: line, after: null }))];
}

function changeOf(before: BriefLine | null, after: BriefLine, isMoved: boolean): LineChange | null {
  if (!before) return 'added';
  if (readingOf(before) !== readingOf(after)) return 'changed';
  return isMoved ? 'moved' : null;
}

/** What a reader reads of a line: words, marks, class, and the values and grades behind it. */
function readingOf({ label, text, tags, share, expires, evidence }: BriefLine): string {
  const sources = evidence.map(({ exact, grade, tlp, fact }) => [exact, grade.letter, grade.digit, tlp, fact.value]);
  return JSON.stringify([label, text, tags, share, expires, sources]);
}
