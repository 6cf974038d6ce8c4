import { AppError } from '../../server/errors.ts';
import type { Archive } from './archive.ts';
import { nameOfCell, type SheetCell, walkCells } from './sheet-cells.ts';
import { packStored } from './store-zip.ts';
import { CDATA, readPart, type SheetLayout } from './xlsx-layout.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = new Set(['n', 's', 'str', 'inlineStr', 'b', 'e', 'd']);
const MOST_NAMED = 20;
const STRINGS = '/sharedstrings.xml';

/** A workbook as the library reads it, and what of the one that came was left blank. */
export interface MendedWorkbook {
  bytes: Buffer;
  warnings: string[];
}

interface Tables {
  strings: number;
  styles: number;
}

interface MendedSheet {
  content: string;
  /** References of cells that could not be read. */
  blank: string[];
  /** References of cells that are there twice: the first is kept. */
  doubled: string[];
}

/** @returns whether the library would misread the workbook without a word. */
export async function needsMending(archive: Archive, layouts: readonly SheetLayout[]): Promise<boolean> {
  if (layouts.some(({ isPlain }) => !isPlain) || (await is1904(archive))) return true;
  return (await readPart(archive, nameEnding(archive, STRINGS))).includes(CDATA);
}

/**
 * Writes a workbook anew in the plainest form: every cell says its place, cells stand in order, and cells that point at words or formats which the
 * file does not hold are left blank and named.
 * @param place of the file, for messages
 * @throws AppError BROKEN_FORMAT where the part that holds the words is missing
 */
export async function mendWorkbook(
  archive: Archive,
  layouts: readonly SheetLayout[],
  place: string,
): Promise<MendedWorkbook> {
  const strings = plain(await readPart(archive, nameEnding(archive, STRINGS)));
  const styles = plain(await readPart(archive, nameEnding(archive, '/styles.xml')));
  const counts: Tables = { strings: countTags(strings, 'si'), styles: countTags(inside(styles, 'cellXfs'), 'xf') };
  const warnings: string[] = [];
  const parts = [
    { name: 'xl/workbook.xml', content: workbookXml(layouts, await is1904(archive)) },
    { name: 'xl/_rels/workbook.xml.rels', content: relationsXml(layouts) },
    ...(counts.strings > 0 ? [{ name: 'xl/sharedStrings.xml', content: strings }] : []),
    ...(counts.styles > 0 ? [{ name: 'xl/styles.xml', content: styles }] : []),
  ];
  for (const [index, layout] of layouts.entries()) {
    const xml = await readPart(archive, layout.part);
    const { content, blank, doubled } = mendSheet(plain(xml), counts, place);
    parts.push({ name: `xl/worksheets/sheet${index + 1}.xml`, content });
    const sheet = `the sheet "${layout.name.slice(0, 60)}"`;
    if (xml === '') warnings.push(`${sheet} is missing from the file`);
    if (blank.length > 0) warnings.push(`${sheet}: ${nameCells(blank)} could not be read and are blank`);
    if (doubled.length > 0) warnings.push(`${sheet}: ${nameCells(doubled)} stand twice, the first was kept`);
  }
  const isUndated = counts.styles === 0 && parts.some(({ content }) => / s="/.test(content));
  return {
    bytes: packStored(parts),
    warnings: [...warnings, ...(isUndated ? ['the formats of its cells are missing: dates show as numbers'] : [])],
  };
}

const nameCells = (refs: readonly string[]): string =>
  `${refs.length} cells (${refs.slice(0, MOST_NAMED).join(', ')}${refs.length > MOST_NAMED ? ', …' : ''})`;

/** Without prefixes and CDATA, which the library passes over. */
const plain = (xml: string): string =>
  xml
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, words: string) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;'))
    .replace(/<(\/?)\w{1,20}:(?=\w)/g, '<$1');

const nameEnding = (archive: Archive, end: string): string =>
  archive.entries.find(({ name }) => /^\/?xl\//i.test(name) && name.toLowerCase().endsWith(end))?.name ?? '';

const countTags = (xml: string, tag: string): number => xml.match(new RegExp(`<${tag}(?=[\\s/>])`, 'g'))?.length ?? 0;

function inside(xml: string, tag: string): string {
  const from = xml.indexOf(`<${tag}`);
  return from < 0 ? '' : xml.slice(from, xml.indexOf(`</${tag}`, from) + 1 || undefined);
}

/** Days are counted from 1904 in workbooks of old Macintoshes (ECMA-376 part 1 §18.2.28). */
export async function is1904(archive: Archive): Promise<boolean> {
  const xml = await readPart(archive, nameEnding(archive, '/workbook.xml'));
  return /<(?:\w{1,20}:)?workbookPr\s[^<>]{0,1000}?date1904\s{0,5}=\s{0,5}["'](?:1|true|on)["']/i.test(xml);
}

function mendSheet(xml: string, counts: Tables, place: string): MendedSheet {
  const rows = new Map<number, Map<number, string>>();
  const [blank, doubled]: [string[], string[]] = [[], []];
  for (const cell of walkCells(xml)) {
    const row = rows.get(cell.y) ?? new Map<number, string>();
    rows.set(cell.y, row);
    if (cell.inner.trim() === '') continue;
    if (cell.type === 's' && counts.strings === 0)
      throw new AppError('BROKEN_FORMAT', `${place}: its words (xl/sharedStrings.xml) are missing: save it again`);
    if (row.has(cell.x)) doubled.push(nameOfCell(cell));
    else if (!isReadable(cell, counts)) blank.push(nameOfCell(cell));
    else row.set(cell.x, cellXml(cell, counts));
  }
  const sorted = [...rows].filter(([, row]) => row.size > 0).sort(([a], [b]) => a - b);
  const content = sorted.map(([y, row]) => {
    const cells = [...row].sort(([a], [b]) => a - b).map(([, text]) => text);
    return `<row r="${y + 1}">${cells.join('')}</row>`;
  });
  return { content: `<worksheet><sheetData>${content.join('')}</sheetData></worksheet>`, blank, doubled };
}

function isReadable({ type = 'n', inner }: SheetCell, { strings }: Tables): boolean {
  const value = /<v(?:\s[^<>]{0,200})?>([^<]*)<\/v>/.exec(inner)?.[1]?.trim();
  if (value === undefined || value === '') return TYPES.has(type);
  if (type === 's') return /^\d{1,9}$/.test(value) && Number(value) < strings;
  if (type === 'b') return value === '0' || value === '1';
  if (type === 'd') return !Number.isNaN(Date.parse(value));
  return type === 'n' ? !Number.isNaN(Number(value)) : TYPES.has(type);
}

function cellXml(cell: SheetCell, { styles }: Tables): string {
  const isStyled = cell.style !== undefined && (styles === 0 || Number(cell.style) < styles);
  const style = isStyled && styles > 0 ? ` s="${cell.style}"` : '';
  return `<c r="${nameOfCell(cell)}"${style}${cell.type ? ` t="${cell.type}"` : ''}>${cell.inner}</c>`;
}

const escapeXml = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

const workbookXml = (layouts: readonly SheetLayout[], from1904: boolean): string =>
  `<workbook xmlns:r="${RELATIONS}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${layouts
    .map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="s${index + 1}"/>`)
    .join('')}</sheets></workbook>`;

const relationsXml = (layouts: readonly SheetLayout[]): string =>
  `<Relationships>${layouts
    .map(
      (_, index) =>
        `<Relationship Id="s${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('')}</Relationships>`;
