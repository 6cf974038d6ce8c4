/** A cell of a sheet's XML, row and column from 0. */
export interface SheetCell {
  x: number;
  y: number;
  /** Its reference was left out: its place follows from the order of cells (ECMA-376 part 1 §18.3.1.4). */
  isImplied: boolean;
  style?: string | undefined;
  type?: string | undefined;
  /** What stands inside, as markup. */
  inner: string;
}

const TOKEN = /<(\/?)(?:\w{1,20}:)?(row|c)((?:\s[^<>]{0,1000})?)>/g;
const SHEET_END = /<\/(?:\w{1,20}:)?sheetData\s{0,20}>/;

/** @returns cells in the order in which they stand, filled or not. One pass, whatever the markup is. */
export function* walkCells(xml: string): Generator<SheetCell> {
  const end = SHEET_END.exec(xml)?.index ?? xml.length;
  let place = { x: -1, y: -1 };
  let open: { cell: SheetCell; from: number } | undefined;
  for (const token of xml.matchAll(TOKEN)) {
    if (token.index >= end) break;
    const [tag, closing, name, attributes = ''] = token;
    if (open && (closing || name === 'row')) {
      yield { ...open.cell, inner: closing && name === 'c' ? xml.slice(open.from, token.index) : '' };
      open = undefined;
    }
    if (closing) continue;
    if (name === 'row') {
      place = { x: -1, y: rowOf(attributes) ?? place.y + 1 };
      continue;
    }
    const cell = readCell(attributes, place);
    place = { x: cell.x, y: cell.y };
    if (attributes.endsWith('/')) yield cell;
    else open = { cell, from: token.index + tag.length };
  }
}

function readCell(attributes: string, last: { x: number; y: number }): SheetCell {
  const stated = placeOfCell(attributeIn(attributes, 'r') ?? '');
  const { x, y } = stated ?? { x: last.x + 1, y: last.y };
  return {
    ...{ x, y, isImplied: !stated },
    ...{ style: attributeIn(attributes, 's'), type: attributeIn(attributes, 't'), inner: '' },
  };
}

function rowOf(attributes: string): number | undefined {
  const row = Number(attributeIn(attributes, 'r'));
  return Number.isInteger(row) && row >= 1 ? row - 1 : undefined;
}

const attributeIn = (attributes: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s{0,5}=\\s{0,5}["']([^"']{1,40})["']`).exec(attributes)?.[1];

/** @param ref such as B3 or $B$3 */
export function placeOfCell(ref: string): { x: number; y: number } | undefined {
  const [, letters = '', digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref) ?? [];
  if (!digits || Number(digits) === 0) return undefined;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { x: column - 1, y: Number(digits) - 1 };
}

/** @returns the reference of a place, such as B3 */
export function nameOfCell({ x, y }: { x: number; y: number }): string {
  let letters = '';
  for (let left = x + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${y + 1}`;
}
