import { type CheerioAPI, load } from 'cheerio';
import { tableToRows } from './html-tables.ts';

const BLOCKS =
  'p,div,section,article,header,footer,h1,h2,h3,h4,h5,h6,li,blockquote,pre,figure,figcaption,ul,ol,table,br,hr,dt,dd';
const NOT_TEXT = 'script,style,template,noscript,iframe,object,embed,svg,math,form,nav,link,meta';
/** Parsers and walkers of HTML call themselves once a level; a page that people read has a few dozen. */
const DEEPEST = 400;

/**
 * Reduces HTML to plain blocks of text, a line each. No markup is kept anywhere in the base: what cannot be stored cannot
 * run. Headings and list items keep Markdown's signs; rows of a table become Markdown's.
 */
export function htmlToText(html: string): string {
  if (!html.includes('<') && !html.includes('&')) return tidyLines(html);
  const $ = load(isDeeperThan(html, DEEPEST) ? flatten(html) : html, { xml: false }, false);
  return blocksOf($);
}

function blocksOf($: CheerioAPI): string {
  $(NOT_TEXT).remove();
  // An inner table first, as text of its cell: rows of rows would be read as one.
  for (const table of $('table').toArray().reverse()) tableToRows($, table);
  $('h1,h2,h3,h4,h5,h6').prepend('## ');
  $('li').prepend('- ');
  $(BLOCKS).each((_, block) => {
    $(block).before('\n').after('\n');
  });
  return tidyLines($.root().text());
}

function tidyLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-' && line !== '##')
    .join('\n\n')
    .replace(/\|\n\n\|/g, '|\n|');
}

/**
 * Counted by signs alone, so that it holds for what no parser has seen. Elements that need no end do not count: a parser ends them.
 * @param isXml what stands in CDATA is words there
 */
export function isDeeperThan(markup: string, most: number, isXml = false): boolean {
  let depth = 0;
  let words = 0;
  for (const tag of markup.matchAll(/<(\/?)([a-z][a-z0-9:]{0,30})([^<>]{0,2000}?)>|<!\[CDATA\[/gi)) {
    if (tag.index < words) continue;
    if (!tag[2]) {
      if (isXml) words = markup.indexOf(']]>', tag.index);
      if (words < 0) return false;
      continue;
    }
    if (ENDS_BY_ITSELF.test(tag[2])) continue;
    if (tag[1]) depth = Math.max(0, depth - 1);
    else if (!tag[3]?.endsWith('/') && ++depth > most) return true;
  }
  return false;
}

const ENDS_BY_ITSELF =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot|rp|rt|html|head|body)$/i;

/** Of a page nested beyond reading: its words alone, a line where a tag stood. */
function flatten(html: string): string {
  return html
    .replace(/<(script|style|template|noscript)\b[^>]{0,2000}>[\s\S]{0,1000000}?<\/\1\s{0,10}>/gi, '\n')
    .replace(/<!--[\s\S]{0,100000}?-->/g, '\n')
    .replace(/<[^<>]{0,5000}>/g, '\n');
}
