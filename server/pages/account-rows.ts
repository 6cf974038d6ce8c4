import type { ToldStatement } from '../briefs/account-facts.ts';
import type { AccountEvent } from '../facts/account-events.ts';
import type { StatementKind } from '../facts/account-vocabulary.ts';
import { type Grade, gradeOf } from '../facts/grade.ts';
import type { MoveState, PartialDate, Tlp } from '../model.ts';
import { excerptHref, labelFrom, type VendorLabel } from './move-item.ts';
import type { Cite, Notes } from './notes.ts';

/** A vendor as one end of a change. */
export interface EndLabel {
  /** unknown: no sentence tells it. unnamed: the source tells of one without its name. */
  kind: 'vendor' | 'unnamed' | 'unknown';
  vendor: VendorLabel | null;
  /** It follows from what is said and is not said itself. */
  isImplied?: boolean;
}

/** One change of vendor as a row of a ledger. */
export interface EventRow {
  kind: StatementKind;
  happened: PartialDate | null;
  workload: string;
  from: EndLabel;
  to: EndLabel;
  state: MoveState;
  isWhole: boolean;
  reasons: { id: string; nameZh: string; nameEn: string }[];
  sourceCount: number;
  documentCount: number;
  grade: Grade;
  language: string;
  exact: string;
  href: string;
  tlp: Tlp;
  cites: Cite[];
}

export interface StatementRow {
  kind: StatementKind;
  at: EndLabel;
  state: MoveState;
  isPast: boolean;
  happened: PartialDate | null;
  exact: string;
  language: string;
  grade: Grade;
  tlp: Tlp;
  cite: Cite;
}

export type Labels = ReadonlyMap<string, VendorLabel>;

const MOST_CITES = 4;

export function endOf(labels: Labels, vendorId: string | null, isImplied = false): EndLabel {
  if (vendorId === null) return { kind: 'unknown', vendor: null };
  if (vendorId === '') return { kind: 'unnamed', vendor: null };
  return { kind: 'vendor', vendor: labelFrom(labels, vendorId), isImplied };
}

/** The sentence behind a statement, for the notes of a page. */
export function evidenceOfTold({ quote, document, state }: ToldStatement) {
  const { language, sourceName, sourceNameEn, published } = document;
  return {
    ...{ exact: quote.exact, language, sourceName, sourceNameEn, published },
    grade: gradeOf({ state, document }),
    href: excerptHref(document.documentId, quote),
  };
}

export function toEventRow(
  event: AccountEvent<ToldStatement>,
  labels: Labels,
  reasons: readonly { id: string; label: { zh: string; en: string } }[],
  notes: Notes,
): EventRow {
  const { lead, others, happened, workload, state, isWhole, sourceCount, documentCount } = event;
  const { exact, language, grade, href } = evidenceOfTold(lead);
  return {
    ...{
      kind: lead.kind,
      happened,
      workload,
      state,
      isWhole,
      sourceCount,
      documentCount,
      exact,
      language,
      grade,
      href,
    },
    ...{ from: endOf(labels, event.from), to: endOf(labels, event.to), tlp: lead.document.tlp },
    reasons: reasons
      .filter(({ id }) => event.reasons.includes(id))
      .map(({ id, label }) => ({ id, nameZh: label.zh, nameEn: label.en })),
    cites: [lead, ...others].slice(0, MOST_CITES).map((told) => notes.cite(evidenceOfTold(told))),
  };
}

export function toStatementRow(told: ToldStatement, labels: Labels, notes: Notes): StatementRow {
  const { exact, language, grade } = evidenceOfTold(told);
  const { kind, state, isPast, happened, document } = told;
  const at = endOf(labels, told.at ?? told.to ?? told.from, told.isImplied);
  const cite = notes.cite(evidenceOfTold(told));
  return { kind, at, state, isPast, happened, exact, language, grade, tlp: document.tlp, cite };
}
