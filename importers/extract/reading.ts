import type { NormalisedDocument, PartialDate, Passage } from '../../server/model.ts';
import { markEnglishStops } from '../../server/text/english-stops.ts';
import { foldText } from '../../server/text/fold.ts';

/** A sentence of the text. Offsets are of the document's text. */
export interface Sentence {
  start: number;
  end: number;
  /** Index of its passage, and its place in it, from 0. */
  passage: number;
  ordinal: number;
}

/** A document as the extractors read it. `folded` has the length of `text`: one offset serves both. */
export interface Reading {
  title: string;
  foldedTitle: string;
  text: string;
  folded: string;
  passages: readonly Passage[];
  sentences: readonly Sentence[];
  published: PartialDate | null;
}

/** Ends of sentences in folded text; a closing quotation mark or bracket after one belongs to it. */
const SENTENCE = /[^。!?;\n]*(?:[。!?;]+["”’」』)】]*|$)/g;
/** Text without full stops is cut at commas: every later step may then be more than linear in a sentence. */
const LONGEST_SENTENCE = 500;
/** Kinds of passage that hold statements; rows are read whole. */
const WHOLE = new Set(['heading', 'row']);

export function buildReading(document: Pick<NormalisedDocument, 'title' | 'text' | 'passages' | 'published'>): Reading {
  const folded = foldText(document.text);
  const marked = markEnglishStops(document.text);
  const stopped = marked === document.text ? folded : foldText(marked);
  const sentences = document.passages.flatMap((passage, index) => splitPassage(stopped, passage, index));
  return {
    title: document.title,
    foldedTitle: foldText(document.title),
    text: document.text,
    folded,
    passages: document.passages,
    sentences,
    published: document.published,
  };
}

/** @param folded with 。 for the full stops of English */
function splitPassage(folded: string, passage: Passage, index: number): Sentence[] {
  if (WHOLE.has(passage.kind) && passage.end - passage.start <= LONGEST_SENTENCE) {
    return [{ start: passage.start, end: passage.end, passage: index, ordinal: 0 }];
  }
  const sentences: Sentence[] = [];
  for (const match of folded.slice(passage.start, passage.end).matchAll(SENTENCE)) {
    const words = match[0].trim();
    if (words === '') continue;
    const start = passage.start + match.index + match[0].indexOf(words);
    for (const piece of cutLong(words)) {
      const from = start + piece.start;
      sentences.push({ start: from, end: start + piece.end, passage: index, ordinal: sentences.length });
    }
  }
  return sentences;
}

function cutLong(words: string): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  for (let start = 0; start < words.length; ) {
    const comma = words.length - start > LONGEST_SENTENCE ? words.lastIndexOf(',', start + LONGEST_SENTENCE) : -1;
    const end =
      words.length - start <= LONGEST_SENTENCE ? words.length : comma > start ? comma + 1 : start + LONGEST_SENTENCE;
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

/** @returns the sentence that holds the offset, or undefined between sentences. The list is sorted: a binary search. */
export function findSentence(reading: Pick<Reading, 'sentences'>, offset: number): Sentence | undefined {
  let low = 0;
  let high = reading.sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const sentence = reading.sentences[middle] as Sentence;
    if (offset < sentence.start) high = middle - 1;
    else if (offset >= sentence.end) low = middle + 1;
    else return sentence;
  }
  return undefined;
}
