import type { DocumentRow } from '../store/documents.ts';
import type { MoveRow } from '../store/moves.ts';

export interface SearchRequest {
  text: string;
  vendorIds?: readonly string[];
  /** Four digits. */
  years?: readonly string[];
  order?: 'relevance' | 'date';
  /** 1-based. */
  page?: number;
  pageSize?: number;
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
  /** `alias`: same entity. `script`: Traditional to Simplified. `name`: typo or pinyin of a listed name. */
  reason: 'alias' | 'script' | 'name';
  also: string[];
}

export interface SearchAnswer {
  query: string;
  total: number;
  page: number;
  pageSize: number;
  hits: DocumentHit[];
  /** Moves whose sentence or gist matches, best first, at most ten. */
  moves: MoveRow[];
  /** Entities that the query names. */
  names: NameHit[];
  facets: { vendors: FacetValue[]; years: FacetValue[] };
  expansions: Expansion[];
  /** True when no document held every word and any word was enough. */
  loosened: boolean;
}

/** Narrow on purpose: an external engine can stand behind it. */
export interface SearchIndex {
  search(request: SearchRequest, viewer: import('../model.ts').Viewer): Promise<SearchAnswer>;
  close(): Promise<void>;
}
