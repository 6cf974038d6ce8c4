import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { AppError } from '../../server/errors.ts';
import type { PageRule } from '../normalise/page-rule.ts';
import type { PageDocument, PageElement } from './dom.ts';
import { type ContainedFormat, type ParsedItem, type RawFile, WHOLE_FILE } from './format.ts';
import { htmlToText, isDeeperThan } from './html-text.ts';
import { removeFurniture } from './page-furniture.ts';
import { type PageMetadata, readPageMetadata } from './page-metadata.ts';

const DEEPEST = 1500;
const LONGEST_PAGE = 20_000_000;
/** Shorter than this, the reader may have missed the article. */
const SHORT = 200;
const FRAME = 'nav,header,footer,aside,form,script,style,noscript,iframe,[role="navigation"],[aria-hidden="true"]';
const SURE_BODIES =
  '#js_content,[itemprop="articleBody"],.TRS_Editor,#artibody,.article-content,.article_content,.article-body,.article__body,.post-content,' +
  '.entry-content,#article-content,#articleContent,#article_content,.rich_media_content,.articleDetailContent,.story-body,.post-body';
const BODIES = 'article,main,[role="main"],#content,.content';

/** A web page: its article, without the frame around it. A rule for the page's source is followed before anything is guessed. */
export const htmlArticle: ContainedFormat = {
  name: 'html-article',
  version: 1,
  contained: true,
  reads: 'text',

  match({ text }) {
    const start = text.slice(0, 6000).replace(/<!--[\s\S]{0,5000}?-->/g, '');
    if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?<!doctype\s+html|<html[\s>]/i.test(start)) return 0.97;
    if (/<(?:head|body|meta)[\s>]/i.test(start)) return 0.9;
    return /^\s*</.test(start) &&
      (start.match(/<\/?(?:p|div|section|article|h[1-6]|table|ul|span|a|br|img)[\s/>]/gi)?.length ?? 0) >= 3
      ? 0.8
      : 0;
  },

  parse: async (file, { pages }) => [readPage(file, file.text, pages)],
};

/** @param html the page; the file's own text, or a part of a saved archive */
export function readPage(
  file: RawFile,
  html: string,
  pages: readonly PageRule[],
  stated: { url?: string } = {},
): ParsedItem {
  if (html.length > LONGEST_PAGE)
    throw new AppError('TOO_LARGE', `${file.path}: a page of ${html.length} characters, the limit is ${LONGEST_PAGE}`);
  const isDeep = isDeeperThan(html, DEEPEST);
  const { document } = parseHTML(isDeep ? '<html></html>' : asPage(html)) as unknown as { document: PageDocument };
  const metadata = isDeep
    ? { warnings: [`tags nest deeper than ${DEEPEST}: the page's words alone were read`] }
    : readPageMetadata(document, html);
  const address = stated.url ?? file.url ?? metadata.url;
  const rule = ruleFor(address, pages);
  const article = isDeep ? { body: htmlToText(html), title: '' } : readArticle(document, rule, metadata);
  return itemOf(file, article, { ...metadata, ...article.metadata }, resolve(metadata.url, stated.url ?? file.url));
}

interface Article {
  body: string;
  title: string;
  /** By a rule of its source: nothing is left to guess. */
  isRuled?: boolean;
  /** What a source's rule found, in place of the general findings. */
  metadata?: Partial<PageMetadata>;
}

function readArticle(document: PageDocument, rule: PageRule | undefined, metadata: PageMetadata): Article {
  const ruled = rule && byRule(document, rule);
  if (ruled) return ruled;
  const named = readNamed(document);
  const whole = document.body ? htmlToText(withoutFrame(document.body)) : '';
  const read = readWithReadability(document);
  const body = orStated(pickBody(read.body, named), metadata.body);
  return {
    title: read.title,
    body: body || whole,
    ...(body
      ? {}
      : {
          metadata: {
            warnings: [...metadata.warnings, 'no article was told from its frame: all words of the page were read'],
          },
        }),
  };
}

interface Named {
  /** The longest of the elements that pages usually name so. */
  body: string;
  /** The name says that it is the article's text, not the page's. */
  isSure: boolean;
}

function readNamed(document: PageDocument): Named {
  const read = (selector: string): string =>
    Array.from(document.querySelectorAll(selector))
      .slice(0, 10)
      .map((element) => htmlToText(withoutFrame(element)))
      .sort((a, b) => b.length - a.length)[0] ?? '';
  const sure = read(SURE_BODIES);
  return sure.length >= SHORT ? { body: sure, isSure: true } : { body: read(BODIES), isSure: false };
}

/**
 * The general reader's article, unless it missed the element that is named as one: it took another (they share little), or left parts
 * of it out.
 */
function pickBody(read: string, named: Named): string {
  if (read.length < SHORT && named.body.length > read.length) return named.body;
  if (!named.isSure) return read;
  const lines = read.split('\n').filter((line) => line.length > 20);
  const shared = lines.filter((line) => named.body.includes(line)).reduce((sum, line) => sum + line.length, 0);
  const isOther = shared < read.length / 2;
  const isPart = shared > read.length * 0.9 && named.body.length < read.length * 2;
  return isOther || isPart ? named.body : read;
}

function readWithReadability(document: PageDocument): Article {
  try {
    const article = new Readability<string>(document as never, { charThreshold: 100, keepClasses: false }).parse();
    return { title: article?.title ?? '', body: htmlToText(article?.content ?? '') };
  } catch {
    return { title: '', body: '' }; // on a page without a body, or with a broken tree
  }
}

function byRule(document: PageDocument, rule: PageRule): Article | undefined {
  const content = document.querySelector(rule.content);
  if (!content) return undefined;
  if (rule.remove) for (const element of Array.from(content.querySelectorAll(rule.remove))) element.remove();
  const wordsAt = (selector: string | undefined): string =>
    (selector ? (document.querySelector(selector)?.textContent ?? '') : '').replace(/\s+/g, ' ').trim();
  const [title, author, published] = [wordsAt(rule.title), wordsAt(rule.author), wordsAt(rule.date)];
  return {
    title,
    isRuled: true,
    body: htmlToText(content.innerHTML),
    metadata: {
      ...(title ? { title } : {}),
      ...(author ? { author } : {}),
      ...(published ? { published, warnings: [] } : {}),
    },
  };
}

function withoutFrame(element: PageElement): string {
  const copy = element.cloneNode(true);
  for (const part of Array.from(copy.querySelectorAll(FRAME))) part.remove();
  return copy.innerHTML;
}

function itemOf(file: RawFile, article: Article, metadata: PageMetadata, url: string | undefined): ParsedItem {
  const { author, published, warnings } = metadata;
  const title = (metadata.title || article.title || file.name.replace(/\.[a-z0-9]{1,5}$/i, ''))
    .replace(/\s+/g, ' ')
    .trim();
  return {
    document: {
      title,
      body: article.isRuled ? article.body : removeFurniture(article.body, title),
      ...(url ? { url } : {}),
      ...(author ? { author } : {}),
      ...(published ? { published } : {}),
      kind: 'article',
      locator: '',
      original: WHOLE_FILE,
    },
    warnings,
  };
}

/** A page that is drawn by its scripts holds its words in its linked data alone. */
function orStated(body: string, stated: string | undefined): string {
  if (!stated || stated.length < SHORT / 4) return body;
  const words = htmlToText(stated.replace(/\n/g, '<br>'));
  return body.length < words.length / 2 ? words : body;
}

/** A part of a page is parsed as a page's body; else the parser finds none. */
const asPage = (html: string): string =>
  /<body[\s>]/i.test(html) ? html : `<html><head></head><body>${html}</body></html>`;

function ruleFor(address: string | undefined, pages: readonly PageRule[]): PageRule | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { hostname } = new URL(address);
  return pages.find(({ hosts }) => hosts.includes(hostname));
}

/** What a page calls its own address counts where it is of the same host; another host's is that of a thief, or of a hub. */
function resolve(canonical: string | undefined, fetched: string | undefined): string | undefined {
  if (!fetched) return canonical && /^(?:https?:)?\/\//.test(canonical) ? canonical : undefined;
  if (!canonical || !URL.canParse(canonical, fetched)) return fetched;
  const own = new URL(canonical, fetched);
  return own.hostname === new URL(fetched).hostname ? own.href : fetched;
}
