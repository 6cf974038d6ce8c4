import type { ParsedDocument } from '../../server/model.ts';
import type { RawFile } from './format.ts';

/** A document without a link is one that somebody at hand wrote, until its head says otherwise: internal, and read as such. */
export function placeOf(file: RawFile): Pick<ParsedDocument, 'url' | 'sourceId' | 'kind'> {
  return file.url ? { kind: 'report', url: file.url } : { kind: 'report', sourceId: 'internal' };
}

const DATE_LINE = /^(?:.{0,40}[，,:：]\s*)?(\d{4}(?:-|年|\/|\.)\d{1,2}(?:-|月|\/|\.)\d{1,2}日?)\s*$/m;

/** @returns a date that stands alone in one of the first lines. */
export function findHeadDate(text: string): string | undefined {
  return DATE_LINE.exec(text.split('\n', 40).join('\n').slice(0, 4000))?.[1];
}

export const nameWithoutEnding = (file: RawFile): string => file.name.replace(/\.[a-z0-9]{1,5}$/i, '');
