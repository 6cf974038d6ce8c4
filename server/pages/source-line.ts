import { daysBetween } from '../http/dates.ts';
import type { Reliability } from '../model.ts';
import type { Site } from './site.ts';

/** A publisher of documents that this viewer may see. */
export interface SourceLine {
  sourceId: string;
  name: string;
  nameEn: string;
  homepage: string | null;
  reliability: Reliability;
  documentCount: number;
  latestPublication: string | null;
  /** Days from its newest document to the newest evidence of the base. */
  daysBehind: number | null;
}

/** @returns sources with most documents first. Their default class is left out: it labels no content of a page. */
export function listSourceLines(site: Site, filter: { vendorId?: string }, asOf: string | null): SourceLine[] {
  return site.store.listSources(site.viewer, filter).map((source) => {
    const { sourceId, name, nameEn, homepage, reliability, documentCount, latestPublication } = source;
    const daysBehind = latestPublication && asOf ? Math.max(0, daysBetween(latestPublication, asOf)) : null;
    return { sourceId, name, nameEn, homepage, reliability, documentCount, latestPublication, daysBehind };
  });
}
