import { type Cutting, noteId, SPAN_KINDS, type Span, type SpanKind, type TextRange } from './passages.ts';

/** The stylesheet lights the pieces of as many cut spans in one paragraph or row. */
const MOST_LIGHTS = 9;

/** An element around words of the source. */
export interface SpanMark {
  /** Anchor; null on the other pieces of a span that had to be cut. */
  id: string | null;
  kind: SpanKind | null;
  /** Margin note; null for a sentence that is only led to. */
  noteHref: string | null;
  /** False when an element inside is the link, since links do not nest. */
  isLink: boolean;
  /** Pieces of one cut span share a number within their paragraph or row, so that all light up together. */
  light: number | null;
}

/** Either an element with what stands inside it, or a run of plain words. */
export interface Segment {
  mark: SpanMark | null;
  inside: Segment[];
  text: string;
  isHit: boolean;
  /** The first run of the hit. */
  isHitStart: boolean;
}

/** A range that is shown in one place. */
export interface Place extends TextRange {
  /**
   * From where on an anchor belongs to this place: words before it may be shown elsewhere, such as a column's name in the
   * head of a table.
   */
  from: number;
}

interface Piece extends TextRange {
  span: Span;
}

/**
 * Cuts the places of one paragraph or table row. A span is one element with its whole text inside; it is cut in pieces only
 * where it crosses a longer one or runs over several places. Then its longest piece holds the anchor.
 * A span that runs on into another paragraph keeps its anchor in the first.
 */
export function cutScope(cutting: Cutting, places: readonly Place[]): Segment[][] {
  const pieces = places.map((place) => listPieces(cutting.spans, place));
  const marks = markPieces(cutting, pieces.flat());
  return places.map((place, index) => grow(cutting, marks, (pieces[index] ?? []).sort(outerFirst), place));
}

/** @returns pieces of which any two are apart or one inside the other. */
function listPieces(spans: readonly Span[], { start, end, from }: Place): Piece[] {
  const here = spans
    .filter((span) => span.start < end && span.end > from)
    .map((span) => ({ span, start: Math.max(span.start, start), end: Math.max(start, Math.min(span.end, end)) }))
    .sort((a, b) => lengthOf(b) - lengthOf(a) || a.start - b.start || rankOf(a) - rankOf(b));
  const pieces: Piece[] = [];
  for (const whole of here) {
    const crossed = pieces.filter((piece) => crosses(piece, whole) || crosses(whole, piece));
    const cuts = crossed.flatMap((piece) => [piece.start, piece.end]);
    const inner = cuts.filter((cut) => cut > whole.start && cut < whole.end).sort((a, b) => a - b);
    const edges = [...new Set([whole.start, ...inner]), whole.end];
    edges.slice(1).forEach((edge, index) => {
      pieces.push({ span: whole.span, start: edges[index] ?? whole.start, end: edge });
    });
  }
  return pieces;
}

const lengthOf = ({ start, end }: TextRange): number => end - start;
const rankOf = ({ span }: Piece): number => (span.kind ? SPAN_KINDS.indexOf(span.kind) : -1);
const crosses = (a: TextRange, b: TextRange): boolean => a.start < b.start && b.start < a.end && a.end < b.end;
/** Stable: of two with the same words, the one listed first is the outer. */
const outerFirst = (a: TextRange, b: TextRange): number => a.start - b.start || b.end - a.end;

function markPieces({ placed }: Cutting, pieces: readonly Piece[]): Map<Piece, SpanMark> {
  const marks = new Map<Piece, SpanMark>();
  let lights = 0;
  for (const span of new Set(pieces.map((piece) => piece.span))) {
    const { id, kind } = span;
    const own = pieces.filter((piece) => piece.span === span);
    const longest = placed.has(id) ? null : own.reduce((best, one) => (lengthOf(one) > lengthOf(best) ? one : best));
    placed.add(id);
    const light = longest && own.length > 1 && lights < MOST_LIGHTS ? ++lights : null;
    const noteHref = kind ? `#${noteId(id)}` : null;
    for (const piece of own) {
      marks.set(piece, { id: piece === longest ? id : null, kind, noteHref, isLink: noteHref !== null, light });
    }
  }
  return marks;
}

/** @param pieces outer ones first, all inside the range. */
function grow(cutting: Cutting, marks: Map<Piece, SpanMark>, pieces: readonly Piece[], range: TextRange): Segment[] {
  const segments: Segment[] = [];
  let at = range.start;
  for (let rest = pieces; rest.length > 0; ) {
    const [outer, ...others] = rest as [Piece, ...Piece[]];
    const inner = others.filter(({ start }) => start < outer.end);
    // In order of the text, since the hit is anchored at its first run.
    segments.push(...cutWords(cutting, { start: at, end: outer.start }));
    segments.push(toElement(marks.get(outer) ?? null, grow(cutting, marks, inner, outer)));
    at = outer.end;
    rest = others.filter(({ start }) => start >= outer.end);
  }
  return [...segments, ...cutWords(cutting, { start: at, end: range.end })];
}

function toElement(mark: SpanMark | null, inside: Segment[]): Segment {
  const isLink = Boolean(mark?.isLink) && !holdsLink(inside);
  return { mark: mark && { ...mark, isLink }, inside, text: '', isHit: false, isHitStart: false };
}

function holdsLink(segments: readonly Segment[]): boolean {
  return segments.some(({ mark, inside }) => mark?.isLink || holdsLink(inside));
}

/** Words without an element, cut at the edges of the hit. */
function cutWords({ text, hit, placed }: Cutting, { start, end }: TextRange): Segment[] {
  const edges = hit ? [hit.start, hit.end].filter((edge) => edge > start && edge < end) : [];
  const cuts = [start, ...edges, end];
  return cuts.slice(1).flatMap((to, index) => {
    const from = cuts[index] ?? start;
    if (from >= to) return [];
    const isHit = hit !== null && hit.start < to && hit.end > from;
    const isHitStart = isHit && !placed.has('hit');
    if (isHit) placed.add('hit');
    return [{ mark: null, inside: [], text: text.slice(from, to), isHit, isHitStart }];
  });
}
