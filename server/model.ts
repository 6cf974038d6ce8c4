/** Domain types. This file imports nothing; every other layer may import it. */

/** Traffic Light Protocol 2.0 (FIRST), loosest first. A missing label means AMBER+STRICT. */
export const TLP_LABELS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const;
export type Tlp = (typeof TLP_LABELS)[number];
export const DEFAULT_TLP: Tlp = 'AMBER+STRICT';

/** Admiralty code, letter: reliability of a source. F: cannot be judged. */
export const RELIABILITY_GRADES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof RELIABILITY_GRADES)[number];

/** Admiralty code, digit: credibility of one statement. 6: cannot be judged. */
export type Credibility = 1 | 2 | 3 | 4 | 5 | 6;

/** Who reads. A row above the clearance does not exist for this viewer, not even as a count. */
export interface Viewer {
  readonly clearance: Tlp;
  readonly role: 'analyst' | 'strategist' | 'sales' | 'admin';
}

/** `span`: a stated period of its own start and end; the other words say how exact the statement was. */
export const DATE_PRECISIONS = ['day', 'month', 'quarter', 'half', 'year', 'span'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A calendar date as exact as it was stated. `start` and `end` are inclusive days, YYYY-MM-DD. */
export interface PartialDate {
  start: string;
  end: string;
  precision: DatePrecision;
  /** The words that stated it; empty when nothing stated it. */
  text: string;
  /** True when no expression of the sentence gave it (the publication date stood in). */
  guessed: boolean;
}

export const DOCUMENT_KINDS = ['article', 'digest', 'report', 'table'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const PASSAGE_KINDS = ['heading', 'paragraph', 'item', 'row', 'quote'] as const;
export type PassageKind = (typeof PASSAGE_KINDS)[number];

/** A block of a document's text: UTF-16 offsets into the normalised text. */
export interface Passage {
  kind: PassageKind;
  start: number;
  end: number;
}

/** W3C Web Annotation TextQuoteSelector with the offsets of `exact` in the normalised text (UTF-16 units). */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
}

export type VendorRole = 'main' | 'mention';

/** What happened so far to a move: reported as done, announced for later, or hearsay. */
export const MOVE_STATES = ['actual', 'planned', 'rumoured'] as const;
export type MoveState = (typeof MOVE_STATES)[number];

export const REVIEW_STATUSES = ['proposed', 'confirmed', 'rejected'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** 3: the document's headline. 2: worth a line on the timeline. 1: background. */
export type Importance = 1 | 2 | 3;

export interface VendorMention {
  vendorId: string;
  role: VendorRole;
  count: number;
  quote: Quote;
}

export interface AccountMention {
  /** As the document writes it. */
  name: string;
  /** Id of a listed account; absent for a candidate found by pattern. */
  accountId?: string;
  count: number;
  quote: Quote;
}

export interface PersonRole {
  /** As the document writes it. */
  name: string;
  /** Id of a listed person: English and Chinese names of one person are one; absent for a candidate. */
  personId?: string;
  vendorId: string;
  title: string;
  /** Grade inside the vendor, such as L8; empty when not stated. */
  level: string;
  quote: Quote;
}

/** One feature of a model and how far it moved a score: above 0 towards filing. */
export interface Reason {
  name: string;
  contribution: number;
}

/** How often a release opens or changes something of a product. */
export interface ProductChange {
  product: string;
  opened: number;
  changed: number;
}

export interface ExtractedMove {
  vendorId: string;
  type: string;
  happened: PartialDate;
  counterparty: string;
  /** Made of the sentence's own words. */
  gist: string;
  importance: Importance;
  /** 0…1: how sure the reading is, not how likely the event. */
  confidence: number;
  state: MoveState;
  /** What weighed most in the score, strongest first; empty when no model gave one. */
  reasons: Reason[];
  quote: Quote;
  /** Of what regular publication it is one instalment, so that pages can show many as one. */
  series?: { name: string; products: ProductChange[] };
}

/** What makes a sentence look like news. */
export const UNREAD_CLUES = ['number', 'date', 'cue'] as const;
export type UnreadClue = (typeof UNREAD_CLUES)[number];

/** A sentence that names a vendor, looks like news and yielded nothing; offsets in the normalised text. */
export interface UnreadSentence {
  start: number;
  end: number;
  why: UnreadClue[];
}

/** The same in its own words. */
export interface UnreadWords {
  text: string;
  why: UnreadClue[];
}

/** `planned`: announced for later. `target`: set as a goal. `estimate`: somebody's guess. */
export const FIGURE_STATES = ['actual', 'target', 'estimate', 'planned'] as const;
export type FigureState = (typeof FIGURE_STATES)[number];

/** A number about a vendor. `low` and `high` count in `unit`, as the source wrote it: 6 亿美元, 300–400 万美元. */
export interface ExtractedFigure {
  vendorId: string;
  /** Id of data/vocab/metrics.yaml; empty when the words beside the number name none. */
  metric: string;
  low: number;
  high: number;
  unit: string;
  state: FigureState;
  approximate: boolean;
  /** 近, 超过 …: printed before the number. */
  qualifier: string;
  /** When it held; null when nothing says. */
  period: PartialDate | null;
  /** 0…1: how sure the reading is. */
  confidence: number;
  quote: Quote;
  /** Offsets of the number itself in the text. */
  valueStart: number;
  valueEnd: number;
  /** 口径: what is counted, in the source's words. */
  scope?: string;
  /** Part of the whole that it is of: 东南亚 › 新加坡; empty for the whole. */
  place?: string;
  /** The table cell that holds it; absent for prose. */
  cell?: { table: number; row: number; column: number };
}

/** A document as a format reader hands it over: nothing normalised, nothing guessed. */
export interface ParsedDocument {
  title: string;
  /** Markdown-like plain text; blank lines part the blocks. */
  body: string;
  url?: string;
  author?: string;
  /** As written in the file. */
  published?: string;
  language?: string;
  kind?: DocumentKind;
  /** Front matter may name a source of `data/sources` and a TLP label. */
  sourceId?: string;
  tlp?: string;
  /** Code repository that the file says it is of: github.com/owner/name. */
  repository?: string;
  /** How a digest names the source that it restates. */
  citation?: string;
  /** Where in the file it stands, for the receipt: "item 3", "line 120". */
  locator: string;
  /** The exact part of the file that holds it; our own copy. Bytes where the file is no text. */
  original: string | Uint8Array;
}

/** A document after normalisation: what is stored and what the extractors read. */
export interface NormalisedDocument {
  id: string;
  sourceId: string;
  naturalKey: string;
  kind: DocumentKind;
  url: string | null;
  title: string;
  author: string | null;
  /** RFC 3339 with the offset of the source; null when only a date, or nothing, was stated. */
  publishedAt: string | null;
  published: PartialDate | null;
  language: string;
  citation: string | null;
  tlp: Tlp;
  text: string;
  passages: Passage[];
  /** Boilerplate lines that were cut, for the receipt. */
  removed: string[];
  original: string | Uint8Array;
  sha256: string;
}
