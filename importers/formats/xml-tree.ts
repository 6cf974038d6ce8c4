import { load } from 'cheerio';

/** What is used of a tree that cheerio makes of XML. Positions are offsets in the text that was parsed. */
export interface XmlNode {
  type: string;
  name?: string;
  attribs?: Record<string, string>;
  children?: XmlNode[];
  parent?: XmlNode | null;
  data?: string;
  startIndex?: number | null;
  endIndex?: number | null;
}

export interface XmlTree {
  root: XmlNode;
  /** @returns words of a text node or attribute, its references replaced. */
  decode(raw: string): string;
  /** @returns what stands inside an element, as markup. */
  innerMarkup(node: XmlNode): string;
}

const MOST_ENTITIES = 300;
const LONGEST_ENTITY = 300;
const DOCTYPE = /<!DOCTYPE[^>[]{0,500}\[([\s\S]{0,50000}?)\]\s{0,100}>/i;
const ENTITY =
  /<!ENTITY\s{1,20}([\w.-]{1,60})\s{1,20}(?:"([^"&<%]{0,300})"|'([^'&<%]{0,300})'|"(&#\w{1,8};)"|'(&#\w{1,8};)')\s{0,20}>/g;

/**
 * Parses XML as it comes, broken or not: an unclosed tag ends with its parent, a bare & is a sign. References are replaced once and by plain
 * words only: what a document type defines by other references, or from a file or address, is left as it stands.
 */
export function parseXml(xml: string): XmlTree {
  const $ = load(xml, { xml: { decodeEntities: false, withStartIndices: true, withEndIndices: true } });
  const entities = readEntities(xml);
  const known = new Map<string, string>();
  const decodeOne = (reference: string): string => {
    let words = known.get(reference) ?? entities.get(reference.slice(1, -1));
    words ??= load(reference, null, false).text();
    if (known.size < 5000) known.set(reference, words);
    return words;
  };
  return {
    root: $.root()[0] as unknown as XmlNode,
    decode: (raw) => (raw.includes('&') ? raw.replace(/&(?:#x?[\da-f]{1,8}|[a-z][\w.-]{0,60});/gi, decodeOne) : raw),
    innerMarkup: (node) => $(node as never).html() ?? '',
  };
}

function readEntities(xml: string): Map<string, string> {
  const subset = DOCTYPE.exec(xml.slice(0, 60_000))?.[1] ?? '';
  const found = new Map<string, string>();
  for (const [, name = '', ...values] of subset.matchAll(ENTITY)) {
    const value = values.find((one) => one !== undefined) ?? '';
    if (found.size < MOST_ENTITIES && value.length <= LONGEST_ENTITY)
      found.set(name, value.startsWith('&#') ? load(value, null, false).text() : value);
  }
  return found;
}

/** @returns all words inside, markup and comments left out. */
export function textOf(tree: XmlTree, node: XmlNode): string {
  if (node.type === 'text') return tree.decode(node.data ?? '');
  if (node.type === 'cdata') return (node.children ?? []).map(({ data = '' }) => data).join('');
  return (node.children ?? []).map((child) => textOf(tree, child)).join('');
}

export const elementsOf = (node: XmlNode): XmlNode[] =>
  (node.children ?? []).filter(({ type }) => type === 'tag' || type === 'script' || type === 'style');

export const localName = ({ name = '' }: XmlNode): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** @returns the attribute of that name, in whatever case and under whatever prefix it stands. */
export function attributeOf(tree: XmlTree, { attribs = {} }: XmlNode, name: string): string | undefined {
  const key = Object.keys(attribs).find((one) => one.toLowerCase() === name || one.toLowerCase().endsWith(`:${name}`));
  return key === undefined ? undefined : tree.decode(attribs[key] ?? '').trim();
}

/** All elements in document order. Iterative: nesting is the file's choice. */
export function listElements(root: XmlNode): XmlNode[] {
  const found: XmlNode[] = [];
  const waiting = elementsOf(root).reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.push(node);
    waiting.push(...elementsOf(node).reverse());
  }
  return found;
}
