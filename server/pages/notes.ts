import { type Grade, gradeOf } from '../facts/grade.ts';
import type { MoveState, Reliability } from '../model.ts';
import type { FigureRow } from '../store/figures.ts';
import type { PersonRoleRow } from '../store/mentions.ts';
import type { MoveRow } from '../store/moves.ts';
import { quoteHref } from './move-item.ts';

/** The sentence behind a numbered claim. */
export interface Note {
  number: number;
  exact: string;
  language: string;
  sourceName: string;
  sourceNameEn: string;
  published: string | null;
  grade: Grade;
  href: string;
}

/** A number between corner brackets; only its first use on a page can be gone back to. */
export interface Cite {
  number: number;
  isFirst: boolean;
}

type Evidence = Omit<Note, 'number'>;

/** Numbers notes by first use on the page; one sentence has one number. */
export function createNotes() {
  const list: Note[] = [];
  return {
    list,
    cite(evidence: Evidence): Cite {
      const known = list.find((note) => note.href === evidence.href);
      if (known) return { number: known.number, isFirst: false };
      list.push({ ...evidence, number: list.length + 1 });
      return { number: list.length, isFirst: true };
    },
  };
}
export type Notes = ReturnType<typeof createNotes>;

export function evidenceOf(fact: MoveRow | FigureRow): Evidence {
  const { document, quote } = fact;
  return {
    exact: quote.exact,
    language: document.language,
    sourceName: document.sourceName,
    sourceNameEn: document.sourceNameEn,
    published: document.published,
    grade: gradeOf(fact),
    href: quoteHref(document.documentId, quote),
  };
}

/** @param language of the document, which the row does not carry. */
export function evidenceOfRole(role: PersonRoleRow, language: string): Evidence {
  const { exact, sourceName, sourceNameEn, published } = role;
  const state: MoveState = 'actual';
  return {
    ...{ exact, language, sourceName, sourceNameEn, published },
    grade: gradeOf({ state, document: { reliability: role.reliability as Reliability } }),
    href: quoteHref(role.documentId, role),
  };
}
