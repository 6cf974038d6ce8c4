import { AppError } from '../../server/errors.ts';
import { findWrittenDay } from '../normalise/release-date.ts';
import { listReleases, type Release } from '../normalise/release-headings.ts';
import type { Format, ParsedItem, RawFile } from './format.ts';

const SAMPLE = 100_000;
/** Signs that lists of changes stand below the headings. */
const LISTED = /^[ \t]*[-*+•][ \t]+\S/m;
const REPOSITORY =
  /(?<![\w.-])(?:https?:\/\/)?(?:www\.)?((?:github|gitlab|gitee)\.com\/[\w.-]{1,60}\/[\w.-]{1,100}?)(?:\.git)?(?=[/)\]\s#"'>`]|$)/g;
const CHANGE_FILE =
  /^[\s_-]*|[\s_-]*(?:change[\s_-]?log|changes|release[\s_-]?notes|history|news)?[\s_-]*(?:\.[a-z]+)?$/gi;
const MOST_RELEASES = 20_000;

/**
 * A changelog: headings of version and date with lists of changes below, in Markdown as people and tools write it. Each release
 * is a document of its own, so that a longer file of tomorrow adds its new releases and leaves the others unchanged.
 */
export const releaseNotes: Format = {
  name: 'release-notes',
  version: 1,

  match({ text }) {
    if (/^\s*[<{[]/.test(text.slice(0, 200)) && !/^\s*\[?v?\d/.test(text)) return 0;
    const sample = text.slice(0, SAMPLE);
    const releases = listReleases(sample);
    const listed = releases.filter(({ start, end }) => LISTED.test(sample.slice(start, end)));
    const dated = releases.filter((release) => release.day || release.isUnreleased);
    if (listed.length === 0) return 0;
    return dated.length > 0 ? 0.85 : listed.length >= 2 ? 0.7 : 0;
  },

  parse(file) {
    const repository = findRepository(file.text);
    const name = nameOf(file, repository);
    const releases = listReleases(file.text);
    if (releases.length > MOST_RELEASES)
      throw new AppError('TOO_LARGE', `${file.path}: ${releases.length} releases, the limit is ${MOST_RELEASES}`);
    const seen = new Map<string, number>();
    return releases.map((release) => {
      const times = (seen.get(release.version) ?? 0) + 1;
      seen.set(release.version, times);
      const title = `${name} ${release.version}${times > 1 ? ` (${times})` : ''}`;
      return toItem(file, release, title, repository);
    });
  },
};

function toItem({ text }: RawFile, release: Release, title: string, repository: string | undefined): ParsedItem {
  const original = text.slice(release.start, release.end).trimEnd();
  const day = release.day ?? findStatedDay(original);
  return {
    document: {
      title,
      body: bodyOf(original),
      kind: 'report',
      ...(day ? { published: day } : {}),
      ...(repository ? { repository } : {}),
      locator: `line ${release.line}`,
      original,
    },
    warnings: [],
  };
}

/** Lines of their own that state when, such as 发布时间：…; the last day when parts of a release state several. */
function findStatedDay(original: string): string | undefined {
  const lines =
    original.match(/^(?:发布时间|发布日期|release date|released(?: on)?|date)\s*[:：]?[^\n]{4,60}$/gim) ?? [];
  return lines
    .flatMap((line) => findWrittenDay(line)?.day ?? [])
    .sort()
    .at(-1);
}

/** Underlined headings as Markdown's other kind, every sign of a list as one, tags of a font as nothing. */
function bodyOf(original: string): string {
  return original
    .replace(/^([^\n]{1,200})\n(?:={3,}|-{3,})[ \t]*$/m, '## $1')
    .replace(/^[ \t]*\+[ \t]+/gm, '- ')
    .replace(/<\/?(?:font|a|b|i|sub|sup|details|summary|br)\b[^<>\n]{0,200}>/gi, '');
}

/** The repository that the links of the file lead to most. */
function findRepository(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [, path = ''] of text.slice(0, SAMPLE).matchAll(REPOSITORY)) counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The repository with its owner, who may be the vendor; else what most code names begin with; else the file's or folder's name. */
function nameOf({ name, folder, text }: RawFile, repository: string | undefined): string {
  const stated = repository?.split('/').slice(1).join('/');
  const own = name.replace(CHANGE_FILE, '');
  const code = findCodeName(text);
  return stated || (code && !own.toLowerCase().includes(code) ? code : own) || folder || name;
}

const CODE_NAME = /(?<![\w.])([a-z][a-z0-9]{2,30})_[a-z0-9_]{2,80}/g;
const FEWEST_CODE_NAMES = 5;

/** @returns the first word that two thirds of all code names share: example_vpc, example_disk. */
function findCodeName(text: string): string | undefined {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [, first = ''] of text.slice(0, SAMPLE).matchAll(CODE_NAME)) {
    counts.set(first, (counts.get(first) ?? 0) + 1);
    total++;
  }
  const [most, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return total >= FEWEST_CODE_NAMES && count * 3 >= total * 2 ? most : undefined;
}
