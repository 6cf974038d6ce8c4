import type { CheerioAPI } from 'cheerio';

type Node = Parameters<CheerioAPI['contains']>[0];

const MOST_ROWS = 20_000;
const MOST_SPAN = 200;
/** A cell of running text makes the table a frame for layout. */
const LONGEST_CELL = 600;

/**
 * Writes a table as Markdown rows. A cell that spans rows or columns is repeated over all that it spans, since it says the same of each;
 * in a header it leaves gaps, under which a second header may stand. A table of one column, or with whole articles in its cells, is layout: its cells become blocks.
 */
export function tableToRows($: CheerioAPI, table: Node): void {
  const rows = spread($, table);
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const cells = rows.flat();
  if (width < 2 || rows.length < 2 || cells.some((cell) => cell.length > LONGEST_CELL)) {
    for (const cell of $(table).find('td,th').toArray()) $(cell).before('\n').after('\n');
    return;
  }
  const lines = rows.map((row) => `| ${Array.from({ length: width }, (_, i) => row[i] ?? '').join(' | ')} |`);
  lines.splice(1, 0, `|${' --- |'.repeat(width)}`);
  const caption = $(table).children('caption').text().trim();
  $(table).replaceWith($('<div></div>').text(`\n${caption ? `${caption}\n` : ''}${lines.join('\n')}\n`));
}

function spread($: CheerioAPI, table: Node): string[][] {
  const rows: string[][] = [];
  const taken = new Map<string, string>();
  const trs = $(table).children('tr').add($(table).children('thead,tbody,tfoot').children('tr')).toArray();
  for (const [y, tr] of trs.slice(0, MOST_ROWS).entries()) {
    const row: string[] = [];
    const isHeader = $(tr).children('td').length === 0;
    let x = 0;
    const fill = (): void => {
      for (let held = taken.get(`${y},${x}`); held !== undefined; held = taken.get(`${y},${x}`)) row[x++] = held;
    };
    for (const cell of $(tr).children('td,th').toArray()) {
      fill();
      const text = cellText($, cell);
      const over = isHeader ? '' : text;
      const across = spanOf($(cell).attr('colspan'));
      const down = spanOf($(cell).attr('rowspan'));
      for (let i = 0; i < across; i++, x++) {
        row[x] = i === 0 ? text : over;
        for (let j = 1; j < down; j++) taken.set(`${y + j},${x}`, over);
      }
    }
    fill();
    if (row.some((text) => text !== '')) rows.push(Array.from(row, (text) => text ?? ''));
  }
  return rows;
}

function cellText($: CheerioAPI, cell: Node): string {
  const copy = $(cell).clone();
  copy.find('br,p,div,li,tr').before(' ').after(' ');
  return copy.text().replace(/\|/g, '/').replace(/\s+/g, ' ').trim();
}

const spanOf = (attribute: string | undefined): number =>
  Math.min(MOST_SPAN, Math.max(1, Number.parseInt(attribute ?? '1', 10) || 1));
