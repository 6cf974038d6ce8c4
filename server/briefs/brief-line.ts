import { createHash } from 'node:crypto';
import type { Both, BriefEvidence, BriefLine, BriefSection } from '../facts/brief-types.ts';
import { gradeOf } from '../facts/grade.ts';
import { shiftDays } from '../facts/partial-date.ts';
import { TLP_LABELS, type Tlp } from '../model.ts';
import type { FigureRow } from '../store/figures.ts';
import type { MoveRow } from '../store/moves.ts';
import type { ToldStatement } from './account-facts.ts';
import type { BriefInput } from './brief-input.ts';

export type LineDraft = Pick<BriefLine, 'section' | 'label' | 'text'> &
  Partial<Pick<BriefLine, 'tags' | 'column' | 'expires'>> & { evidence: BriefEvidence[]; floor?: Tlp };

/** @returns the strictest of labels. */
export function strictest(labels: readonly Tlp[]): Tlp {
  return TLP_LABELS[Math.max(0, ...labels.map((label) => TLP_LABELS.indexOf(label)))] ?? 'RED';
}

/**
 * Gives a drafted line its class: no looser than its evidence, than the floor of its section, or than what its kind allows. What
 * rests on no sentence is ours alone.
 */
export function buildLine(
  draft: LineDraft,
  { vocabulary, isNaming, linkOf }: Pick<BriefInput, 'vocabulary' | 'isNaming' | 'linkOf'>,
): BriefLine {
  const evidence = draft.evidence.map((item) => ({ ...item, ...linkOf(item.documentId) }));
  const { section, label, text, tags = [], column = null, expires = null, floor = 'CLEAR' } = draft;
  const own = vocabulary.sections.find(({ id }) => id === section)?.floor ?? 'AMBER+STRICT';
  const ofLabel: Tlp = label === 'fact' ? 'CLEAR' : 'AMBER+STRICT';
  const share = strictest([own, floor, ofLabel, ...evidence.map(({ tlp }) => tlp)]);
  const words = [
    text.zh,
    text.en,
    ...evidence.flatMap(({ exact, title, url, sourceName }) => [exact, title, url ?? '', sourceName]),
  ];
  return {
    ...{ section, label, text, tags, column, expires, evidence, share },
    isNaming: words.some(isNaming),
    key: keyOf(section, text, evidence),
    isDropped: false,
  };
}

/** The same sentences in the same section make the same line, whatever it is worded. */
export function keyOf(section: BriefSection, text: Both, evidence: readonly BriefEvidence[]): string {
  const parts = evidence.map(({ documentId, start, end }) => `${documentId}:${start}-${end}`);
  const seed = parts.length > 0 ? `${parts.join()}|${text.zh.slice(0, 6)}` : text.zh;
  return createHash('sha256').update(`${section}|${seed}`).digest('hex').slice(0, 12);
}

export function evidenceOfStatement({ quote, document, state, kind, from, to, at }: ToldStatement): BriefEvidence {
  const { documentId, title, url, fileName, sourceName, sourceNameEn, published, language, tlp } = document;
  return {
    ...{ documentId, ...quote, title, url, fileName, sourceName, sourceNameEn, published, language, tlp },
    grade: gradeOf({ state, document }),
    fact: { kind: 'statement', vendorId: to ?? at ?? from ?? '', subject: kind, value: '', known: [] },
  };
}

export function evidenceOfMove(move: MoveRow): BriefEvidence {
  const { happened } = move;
  return {
    ...ofDocument(move),
    fact: {
      kind: 'move',
      vendorId: move.vendorId,
      subject: move.type,
      value: `${happened.start}/${happened.end}${move.status === 'confirmed' ? `|${move.gist}` : ''}`,
      known: [],
    },
  };
}

export function evidenceOfFigure(figure: FigureRow): BriefEvidence {
  const { vendorId, metric, low, high, unit } = figure;
  return {
    ...ofDocument(figure),
    fact: { kind: 'figure', vendorId, subject: metric, value: `${low}|${high}|${unit}`, known: [] },
  };
}

function ofDocument(fact: MoveRow | FigureRow): Omit<BriefEvidence, 'fact'> {
  const { documentId, title, sourceName, sourceNameEn, published, language, tlp } = fact.document;
  return {
    ...{ documentId, ...fact.quote, title, sourceName, sourceNameEn, published, language, tlp },
    ...{ url: null, fileName: '', grade: gradeOf(fact) },
  };
}

/** @returns the last day on which a figure stands; null for a metric that does not age, or a figure without a day. */
export function expiryOf(figure: FigureRow, halfLives: Record<string, number>): string | null {
  const days = halfLives[figure.metric];
  const day = figure.period?.end ?? figure.document.published;
  return days === undefined || !day ? null : shiftDays(day, days);
}
