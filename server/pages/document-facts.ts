import type { Grade } from '../facts/grade.ts';
import { gradeOf } from '../facts/grade.ts';
import type { MoveState, PartialDate, Reliability } from '../model.ts';
import type { FigureRow } from '../store/figures.ts';
import type { AccountMentionRow, PersonRoleRow } from '../store/mentions.ts';
import type { MoveRow } from '../store/moves.ts';
import { type FigureItem, toFigureItem } from './figure-item.ts';
import { labelFrom, type VendorLabel } from './move-item.ts';
import { noteId, SPAN_KINDS, type Span, type SpanKind, spanId, type TextRange } from './passages.ts';
import type { ReadingNote } from './reading-notes.ts';

type Labels = ReadonlyMap<string, VendorLabel>;

/** What a sentence of a document states, for the margin. Fields that a kind lacks are null. */
export interface DocumentFact extends TextRange {
  kind: SpanKind;
  /** Anchor of its words. */
  spanId: string;
  vendor: VendorLabel | null;
  /** Gist of a move, name of a person or account. */
  text: string;
  /** Counterparty of a move, title of a role. */
  detail: string;
  /** The gist only repeats words of the sentence beside it. */
  isGistQuoted: boolean;
  count: number | null;
  typeZh: string | null;
  typeEn: string | null;
  happened: PartialDate | null;
  state: MoveState | null;
  grade: Grade | null;
  /** 0…1 */
  confidence: number | null;
  figure: FigureItem | null;
  /** Where its words read otherwise than most versions of the text. */
  readings: ReadingNote[];
}

/** All facts on one stretch of words. */
export interface SpanNote {
  id: string;
  spanHref: string;
  facts: DocumentFact[];
}

const EMPTY = {
  vendor: null,
  detail: '',
  isGistQuoted: false,
  count: null,
  typeZh: null,
  typeEn: null,
  happened: null,
  state: null,
  grade: null,
  confidence: null,
  figure: null,
  readings: [],
};

export function factOfMove(move: MoveRow, labels: Labels): DocumentFact {
  const { typeZh, typeEn, happened, state, confidence } = move;
  return {
    ...EMPTY,
    kind: 'move',
    vendor: labelFrom(labels, move.vendorId),
    text: move.gist,
    detail: move.counterparty,
    isGistQuoted: move.quote.exact.includes(move.gist),
    ...{ typeZh, typeEn, happened, state, confidence },
    grade: gradeOf(move),
    start: move.quote.start,
    end: move.quote.end,
    spanId: spanId(move.quote),
  };
}

export function factOfRole(role: PersonRoleRow, labels: Labels): DocumentFact {
  const detail = [role.title, role.level].filter((part) => part !== '').join(' ');
  const grade = gradeOf({ state: 'actual', document: { reliability: role.reliability as Reliability } });
  const { name: text, start, end } = role;
  const vendor = labelFrom(labels, role.vendorId);
  return { ...EMPTY, kind: 'role', vendor, text, detail, grade, start, end, spanId: spanId(role) };
}

export function factOfAccount({ name, count, start, end }: AccountMentionRow): DocumentFact {
  return { ...EMPTY, kind: 'account', text: name, count, start, end, spanId: spanId({ start, end }) };
}

/** Its words are the number alone; the sentence around it is led to as well. */
export function factOfFigure(row: FigureRow, labels: Labels): DocumentFact {
  const figure = toFigureItem(row);
  const range = { start: row.valueStart, end: row.valueEnd };
  const { grade, confidence } = figure;
  const vendor = labelFrom(labels, row.vendorId);
  return {
    ...EMPTY,
    kind: 'figure',
    vendor,
    text: row.written,
    grade,
    confidence,
    figure,
    ...range,
    spanId: spanId(range, 'f'),
  };
}

/** @returns one span for each anchor, tinted by its most telling fact. */
export function spansOf(facts: readonly DocumentFact[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { start, end, kind, spanId: id } of facts) {
    const known = spans.get(id)?.kind;
    if (!known || SPAN_KINDS.indexOf(kind) < SPAN_KINDS.indexOf(known)) spans.set(id, { id, start, end, kind });
  }
  for (const { start, end } of facts.flatMap(({ figure }) => figure?.quote ?? [])) {
    const id = spanId({ start, end });
    if (!spans.has(id)) spans.set(id, { id, start, end, kind: null });
  }
  return [...spans.values()];
}

/** @returns the margin notes by the id of their span. */
export function notesBySpan(facts: readonly DocumentFact[]): Map<string, SpanNote> {
  const notes = new Map<string, SpanNote>();
  for (const fact of facts) {
    const note = notes.get(fact.spanId) ?? { id: noteId(fact.spanId), spanHref: `#${fact.spanId}`, facts: [] };
    note.facts.push(fact);
    notes.set(fact.spanId, note);
  }
  return notes;
}
