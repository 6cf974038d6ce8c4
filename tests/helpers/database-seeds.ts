import type {
  DatePrecision,
  DocumentKind,
  FigureState,
  Importance,
  MoveState,
  Passage,
  Reliability,
  ReviewStatus,
  Tlp,
  VendorRole,
} from '../../server/model.ts';

export interface SourceSeed {
  sourceId?: string;
  name?: string;
  nameEn?: string;
  homepage?: string | null;
  reliability?: Reliability;
  tlp?: Tlp;
}

export interface VendorSeed {
  vendorId: string;
  slot?: number;
  nameZh?: string;
  nameEn?: string;
  noteZh?: string;
  isSelf?: boolean;
  isTracked?: boolean;
  aliases?: { name: string; sort: string }[];
}

export interface MoveSeed {
  moveId?: string;
  vendorId: string;
  type: string;
  /** Words of the document's text that say it. */
  quote: string;
  start: string;
  end?: string;
  precision?: DatePrecision;
  words?: string;
  guessed?: boolean;
  counterparty?: string;
  gist?: string;
  importance?: Importance;
  confidence?: number;
  state?: MoveState;
  status?: ReviewStatus;
}

export interface FigureSeed {
  figureId?: string;
  vendorId: string;
  /** revenue, discount; none unless told. */
  metric?: string;
  /** Sentence of the document's text. */
  quote: string;
  /** The number within it, as written. */
  value: string;
  low: number;
  high?: number;
  unit: string;
  qualifier?: string;
  /** Part of the whole that a table's row names. */
  place?: string;
  scope?: string;
  approximate?: boolean;
  state?: FigureState;
  period?: { start: string; end: string; precision: DatePrecision; text: string };
  confidence?: number;
  status?: ReviewStatus;
}

export interface DocumentSeed {
  documentId: string;
  sourceId?: string;
  kind?: DocumentKind;
  url?: string | null;
  title?: string;
  author?: string | null;
  publishedAt?: string | null;
  published?: string | null;
  language?: string;
  citation?: string | null;
  tlp?: Tlp;
  importedAt?: string;
  text?: string;
  /** One paragraph a line unless told. */
  passages?: Passage[];
  vendors?: { vendorId: string; role?: VendorRole; count?: number }[];
  accounts?: { name: string; quote: string; count?: number }[];
  people?: { name: string; vendorId: string; title: string; level?: string; quote: string }[];
  moves?: MoveSeed[];
  figures?: FigureSeed[];
  /** Each with one cell, words of the text. */
  tables?: { title: string; vendorId: string; cell: string }[];
}
