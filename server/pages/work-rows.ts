import type { PairedRow } from '../facts/pair-passages.ts';
import { hrefOf } from '../http/params.ts';
import type { Passage, PassageKind } from '../model.ts';
import type { MarkedReading, ReadingKind } from './work-readings.ts';

export interface WorkSegment {
  text: string;
  /** How its version reads here; null where versions agree. */
  kind: ReadingKind | null;
}

export interface WorkPassage {
  kind: PassageKind;
  segments: WorkSegment[];
  href: string;
}

export interface WorkRow {
  cells: { passages: WorkPassage[]; isAlone: boolean }[];
}

interface Version {
  documentId: string;
  text: string;
}

/** @param readings of all versions, in reading order */
export function toWorkRow(row: PairedRow, versions: readonly Version[], readings: readonly MarkedReading[]): WorkRow {
  return {
    cells: row.cells.map((passages, index) => {
      const version = versions[index] as Version;
      const own = readings.filter(({ id }) => id === version.documentId);
      return {
        passages: passages.map((passage) => toPassage(passage, version, own)),
        isAlone: row.alone.includes(index),
      };
    }),
  };
}

function toPassage({ kind, start, end }: Passage, { documentId, text }: Version, readings: readonly MarkedReading[]) {
  const segments: WorkSegment[] = [];
  let at = start;
  for (const reading of readings) {
    if (reading.start < at || reading.start >= end) continue;
    const to = Math.min(reading.end, end);
    if (reading.start > at) segments.push({ text: text.slice(at, reading.start), kind: null });
    segments.push({ text: text.slice(reading.start, to), kind: reading.kind });
    at = to;
  }
  if (at < end) segments.push({ text: text.slice(at, end), kind: null });
  return { kind, segments, href: `${hrefOf(`/documents/${documentId}`, { from: start, to: end })}#hit` };
}
