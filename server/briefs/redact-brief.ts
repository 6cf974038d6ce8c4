import type {
  Audience,
  Both,
  BriefBody,
  BriefEvidence,
  BriefLine,
  BriefSection,
  BriefVocabulary,
  LineLabel,
  LineTag,
} from '../facts/brief-types.ts';
import type { Grade } from '../facts/grade.ts';
import { TLP_LABELS, type Tlp } from '../model.ts';
import { strictest } from './brief-line.ts';

export type Lang = keyof Both;
export type WithheldReason = 'class' | 'names';

export interface SharedLine {
  key: string;
  label: LineLabel;
  text: string;
  tags: LineTag[];
  column: BriefLine['column'];
  cites: number[];
  share: Tlp;
  expires: string | null;
}

export interface SharedEvidence {
  number: number;
  exact: string;
  language: string;
  grade: Grade;
  sourceName: string;
  sourceNameEn: string;
  published: string | null;
  tlp: Tlp;
  /** The publisher's own page. */
  url: string | null;
  /** In our copy; null outside the house. */
  href: string | null;
}

/** A brief as one audience may have it: every output is made of this and of nothing else. */
export interface SharedBrief {
  id: string;
  version: number;
  audience: Audience;
  lang: Lang;
  kind: BriefBody['kind'];
  /** Null outside the house. */
  account: string | null;
  incumbent: string | null;
  us: string;
  owner: string | null;
  asOf: string;
  baseAsOf: string | null;
  expires: string;
  /** The strictest class of what is left. */
  tlp: Tlp;
  sections: { id: BriefSection; no: string; title: string; lines: SharedLine[] }[];
  evidence: SharedEvidence[];
  withheld: { reason: WithheldReason; count: number }[];
}

export interface BriefCopy {
  id: string;
  version: number;
  body: BriefBody;
}

/**
 * Cuts a brief down to what an audience may have. Outside the house nothing is left of a line that is stricter, or that names an
 * account or a person: not its words, quotes, links, dates nor numbers; the house's own paths, file names, titles and people go too.
 */
export function redactBrief(
  { id, version, body }: BriefCopy,
  audience: Audience,
  lang: Lang,
  vocabulary: BriefVocabulary,
): SharedBrief {
  const isInside = audience === 'internal';
  const live = body.lines.filter(({ isDropped }) => !isDropped);
  const reasonOf = (line: BriefLine): WithheldReason | null => findWithheldReason(line, audience, vocabulary);
  const kept = live.filter((line) => reasonOf(line) === null);
  const evidence = numberEvidence(kept, isInside);
  const sections = vocabulary.sections.map(({ id: section, no, title }) => ({
    ...{ id: section, no, title: title[lang] },
    lines: kept.filter((line) => line.section === section).map((line) => shareLine(line, lang, evidence.numberOf)),
  }));
  return {
    ...{
      id,
      version,
      audience,
      lang,
      kind: body.kind,
      asOf: body.asOf,
      baseAsOf: isInside ? body.baseAsOf : null,
      expires: body.expires,
    },
    account: isInside && body.accountName !== '' ? body.accountName : null,
    incumbent: isInside ? body.incumbentName[lang] : null,
    ...{ us: body.usName[lang], owner: isInside ? body.owner : null, evidence: evidence.list },
    tlp: strictest(kept.flatMap((line) => [line.share, ...line.evidence.map(({ tlp }) => tlp)])),
    sections: isInside ? sections : sections.filter(({ lines }) => lines.length > 0),
    withheld: (['class', 'names'] as const)
      .map((reason) => ({ reason, count: live.filter((line) => reasonOf(line) === reason).length }))
      .filter(({ count }) => count > 0),
  };
}

/** @returns why an audience may not have a line; null where it may. */
export function findWithheldReason(
  { share, isNaming }: BriefLine,
  audience: Audience,
  { audiences }: Pick<BriefVocabulary, 'audiences'>,
): WithheldReason | null {
  if (TLP_LABELS.indexOf(share) > TLP_LABELS.indexOf(audiences[audience])) return 'class';
  return audience !== 'internal' && isNaming ? 'names' : null;
}

function shareLine(line: BriefLine, lang: Lang, numberOf: (item: BriefEvidence) => number): SharedLine {
  const { key, label, text, tags, column, share, expires, evidence } = line;
  return { key, label, text: text[lang], tags, column, share, expires, cites: [...new Set(evidence.map(numberOf))] };
}

/** Numbers by first use; one sentence has one number. */
function numberEvidence(lines: readonly BriefLine[], isInside: boolean) {
  const placeOf = ({ documentId, start, end }: BriefEvidence): string => `${documentId}#q${start}-${end}`;
  const numbers = new Map<string, number>();
  const list: SharedEvidence[] = [];
  for (const item of lines.flatMap(({ evidence }) => evidence)) {
    if (numbers.has(placeOf(item))) continue;
    numbers.set(placeOf(item), list.length + 1);
    const { exact, language, grade, sourceName, sourceNameEn, published, tlp, url } = item;
    const href = isInside ? `/documents/${placeOf(item)}` : null;
    list.push({ number: list.length + 1, exact, language, grade, sourceName, sourceNameEn, published, tlp, url, href });
  }
  return { list, numberOf: (item: BriefEvidence): number => numbers.get(placeOf(item)) ?? 0 };
}

/** @returns facts and inferences that rest on no sentence: there must be none. */
export function listUncited(body: BriefBody): BriefLine[] {
  return body.lines.filter(({ label, evidence }) => label !== 'assumption' && evidence.length === 0);
}
