import { AppError } from '../../server/errors.ts';
import {
  absolute,
  type Fields,
  fieldsOf,
  findAuthor,
  findDate,
  findLink,
  firstLine,
  readWords,
} from './feed-fields.ts';
import { isCore, nameOf } from './feed-names.ts';
import type { Format, ParsedItem, RawFile } from './format.ts';
import { isDeeperThan } from './html-text.ts';
import { elementsOf, listElements, localName, parseXml, textOf, type XmlNode, type XmlTree } from './xml-tree.ts';

const DEEPEST_NESTING = 1000;
const MOST_ITEMS = 50_000;
const HEAD = 30_000;
const ROOT = /<(?:rss|feed|rdf|channel|entry|\w{1,20}:(?:feed|rss|rdf|entry))[\s>]/i;
const ITEM = /^(?:item|entry)$/;

/** RSS 0.9x, 1.0, 2.0, CDF and Atom 0.3, 1.0, well-formed or not. */
export const xmlFeed: Format = {
  name: 'xml-feed',
  version: 4,

  match({ text }) {
    const start = afterDoctype(text)
      .slice(0, HEAD)
      .replace(/<!--[\s\S]{0,20000}?-->/g, '');
    const root = /<[a-z][^>]{0,200}/i.exec(start)?.[0] ?? '';
    if (ROOT.test(`${root} `)) return 0.98;
    return ROOT.test(start) && !/<!doctype html|<html[\s>]|<opml[\s>]|<svg[\s>]/i.test(start) ? 0.96 : 0;
  },

  parse(file) {
    if (isDeeperThan(file.text, DEEPEST_NESTING, true))
      throw new AppError('BROKEN_FORMAT', `${file.path}: tags nest deeper than ${DEEPEST_NESTING}`);
    const tree = parseXml(file.text);
    const nodes = listElements(tree.root);
    const items = nodes.filter((node) => ITEM.test(localName(node)) && isCore(node)).slice(0, MOST_ITEMS);
    const head = readHead(tree, nodes, file);
    return [
      { feed: head },
      ...items.map((node, index) => readItem(tree, node, index, items[index + 1], file, head.url ?? '')),
    ];
  },
};

/** What follows a document type that defines entities, however many: the root element stands there. */
function afterDoctype(text: string): string {
  const opened = /<!DOCTYPE[^>[]{0,500}\[/i.exec(text.slice(0, HEAD));
  const closed = opened ? /\]\s{0,100}>/g : undefined;
  if (!opened || !closed) return text;
  closed.lastIndex = opened.index;
  return closed.test(text) ? text.slice(closed.lastIndex) : text;
}

/** What the feed says of itself. */
function readHead(
  tree: XmlTree,
  nodes: readonly XmlNode[],
  file: RawFile,
): Extract<ParsedItem, { feed: unknown }>['feed'] {
  const channel = nodes.find((node) => /^(?:channel|feed)$/.test(localName(node)) && isCore(node));
  if (!channel) return { title: '' };
  const fields = fieldsOf(tree, channel);
  const url = findLink(fields, file.url ?? '') || (file.url ?? '');
  const updated = findDate(fields);
  return { title: firstLine(fields, titlesOf(fields)), ...(url ? { url } : {}), ...(updated ? { updated } : {}) };
}

const titlesOf = (fields: Fields): XmlNode[] =>
  fields.list('title', 'atom:title', 'dc:title', 'media:title', 'itunes:title');

function readItem(
  tree: XmlTree,
  node: XmlNode,
  index: number,
  next: XmlNode | undefined,
  file: RawFile,
  home: string,
): ParsedItem {
  const locator = `item ${index + 1}`;
  const fields = fieldsOf(tree, node);
  const title = firstLine(fields, titlesOf(fields));
  const body = bodyOf(fields);
  const url = absolute(findLink(fields, file.url ?? home), file.url ?? home);
  const author = findAuthor(fields);
  const published = findDate(fields);
  const found = { ...(url ? { url } : {}), ...(author ? { author } : {}), ...(published ? { published } : {}) };
  if (title === '' && body === '') return { locator, title: '', problem: 'the item has neither title nor text', found };
  return {
    document: {
      title: title || (body.split('\n', 1)[0]?.slice(0, 60) ?? ''),
      body: body || title,
      ...found,
      kind: 'article',
      locator,
      original: sliceOf(file.text, node, next),
    },
    warnings: body === '' ? ['the item has a title and no text'] : [],
  };
}

/** The longest of content and description: some feeds put the article in one, some in the other. */
function bodyOf(fields: Fields): string {
  const { tree } = fields;
  const nodes = fields.list(
    ...[
      'content:encoded',
      'xhtml:body',
      'xhtml:div',
      'body',
      'fullitem',
      'atom:content',
      'content',
      'description',
      'dc:description',
    ],
    ...[
      'atom:summary',
      'summary',
      'abstract',
      'itunes:summary',
      'media:description',
      'content:items',
      'dcterms:abstract',
    ],
  );
  const longest = nodes
    .map((node) => readWords(tree, node))
    .reduce((best, words) => (words.length > best.length ? words : best), '');
  return longest || mediaOf(fields);
}

/** A video's text stands in a group of its own. */
function mediaOf({ tree, list }: Fields): string {
  const [group] = list('media:group');
  const described = group && elementsOf(group).find((node) => nameOf(node) === 'media:description');
  return described ? textOf(tree, described).trim() : '';
}

/** An item that is never closed ends where the next begins. */
function sliceOf(xml: string, node: XmlNode, next: XmlNode | undefined): string {
  const end = Math.min((node.endIndex ?? xml.length) + 1, next?.startIndex ?? xml.length);
  return xml.slice(node.startIndex ?? 0, end).trim();
}
