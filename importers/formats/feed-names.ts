import { localName, type XmlNode } from './xml-tree.ts';

/** Namespaces by what they are for; the prefix that a feed gives them says nothing. Core is RSS of all versions and Atom. */
const NAMESPACES: readonly [pattern: RegExp, name: string][] = [
  [/^https?:\/\/(?:www\.w3\.org\/2005\/atom|purl\.org\/atom\/|example\.com\/(?:newformat|necho))/i, 'atom'],
  [
    /^https?:\/\/(?:purl\.org\/rss\/1\.0\/?$|purl\.org\/net\/rss|my\.netscape\.com\/(?:rdf|publish)|channel\.netscape\.com)/i,
    'rss',
  ],
  [
    /^https?:\/\/(?:backend\.userland\.com\/rss|blogs\.law\.harvard\.edu\/tech\/rss|cyber\.(?:law\.)?harvard\.edu\/rss|www\.rssboard\.org\/rss)/i,
    'rss',
  ],
  [/^https?:\/\/purl\.org\/dc\/terms/i, 'dcterms'],
  [/^https?:\/\/purl\.org\/dc\//i, 'dc'],
  [/^https?:\/\/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/^https?:\/\/www\.w3\.org\/1999\/xhtml/i, 'xhtml'],
  [/^https?:\/\/search\.yahoo\.com\/mrss/i, 'media'],
  [/^https?:\/\/www\.itunes\.com\/dtds/i, 'itunes'],
];
/** Prefixes as feeds use them that forget to declare one. */
const USUAL = new Set(['atom', 'rss', 'dc', 'dcterms', 'content', 'xhtml', 'media', 'itunes']);

/** @returns `title` for a field of RSS, `atom:link` for one of Atom, `dc:date` for one of a module, `other:x` for what is not known. */
export function nameOf(node: XmlNode): string {
  const { name = '' } = node;
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
  const family = familyOf(prefix, findNamespace(node, prefix));
  return family === 'rss' ? localName(node) : `${family}:${localName(node)}`;
}

/** @returns whether the element is of RSS or Atom itself. */
export const isCore = (node: XmlNode): boolean => !nameOf(node).includes(':') || nameOf(node).startsWith('atom:');

function familyOf(prefix: string, uri: string | undefined): string {
  const known = NAMESPACES.find(([pattern]) => pattern.test(uri ?? ''))?.[1];
  if (known) return known;
  if (prefix === '') return 'rss';
  return uri === undefined && USUAL.has(prefix.toLowerCase()) ? prefix.toLowerCase() : 'other';
}

function findNamespace(node: XmlNode, prefix: string): string | undefined {
  const key = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at: XmlNode | null | undefined = node; at; at = at.parent) {
    const uri = at.attribs?.[key];
    if (uri !== undefined) return uri.trim();
  }
  return undefined;
}
