import { type EntityMatch, overlaps } from '../gazetteer.ts';
import type { Reading, Sentence } from '../reading.ts';

const WORD = "\\p{Lu}[\\p{L}\\d'’.-]*[\\p{L}\\d]";
const NAME = `(?<name>${WORD}(?:\\s(?:(?:of|and|&)\\s)?${WORD}){0,3})`;
/** What buyers do with a vendor, as one that is named further on in the sentence. */
const VERBS =
  'moved|moving|migrated|migrating|switched|switching|shifted|shifting|completed (?:the|its) migration|chose|selected|picked|adopted|signed|renewed|runs|uses|committed|standardi[sz]ed|left|ditched|dropped|abandoned|went live';
const AUXILIARIES = '(?:has |have |had |is |was |will |also |recently |already |said it (?:has |had |would )?)*';
const PATTERNS = [
  new RegExp(`(?:^|[,;:] |\\band |\\bwhile )${NAME}(?:, [^.;]{3,60}?,)? ${AUXILIARIES}(?:${VERBS})\\b`, 'gu'),
  new RegExp(`\\b(?:won|landed|lost|poached) ${NAME} (?:as (?:a|its) customer|to |from )`, 'gu'),
  new RegExp(`(?:^|[,;] |\\band )${NAME}, (?:an?|one of) [^.,;]{2,30}customers?\\b`, 'gu'),
];
/** A row of names behind customers that include. */
const LIST = new RegExp(`customers?,? (?:such as|including|like|include|are) (?<row>${WORD}[^.;:]{0,160})`, 'gu');
const ROW = new RegExp(`${WORD}(?:\\s(?:(?:of|&)\\s)?${WORD}){0,3}`, 'gu');

/** Capitals at a sentence's head, and words that are no firm. */
const NO_FIRM =
  /^(?:the|an?|it|its|they|their|we|our|he|she|this|that|these|those|both|many|some|most|all|each|such|other|another|one|two|three|customers?|companies|company|analysts?|industry|sources?|reuters|bloomberg|officials?|rivals?|separately|meanwhile|however|but|in|on|at|by|after|before|since|last|earlier|later|today|ai|cloud|gpu|ceo|cto|cfo)\b/;
const LEAST = 3;
const MOST_NAMES = 100;
const MOST_PLACES = 50;

/**
 * Organisations of English news that no list holds: the subject of what buyers do with a vendor that the sentence names, or named as
 * a vendor's customers. Candidates, as those of Chinese are.
 * @param matches everything that lists hold; what overlaps one is left out
 * @returns every place of the names, as matches of strength `weak` whose id is the folded name
 */
export function findEnglishNames(reading: Reading, matches: readonly EntityMatch[]): EntityMatch[] {
  const sorted = [...matches].sort((a, b) => a.start - b.start);
  const names = new Set<string>();
  let next = 0;
  for (const sentence of reading.sentences) {
    while (next < sorted.length && (sorted[next] as EntityMatch).start < sentence.start) next++;
    const own: EntityMatch[] = [];
    for (let i = next; i < sorted.length && (sorted[i] as EntityMatch).start < sentence.end; i++)
      own.push(sorted[i] as EntityMatch);
    if (!own.some(({ kind }) => kind === 'vendor') || names.size >= MOST_NAMES) continue;
    for (const name of listNames(reading, sentence, own)) names.add(name);
  }
  return placesOf(reading.text, [...names], sorted);
}

function listNames({ text }: Reading, sentence: Sentence, own: readonly EntityMatch[]): string[] {
  const words = text.slice(sentence.start, sentence.end);
  const isFree = (start: number, end: number): boolean =>
    !own.some((match) => match.start < sentence.start + end && sentence.start + start < match.end);
  const isVendorBehind = (place: number): boolean =>
    own.some(({ kind, start }) => kind === 'vendor' && start >= sentence.start + place);
  const found = PATTERNS.flatMap((pattern, i) =>
    Array.from(words.matchAll(pattern)).flatMap((match) => {
      const name = match.groups?.name ?? '';
      const start = match.index + match[0].indexOf(name);
      const isMeant = i > 0 || isVendorBehind(start + name.length);
      return isMeant && isFree(start, start + name.length) ? [name] : [];
    }),
  );
  const rows = Array.from(words.matchAll(LIST)).flatMap((match) => {
    const from = match.index + match[0].length - (match.groups?.row ?? '').length;
    return Array.from((match.groups?.row ?? '').matchAll(ROW), ({ 0: name, index }) => ({ name, start: from + index }))
      .filter(({ name, start }) => isFree(start, start + name.length))
      .map(({ name }) => name);
  });
  return [...found, ...rows].filter((name) => name.length >= LEAST && !NO_FIRM.test(name.toLowerCase()));
}

function placesOf(text: string, names: readonly string[], sorted: readonly EntityMatch[]): EntityMatch[] {
  const found: EntityMatch[] = [];
  for (const name of names) {
    const id = name.toLowerCase();
    let count = 0;
    for (
      let at = text.indexOf(name);
      at >= 0 && count < MOST_PLACES;
      at = text.indexOf(name, at + name.length), count++
    ) {
      const end = at + name.length;
      const isInside = /[\p{L}\d]/u.test(text[at - 1] ?? ' ') || /[\p{L}\d]/u.test(text[end] ?? ' ');
      if (!isInside && !overlaps(sorted, at, end))
        found.push({ start: at, end, kind: 'account', id, strength: 'weak' });
    }
  }
  // Longest names come first: a shorter one inside of a longer one is the longer one's.
  const kept: EntityMatch[] = [];
  for (const match of found.sort((a, b) => a.start - b.start || b.end - a.end))
    if (match.start >= (kept.at(-1)?.end ?? 0)) kept.push(match);
  return kept;
}
