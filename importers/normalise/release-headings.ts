import { findWrittenDay } from './release-date.ts';

/** One release of a changelog; offsets in the file. */
export interface Release {
  /** As written, without its date: 1.289.0, v3.1.100, or the day where a release has no other name. */
  version: string;
  /** YYYY-MM-DD as its heading states it. */
  day: string | undefined;
  isUnreleased: boolean;
  /** Of the heading's first line, from 1. */
  line: number;
  start: number;
  end: number;
}

type Heading = Pick<Release, 'version' | 'day' | 'isUnreleased'>;

const LONGEST_HEADING = 300;
const VERSION =
  /^(?:(?:release|version|ver\.?|changes in|what's new in|[\w./@-]{1,60}(?=\s+v?\d+\.\d+\.\d))\s*)?\[?\s*(v?\d+(?:\.\d+){1,3}(?:[-.+~][\w.+-]{1,40})?)\s*\]?/i;
const UNRELEASED = /unreleased|upcoming|未发布/i;
/** What may stand beside version and date: links, signs, names of a release. */
const FILLER =
  /\[[^\]\n]*\]\([^)\n]*\)|\([^)\n]{0,200}\)|https?:\/\/\S+|\b(?:released?|version|on|date|hotfix|patch|major|minor|beta|preview|ga|unreleased|upcoming)\b|[\s\-–—:：/|,，.#*_[\]()~]|未发布|发布于|发布/gi;
/** Bare lines that may be headings: 2024-10-01 Version: 1.2.3 */
const BARE = /^(?:\[?v?\d|release\b|version\b)/i;
/** A product's name beside version and date. */
const MOST_OTHER_WORDS = 60;

/**
 * Finds the headings of releases: a line of a heading, bold, underlined or bare, that holds a version and a date, and nothing
 * of weight beside. A numbered heading of a report (## 1.1 概述, dated or not) is none.
 */
export function listReleases(text: string): Release[] {
  const heads: Omit<Release, 'end'>[] = [];
  let line = 0;
  let start = 0;
  const lines = text.split('\n');
  lines.forEach((raw, index) => {
    line++;
    const head = readHeading(raw, lines[index + 1] ?? '');
    if (head) heads.push({ ...head, line, start });
    start += raw.length + 1;
  });
  return heads.map((head, index) => ({ ...head, end: heads[index + 1]?.start ?? endOf(text, head.start) }));
}

/** The last release ends where a heading of its own rank or above begins that is no release: "Previous Releases". */
function endOf(text: string, start: number): number {
  const rank = /^#{1,3}/.exec(text.slice(start, start + 3))?.[0].length;
  if (!rank) return text.length;
  const next = new RegExp(`\\n#{1,${rank}}[ \\t]`).exec(text.slice(start + 1));
  return next ? start + 1 + next.index + 1 : text.length;
}

function readHeading(raw: string, next: string): Heading | undefined {
  if (raw.length > LONGEST_HEADING || !/\d|unreleased/i.test(raw)) return undefined;
  const trimmed = raw.trimEnd();
  const isMarked = /^#{1,3}[ \t]/.test(trimmed) || /^\*\*[^*]+\*\*/.test(trimmed) || /^(?:={3,}|-{3,})\s*$/.test(next);
  const words = trimmed
    .replace(/^#{1,3}[ \t]+/, '')
    .replace(/\*\*/g, '')
    .replace(/<[^<>]{0,200}>/g, '')
    .trim();
  return isMarked || BARE.test(words) ? readRelease(words, isMarked) : undefined;
}

function readRelease(words: string, isMarked: boolean): Heading | undefined {
  const written = findWrittenDay(words);
  const isUnreleased = UNRELEASED.test(words);
  const rest = (written ? `${words.slice(0, written.start)} ${words.slice(written.end)}` : words).replace(
    /^[\s\-–—:(]+/,
    '',
  );
  const version = VERSION.exec(rest)?.[1] ?? /\bversion:?\s*(v?\d+(?:\.\d+){1,3})/i.exec(rest)?.[1];
  const others = rest.replace(version ?? '', ' ').replace(FILLER, '').length;
  if (!version) return others === 0 ? nameByDay(words, isUnreleased && isMarked) : undefined;
  const isWhole = version.split('.').length > 2;
  const isChapter = !isWhole && /\p{Script=Han}/u.test(rest.replace(FILLER, ''));
  const stands =
    written || isUnreleased ? others <= MOST_OTHER_WORDS && !isChapter : isWhole && isMarked && others === 0;
  return stands ? { version, day: written?.day, isUnreleased } : undefined;
}

/** A release that is called by its day (2026-06-05.2 is the second of one), or is still to come. */
function nameByDay(words: string, isUnreleased: boolean): Heading | undefined {
  const written = findWrittenDay(words);
  if (!written) return isUnreleased ? { version: 'Unreleased', day: undefined, isUnreleased } : undefined;
  const { day, end } = written;
  return { version: `${day}${/^\.\d+/.exec(words.slice(end))?.[0] ?? ''}`, day, isUnreleased: false };
}
