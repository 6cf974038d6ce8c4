import type { Passage, PassageKind } from '../model.ts';
import { cutScope, type Segment } from './nest-spans.ts';

/** What a span states; when several cover the same words, the earlier kind gives the tint. */
export const SPAN_KINDS = ['move', 'figure', 'role', 'account'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** UTF-16 offsets. */
export interface TextRange {
  start: number;
  end: number;
}

/** A stretch of the text behind one or more facts. */
export interface Span extends TextRange {
  /** Anchor in the page. */
  id: string;
  /** null: a sentence that is only led to, since what it states has a span of its own inside. */
  kind: SpanKind | null;
}

export interface TextBlock {
  kind: Exclude<PassageKind, 'row'> | 'line';
  segments: Segment[];
  /** Spans whose anchor stands in this block. */
  spans: string[];
}

/** Lines of a table of contents, which read as headings. */
export interface ContentsBlock {
  kind: 'contents';
  items: Segment[][];
  spans: string[];
}

export interface TableRow {
  /** Anchor of a span over the whole row. */
  id: string | null;
  /** One a column; no segments where the row does not name the column. */
  cells: Segment[][];
}

export interface TableBlock {
  kind: 'table';
  /** Empty when no row names them. */
  columns: string[];
  rows: TableRow[];
  spans: string[];
}

export type Block = TextBlock | ContentsBlock | TableBlock;

/** Anchor of a quote; of a number, `f` and its offsets. */
export const spanId = ({ start, end }: TextRange, letter: 'q' | 'f' = 'q'): string => `${letter}${start}-${end}`;
/** Anchor of the margin note of a span. */
export const noteId = (id: string): string => `n${id}`;

/** The text of a document being cut: remembers which anchors have been set, since one must stand only once. */
export interface Cutting {
  text: string;
  spans: readonly Span[];
  hit: TextRange | null;
  placed: Set<string>;
}

/** @param spans in any order; each id once. */
export function startCutting(text: string, spans: readonly Span[], hit: TextRange | null): Cutting {
  return { text, spans, hit, placed: new Set() };
}

/** @returns a passage as a block of text. */
export function cutPassage(cutting: Cutting, { kind, start, end }: Passage): TextBlock {
  const [segments = []] = cutScope(cutting, [{ start, end, from: start }]);
  return { kind: kind === 'row' ? 'line' : kind, segments, spans: listAnchors(segments) };
}

/** @returns the anchors that stand in these segments, in order. */
export function listAnchors(segments: readonly Segment[]): string[] {
  return segments.flatMap(({ mark, inside }) => [...(mark?.id ? [mark.id] : []), ...listAnchors(inside)]);
}
