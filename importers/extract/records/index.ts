import type { Extraction } from '../../../server/facts/extraction.ts';
import type { ReferenceData } from '../../reference-data.ts';
import type { ReadableDocument } from '../index.ts';
import { readIncidentRecord } from './incident-record.ts';
import { readRegionList } from './region-list.ts';
import { readReleaseNotes } from './release-notes.ts';
import { buildVendorNames } from './vendor-names.ts';

/** Reads documents whose format says what each field means; undefined for those that are to be read as prose. */
export type RecordReader = (document: ReadableDocument) => Extraction | undefined;

export function buildRecordReader({ vendors, releases }: Pick<ReferenceData, 'vendors' | 'releases'>): RecordReader {
  const names = buildVendorNames(vendors);
  const readers: Record<string, (document: ReadableDocument) => Extraction> = {
    'release-notes': (document) => readReleaseNotes(document, releases, names),
    'incident-record': (document) => readIncidentRecord(document, names),
    'region-list': (document) => readRegionList(document, names),
  };
  return (document) => readers[document.format ?? '']?.(document);
}
