import type { PageDocument } from './dom.ts';
import { htmlToText } from './html-text.ts';
import { findLinkedData } from './linked-data.ts';
import { readEmbedded } from './page-scripts.ts';

export interface PageMetadata {
  title?: string;
  author?: string;
  published?: string;
  url?: string;
  /** The article as the page's linked data state it. */
  body?: string;
  /** What was only guessed at, for the receipt. */
  warnings: string[];
}

const AUTHOR_NAMES = [
  'author',
  'article:author',
  'og:article:author',
  'dc.creator',
  'byl',
  'parsely-author',
  'sailthru.author',
];
const DATE_NAMES = [
  ...[
    'article:published_time',
    'og:article:published_time',
    'og:published_time',
    'datepublished',
    'publishdate',
    'pubdate',
  ],
  ...['publish-date', 'publish_date', 'publish_time', 'publish-time', 'pub_date', 'date.issued', 'dc.date.issued'],
  ...[
    'dc.date',
    'dcterms.created',
    'parsely-pub-date',
    'sailthru.date',
    'weibo:article:create_at',
    'apub:time',
    'date',
  ],
  ...['article.published', 'article:create_at', 'og:release_date', 'og:time', 'citation_publication_date'],
];
/** In this order: what says so itself, then what is named so, then where bylines usually stand. */
const DATE_PLACES = [
  '[itemprop="datePublished"],time[pubdate],time[class*="publish"],time[class*="entry-date"]',
  'article time[datetime],main time[datetime],header time[datetime],h1 ~ * time[datetime]',
  'time[datetime],[id*="publish_time"],[id*="pubtime"],[id*="pub_time"],[id*="pub-time"],[class*="publish-time"],[class*="publish_time"],' +
    '[class*="publishTime"],[class*="publish-date"],[class*="pubtime"],[class*="pub-time"],[class*="pub_time"],[class*="post-date"],' +
    '[class*="entry-date"],[class*="article-time"],[class*="article-date"],[class*="date-source"],[class*="time-source"],[id*="post-date"]',
  '.date,.time,#date,#time,.pubDate,.info,.source,.article-info,.post-meta,.byline,.timestamp,.dateline',
];
const AUTHOR_PLACES =
  '[itemprop="author"],[rel="author"],#js_name,#profileBt a,.rich_media_meta_nickname,[class*="author-name"],[class*="author_name"],.author,#author,.byline,.name-author';
const DAY =
  /(?<!\d)(?:19|20)\d{2}(?:-\d{1,2}-|\/\d{1,2}\/|\.\d{1,2}\.|\s?年\s?\d{1,2}\s?月\s?)\d{1,2}(?!\d)\s?日?(?:[\sT　]{1,3}\d{1,2}:\d{2}(?::\d{2})?)?/;
const STATED_DAY = new RegExp(
  `(?:发布|发表|刊发|时间|日期|更新|published|posted|updated)[^\\d\\n]{0,20}(${DAY.source})`,
  'i',
);
const ENGLISH_DAY =
  /\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?:19|20)\d{2})\b/i;
const STATED_AUTHOR =
  /(?:作者|撰文|记者|文)\s?[|｜:：/丨]\s?([^\s|｜,，。；;:：<>（）()]{2,12})|(?:作者|撰文)\s{1,3}(\p{Script=Han}{2,4})(?=\s|\d|$)/u;
/** "Ann Lee, Senior Reporter" */
const ROLE = /,\s(?:\w{2,15}\s){0,3}(?:reporter|editor|writer|correspondent|contributor|columnist|journalist)$/i;
/** What stands between a headline and the site's name. */
const SUFFIX = /\s+[-–—|·»]\s+|\s*[_|｜]\s*/;
/** "Ann Lee | March 4, 2025" */
const BESIDE_NAME = /\s*(?:[|｜·•]\s.*|[,，]?\s(?:19|20)\d{2}[-/.年].*)$/;
const LONGEST_NAME = 60;
const MOST_WORDS = 20_000;
const LONGEST_DATE_LINE = 48;

/**
 * What a page says of itself: its meta elements, its linked data, its scripts' variables, then the words around its headline.
 * @param html as it came, for what stands in comments and scripts
 */
export function readPageMetadata(document: PageDocument, html: string): PageMetadata {
  const meta = listMeta(document);
  const data = findLinkedData(document);
  const embedded = readEmbedded(html);
  const shown = (document.body?.textContent ?? '').slice(0, 20_000);
  const date = firstOf(
    DATE_NAMES.map((name) => meta.get(name)).find((words) => words && /\d{4}|\d{10}/.test(words)),
    data.published,
    embedded.published,
    findDate(document),
  );
  const guessed = date ? undefined : findDayInWords(document);
  const title = pickTitle(
    document,
    firstOf(meta.get('og:title'), data.title, meta.get('twitter:title'), embedded.title),
  );
  const author = pickAuthor([
    ...AUTHOR_NAMES.map((name) => meta.get(name)),
    data.author,
    embedded.author,
    textOf(document, AUTHOR_PLACES),
    ...(STATED_AUTHOR.exec(shown)?.slice(1) ?? []),
    textOf(document, '.editor'),
  ]);
  const url = firstOf(
    document.querySelector('link[rel="canonical"]')?.getAttribute('href'),
    meta.get('og:url'),
    embedded.url,
    data.url,
  );
  return {
    ...(title ? { title } : {}),
    ...(author ? { author } : {}),
    ...(date || guessed ? { published: (date ?? guessed ?? '').trim() } : {}),
    ...(url ? { url } : {}),
    ...(data.body ? { body: data.body } : {}),
    warnings: guessed ? [`the date "${guessed.trim()}" was found in the page's words`] : [],
  };
}

function firstOf(...values: (string | null | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== null && value.trim() !== '')?.trim();
}

/** The first of each name, whether `name`, `property` or `itemprop` says it. */
function listMeta(document: PageDocument): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of Array.from(document.querySelectorAll('meta[content]')).slice(0, 500)) {
    const content = element.getAttribute('content')?.trim();
    for (const kind of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(kind)?.trim().toLowerCase();
      if (name && content && !found.has(name)) found.set(name, content);
    }
  }
  return found;
}

/** A day that the words call the day of publication, or that stands on a line of its own: any other may be of what is told. */
function findDayInWords(document: PageDocument): string | undefined {
  const lines = htmlToText(document.body?.innerHTML ?? '')
    .slice(0, MOST_WORDS)
    .split('\n');
  for (const line of lines) {
    const stated = STATED_DAY.exec(line)?.[1];
    if (stated) return stated;
    const day = line.length <= LONGEST_DATE_LINE ? (DAY.exec(line)?.[0] ?? ENGLISH_DAY.exec(line)?.[0]) : undefined;
    if (day && !/[。！？]/.test(line)) return day;
  }
  return undefined;
}

function findDate(document: PageDocument): string | undefined {
  for (const element of DATE_PLACES.flatMap((places) => Array.from(document.querySelectorAll(places)).slice(0, 20))) {
    const stated = element.getAttribute('datetime') ?? element.getAttribute('content') ?? '';
    if (/\d{4}-\d/.test(stated)) return stated;
    const words = (element.textContent ?? '').slice(0, 300);
    const day = DAY.exec(words)?.[0] ?? ENGLISH_DAY.exec(words)?.[0];
    if (day) return day;
  }
  return undefined;
}

/**
 * The headline as the page shows it, when it is what the page calls itself; else what it calls itself without the site's name.
 */
function pickTitle(document: PageDocument, stated: string | undefined): string | undefined {
  const named = (document.querySelector('title')?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const whole = stated ?? named;
  const headlines = Array.from(document.querySelectorAll('h1,h2')).slice(0, 20);
  const texts = headlines.map((element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim());
  const firstHeadline = texts.find((text) => text !== '');
  const shown = texts.find((text) => text.length >= 4 && (whole.includes(text) || named.startsWith(text)));
  return shown ?? (stated || withoutSite(named) || firstHeadline);
}

/** What a page calls itself, without what all pages of its site are called: the shorter part at the end. */
function withoutSite(named: string): string {
  const parts = named.split(SUFFIX);
  const first = parts[0] ?? '';
  const rest = parts.slice(1).join(' ');
  return parts.length > 1 && first.length >= 6 && first.length >= rest.length / 2 ? first : named;
}

function pickAuthor(names: (string | undefined)[]): string | undefined {
  const clean = names.map((name) =>
    (name ?? '')
      .replace(/\s+/g, ' ')
      .replace(/^[（(【[]\s*(.*?)\s*[）)】\]]$/, '$1')
      .replace(/^(?:by|作者|文|来源|责任编辑|编辑)\s*[:：|/]?\s*/i, '')
      .replace(BESIDE_NAME, '')
      .replace(ROLE, '')
      .trim(),
  );
  return clean.find((name) => name !== '' && name.length <= LONGEST_NAME && !/^https?:|[<>{}]|^\d+$/.test(name));
}

const textOf = (document: PageDocument, selector: string): string | undefined =>
  document.querySelector(selector)?.textContent?.slice(0, 200);
