/**
 * The full stop of an English sentence: white space and a capital follow it, and no abbreviation or initial stands before it.
 * For text as written, since folded text has lost its capitals.
 */
const ENGLISH_STOP =
  /(?<=\p{Ll}|\d|[%)”"’']|\p{Lu}{2})(?<!\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|Sen|Gov))\.(?=["”’)]*\s+["“‘(]?\p{Lu})/gu;

/** @returns the text with 。 for every full stop that ends an English sentence: as long as before, and split as Chinese is. */
export const markEnglishStops = (text: string): string => text.replace(ENGLISH_STOP, '。');
