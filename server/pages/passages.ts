import type { Passage, PassageKind } from '../model.ts';

/** What a span states; when several cover the same words, the earlier kind gives the tint. */
export const SPAN_KINDS = ['move', 'role', 'account'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** A stretch of the text behind one or more facts; UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
  kind: SpanKind;
}

/** A run of characters that the same spans cover. */
export interface Segment {
  text: string;
  kind: SpanKind | null;
  /** Margin note of the span that gives the tint. */
  noteHref: string | null;
  /** Anchor of a span that begins here, the tinting one if it does. */
  anchor: string | null;
  /** Anchors of other spans that begin here. */
  outerAnchors: string[];
  isHit: boolean;
  /** The first run of the hit. */
  isHitStart: boolean;
}

export interface TextRange {
  start: number;
  end: number;
}

export interface TextBlock {
  kind: Exclude<PassageKind, 'row'> | 'line';
  segments: Segment[];
  /** Spans whose anchor stands in this block. */
  spans: string[];
}

export interface TableBlock {
  kind: 'table';
  columns: string[];
  /** One cell a column; no segments where a row does not name the column. */
  rows: Segment[][][];
  spans: string[];
}

export type Block = TextBlock | TableBlock;

export const spanId = ({ start, end }: TextRange): string => `q${start}-${end}`;
export const noteId = ({ start, end }: TextRange): string => `f${start}-${end}`;

/** The text of a document being cut: remembers which anchors have been set, since one must stand only once. */
export interface Cutting {
  text: string;
  spans: readonly Span[];
  hit: TextRange | null;
  placed: Set<string>;
}

/** @param spans in any order; each pair of offsets once. */
export function startCutting(text: string, spans: readonly Span[], hit: TextRange | null): Cutting {
  const byStart = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  return { text, spans: byStart, hit, placed: new Set() };
}

/**
 * Cuts a range at every edge of a span or of the hit, so that nested and crossing spans need no nested markup.
 * @param territory from where on an anchor belongs to this range: words before it may be shown elsewhere, such as a
 *   column's name in the head of a table.
 */
export function cutSegments(cutting: Cutting, range: TextRange, territory = range.start): Segment[] {
  const spans = cutting.spans.filter((span) => span.start < range.end && span.end > territory);
  const edges = [...spans, ...(cutting.hit ? [cutting.hit] : [])].flatMap(({ start, end }) => [start, end]);
  const inside = edges.filter((edge) => edge > range.start && edge < range.end);
  const cuts = [...new Set([range.start, ...inside, range.end])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? range.start;
    const from = index === 0 ? territory : start;
    return toSegment(cutting, spans, { start, end }, from);
  });
}

function toSegment(cutting: Cutting, spans: readonly Span[], { start, end }: TextRange, from: number): Segment {
  const covering = spans.filter((span) => span.start < end && span.end > start);
  const top = [...covering].sort(byPriority)[0];
  const isHit = cutting.hit !== null && cutting.hit.start < end && cutting.hit.end > start;
  const isHitStart = isHit && place(cutting, 'hit');
  const beginning = spans.filter((span) => span.start < end && span.end > from).map(spanId);
  const placed = beginning.filter((id) => place(cutting, id));
  const anchor = top ? (placed.find((id) => id === spanId(top)) ?? placed[0] ?? null) : null;
  return {
    text: cutting.text.slice(start, end),
    kind: top?.kind ?? null,
    noteHref: top ? `#${noteId(top)}` : null,
    anchor,
    outerAnchors: placed.filter((id) => id !== anchor),
    isHit,
    isHitStart,
  };
}

function place({ placed }: Cutting, id: string): boolean {
  if (placed.has(id)) return false;
  placed.add(id);
  return true;
}

/** Kind first; of one kind the shortest, which says most exactly what is meant. */
function byPriority(a: Span, b: Span): number {
  return SPAN_KINDS.indexOf(a.kind) - SPAN_KINDS.indexOf(b.kind) || a.end - a.start - (b.end - b.start);
}

/** @returns a passage as a block of text. */
export function cutPassage(cutting: Cutting, { kind, start, end }: Passage): TextBlock {
  const segments = cutSegments(cutting, { start, end });
  return { kind: kind === 'row' ? 'line' : kind, segments, spans: listAnchors(segments) };
}

/** @returns the anchors that stand in these segments. */
export function listAnchors(segments: readonly Segment[]): string[] {
  return segments.flatMap(({ anchor, outerAnchors }) => (anchor ? [anchor, ...outerAnchors] : outerAnchors));
}
