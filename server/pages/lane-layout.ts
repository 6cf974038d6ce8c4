export const TRACK_HEIGHT = 36;
export const LANE_PAD = 6;
const GAP = 3;
const HAN_WIDTH = 12;
const LATIN_WIDTH = 7;
const LABEL_WIDTH = 134;

interface Extent {
  left: number;
  right: number;
}

export interface LaneLabel {
  text: string;
  x: number;
  anchor: 'start' | 'end';
}

interface Track {
  marks: Extent[];
  labels: Extent[];
}

/**
 * Greedy placement in one lane: each mark takes the first track where it and its label are free, else the first where
 * the mark alone is. A mark that no track has room for is left out, since marks over each other cannot be told apart.
 * @param width of the chart in pixels
 */
export function createLane(width: number, mostTracks: number) {
  const tracks: Track[] = Array.from({ length: mostTracks }, () => ({ marks: [], labels: [] }));
  let used = 1;

  return {
    place(mark: Extent, text: string, importance: number): { track: number; label: LaneLabel | null } | null {
      const free = tracks.flatMap((track, index) => (isFree(track.marks, mark) ? [index] : []));
      // Background moves get no label of their own: they would push headlines' labels away.
      const label = importance > 1 ? layOutLabel(text, mark, width) : null;
      const fitting = label ? free.find((index) => isFree(tracks[index]?.labels ?? [], label.extent)) : undefined;
      const track = fitting ?? free[0];
      if (track === undefined) return null;
      tracks[track]?.marks.push(mark);
      used = Math.max(used, track + 1);
      if (!label || fitting === undefined) return { track, label: null };
      tracks[track]?.labels.push(label.extent);
      return { track, label: label.label };
    },
    countTracks: (): number => used,
  };
}

function isFree(taken: readonly Extent[], wanted: Extent): boolean {
  return taken.every(({ left, right }) => wanted.right + GAP < left || wanted.left - GAP > right);
}

function layOutLabel(text: string, mark: Extent, width: number): { label: LaneLabel; extent: Extent } {
  const short = shortenLabel(text);
  const length = widthOf(short);
  if (mark.left + length < width) {
    return {
      label: { text: short, x: mark.left, anchor: 'start' },
      extent: { left: mark.left, right: mark.left + length },
    };
  }
  return {
    label: { text: short, x: mark.right, anchor: 'end' },
    extent: { left: mark.right - length, right: mark.right },
  };
}

/** @returns the words that fit a label, with an ellipsis when some were left off. */
export function shortenLabel(text: string): string {
  let length = 0;
  let kept = '';
  for (const character of text) {
    length += widthOf(character);
    if (length > LABEL_WIDTH) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
}

/** @returns pixels at 12 px type: Han and full-width characters are square. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character >= '\u2e80' ? HAN_WIDTH : LATIN_WIDTH), 0);
}
