import { markEnglishStops } from '../text/english-stops.ts';

/** Offsets in the text that was split. */
export interface SentencePlace {
  start: number;
  end: number;
}

/** Longer ones are cut: no sentence of prose is, and patterns stay fast on hostile text. */
const LONGEST = 400;

/** @returns the sentences of a text between two offsets, without the blanks around them. */
export function splitSentences(text: string, start = 0, end = text.length): SentencePlace[] {
  const places: SentencePlace[] = [];
  const marked = markEnglishStops(text);
  const ends = /[。！？!?；;\n]["”’」』)）]*/g;
  ends.lastIndex = start;
  for (let from = start; from < end; ) {
    const stop = ends.exec(marked);
    const to = stop && stop.index + stop[0].length <= end ? stop.index + stop[0].length : end;
    const words = text.slice(from, Math.min(to, from + LONGEST));
    const first = from + (words.length - words.trimStart().length);
    const last = from + words.trimEnd().length;
    if (last > first) places.push({ start: first, end: last });
    from = to;
  }
  return places;
}
