import type { Focus } from './focus.ts';
import type { EntityMatch } from './gazetteer.ts';
import type { Reading, Sentence } from './reading.ts';

/** Somebody whom an English sentence gives a post at a vendor. */
export interface EnglishSighting {
  name: string;
  title: string;
  vendorId: string | undefined;
  start: number;
  end: number;
}

/** Two or three words with capitals: Thomas Kurian, Francis deSouza, Yoon Yong-joon, Andy J. Smith. */
const WORD = "\\p{Lu}[\\p{Ll}'’]+(?:-?\\p{Lu}?\\p{Ll}+)*";
const NAME = new RegExp(
  `(?<![\\p{L}\\d.&'’-])${WORD}\\s(?:\\p{Lu}\\.\\s|(?:van|von|de|der|bin|al)\\s)?(?:(?:de|di|Mc|Mac)?${WORD})(?:\\s${WORD})?(?![\\p{L}\\d])`,
  'gu',
);
/** Words with capitals that are no part of a name. */
const NO_NAME =
  /\b(?:chief|executives?|officer|senior|vice|president|general|managers?|managing|directors?|head|chair(?:man)?|founder|partner|group|inc|corp|company|cloud|services?|technolog(?:y|ies)|systems|intelligence|ministry|department|university|bank|international|global|asia|pacific|china|japan|korea|america|europe|north|south|east|west|new|the|in|on|at|and|for|of|last|this|next|after|before|while|when|but|according|former|mr|ms|mrs|dr|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/;
const REACH = 90;

/** How a post comes into words about a name: {T} the title. */
interface PostPatterns {
  behind: RegExp[];
  before: RegExp[];
}

/**
 * @param titles patterns of titles in folded words
 * @returns a reader of people in English: a name with capitals and a post right beside it, at a vendor that the sentence names, or at
 * the one spoken of where the post names no other firm
 */
export function buildEnglishPeopleReader(
  titles: string,
): (reading: Reading, matches: readonly EntityMatch[], focus: Focus) => EnglishSighting[] {
  const title = `(?<title>(?:(?:senior|executive|corporate|group|global|regional|deputy|interim|acting)\\s)*(?:${titles})(?:\\s(?:of|for)\\s(?!the\\b)[a-z][a-z0-9 &/-]{1,40}?(?=[,.;)]|\\s(?:at|and|in|to|who|said)\\b|$|\\s$))?)`;
  const patterns: PostPatterns = {
    behind: [
      new RegExp(`^,\\s(?:the\\s|its\\s|an?\\s|[a-z ]{2,24}['’]s\\s|[a-z]{2,24}\\s){0,3}?${title}(?![a-z])`),
      new RegExp(
        `^,?\\s(?:who\\s)?(?:has\\s|have\\s|was\\s|is\\s|been\\s|will\\s)*(?:joined|joins|left|rejoined|succeeded|succeeds|replaced|appointed|named|promoted|stepped down|steps down|resigned|retired|departed|leads?|heads?|took over|takes over|becomes?|became)\\b[^.;]{0,60}?\\b${title}(?![a-z])`,
      ),
    ],
    before: [
      new RegExp(`(?<![a-z])${title}\\s$`),
      /\b(?:appoint(?:s|ed)|nam(?:es|ed)|hir(?:es|ed)|promot(?:es|ed)|tapp(?:s|ed))\s$/,
    ],
  };
  const later = new RegExp(`^\\s(?:as|to|its|the|new)\\b[^.;]{0,30}?${title}(?![a-z])`);

  const anyTitle = new RegExp(`(?<![a-z])(?:${titles})(?![a-z])`);

  return (reading, matches, focus) => {
    const firms = matches.filter(({ kind }) => kind !== 'person').sort((a, b) => a.start - b.start);
    let next = 0;
    return reading.sentences.flatMap((sentence) => {
      while (next < firms.length && (firms[next] as EntityMatch).start < sentence.start) next++;
      const own: EntityMatch[] = [];
      for (let i = next; i < firms.length && (firms[i] as EntityMatch).start < sentence.end; i++)
        own.push(firms[i] as EntityMatch);
      if (!anyTitle.test(reading.folded.slice(sentence.start, sentence.end))) return [];
      const names = Array.from(reading.text.slice(sentence.start, sentence.end).matchAll(NAME), (found) => {
        const start = sentence.start + found.index;
        return { start, end: start + found[0].length };
      });
      return names.flatMap((name): EnglishSighting[] => {
        if (isNoName(reading, own, name)) return [];
        const post = findPost(reading, sentence, name, patterns, later);
        const vendorId = post && employerAt(reading, sentence, own, focus, name, post);
        if (!post || !vendorId) return [];
        return [{ ...name, name: textOf(reading, name), title: textOf(reading, post), vendorId }];
      });
    });
  };
}

const textOf = ({ text }: Reading, { start, end }: Span): string => text.slice(start, end);

interface Span {
  start: number;
  end: number;
}

function isNoName({ folded }: Reading, firms: readonly EntityMatch[], { start, end }: Span): boolean {
  return NO_NAME.test(folded.slice(start, end)) || firms.some((firm) => firm.start < end && start < firm.end);
}

/** @returns where the title of a name stands */
function findPost(
  { folded, text }: Reading,
  sentence: Sentence,
  name: Span,
  { behind, before }: PostPatterns,
  later: RegExp,
): Span | undefined {
  const [lead, tail] = [
    folded.slice(Math.max(sentence.start, name.start - REACH), name.start),
    folded.slice(name.end, Math.min(sentence.end, name.end + REACH)),
  ];
  const at = (match: RegExpExecArray, offset: number): Span => {
    const title = match.groups?.title ?? '';
    const start = offset + match.index + match[0].lastIndexOf(title);
    const firm = FIRM.exec(text.slice(start, start + title.length))?.index ?? title.length;
    return { start, end: start + firm };
  };
  const [beside, announced] = before as [RegExp, RegExp];
  const previous = beside.exec(lead);
  if (previous && !/\bformer\s(?:[a-z]+\s){0,3}$/.test(lead.slice(0, previous.index)))
    return at(previous, name.start - lead.length);
  const next = announced.test(lead) ? later.exec(tail) : undefined;
  const match = next ?? behind.map((pattern) => pattern.exec(tail)).find((found) => found !== null);
  return match ? at(match, name.end) : undefined;
}

/** What begins with a capital is a firm, no field: chief executive of Tesla, but vice president of sales. */
const FIRM = /\s(?:of|for)\s(?:the\s)?\p{Lu}/u;
/** The same right behind a title. */
const OF_FIRM = /^\s(?:of|at|for)\s(?:the\s)?(?=\p{Lu})/u;

/** The vendor that the post is at: named right behind the title, in the words before it, else elsewhere in the sentence, else spoken of. */
function employerAt(
  { text }: Reading,
  sentence: Sentence,
  firms: readonly EntityMatch[],
  focus: Focus,
  name: Span,
  title: Span,
): string | undefined {
  const of = OF_FIRM.exec(text.slice(title.end, sentence.end));
  if (of) {
    const firm = firms.find(({ start }) => start === title.end + of[0].length);
    return firm?.kind === 'vendor' ? firm.id : undefined;
  }
  const before = firms.filter(({ end }) => end <= Math.min(name.start, title.start)).at(-1);
  const beside = before ?? firms.find(({ start }) => start >= name.end);
  if (beside) return beside.kind === 'vendor' ? beside.id : undefined;
  return focus.at(name.start);
}
