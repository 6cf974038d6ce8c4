import { foldText } from '../text/fold.ts';
import { readDay } from './read-day.ts';

/** A word or a quoted phrase, folded. */
export interface QueryTerm {
  text: string;
  exact: boolean;
}

export const OPERATORS = ['vendor', 'type', 'account', 'source', 'year', 'tlp', 'lang'] as const;
export type OperatorKey = (typeof OPERATORS)[number];

/** `vendor:aws`, `-source:leiphone`; the value is text that a list may or may not know. */
export interface Operator {
  key: OperatorKey;
  value: string;
  negated: boolean;
}

/** A query cut into what must be found. */
export interface ParsedQuery {
  folded: string;
  /** All of them must hold; of the terms of one, any. */
  clauses: QueryTerm[][];
  excluded: QueryTerm[];
  operators: Operator[];
  /** First day, YYYY-MM-DD; empty for none. */
  after: string;
  /** First day that is too late; empty for none. */
  before: string;
  titleOnly: boolean;
}

export const LONGEST_QUERY = 500;
const MOST_TERMS = 16;
const MOST_OPERATORS = 20;
/** [-][word:]"phrase" or [-]word; a quote that is never closed is a sign like any other. */
const PIECE = /(-?)([\p{L}]{2,8}:)?"([^"]{1,200})"|([^\s"]+)/gu;
const SEPARATORS = /[,，、;；。!！?？:：()（）《》「」“”|]+/g;

const KEYS = new Map<string, OperatorKey | 'after' | 'before' | 'in'>([
  ...OPERATORS.map((key) => [key, key] as const),
  ...([
    ['厂商', 'vendor'],
    ['类型', 'type'],
    ['客户', 'account'],
    ['来源', 'source'],
    ['年份', 'year'],
  ] as const),
  ...([
    ['年', 'year'],
    ['密级', 'tlp'],
    ['语言', 'lang'],
    ['language', 'lang'],
    ['site', 'source'],
  ] as const),
  ...([
    ['after', 'after'],
    ['since', 'after'],
    ['from', 'after'],
    ['自', 'after'],
    ['晚于', 'after'],
  ] as const),
  ...([
    ['before', 'before'],
    ['until', 'before'],
    ['早于', 'before'],
    ['in', 'in'],
  ] as const),
]);
const IN_TITLE = new Set(['title', '题名', '标题']);

/**
 * Reads a query: words, "exact phrases", -excluded, a OR b, and operators (vendor:aws after:2024-06 in:title; Chinese keys
 * work too). Whatever is not understood is text; nothing throws.
 */
export function parseQuery(text: string): ParsedQuery {
  const folded = foldText(text.slice(0, LONGEST_QUERY)).trim();
  const query: ParsedQuery = {
    ...{ folded, clauses: [], excluded: [], operators: [], after: '', before: '', titleOnly: false },
  };
  let joined = false;
  const pieces = [...readPieces(text.slice(0, LONGEST_QUERY))];
  for (const [i, piece] of pieces.entries()) {
    // 或 with nothing on one side joins nothing: it is the word.
    if (piece.isOr && (piece.text === '' || (i > 0 && i < pieces.length - 1))) {
      joined = query.clauses.length > 0;
      continue;
    }
    if (piece.key && takeOperator(query, piece.key, piece.text, piece.negated)) continue;
    const words = piece.exact ? [piece.text] : wordsOf(piece.key ? `${piece.key} ${piece.text}` : piece.text);
    for (const word of words) {
      addTerm(query, { text: word, exact: piece.exact }, piece.negated, joined);
      joined = false;
    }
  }
  return query;
}

interface Piece {
  negated: boolean;
  /** As written before the colon, folded; empty without one. */
  key: string;
  /** Empty for OR. */
  text: string;
  exact: boolean;
  isOr: boolean;
}

/** OR counts in capitals alone: "or" is a word of English text. */
function* readPieces(text: string): Generator<Piece> {
  for (const [, minus, quotedKey, phrase, word] of unquote(text).matchAll(PIECE)) {
    if (word === undefined) {
      const key = foldText(quotedKey ?? '').slice(0, -1);
      const body = foldText(phrase ?? '').trim();
      if (body !== '') yield { negated: minus === '-', key, text: body, exact: !key, isOr: false };
      continue;
    }
    if (word === 'OR' || word === '|' || word === '或')
      yield { negated: false, key: '', text: word === '或' ? word : '', exact: false, isOr: true };
    else yield readWord(foldText(word));
  }
}

function readWord(word: string): Piece {
  const negated = word.length > 1 && word.startsWith('-');
  const [, key = '', value = ''] = /^-?([\p{L}]{1,8}):(.+)$/u.exec(word) ?? [];
  const text = key ? value : word.replace(/^-+/, '');
  return { negated, key, text, exact: false, isOr: false };
}

/** Chinese and typographic quotation marks are quotation marks, where they come in pairs. */
const unquote = (text: string): string =>
  text.replace(/[“「『]([^“”「」『』"]{1,200})[”」』]/g, '"$1"').replace(/：/g, ':');

const wordsOf = (text: string): string[] =>
  text
    .replace(SEPARATORS, ' ')
    .split(' ')
    .filter((word) => word !== '');

function addTerm(query: ParsedQuery, term: QueryTerm, negated: boolean, joined: boolean): void {
  if (negated) {
    if (query.excluded.length < MOST_TERMS) query.excluded.push(term);
    return;
  }
  const count = query.clauses.reduce((sum, clause) => sum + clause.length, 0);
  const isKnown = query.clauses.some((clause) =>
    clause.some(({ text, exact }) => text === term.text && exact === term.exact),
  );
  if (count >= MOST_TERMS || isKnown) return;
  const last = query.clauses.at(-1);
  if (joined && last) last.push(term);
  else query.clauses.push([term]);
}

/** @returns whether the piece is an operator; if not, it is text. */
function takeOperator(query: ParsedQuery, word: string, value: string, negated: boolean): boolean {
  const key = KEYS.get(word);
  if (!key) return false;
  if (key === 'in') {
    if (!IN_TITLE.has(value) || negated) return false;
    query.titleOnly = true;
    return true;
  }
  if (key === 'after' || key === 'before') {
    const day = readDay(value);
    if (day === undefined || negated) return false;
    query[key] = day.start;
    return true;
  }
  if (query.operators.length < MOST_OPERATORS) query.operators.push({ key, value, negated });
  return true;
}
