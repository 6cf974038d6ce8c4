import { load } from 'cheerio';

const BLOCKS =
  'p,div,section,article,header,footer,h1,h2,h3,h4,h5,h6,li,tr,blockquote,pre,figure,figcaption,ul,ol,table,br,hr,dt,dd';
const NOT_TEXT = 'script,style,template,noscript,iframe,object,embed,svg,math,form,nav,link,meta';

/**
 * Reduces HTML to plain blocks of text, a line each. No markup is kept anywhere in the base: what cannot be stored cannot
 * run. Headings and list items keep Markdown's signs; cells of a row are parted by tabs.
 */
export function htmlToText(html: string): string {
  const $ = load(html, { xml: false }, false);
  $(NOT_TEXT).remove();
  $('h1,h2,h3,h4,h5,h6').prepend('## ');
  $('li').prepend('- ');
  $('td,th').each((_, cell) => {
    if ($(cell).next().length > 0) $(cell).append('\t');
  });
  $(BLOCKS).each((_, block) => {
    $(block).before('\n').after('\n');
  });
  return $.root()
    .text()
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-' && line !== '##')
    .join('\n\n');
}
