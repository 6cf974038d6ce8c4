import { foldText } from '../../server/text/fold.ts';
import type { ReferenceData } from '../reference-data.ts';

export type EntityKind = 'vendor' | 'account' | 'person';
/** How surely a text means its entity: `weak` ones need a strong one in the document. */
export type Strength = 'strong' | 'weak' | 'product';

export interface Entry {
  kind: EntityKind | 'ignore';
  id: string;
  strength: Strength;
}

export interface EntityMatch extends Entry {
  kind: EntityKind;
  start: number;
  end: number;
}

interface Node {
  next: Map<string, Node>;
  entries: Entry[];
}

/** Finds every listed name in a folded text, the longest at each place; one pass, time linear in the text. */
export interface Gazetteer {
  match(folded: string): EntityMatch[];
}

export function buildGazetteer(data: Pick<ReferenceData, 'vendors' | 'accounts' | 'people'>): Gazetteer {
  const root: Node = { next: new Map(), entries: [] };
  const add = (text: string, entry: Entry): void => insert(root, foldText(text), entry);
  for (const { id, aliases, weak, products, ignore } of data.vendors) {
    for (const alias of aliases) add(alias.text, { kind: 'vendor', id, strength: 'strong' });
    for (const text of products) add(text, { kind: 'vendor', id, strength: 'product' });
    for (const text of weak) add(text, { kind: 'vendor', id, strength: 'weak' });
    for (const text of ignore) add(text, { kind: 'ignore', id, strength: 'strong' });
  }
  for (const { id, name, nameEn, aliases, ignore } of data.accounts) {
    for (const text of [name, nameEn, ...aliases]) if (text) add(text, { kind: 'account', id, strength: 'strong' });
    for (const text of ignore) add(text, { kind: 'ignore', id, strength: 'strong' });
  }
  for (const { id, name, nameEn, aliases } of data.people) {
    for (const text of [name, nameEn, ...aliases]) if (text) add(text, { kind: 'person', id, strength: 'strong' });
  }
  return { match: (folded) => matchAll(root, folded) };
}

function insert(root: Node, text: string, entry: Entry): void {
  let node = root;
  for (const unit of text.split('')) {
    let child = node.next.get(unit);
    if (!child) {
      child = { next: new Map(), entries: [] };
      node.next.set(unit, child);
    }
    node = child;
  }
  // names that fold alike (TikTok, TIKTOK) are one
  if (!node.entries.some((known) => known.kind === entry.kind && known.id === entry.id)) node.entries.push(entry);
}

/** A small Latin letter or a digit: the text is folded. False outside the text. */
function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

function matchAll(root: Node, text: string): EntityMatch[] {
  const matches: EntityMatch[] = [];
  for (let start = 0; start < text.length; ) {
    const found = longestAt(root, text, start);
    for (const entry of found?.entries ?? []) {
      if (entry.kind !== 'ignore' && found) matches.push({ ...entry, kind: entry.kind, start, end: found.end });
    }
    start = found ? found.end : start + 1;
  }
  return matches;
}

function longestAt(root: Node, text: string, start: number): { end: number; entries: Entry[] } | undefined {
  if (isWord(text, start) && isWord(text, start - 1)) return undefined; // inside a Latin word
  let node: Node | undefined = root;
  let best: { end: number; entries: Entry[] } | undefined;
  for (let i = start; i < text.length; i++) {
    node = node.next.get(text[i] as string);
    if (!node) break;
    if (node.entries.length > 0 && !(isWord(text, i) && isWord(text, i + 1)))
      best = { end: i + 1, entries: node.entries };
  }
  return best;
}

/** No more matches than this can end so near before a place. */
const MOST_BEFORE = 12;

/** @returns a function from a place to the matches that end at it or at most `reach` characters before it, in order. */
export function indexBefore(matches: readonly EntityMatch[], reach: number): (place: number) => EntityMatch[] {
  const sorted = [...matches].sort((a, b) => a.end - b.end);
  return (place) => {
    const next = firstEndingAfter(sorted, place);
    return sorted.slice(Math.max(0, next - MOST_BEFORE), next).filter(({ end }) => place - end <= reach);
  };
}

/** @param sorted by place. @returns whether a match holds a part of a span. */
export function overlaps(sorted: readonly EntityMatch[], start: number, end: number): boolean {
  const next = sorted[firstEndingAfter(sorted, start)];
  return next !== undefined && next.start < end;
}

/** @param sorted by place, and no two overlap but at the same place. @returns the index of the first match that ends behind it. */
export function firstEndingAfter(sorted: readonly EntityMatch[], place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as EntityMatch).end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
