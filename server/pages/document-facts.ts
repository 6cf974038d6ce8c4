import type { Grade } from '../facts/grade.ts';
import { gradeOf } from '../facts/grade.ts';
import type { MoveState, PartialDate, Reliability } from '../model.ts';
import type { AccountMentionRow, PersonRoleRow } from '../store/mentions.ts';
import type { MoveRow } from '../store/moves.ts';
import { labelFrom, type VendorLabel } from './move-item.ts';
import { noteId, SPAN_KINDS, type Span, type SpanKind, spanId, type TextRange } from './passages.ts';

type Labels = ReadonlyMap<string, VendorLabel>;

/** What a sentence of a document states, for the margin. Fields that a kind lacks are null. */
export interface DocumentFact extends TextRange {
  kind: SpanKind;
  vendor: VendorLabel | null;
  /** Gist of a move, name of a person or account. */
  text: string;
  /** Title of a role. */
  detail: string;
  count: number | null;
  typeZh: string | null;
  typeEn: string | null;
  happened: PartialDate | null;
  state: MoveState | null;
  grade: Grade | null;
  /** 0…1 */
  confidence: number | null;
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
  count: null,
  typeZh: null,
  typeEn: null,
  happened: null,
  state: null,
  grade: null,
  confidence: null,
};

export function factOfMove(move: MoveRow, labels: Labels): DocumentFact {
  const { typeZh, typeEn, happened, state, confidence } = move;
  return {
    ...EMPTY,
    kind: 'move',
    vendor: labelFrom(labels, move.vendorId),
    text: move.gist,
    ...{ typeZh, typeEn, happened, state, confidence },
    grade: gradeOf(move),
    start: move.quote.start,
    end: move.quote.end,
  };
}

export function factOfRole(role: PersonRoleRow, labels: Labels): DocumentFact {
  const detail = [role.title, role.level].filter((part) => part !== '').join(' ');
  const grade = gradeOf({ state: 'actual', document: { reliability: role.reliability as Reliability } });
  const { name: text, start, end } = role;
  return { ...EMPTY, kind: 'role', vendor: labelFrom(labels, role.vendorId), text, detail, grade, start, end };
}

export function factOfAccount({ name, count, start, end }: AccountMentionRow): DocumentFact {
  return { ...EMPTY, kind: 'account', text: name, count, start, end };
}

/** @returns one span for each pair of offsets, tinted by its most telling fact. */
export function spansOf(facts: readonly DocumentFact[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { start, end, kind } of facts) {
    const known = spans.get(spanId({ start, end }));
    if (!known || SPAN_KINDS.indexOf(kind) < SPAN_KINDS.indexOf(known.kind))
      spans.set(spanId({ start, end }), { start, end, kind });
  }
  return [...spans.values()];
}

/** @returns the margin notes by the id of their span. */
export function notesBySpan(facts: readonly DocumentFact[]): Map<string, SpanNote> {
  const notes = new Map<string, SpanNote>();
  for (const fact of facts) {
    const id = spanId(fact);
    const note = notes.get(id) ?? { id: noteId(fact), spanHref: `#${id}`, facts: [] };
    note.facts.push(fact);
    notes.set(id, note);
  }
  return notes;
}
