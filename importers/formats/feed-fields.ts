import { parsePublished } from '../normalise/published.ts';
import { nameOf } from './feed-names.ts';
import { htmlToText } from './html-text.ts';
import { attributeOf, elementsOf, textOf, type XmlNode, type XmlTree } from './xml-tree.ts';

/** The child elements of an item or a channel, by name, in their order. */
export interface Fields {
  tree: XmlTree;
  node: XmlNode;
  /** @returns elements of these names, those of the first name first. */
  list(...names: string[]): XmlNode[];
}

export function fieldsOf(tree: XmlTree, node: XmlNode): Fields {
  const byName = new Map<string, XmlNode[]>();
  for (const child of elementsOf(node).flatMap(closeLeaf))
    byName.set(nameOf(child), [...(byName.get(nameOf(child)) ?? []), child]);
  return { tree, node, list: (...names) => names.flatMap((name) => byName.get(name) ?? []) };
}

const LEAF = /^(?:title|link|guid|pubdate|author|category|comments)$/;
const FIELD = /^(?:title|link|guid|pubdate|author|category|comments|description|content:encoded|dc:\w{1,20})$/;

/** A leaf that holds other fields was never closed: they stand beside it. */
function closeLeaf(node: XmlNode): XmlNode[] {
  if (!LEAF.test(nameOf(node))) return [node];
  const children = node.children ?? [];
  const next = children.findIndex((child) => child.type === 'tag' && FIELD.test(nameOf(child)));
  if (next < 0) return [node];
  return [
    { ...node, children: children.slice(0, next) },
    ...children
      .slice(next)
      .filter(({ type }) => type === 'tag')
      .flatMap(closeLeaf),
  ];
}

/** Without any such, what stands behind a < is no tag: x<y. */
const TAG = /<\/?(?:[abipqsu]|h[1-6]|[a-z]{2,20}(?::\w{1,20})?)(?=[\s/>])|<!/i;

const isPlain = (type: string): boolean => /^text(?:\/plain)?$/i.test(type);
const isMarkup = (type: string): boolean =>
  /^(?:x?html|text\/html|application\/xhtml\+xml|text\/xml|application\/xml)$/i.test(type);

/**
 * Words of a field that may hold markup: escaped, in CDATA, or as elements (Atom's text constructs, RFC 4287 §3.1, and Atom 0.3's modes).
 * RSS says nothing of what it holds, and is read as HTML.
 */
export function readWords(tree: XmlTree, node: XmlNode): string {
  const type = attributeOf(tree, node, 'type') ?? '';
  const mode = (attributeOf(tree, node, 'mode') ?? '').toLowerCase();
  const isAtom = nameOf(node).startsWith('atom:');
  if (mode === 'base64') return htmlToText(fromBase64(textOf(tree, node)));
  if (isAtom && type !== '' && !isPlain(type) && !isMarkup(type))
    return /^text\//i.test(type) ? textOf(tree, node).trim() : '';
  if (elementsOf(node).length > 0)
    return htmlToText(tree.innerMarkup(node).replace(/<(\/?)[\w-]{1,20}:(?=[a-z])/gi, '<$1'));
  const words = textOf(tree, node);
  if (!isAtom && !TAG.test(words)) return htmlToText(words.replace(/</g, '&lt;'));
  return isAtom && mode !== 'escaped' && !isMarkup(type) ? words.trim() : htmlToText(words);
}

const fromBase64 = (text: string): string => Buffer.from(text.replace(/\s+/g, ''), 'base64').toString('utf8');

/** @returns words of the first of the elements that has some, on one line. */
export function firstLine({ tree }: Fields, nodes: readonly XmlNode[]): string {
  for (const node of nodes) {
    const words = readWords(tree, node).replace(/\s+/g, ' ').trim();
    if (words !== '') return words;
  }
  return '';
}

/** A date as written, the publication's before the last change's; one that can be read before one that cannot. */
export function findDate(fields: Fields): string {
  const nodes = fields.list(
    ...[
      'pubdate',
      'atom:published',
      'atom:issued',
      'dc:date',
      'dc:date.issued',
      'dcterms:issued',
      'dcterms:date',
      'dcterms:created',
    ],
    ...[
      'atom:created',
      'published',
      'issued',
      'created',
      'date',
      'atom:updated',
      'atom:modified',
      'dcterms:modified',
      'updated',
      'modified',
      'lastbuilddate',
    ],
    ...['dcterms:available', 'atom:pubdate', 'other:date', 'other:pubdate'],
  );
  const words = nodes.map((node) => textOf(fields.tree, node).replace(/\s+/g, ' ').trim());
  const stated = [...words, attributeOf(fields.tree, fields.node, 'lastmod') ?? ''].filter((text) => text !== '');
  return stated.find((text) => parsePublished(text) !== undefined) ?? stated[0] ?? '';
}

/** The page of an item: its alternate link, a permanent id that is an address, what RDF is about. Absolute where anything says to what. */
export function findLink(fields: Fields, fallbackBase: string): string {
  const { tree, node } = fields;
  for (const { words, at } of linkCandidates(fields)) {
    if (words === '') continue;
    return absolute(words, baseOf(tree, at, fallbackBase));
  }
  return absolute(attributeOf(tree, node, 'href') ?? '', baseOf(tree, node, fallbackBase));
}

function linkCandidates(fields: Fields): { words: string; at: XmlNode }[] {
  const { tree, node } = fields;
  const links = fields.list('link', 'atom:link', 'xhtml:link');
  const isPage = (link: XmlNode): boolean =>
    /^(?:alternate|.*\/alternate)?$/i.test(attributeOf(tree, link, 'rel') ?? '');
  const pages = links.filter((link) => attributeOf(tree, link, 'href') && isPage(link));
  const isHtml = (link: XmlNode): boolean => /^(?:|.*html.*)$/i.test(attributeOf(tree, link, 'type') ?? '');
  const sorted = [...pages.filter(isHtml), ...pages.filter((link) => !isHtml(link))];
  const ids = fields
    .list('guid', 'atom:id', 'id')
    .filter((id) => (attributeOf(tree, id, 'ispermalink') ?? 'true').toLowerCase() !== 'false')
    .map((at) => ({ words: textOf(tree, at).trim(), at }))
    .filter(({ words }) => /^https?:\/\/[^\s]+$/i.test(words));
  return [
    ...links.filter((link) => !attributeOf(tree, link, 'href')).map((at) => ({ words: textOf(tree, at).trim(), at })),
    ...sorted.map((at) => ({ words: attributeOf(tree, at, 'href') ?? '', at })),
    ...ids,
    { words: attributeOf(tree, node, 'about') ?? '', at: node },
    // An entry that carries no text points at it (RFC 4287 §4.1.3.2).
    ...fields.list('atom:content').map((at) => ({ words: attributeOf(tree, at, 'src')?.trim() ?? '', at })),
  ];
}

/** `xml:base` of the element and all around it, from the outermost in (XML Base §4). */
function baseOf(tree: XmlTree, node: XmlNode, fallback: string): string {
  const bases: string[] = [];
  for (let at: XmlNode | null | undefined = node; at; at = at.parent) {
    const stated = at.attribs?.['xml:base'];
    if (stated !== undefined) bases.unshift(tree.decode(stated).trim());
  }
  return bases.reduce(
    (base, stated) => (URL.canParse(stated, base || undefined) ? new URL(stated, base || undefined).href : base),
    fallback,
  );
}

export function absolute(link: string, base: string): string {
  if (link === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(link) || !URL.canParse(link, base)) return link;
  return new URL(link, base).href;
}

export function findAuthor(fields: Fields): string {
  const nodes = fields.list(
    'dc:creator',
    'atom:author',
    'author',
    'itunes:author',
    'dc:contributor',
    'managingeditor',
    'dc:publisher',
  );
  for (const node of nodes) {
    const inner = fieldsOf(fields.tree, node);
    const named = firstLine(inner, inner.list('atom:name', 'name', 'atom:email', 'email'));
    const words = named || (elementsOf(node).length === 0 ? firstLine(fields, [node]) : '');
    if (words !== '') return nameInMail(words);
  }
  return '';
}

/** RSS states an author as "mail@host (Name)", mails as "Name <mail@host>". */
function nameInMail(words: string): string {
  const named = /^\S+@\S+\s*\((.{1,100})\)$/.exec(words)?.[1] ?? /^(.{1,100}?)\s*[<(]\S+@\S+[>)]$/.exec(words)?.[1];
  return named?.trim() ?? words;
}
