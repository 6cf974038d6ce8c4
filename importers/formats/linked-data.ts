import type { PageDocument } from './dom.ts';

export interface LinkedData {
  title?: string;
  author?: string;
  published?: string;
  url?: string;
  /** The article's own words, where the page states them so. */
  body?: string;
}

const ARTICLE = /Article|BlogPosting|Report|NewsItem|WebPage/;
const MOST_BYTES = 300_000;
const DEEPEST = 6;

/** The article that a page describes in JSON-LD (schema.org); of several, the one with a headline. */
export function findLinkedData(document: PageDocument): LinkedData {
  const found: LinkedData[] = [];
  for (const script of Array.from(document.querySelectorAll('script[type="application/ld+json"]')).slice(0, 20)) {
    const text = script.textContent ?? '';
    if (text.length > MOST_BYTES) continue;
    try {
      collect(JSON.parse(text.replace(/\p{Cc}+/gu, ' ')), found, 0);
    } catch {
      // A page's broken data is the page's own affair: what it shows is read all the same.
    }
  }
  return found.find(({ title }) => title !== undefined) ?? found[0] ?? {};
}

function collect(node: unknown, found: LinkedData[], depth: number): void {
  if (depth > DEEPEST || typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const each of node.slice(0, 100)) collect(each, found, depth + 1);
    return;
  }
  const record = node as Record<string, unknown>;
  if (ARTICLE.test(String(record['@type'] ?? ''))) found.push(readArticle(record));
  collect(record['@graph'], found, depth + 1);
  collect(record.mainEntity, found, depth + 1);
}

function readArticle(record: Record<string, unknown>): LinkedData {
  const title = wordsOf(record.headline);
  const author = wordsOf(record.author) || wordsOf(record.creator);
  const published = wordsOf(record.datePublished) || wordsOf(record.dateCreated) || wordsOf(record.pubDate);
  const url = wordsOf(record.mainEntityOfPage) || wordsOf(record.url) || wordsOf(record['@id']);
  const body = wordsOf(record.articleBody);
  return {
    ...(body ? { body } : {}),
    ...(title ? { title } : {}),
    ...(author ? { author } : {}),
    ...(published ? { published } : {}),
    ...(/^https?:/.test(url) ? { url } : {}),
  };
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return wordsOf(value[0]);
  if (typeof value !== 'object' || value === null) return '';
  const { name, '@id': id } = value as Record<string, unknown>;
  return wordsOf(name ?? id);
}
