import { foldMoves } from '../facts/fold-moves.ts';
import { type Grade, gradeOf } from '../facts/grade.ts';
import type { MoveRow } from '../store/moves.ts';
import type { VendorRow } from '../store/vendors.ts';
import { type Contradictions, createContradictions } from './move-contradictions.ts';
import { createReadingNotes, type ReadingNote } from './reading-notes.ts';
import type { Site } from './site.ts';

/** Enough of a vendor to draw its mark and name. */
export type VendorLabel = Pick<VendorRow, 'vendorId' | 'slot' | 'markZh' | 'markEn' | 'nameZh' | 'nameEn'>;

/** Another sentence that tells the same event. */
export interface Telling extends Pick<MoveRow, 'quote' | 'document' | 'confidence'> {
  href: string;
  /** Where its words read otherwise than most versions of the text. */
  readings: ReadingNote[];
}

/** An event as a row of a page: its best telling, and the others. */
export interface MoveItem extends MoveRow {
  vendor: VendorLabel;
  grade: Grade;
  /** Imported after the person's last visit. */
  isNew: boolean;
  /** Its sentence in our own copy. */
  href: string;
  readings: ReadingNote[];
  tellings: Telling[];
  /** Documents and independent sources that tell it. */
  documentCount: number;
  sourceCount: number;
  /** Told more than once. */
  isFolded: boolean;
  /** Tellings give dates that cannot both be right. */
  datesDisagree: boolean;
  contradictions: Contradictions;
}

export interface MoveYear {
  year: string;
  moves: MoveItem[];
}

export function labelOf(vendor: VendorLabel): VendorLabel {
  const { vendorId, slot, markZh, markEn, nameZh, nameEn } = vendor;
  return { vendorId, slot, markZh, markEn, nameZh, nameEn };
}

/** @returns every vendor's label by id. */
export function listLabels(site: Site): Map<string, VendorLabel> {
  return new Map(site.vendors().map((vendor) => [vendor.vendorId, labelOf(vendor)]));
}

/** @returns the label, or a grey one for an id that reference data no longer lists. */
export function labelFrom(labels: ReadonlyMap<string, VendorLabel>, vendorId: string): VendorLabel {
  return labels.get(vendorId) ?? { vendorId, slot: 0, markZh: '他', markEn: 'OT', nameZh: vendorId, nameEn: vendorId };
}

/**
 * Folds tellings of one event into one row. Rows are already what the viewer may see, so counts tell nothing more.
 * @param lastVisit RFC 3339; null marks nothing as new.
 */
export function toMoveItems(site: Site, rows: readonly MoveRow[], lastVisit: string | null): MoveItem[] {
  const labels = listLabels(site);
  const notesAt = createReadingNotes(
    site,
    rows.map(({ document }) => document),
  );
  const read = rows.map((row) => {
    const readings = notesAt(row.document.documentId, row.quote);
    return { ...row, readings, readsAlone: readings.length > 0, href: quoteHref(row.document.documentId, row.quote) };
  });
  const contradictionsOf = createContradictions(site);
  return foldMoves(read, site.foldLinks()).map((event) => {
    const { lead, others, documentCount, sourceCount, datesDisagree } = event;
    const { readsAlone: _, ...move } = lead;
    return {
      ...move,
      vendor: labelFrom(labels, lead.vendorId),
      grade: gradeOf(lead),
      isNew: lastVisit !== null && [lead, ...others].some((row) => row.document.importedAt > lastVisit),
      tellings: others.map(({ quote, document, confidence, readings, href }) => ({
        ...{ quote, document, confidence, readings, href },
      })),
      ...{ documentCount, sourceCount, datesDisagree, isFolded: others.length > 0 },
      contradictions: contradictionsOf(event),
    };
  });
}

/** @returns the address of a quote in the reading view; offsets in UTF-16 units of the normalised text. */
export function quoteHref(documentId: string, quote: { start: number; end: number }): string {
  return `/documents/${documentId}#q${quote.start}-${quote.end}`;
}

/** Words that are no stored fact: the document marks them for this visit. */
export function excerptHref(documentId: string, { start, end }: { start: number; end: number }): string {
  return `/documents/${documentId}?from=${start}&to=${end}#hit`;
}

/** Keeps the order of the moves within each year. */
export function groupByYear(moves: readonly MoveItem[]): MoveYear[] {
  const years = new Map<string, MoveItem[]>();
  for (const move of moves) {
    const year = move.happened.start.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), move]);
  }
  return [...years].map(([year, list]) => ({ year, moves: list }));
}

/**
 * @returns the day on which the newest move that has begun was reported: what ranges are counted back from, since a document
 * without moves, such as a table, says nothing of what happened lately; null in an empty base.
 */
export function newestReport(site: Site): string | null {
  const evidence = newestEvidence(site);
  const [newest] = site.store.listMoves(site.viewer, { ...(evidence && { before: evidence }), limit: 1 });
  return newest?.document.published ?? newest?.happened.start ?? evidence;
}

/** @returns the newest day of evidence of any kind; null in an empty base. */
export function newestEvidence(site: Site): string | null {
  const moves = site.vendors().map((vendor) => vendor.latestMove ?? '');
  return site.corpus().latestPublication ?? (moves.sort().at(-1) || null);
}
