import type { BriefEvidence } from '../facts/brief-types.ts';
import { shareOfPairs } from '../facts/fold-moves.ts';
import { locateQuote } from '../facts/locate-quote.ts';
import { type Quote, TLP_LABELS } from '../model.ts';
import type { DocumentState, FactState } from '../store/fact-states.ts';
import { findRejected } from './rejected-sentence.ts';

export const STALE_REASONS = ['rejected', 'contradicted', 'superseded', 'expired', 'stricter', 'gone'] as const;
export type StaleReason = (typeof STALE_REASONS)[number];

/** Why a piece of evidence no longer stands as it did, with what stands in its place, in the words of its source. */
export interface StaleFinding {
  reason: StaleReason;
  now: string;
  /** Where that is written; null where nothing is. */
  href: string | null;
}

/** What the base holds now of what a piece of evidence was taken from. */
export interface EvidenceState {
  /** Undefined: the document is gone. */
  document: DocumentState | undefined;
  facts: readonly FactState[];
  /** Values that stand against it, or in its place, by the place of a sentence. */
  disputes: readonly Dispute[];
}

/** A sentence that another contradicts or replaces. */
export interface Dispute {
  documentId: string;
  start: number;
  end: number;
  reason: 'contradicted' | 'superseded';
  now: string;
  href: string;
}

/** Sentences that share so much tell the same. */
const SAME_SENTENCE = 0.5;

/** @returns what is new against a piece of evidence; [] while it stands as it did. */
export function judgeEvidence(item: BriefEvidence, state: EvidenceState): StaleFinding[] {
  return findAll(item, state).filter((finding) => !item.fact.known.includes(codeOf(finding)));
}

/** @returns everything against it in the form that a brief remembers. */
export function listKnown(item: BriefEvidence, state: EvidenceState): string[] {
  return findAll(item, state).map(codeOf);
}

const codeOf = ({ reason, now }: StaleFinding): string => `${reason}|${now}`;

function findAll(item: BriefEvidence, { document, facts, disputes }: EvidenceState): StaleFinding[] {
  if (!document) return [{ reason: 'gone', now: item.title, href: null }];
  const place = locateQuote(document.text, { ...item, prefix: '', suffix: '' });
  if (!place) return [findSuccessor(item, facts)];
  const isStricter = TLP_LABELS.indexOf(document.tlp) > TLP_LABELS.indexOf(item.tlp);
  const here = facts.filter(({ start, end }) => start < place.end && end > place.start);
  const own = disputes.filter(
    ({ documentId, start, end }) => documentId === item.documentId && start < place.end && end > place.start,
  );
  return [
    ...(isStricter ? [{ reason: 'stricter' as const, now: `TLP:${document.tlp}`, href: hrefOf(item, place) }] : []),
    ...(item.fact.kind === 'statement' ? judgeStatement(item, place, facts) : judgeFact(item, here, facts)),
    ...own.map(({ reason, now, href }) => ({ reason, now, href })),
  ];
}

/** A sentence about the account falls with a move that was read from it, when a person rejected that. */
function judgeStatement(item: BriefEvidence, place: Quote, facts: readonly FactState[]): StaleFinding[] {
  const rejected = findRejected(place, facts);
  return rejected ? [{ reason: 'rejected', now: rejected.written, href: hrefOf(item, rejected) }] : [];
}

function judgeFact(item: BriefEvidence, here: readonly FactState[], facts: readonly FactState[]): StaleFinding[] {
  const { kind, vendorId, subject, value } = item.fact;
  const same = here.filter((fact) => fact.kind === kind && fact.vendorId === vendorId && fact.subject === subject);
  const live = same.filter(({ status }) => status !== 'rejected');
  if (live.some((fact) => isSameValue(value, fact.value))) return [];
  const [now] = live;
  if (now) return [{ reason: 'superseded', now: now.written, href: hrefOf(item, now) }];
  const [rejected] = same;
  if (rejected) return [{ reason: 'rejected', now: rejected.written, href: hrefOf(item, rejected) }];
  const corrected = here.find((fact) => fact.kind === kind && fact.status === 'confirmed');
  if (corrected) return [{ reason: 'superseded', now: corrected.written, href: hrefOf(item, corrected) }];
  return [findSuccessor(item, facts)];
}

/** A reading that was confirmed as it stood is no other value: the words that its analyst gave are compared only where both have some. */
function isSameValue(before: string, now: string): boolean {
  if (before === now) return true;
  const [[day, words], [today, current]] = [before.split('|'), now.split('|')];
  return day === today && before.includes('/') && (words === undefined || current === undefined);
}

/** The sentence is gone from its document, or is no longer read so: what is written there instead, if anything is like it. */
function findSuccessor(item: BriefEvidence, facts: readonly FactState[]): StaleFinding {
  const { vendorId, subject } = item.fact;
  const rankOf = (fact: FactState): number => Number(fact.vendorId === vendorId) + Number(fact.subject === subject);
  const [next] = facts
    .filter((fact) => fact.status !== 'rejected')
    .map((fact) => ({ fact, alike: shareOfPairs(fact.exact, item.exact) }))
    .filter(({ alike }) => alike >= SAME_SENTENCE)
    .sort((a, b) => rankOf(b.fact) - rankOf(a.fact) || b.alike - a.alike)
    .map(({ fact }) => fact);
  if (next) return { reason: 'superseded', now: next.exact, href: hrefOf(item, next) };
  return { reason: 'gone', now: item.exact, href: `/documents/${item.documentId}` };
}

const hrefOf = ({ documentId }: BriefEvidence, { start, end }: { start: number; end: number }): string =>
  `/documents/${documentId}?from=${start}&to=${end}#hit`;
