import type { Tlp } from '../model.ts';
import type { Grade } from './grade.ts';

/** Words in both languages of the interface. */
export interface Both {
  zh: string;
  en: string;
}

export const BRIEF_SECTIONS = [
  'read',
  'loss',
  'since',
  'strong',
  'say',
  'objections',
  'price',
  'back',
  'proof',
  'avoid',
  'unknown',
] as const;
export type BriefSection = (typeof BRIEF_SECTIONS)[number];

export const AUDIENCES = ['internal', 'partner', 'customer'] as const;
export type Audience = (typeof AUDIENCES)[number];

export type LineLabel = 'fact' | 'inference' | 'assumption';
export type LineTag = 'planned' | 'rumoured' | 'unreviewed' | 'expired' | 'list' | 'negotiated' | 'hand';

/** The row behind a piece of evidence as it stood, so that a later change can be told. */
export interface FactMark {
  kind: 'statement' | 'move' | 'figure';
  /** Of a move or figure: whose, and of what type or metric. */
  vendorId: string;
  subject: string;
  /** The value in one string; a statement has none but its words. */
  value: string;
  /** What spoke against it when the brief was made already, as `reason|words`: no news later. */
  known: string[];
}

/** A sentence that a line rests on: a copy, which outlives its document. */
export interface BriefEvidence {
  documentId: string;
  exact: string;
  start: number;
  end: number;
  title: string;
  url: string | null;
  fileName: string;
  sourceName: string;
  sourceNameEn: string;
  published: string | null;
  language: string;
  grade: Grade;
  tlp: Tlp;
  fact: FactMark;
}

export interface BriefLine {
  /** Same for the same statement in the next version. */
  key: string;
  section: BriefSection;
  label: LineLabel;
  text: Both;
  tags: LineTag[];
  /** Of section 3. */
  column: 'theirs' | 'ours' | null;
  evidence: BriefEvidence[];
  /** No looser than any evidence, nor than the floor of the section. */
  share: Tlp;
  /** It names the account, another account or a person: never outside. */
  isNaming: boolean;
  /** Day after which it no longer stands; null: it does not age. */
  expires: string | null;
  isDropped: boolean;
}

/** A brief as it is kept: everything, for redaction happens when it is rendered. */
export interface BriefBody {
  kind: 'account' | 'battlecard';
  accountId: string | null;
  accountName: string;
  incumbentId: string;
  incumbentName: Both;
  usId: string;
  usName: Both;
  asOf: string;
  /** Newest evidence of the base when it was made. */
  baseAsOf: string | null;
  expires: string;
  owner: string;
  lines: BriefLine[];
}

/** Rules and words of data/vocab/briefs.yaml. */
export interface BriefVocabulary {
  sections: { id: BriefSection; no: string; floor: Tlp; title: Both }[];
  audiences: Record<Audience, Tlp>;
  least: { sentences: number; relations: number };
  validDays: number;
  halfLives: Record<string, number>;
  theirs: { types: string[]; open: string[]; most: number };
  ours: { types: string[]; most: number };
  references: string[];
  /** A reading that nobody reviewed is printed from this score on. */
  leastConfidence: number;
  likelihood: { least: number; words: Both }[];
  phrases: Record<string, Both>;
  gaps: Record<string, Both>;
  back: Both[];
  reasons: Record<string, { one: Both; handle: Both; objection: Both }>;
  footprint: Both;
}
