import { AppError } from '../errors.ts';
import {
  BRIEF_SECTIONS,
  type BriefBody,
  type BriefEvidence,
  type BriefLine,
  type BriefSection,
} from '../facts/brief-types.ts';
import type { BriefInput } from './brief-input.ts';
import { buildLine } from './brief-line.ts';

/** Changes of a kept brief; each gives a new body and leaves the old one as it is. */

/** Moves a line past its neighbour of the same section. @throws AppError NOT_FOUND */
export function moveLine(body: BriefBody, key: string, step: -1 | 1): BriefBody {
  const line = getLine(body, key);
  const own = body.lines.filter(({ section }) => section === line.section);
  const neighbour = own[own.indexOf(line) + step];
  if (!neighbour) return body;
  const other = (one: BriefLine): BriefLine => (one === line ? neighbour : one === neighbour ? line : one);
  return { ...body, lines: body.lines.map(other) };
}

/** Leaves a line out, or takes it in again: a dropped line stays in the version, so that history can show it. */
export function dropLine(body: BriefBody, key: string, isDropped: boolean): BriefBody {
  const line = getLine(body, key);
  return { ...body, lines: body.lines.map((one) => (one === line ? { ...one, isDropped } : one)) };
}

export interface HandLine {
  section: BriefSection;
  text: string;
  /** Numbers of the brief's evidence table. */
  cites: readonly number[];
}

/**
 * Adds a line that a person wrote: an assumption, or an inference where it names sentences of this brief.
 * @throws AppError BAD_PARAMETER for a number that the evidence table lacks, or a line that stands there already
 */
export function addLine(
  body: BriefBody,
  { section, text, cites }: HandLine,
  rules: Pick<BriefInput, 'vocabulary' | 'isNaming' | 'linkOf'>,
): BriefBody {
  const table = listEvidence(body);
  const evidence = cites.map((number) => {
    const item = table[number - 1];
    if (!item) throw new AppError('BAD_PARAMETER', `cites: 1–${table.length}`);
    return item;
  });
  const label = evidence.length > 0 ? 'inference' : 'assumption';
  const line = buildLine({ section, label, text: { zh: text, en: text }, tags: ['hand'], evidence }, rules);
  if (body.lines.some(({ key }) => key === line.key)) throw new AppError('BAD_PARAMETER', 'text: =');
  return { ...body, lines: [...body.lines, line] };
}

/**
 * A brief made anew takes over what a person did to the old one: lines written by hand, lines left out, and the order of a section
 * where a person changed it.
 * @param fresh of the same account and sides
 */
export function refreshBody(old: BriefBody, fresh: BriefBody): BriefBody {
  const isOut = new Set(old.lines.filter(({ isDropped }) => isDropped).map(({ key }) => key));
  const made = fresh.lines.map((line) => ({ ...line, isDropped: isOut.has(line.key) }));
  const written = old.lines.filter(({ tags, key }) => tags.includes('hand') && !made.some((line) => line.key === key));
  const lines = BRIEF_SECTIONS.flatMap((section) => {
    const of = (list: readonly BriefLine[]): BriefLine[] => list.filter((line) => line.section === section);
    return inOrderOf(of(old.lines), [...of(made), ...of(written)]);
  });
  return { ...fresh, owner: old.owner, lines };
}

/** Lines that both know in the old order where it differs, the others after them; else as they are. */
function inOrderOf(old: readonly BriefLine[], lines: BriefLine[]): BriefLine[] {
  const places = new Map(old.map(({ key }, index) => [key, index]));
  const known = lines.filter(({ key }) => places.has(key));
  const sorted = [...known].sort((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0));
  if (known.every((line, index) => line === sorted[index])) return lines;
  return [...sorted, ...lines.filter(({ key }) => !places.has(key))];
}

/** @returns the evidence of the lines that are shown, by first use, as an evidence table numbers it. */
export function listEvidence({ lines }: BriefBody): BriefEvidence[] {
  const table = new Map<string, BriefEvidence>();
  for (const item of lines.filter(({ isDropped }) => !isDropped).flatMap(({ evidence }) => evidence)) {
    if (!table.has(evidencePlace(item))) table.set(evidencePlace(item), item);
  }
  return [...table.values()];
}

export const evidencePlace = ({ documentId, start, end }: BriefEvidence): string => `${documentId}#q${start}-${end}`;

function getLine({ lines }: BriefBody, key: string): BriefLine {
  const line = lines.find((one) => one.key === key);
  if (!line) throw new AppError('NOT_FOUND', `line ${key}`);
  return line;
}
