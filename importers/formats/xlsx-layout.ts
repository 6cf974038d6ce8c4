import { posix } from 'node:path';
import type { Archive, ArchiveEntry } from './archive.ts';
import { placeOfCell, walkCells } from './sheet-cells.ts';
import { attributeOf, elementsOf, listElements, localName, parseXml, type XmlNode } from './xml-tree.ts';

/** Rows and columns from 0, both ends included. */
export interface CellRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** What the library that reads cells does not tell of a sheet. */
export interface SheetLayout {
  name: string;
  /** Its part of the archive; empty where the workbook names none. */
  part: string;
  /** No cell leaves its place to be told by the order, or holds words in CDATA: the library passes over both. */
  isPlain: boolean;
  /** Cells that show an error, such as #DIV/0!. */
  errors: number;
  isHidden: boolean;
  merges: CellRange[];
  /** Cells shown as per cent, as "column,row". */
  percents: ReadonlySet<string>;
}

/** Begins words that are no markup (XML 1.0 §2.7). */
export const CDATA = '<![CDATA[';
const WORKBOOK = /^\/?xl\/workbook\d*\.xml$/i;
const LONGEST_PART = 60 * 1024 * 1024;
const MOST_MERGES = 20_000;
const MOST_PERCENTS = 200_000;
/** Formats 9 and 10 are built in (ECMA-376 part 1 §18.8.30). */
const BUILT_IN_PERCENTS = ['9', '10'];

/** @returns the sheets of a workbook in their order; none where its parts are not as the standard has them. */
export async function readLayouts(archive: Archive): Promise<SheetLayout[]> {
  const workbook = archive.entries.find(({ name }) => WORKBOOK.test(name));
  if (!workbook) return [];
  const folder = posix.dirname(workbook.name);
  const tree = parseXml(await readPart(archive, workbook.name));
  const targets = await readTargets(archive, folder, posix.basename(workbook.name));
  const styles = await readPercentStyles(archive, `${folder}/styles.xml`);
  const layouts: SheetLayout[] = [];
  for (const sheet of listElements(tree.root).filter((node) => localName(node) === 'sheet')) {
    const relation = Object.entries(sheet.attribs ?? {}).find(([key]) => /:id$/.test(key))?.[1] ?? '';
    const part = targets.get(relation) ?? '';
    const xml = await readPart(archive, part);
    layouts.push({
      name: attributeOf(tree, sheet, 'name') ?? '',
      part,
      isHidden: /hidden/i.test(attributeOf(tree, sheet, 'state') ?? ''),
      merges: readMerges(xml),
      ...readCells(xml, styles),
    });
  }
  return layouts;
}

/** @returns the text of a part, in whatever case the archive names it; empty where there is none or it is too long. */
export async function readPart(archive: Archive, name: string): Promise<string> {
  const wanted = name.replace(/^\//, '').toLowerCase();
  const entry: ArchiveEntry | undefined = archive.entries.find(
    (one) => one.name.replace(/^\//, '').toLowerCase() === wanted,
  );
  if (!entry || entry.size > LONGEST_PART) return '';
  return (await archive.read(entry)).toString('utf8');
}

/** Which part each id of the workbook stands for. */
async function readTargets(archive: Archive, folder: string, name: string): Promise<Map<string, string>> {
  const tree = parseXml(await readPart(archive, `${folder}/_rels/${name}.rels`));
  const relations = listElements(tree.root).filter((node) => localName(node) === 'relationship');
  return new Map(
    relations.map((node) => {
      const target = attributeOf(tree, node, 'target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      return [attributeOf(tree, node, 'id') ?? '', path];
    }),
  );
}

/** @returns indexes of the cell formats that show per cent. */
async function readPercentStyles(archive: Archive, path: string): Promise<Set<string>> {
  const tree = parseXml(await readPart(archive, path));
  const nodes = listElements(tree.root);
  const formatOf = (node: XmlNode): string => attributeOf(tree, node, 'numfmtid') ?? '';
  const custom = nodes
    .filter((node) => localName(node) === 'numfmt' && /%/.test(attributeOf(tree, node, 'formatcode') ?? ''))
    .map(formatOf);
  const percents = new Set([...BUILT_IN_PERCENTS, ...custom]);
  const formats = nodes.find((node) => localName(node) === 'cellxfs');
  const xfs = formats ? elementsOf(formats) : [];
  return new Set(xfs.flatMap((xf, index) => (percents.has(formatOf(xf)) ? [String(index)] : [])));
}

function readMerges(xml: string): CellRange[] {
  const found: CellRange[] = [];
  for (const [, ref = ''] of xml.matchAll(/<(?:\w{1,20}:)?mergeCell\s[^>]{0,100}?ref="([A-Z0-9:$]{3,30})"/g)) {
    const [from, to] = ref.split(':').map(placeOfCell);
    if (from && to && found.length < MOST_MERGES)
      found.push({ top: from.y, left: from.x, bottom: Math.min(to.y, from.y + MOST_MERGES), right: to.x });
  }
  return found;
}

function readCells(xml: string, styles: ReadonlySet<string>): Pick<SheetLayout, 'isPlain' | 'errors' | 'percents'> {
  const percents = new Set<string>();
  let isPlain = !xml.includes(CDATA);
  let errors = 0;
  for (const cell of walkCells(xml)) {
    if (styles.has(cell.style ?? '') && percents.size < MOST_PERCENTS) percents.add(`${cell.x},${cell.y}`);
    if (cell.type === 'e') errors++;
    if (cell.isImplied) isPlain = false;
  }
  return { isPlain, errors, percents };
}
