import { z } from 'zod';
import { AppError } from '../errors.ts';
import * as params from '../http/params.ts';
import type { Passage } from '../model.ts';
import type { DocumentText } from '../store/documents.ts';
import type { TableRow } from '../store/tables.ts';
import type { VersionRow } from '../store/works.ts';
import { cutBlocks } from './document-blocks.ts';
import {
  type DocumentFact,
  factOfAccount,
  factOfFigure,
  factOfMove,
  factOfRole,
  notesBySpan,
  type SpanNote,
  spansOf,
} from './document-facts.ts';
import { labelFrom, listLabels, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Block, SPAN_KINDS, type Span, type SpanKind, startCutting, type TextRange } from './passages.ts';
import { createReadingNotes, workHref } from './reading-notes.ts';
import type { Site } from './site.ts';
import { listUnreadItems, type UnreadList } from './unread.ts';

const documentParams = z.object({
  id: params.documentId,
  from: params.offset.optional(),
  to: params.offset.optional(),
});
type DocumentParams = z.infer<typeof documentParams>;

export interface DocumentPage {
  document: DocumentText;
  /** The newer document that stands in for this one. */
  replacement: { documentId: string; title: string } | null;
  blocks: (Block & { notes: SpanNote[] })[];
  facts: DocumentFact[];
  factCounts: { kind: SpanKind; count: number }[];
  quoteCount: number;
  vendors: { vendor: VendorLabel; count: number; isMain: boolean }[];
  hit: TextRange | null;
  /** What was not understood. */
  unread: UnreadList;
  /** The versions of its work, itself among them; [] when it stands alone. */
  versions: (VersionRow & { isThis: boolean })[];
  workHref: string | null;
  /** Tables read out of it. */
  tables: TableRow[];
}

/** @throws AppError NOT_FOUND, also above this viewer's clearance. */
export function loadDocumentPage(site: Site, given: DocumentParams): DocumentPage {
  const document = site.store.getDocument(site.viewer, given.id);
  const facts = listFacts(site, document);
  const notes = notesBySpan(facts);
  const hit = hitOf(given, document.text.length);
  const spans = spansOf(facts);
  const cutting = startCutting(document.text, spans, hit);
  const blocks = cutBlocks(cutting, passagesOf(document, spans)).map((block) => ({
    ...block,
    notes: block.spans.flatMap((id) => notes.get(id) ?? []),
  }));
  return {
    document,
    replacement: findReplacement(site, document.supersededBy),
    blocks,
    facts,
    factCounts: SPAN_KINDS.map((kind) => ({ kind, count: facts.filter((fact) => fact.kind === kind).length })),
    quoteCount: spans.filter(({ id }) => id.startsWith('q')).length,
    vendors: listMentioned(site, document.documentId),
    hit,
    unread: listUnreadItems(site, document),
    versions: listVersions(site, document),
    workHref: document.workId && workHref(document.workId),
    tables: site.store.listTables(site.viewer, { documentId: document.documentId }),
  };
}

function listVersions({ store, viewer }: Site, { documentId, workId }: DocumentText): DocumentPage['versions'] {
  if (workId === null) return [];
  return store.listVersions(viewer, workId).map((row) => ({ ...row, isThis: row.documentId === documentId }));
}

function listFacts(site: Site, document: DocumentText): DocumentFact[] {
  const { store, viewer } = site;
  const { documentId } = document;
  const labels = listLabels(site);
  const notesAt = createReadingNotes(site, [document]);
  return [
    ...store.listMoves(viewer, { documentIds: [documentId], order: 'reading' }).map((move) => factOfMove(move, labels)),
    ...store.listFigures(viewer, { documentId }).map((figure) => factOfFigure(figure, labels)),
    ...store.listPersonRoles(viewer, { documentId }).map((role) => factOfRole(role, labels)),
    ...store.listAccountMentions(viewer, { documentId }).map(factOfAccount),
  ].map((fact) => ({ ...fact, readings: notesAt(documentId, fact) }));
}

/** @throws AppError BAD_PARAMETER when the end comes before the start. */
function hitOf({ from, to }: DocumentParams, length: number): TextRange | null {
  if (from === undefined || to === undefined) return null;
  if (from >= to) throw new AppError('BAD_PARAMETER', 'to: > from');
  return from < length ? { start: from, end: Math.min(to, length) } : null;
}

/** A text without passages is shown whole; a heading that only repeats the title is left out unless it is quoted. */
function passagesOf({ text, title, passages }: DocumentText, spans: readonly Span[]): Passage[] {
  if (passages.length === 0 && text !== '') return [{ kind: 'paragraph', start: 0, end: text.length }];
  const [first, ...rest] = passages;
  const repeats = first?.kind === 'heading' && text.slice(first.start, first.end).trim() === title.trim();
  const isQuoted = spans.some((span) => first && span.start < first.end && span.end > first.start);
  return repeats && !isQuoted ? rest : passages;
}

function findReplacement(site: Site, supersededBy: string | null): DocumentPage['replacement'] {
  if (!supersededBy) return null;
  try {
    const { documentId, title } = site.store.getDocument(site.viewer, supersededBy);
    return { documentId, title };
  } catch (error) {
    // Above the clearance of this viewer: for them it does not exist.
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

function listMentioned(site: Site, documentId: string): DocumentPage['vendors'] {
  const labels = listLabels(site);
  return site.store
    .listVendorMentions(site.viewer, { documentId })
    .map(({ vendorId, count, role }) => ({ vendor: labelFrom(labels, vendorId), count, isMain: role === 'main' }));
}

export const documentPage: PageRoute<DocumentParams, DocumentPage> = {
  name: 'document',
  params: documentParams,
  hasKeys: ({ unread }) => unread.canDecide,
  load: loadDocumentPage,
  titleOf: ({ document }) => document.title,
};
