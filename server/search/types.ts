import type { Viewer } from '../model.ts';
import type { DocumentRow } from '../store/documents.ts';
import type { MoveRow } from '../store/moves.ts';
import type { Dimension } from './facet-values.ts';

export interface SearchRequest {
  /** The query language of parse-query.ts. */
  text: string;
  /** Values that results must have, any of each dimension; ids, years as YYYY, TLP labels, account names as the facets give them. */
  filters?: Partial<Record<Dimension, readonly string[]>>;
  /** First and last day of publication, YYYY-MM-DD. */
  from?: string;
  to?: string;
  /** Folded words to be searched as typed; `*` for all. */
  plain?: readonly string[];
  /** Show documents too that hold the words far from the entity named. */
  keepApart?: boolean;
  /** `date`: newest published first; `arrival`: newest imported first. */
  order?: 'relevance' | 'date' | 'arrival';
  /** 1-based. */
  page?: number;
  pageSize?: number;
  /** RFC 3339, UTC: documents imported after it are counted as new. */
  since?: string;
  /** YYYY-MM-DD: what 去年 is counted from. Without it such words are text. */
  today?: string;
}

/** A run of a snippet or title; `hit` marks what the query matched. */
export interface Fragment {
  text: string;
  hit: boolean;
}

export interface DocumentHit {
  document: DocumentRow;
  title: Fragment[];
  snippet: Fragment[];
  /** Offsets of the snippet in the document's text, for the link into the page. */
  start: number;
  end: number;
  /** Places of the title and text that match. */
  matchCount: number;
  /** Versions of the same work that answer too, this one counted: the best stands for them. */
  versionCount: number;
  score: number;
}

export interface NameHit {
  kind: 'vendor' | 'account' | 'person';
  entityId: string;
  name: string;
}

export interface FacetValue {
  value: string;
  count: number;
}

/** "Also searched": the words that stood for one word of the query. */
export interface Expansion {
  term: string;
  /** `alias`: same entity. `name`: slip or pinyin of a listed name. `spelling`: slip in a word. `synonym`: about the same. */
  reason: 'alias' | 'name' | 'spelling' | 'synonym';
  also: string[];
}

/** An operator whose value no list knows: it was searched as text. */
export interface UnknownOperator {
  key: string;
  value: string;
}

export interface SearchAnswer {
  query: string;
  total: number;
  page: number;
  pageSize: number;
  /** Results imported after `since`; null when it was not given. */
  newCount: number | null;
  hits: DocumentHit[];
  /** Moves that answer the query, best first, at most ten. */
  moves: MoveRow[];
  /** Moves that answer in all, up to a bound. */
  moveCount: number;
  /** The period that the words ask for, such as 去年; null for none. `isEmpty`: the moves lie outside it. */
  period: { from: string; to: string; isEmpty: boolean } | null;
  /** Entities that the query names. */
  names: NameHit[];
  facets: Record<Dimension, FacetValue[]>;
  expansions: Expansion[];
  unknownOperators: UnknownOperator[];
  /** True when no document held every word and any word was enough. */
  loosened: boolean;
  /** Documents left out since they hold the words, but none near the entity named. */
  apart: number;
  /** Words that no document holds. */
  missing: string[];
}

export interface Suggestion {
  text: string;
  kind: NameHit['kind'] | 'document';
  /** Id of the entity or document; empty for a name that no list holds. */
  id: string;
  /** What was typed and stands for it, such as pinyin; empty when it begins the text. */
  via: string;
}

/**
 * Narrow on purpose: an external engine (OpenSearch, PostgreSQL) can stand behind it. All it gets is text, filters and a viewer;
 * all it gives is data of this file.
 */
export interface SearchIndex {
  search(request: SearchRequest, viewer: Viewer): Promise<SearchAnswer>;
  /** Names and titles that begin with, sound like or nearly are what was typed; at most ten. */
  suggest(typed: string, viewer: Viewer): Promise<Suggestion[]>;
  close(): Promise<void>;
}
